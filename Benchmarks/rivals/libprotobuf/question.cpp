// The question answered with C++ libprotobuf: one arena a thread, reset after each message and reused.
//
// usage: question TRACES.pb PRICES THREADS

#include <fcntl.h>
#include <google/protobuf/arena.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "../common/answer.hpp"
#include "opentelemetry/proto/trace/v1/trace.pb.h"

namespace proto = opentelemetry::proto;
using answer::Slot;

namespace {

void readSpan(const proto::trace::v1::Span &span, answer::Table &table) {
  answer::Draft draft;
  for (const auto &attribute : span.attributes()) {
    answer::Meaning meaning = answer::meaning(attribute.key());
    if (meaning.slot == Slot::none || !draft.wants(meaning)) continue;
    const auto &value = attribute.value();
    switch (meaning.slot) {
      case Slot::model:
      case Slot::provider: draft.setText(meaning.slot, value.string_value()); break;
      case Slot::firstToken: draft.setFirstToken(value.double_value()); break;
      default: draft.setNumber(meaning.slot, value.int_value()); break;
    }
  }
  bool failed = span.status().code() == proto::trace::v1::Status::STATUS_CODE_ERROR;
  if (!draft.isCall()) {
    table.addOther(span.start_time_unix_nano(), failed);
    return;
  }
  if (draft.ranks[static_cast<int>(Slot::firstToken)] == 255) {
    for (const auto &event : span.events()) {
      if (event.name() != "First Token Stream Event") continue;
      draft.call.firstToken = static_cast<int64_t>(event.time_unix_nano() - span.start_time_unix_nano());
      break;
    }
  }
  table.addCall(span.start_time_unix_nano(), span.end_time_unix_nano(), failed, draft.call);
}

uint64_t lengthOf(const unsigned char *bytes) {
  return uint64_t(bytes[0]) << 24 | uint64_t(bytes[1]) << 16 | uint64_t(bytes[2]) << 8 | bytes[3];
}

void readRange(int file, uint64_t offset, uint64_t to, answer::Table &table) {
  std::vector<char> buffer(4 << 20);
  std::vector<char> block(8 << 20);
  google::protobuf::ArenaOptions options;
  options.initial_block = block.data();
  options.initial_block_size = block.size();
  google::protobuf::Arena arena(options);
  size_t begin = 0, end = 0;
  auto need = [&](size_t count) {
    if (end - begin >= count) return;
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= begin;
    begin = 0;
    if (buffer.size() < count) buffer.resize(count);
    while (end < count) {
      ssize_t got = pread(file, buffer.data() + end, buffer.size() - end, static_cast<off_t>(offset + end));
      if (got <= 0) answer::fail("the file ends within a message");
      end += static_cast<size_t>(got);
    }
  };
  while (offset < to) {
    need(4);
    size_t length = lengthOf(reinterpret_cast<const unsigned char *>(buffer.data() + begin));
    need(4 + length);
    auto *request = google::protobuf::Arena::CreateMessage<proto::trace::v1::TracesData>(&arena);
    if (!request->ParseFromArray(buffer.data() + begin + 4, static_cast<int>(length))) answer::fail("no trace request");
    for (const auto &resource : request->resource_spans())
      for (const auto &scope : resource.scope_spans())
        for (const auto &span : scope.spans()) readSpan(span, table);
    arena.Reset();
    begin += 4 + length;
    offset += 4 + length;
  }
}

/// Where each thread begins: offsets of messages, found by hopping from length to length.
std::vector<uint64_t> borders(int file, uint64_t size, size_t count) {
  std::vector<uint64_t> found{0};
  for (uint64_t offset = 0; count > 1 && offset < size;) {
    if (found.size() < count && offset > 0 && offset >= size * found.size() / count) found.push_back(offset);
    unsigned char bytes[4];
    if (pread(file, bytes, 4, static_cast<off_t>(offset)) != 4) answer::fail("the file ends within a length");
    offset += 4 + lengthOf(bytes);
  }
  found.push_back(size);
  return found;
}

}  // namespace

int main(int argc, char **argv) {
  if (argc != 4) answer::fail("usage: question TRACES.pb PRICES THREADS");
  int file = open(argv[1], O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) answer::fail(std::string(argv[1]) + ": cannot be opened");
  std::vector<uint64_t> ends =
      borders(file, static_cast<uint64_t>(status.st_size), static_cast<size_t>(std::max(1, std::atoi(argv[3]))));
  std::vector<answer::Table> tables(ends.size() - 1);
  std::vector<std::thread> threads;
  for (size_t index = 1; index < tables.size(); index++)
    threads.emplace_back([&, index] { readRange(file, ends[index], ends[index + 1], tables[index]); });
  readRange(file, ends[0], ends[1], tables[0]);
  for (std::thread &thread : threads) thread.join();
  answer::Table all;
  for (answer::Table &table : tables) all.take(std::move(table));
  all.write(argv[2]);
  return 0;
}
