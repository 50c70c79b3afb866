// The question answered with simdjson On-Demand, as fast as we know how.
//
// usage: question TRACES.jsonl PRICES THREADS
//
// Each thread has one range of the file, one parser and one buffer. It reads with pread into that buffer, which stays in
// the cache, parses the whole lines in it and moves what is left of a line to the front. Names and numbers are taken from
// where they stand: nothing is copied but the dictionary's names and the durations.

#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

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

/// Reads the lines that begin in [from, to).
void readRange(int file, uint64_t from, uint64_t to, answer::Table &table) {
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
    ssize_t got = pread(file, buffer + count, size - count, static_cast<off_t>(offset));
    if (got < 0) answer::fail("the file cannot be read");
    offset += static_cast<uint64_t>(got);
    size_t end = count + static_cast<size_t>(got);
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

}  // namespace

int main(int argc, char **argv) {
  if (argc != 4) answer::fail("usage: question TRACES.jsonl PRICES THREADS");
  int file = open(argv[1], O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) answer::fail(std::string(argv[1]) + ": cannot be opened");
  uint64_t size = static_cast<uint64_t>(status.st_size);
  size_t count = static_cast<size_t>(std::max(1, std::atoi(argv[3])));
  std::vector<answer::Table> tables(count);
  std::vector<std::thread> threads;
  for (size_t index = 1; index < count; index++)
    threads.emplace_back([&, index] { readRange(file, size * index / count, size * (index + 1) / count, tables[index]); });
  readRange(file, 0, size / count, tables[0]);
  for (std::thread &thread : threads) thread.join();
  answer::Table all;
  for (answer::Table &table : tables) all.take(std::move(table));
  all.write(argv[2]);
  return 0;
}
