// The question answered with simdjson On-Demand, as fast as we know how.
//
// usage: question TRACES.jsonl[.zst] PRICES THREADS
//
// Each thread has one range of the file, one parser and one buffer. It reads with pread into that buffer, which stays in
// the cache, parses the whole lines in it and moves what is left of a line to the front. Names and numbers are taken from
// where they stand: nothing is copied but the dictionary's names and the durations.
//
// A zstd stream is decompressed in front of one parser; with two threads, the one decompresses while the other parses.

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

namespace {

[[noreturn]] void fail(error_code error) { answer::fail(std::string("no OTLP as the question has it: ") + error_message(error)); }

void check(error_code error) {
  if (error) [[unlikely]]
    fail(error);
}

/// The bytes of a string between its quotes, as they stand. The token ends where the next one begins.
std::string_view inQuotes(std::string_view token) {
  size_t end = token.size() - 1;
  while (token[end] != '"') end--;
  return token.substr(1, end - 1);
}

/// A string of digits. Numbers of OTLP/JSON stand in quotes.
uint64_t digits(std::string_view token) {
  uint64_t number = 0;
  size_t index = token[0] == '"';
  for (; index < token.size() && token[index] >= '0' && token[index] <= '9'; index++) number = number * 10 + (token[index] - '0');
  return number;
}

/// Nineteen digits of nanoseconds, eight at a time; anything else one by one.
uint64_t nanos(std::string_view token) {
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

/// `{"key": …, "value": {"typeValue": …}}`, in this order. Left early, the object is skipped by the array around it.
void readAttribute(ondemand::object attribute, answer::Draft &draft) {
  answer::Meaning meaning;
  for (auto entry : attribute) {
    ondemand::field field;
    check(std::move(entry).get(field));
    if (field.key().raw()[0] == 'k') {
      meaning = answer::meaning(inQuotes(field.value().raw_json_token()));
      if (meaning.slot == Slot::none || !draft.wants(meaning)) return;
      continue;
    }
    ondemand::object typed;
    check(field.value().get_object().get(typed));
    for (auto typedEntry : typed) {
      ondemand::value value;
      check(typedEntry.value().get(value));
      switch (meaning.slot) {
        case Slot::none: answer::fail("an attribute whose value stands before its key");
        case Slot::model:
        case Slot::provider: draft.setText(meaning.slot, inQuotes(value.raw_json_token())); return;
        case Slot::firstToken: {
          double seconds;
          check(value.get_double().get(seconds));
          draft.setFirstToken(seconds);
          return;
        }
        default: draft.setNumber(meaning.slot, static_cast<int64_t>(digits(value.raw_json_token()))); return;
      }
    }
  }
}

/// The time of the first event that tells of the first token, or 0.
uint64_t firstTokenTime(ondemand::array events) {
  uint64_t found = 0;
  for (auto element : events) {
    ondemand::object event;
    check(element.get_object().get(event));
    if (found != 0) continue;
    uint64_t time = 0;
    for (auto field : event) {
      ondemand::raw_json_string key;
      check(field.key().get(key));
      ondemand::value value;
      if (key.unsafe_is_equal("timeUnixNano")) {
        check(field.value().get(value));
        time = nanos(value.raw_json_token());
      } else if (key.unsafe_is_equal("name")) {
        check(field.value().get(value));
        if (inQuotes(value.raw_json_token()) == "First Token Stream Event") found = 1;
      }
    }
    if (found != 0) found = time;
  }
  return found;
}

void readSpan(ondemand::object span, answer::Table &table) {
  answer::Draft draft;
  uint64_t start = 0, end = 0, eventTime = 0;
  bool failed = false;
  for (auto entry : span) {
    ondemand::field field;
    check(std::move(entry).get(field));
    const char *key = field.key().raw();
    switch (key[0]) {
      case 's':
        if (key[2] == 'a' && key[3] == 'r') {  // startTimeUnixNano
          start = nanos(field.value().raw_json_token());
        } else if (field.key().unsafe_is_equal("status")) {
          ondemand::object status;
          check(field.value().get_object().get(status));
          ondemand::value code;
          if (status.find_field("code").get(code) == SUCCESS) failed = digits(code.raw_json_token()) == 2;
        }
        break;
      case 'e':
        if (key[1] == 'n') {  // endTimeUnixNano
          end = nanos(field.value().raw_json_token());
        } else if (field.key().unsafe_is_equal("events")) {
          ondemand::array events;
          check(field.value().get_array().get(events));
          eventTime = firstTokenTime(events);
        }
        break;
      case 'a': {
        ondemand::array attributes;
        check(field.value().get_array().get(attributes));
        for (auto element : attributes) {
          ondemand::object attribute;
          check(element.get_object().get(attribute));
          readAttribute(attribute, draft);
        }
        break;
      }
      default: break;
    }
  }
  if (draft.isCall()) {
    if (draft.ranks[static_cast<int>(Slot::firstToken)] == 255 && eventTime != 0)
      draft.call.firstToken = static_cast<int64_t>(eventTime - start);
    table.addCall(start, end, failed, draft.call);
  } else {
    table.addOther(start, failed);
  }
}

void readLine(ondemand::parser &parser, const char *line, size_t length, size_t capacity, answer::Table &table) {
  ondemand::document document;
  check(parser.iterate(line, length, capacity).get(document));
  ondemand::array resources;
  check(document.find_field("resourceSpans").get_array().get(resources));
  for (auto resource : resources) {
    ondemand::array scopes;
    check(resource.find_field("scopeSpans").get_array().get(scopes));
    for (auto scope : scopes) {
      ondemand::array spans;
      check(scope.find_field("spans").get_array().get(spans));
      for (auto element : spans) {
        ondemand::object span;
        check(element.get_object().get(span));
        readSpan(span, table);
      }
    }
  }
}

/// Reads the lines that begin in [from, to). `fill(bytes, count, offset)` reads at most `count` bytes from `offset` on and says
/// how many; offsets come in order without gaps.
template <typename Fill>
void readRange(Fill &&fill, uint64_t from, uint64_t to, answer::Table &table) {
  ondemand::parser parser;
  size_t size = 2 << 20;
  check(parser.allocate(size));
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
        readLine(parser, buffer + position, lineEnd - position, size + SIMDJSON_PADDING - position, table);
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
      buffer = static_cast<char *>(std::realloc(buffer, size + SIMDJSON_PADDING));
    }
  }
  std::free(buffer);
}

size_t readAt(int file, char *bytes, size_t count, uint64_t offset) {
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

void readDecompressed(int file, bool inParallel, answer::Table &table) {
  Decompressed content(file);
  if (!inParallel) {
    readRange([&](char *bytes, size_t count, uint64_t) { return content.next(bytes, count); }, 0, UINT64_MAX, table);
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
  readRange([&](char *bytes, size_t count, uint64_t) { return chunks.take(bytes, count); }, 0, UINT64_MAX, table);
  decompressor.join();
}

}  // namespace

int main(int argc, char **argv) {
  if (argc != 4) answer::fail("usage: question TRACES.jsonl[.zst] PRICES THREADS");
  int file = open(argv[1], O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) answer::fail(std::string(argv[1]) + ": cannot be opened");
  size_t count = static_cast<size_t>(std::max(1, std::atoi(argv[3])));
  std::vector<answer::Table> tables(count);
  if (std::string_view(argv[1]).ends_with(".zst")) {
    readDecompressed(file, count > 1, tables[0]);
  } else {
    uint64_t size = static_cast<uint64_t>(status.st_size);
    auto work = [&](size_t index) {
      auto fill = [file](char *bytes, size_t wanted, uint64_t offset) { return readAt(file, bytes, wanted, offset); };
      readRange(fill, size * index / count, size * (index + 1) / count, tables[index]);
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
