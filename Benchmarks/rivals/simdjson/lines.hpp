// What both simdjson programs share: how lines are read and divided among threads, and small pieces of parsing.
//
// Each thread has one range of the file, one reader and one buffer. It reads with pread into that buffer, which stays in the
// cache, parses the whole lines in it and moves what is left of a line to the front. A zstd stream is decompressed in front of one
// reader; with two threads, the one decompresses while the other parses.
#pragma once

#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "../common/answer.hpp"

using namespace simdjson;
using answer::Slot;

[[noreturn]] inline void fail(error_code error) { answer::fail(std::string("no OTLP as the question has it: ") + error_message(error)); }

inline void check(error_code error) {
  if (error) [[unlikely]]
    fail(error);
}

/// The bytes of a string between its quotes, as they stand. The token ends where the next one begins.
inline std::string_view inQuotes(std::string_view token) {
  size_t end = token.size() - 1;
  while (token[end] != '"') end--;
  return token.substr(1, end - 1);
}

/// A string of digits. Numbers of OTLP/JSON stand in quotes.
inline uint64_t digits(std::string_view token) {
  uint64_t number = 0;
  size_t index = token[0] == '"';
  for (; index < token.size() && token[index] >= '0' && token[index] <= '9'; index++) number = number * 10 + (token[index] - '0');
  return number;
}

/// Nineteen digits of nanoseconds, eight at a time; anything else one by one.
inline uint64_t nanos(std::string_view token) {
  if (token.size() < 21 || token[20] != '"') return digits(token);
  auto eight = [](const char *text) {
    uint64_t word;
    std::memcpy(&word, text, 8);
    word = (word & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8;
    word = (word & 0x00FF00FF00FF00FF) * 6553601 >> 16;
    return (word & 0x0000FFFF0000FFFF) * 42949672960001 >> 32;
  };
  const char *text = token.data() + 1;
  return (eight(text) * 100'000'000 + eight(text + 8)) * 1000 + (text[16] - '0') * 100 + (text[17] - '0') * 10 + (text[18] - '0');
}

/// Reads the lines that begin in [from, to). `fill(bytes, count, offset)` reads at most `count` bytes from `offset` on and says
/// how many; offsets come in order without gaps.
template <typename Reader, typename Fill>
void readRange(Fill &&fill, uint64_t from, uint64_t to, answer::Table &table) {
  Reader reader;
  size_t size = 2 << 20;
  reader.allocate(size);
  char *buffer = static_cast<char *>(std::malloc(size + SIMDJSON_PADDING));
  size_t count = 0;
  uint64_t offset = from;
  // The line that reaches into this range belongs to the one before; the byte in front shows whether there is one.
  bool skipsLine = from > 0;
  if (skipsLine) offset--;
  uint64_t lineStart = offset;
  while (lineStart < to) {
    size_t got = fill(buffer + count, size - count, offset);
    offset += got;
    size_t end = count + got;
    size_t position = 0, searched = count;
    while (lineStart < to) {
      const char *found = static_cast<const char *>(std::memchr(buffer + searched, '\n', end - searched));
      if (found == nullptr && got > 0) break;
      size_t lineEnd = found != nullptr ? static_cast<size_t>(found - buffer) : end;
      if (skipsLine) {
        skipsLine = false;
      } else if (lineEnd > position) {
        reader.readLine(buffer + position, lineEnd - position, size + SIMDJSON_PADDING - position, table);
      }
      lineStart += lineEnd - position + 1;
      position = searched = std::min(lineEnd + 1, end);
      if (found == nullptr) break;
    }
    if (got == 0) break;
    count = end - position;
    std::memmove(buffer, buffer + position, count);
    if (count == size) {
      size *= 2;
      reader.allocate(size);
      buffer = static_cast<char *>(std::realloc(buffer, size + SIMDJSON_PADDING));
    }
  }
  std::free(buffer);
}

inline size_t readAt(int file, char *bytes, size_t count, uint64_t offset) {
  ssize_t got = pread(file, bytes, count, static_cast<off_t>(offset));
  if (got < 0) answer::fail("the file cannot be read");
  return static_cast<size_t>(got);
}

/// A zstd file as a stream of its content.
class Decompressed {
 public:
  explicit Decompressed(int file) : file_(file), input_(1 << 18) {}
  ~Decompressed() { ZSTD_freeDCtx(context_); }

  /// Fills `bytes` with what comes next; less than `count` only at the end.
  size_t next(char *bytes, size_t count) {
    ZSTD_outBuffer out{bytes, count, 0};
    while (out.pos < out.size) {
      if (in_.pos == in_.size && !mayHoldMore_) {
        size_t got = readAt(file_, input_.data(), input_.size(), offset_);
        if (got == 0) break;
        offset_ += got;
        in_ = {input_.data(), got, 0};
      }
      size_t result = ZSTD_decompressStream(context_, &out, &in_);
      if (ZSTD_isError(result)) answer::fail("no zstd stream");
      // Only a full output can hide more of what went in.
      mayHoldMore_ = out.pos == out.size && result != 0;
    }
    return out.pos;
  }

 private:
  int file_;
  ZSTD_DCtx *context_ = ZSTD_createDCtx();
  std::vector<char> input_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  uint64_t offset_ = 0;
  bool mayHoldMore_ = false;
};

/// Chunks handed from the thread that decompresses to the one that parses.
class Chunks {
 public:
  /// The next free chunk, to be filled.
  std::vector<char> &begin() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return written_ - taken_ < kCount; });
    return chunks_[written_ % kCount];
  }

  void finish() {
    std::lock_guard lock(mutex_);
    written_++;
    changed_.notify_all();
  }

  /// Copies from the oldest chunk; 0 at the end, which an empty chunk marks.
  size_t take(char *bytes, size_t count) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return written_ > taken_; });
    }
    const std::vector<char> &chunk = chunks_[taken_ % kCount];
    size_t copied = std::min(count, chunk.size() - position_);
    std::memcpy(bytes, chunk.data() + position_, copied);
    position_ += copied;
    if (position_ == chunk.size() && !chunk.empty()) {
      std::lock_guard lock(mutex_);
      position_ = 0;
      taken_++;
      changed_.notify_all();
    }
    return copied;
  }

 private:
  static constexpr size_t kCount = 4;
  std::vector<char> chunks_[kCount];
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t written_ = 0, taken_ = 0;
  size_t position_ = 0;
};

template <typename Reader>
void readDecompressed(int file, bool inParallel, answer::Table &table) {
  Decompressed content(file);
  if (!inParallel) {
    readRange<Reader>([&](char *bytes, size_t count, uint64_t) { return content.next(bytes, count); }, 0, UINT64_MAX, table);
    return;
  }
  Chunks chunks;
  std::thread decompressor([&] {
    for (bool isDone = false; !isDone;) {
      std::vector<char> &chunk = chunks.begin();
      chunk.resize(1 << 20);
      chunk.resize(content.next(chunk.data(), chunk.size()));
      isDone = chunk.empty();
      chunks.finish();
    }
  });
  readRange<Reader>([&](char *bytes, size_t count, uint64_t) { return chunks.take(bytes, count); }, 0, UINT64_MAX, table);
  decompressor.join();
}

template <typename Reader>
int answerQuestion(int argc, char **argv) {
  if (argc != 4) answer::fail("usage: question TRACES.jsonl[.zst] PRICES THREADS");
  int file = open(argv[1], O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) answer::fail(std::string(argv[1]) + ": cannot be opened");
  size_t count = static_cast<size_t>(std::max(1, std::atoi(argv[3])));
  std::vector<answer::Table> tables(count);
  if (std::string_view(argv[1]).ends_with(".zst")) {
    readDecompressed<Reader>(file, count > 1, tables[0]);
  } else {
    uint64_t size = static_cast<uint64_t>(status.st_size);
    auto work = [&](size_t index) {
      auto fill = [file](char *bytes, size_t wanted, uint64_t offset) { return readAt(file, bytes, wanted, offset); };
      readRange<Reader>(fill, size * index / count, size * (index + 1) / count, tables[index]);
    };
    std::vector<std::thread> threads;
    for (size_t index = 1; index < count; index++) threads.emplace_back(work, index);
    work(0);
    for (std::thread &thread : threads) thread.join();
  }
  answer::Table all;
  for (answer::Table &table : tables) all.take(std::move(table));
  all.write(argv[2]);
  return 0;
}
