// The question answered on simdjson's list of structural characters, without On-Demand's checks.
//
// usage: walk TRACES.jsonl[.zst] PRICES THREADS
//
// simdjson finds the structure and validates UTF-8 (its stage 1); this program then goes through the list itself. An attribute always
// has thirteen entries in it, so one that the question does not read is passed in one step. It trusts its input as no program
// for users could: that is what makes it the fastest we know.

#include "lines.hpp"

namespace {

/// A place in the list of structural characters and beginnings of values.
struct Place {
  const char *line;
  const uint32_t *next;

  char operator[](int index) const { return line[next[index]]; }

  /// The text from one entry to the one after it.
  std::string_view token(int index) const { return {line + next[index], next[index + 1] - next[index]}; }

  bool isKey(std::string_view name) const {
    const char *key = line + next[0] + 1;
    return std::memcmp(key, name.data(), name.size()) == 0 && key[name.size()] == '"';
  }

  void expect(char character) {
    if ((*this)[0] != character) [[unlikely]]
      answer::fail("no OTLP as the question has it");
    next++;
  }

  void skip() {
    char character = (*this)[0];
    next++;
    if (character != '{' && character != '[') return;
    for (int depth = 1; depth > 0; next++) {
      character = (*this)[0];
      depth += (character == '{' || character == '[') - (character == '}' || character == ']');
    }
  }

  /// Calls `body` at each element, or at each key; it has to pass the whole of it.
  template <typename Body>
  void each(char open, char close, Body &&body) {
    expect(open);
    if ((*this)[0] == close) {
      next++;
      return;
    }
    for (;;) {
      body();
      if ((*this)[0] == close) break;
      expect(',');
    }
    next++;
  }
};

void readAttributes(Place &place, answer::Draft &draft) {
  // {  "key"  :  "name"  ,  "value"  :  {  "typeValue"  :  …  }  }
  // 0  1      2  3       4  5        6  7  8            9  10 11 12
  place.each('[', ']', [&] {
    answer::Meaning meaning = answer::meaning(inQuotes(place.token(3)));
    if (meaning.slot != Slot::none && draft.wants(meaning)) {
      switch (meaning.slot) {
        case Slot::model:
        case Slot::provider: draft.setText(meaning.slot, inQuotes(place.token(10))); break;
        case Slot::firstToken: draft.setFirstToken(std::strtod(place.token(10).data(), nullptr)); break;
        default: draft.setNumber(meaning.slot, static_cast<int64_t>(digits(place.token(10)))); break;
      }
    }
    if (place[11] == '}' && place[12] == '}') [[likely]] {
      place.next += 13;
    } else {
      place.skip();
    }
  });
}

void readEvents(Place &place, uint64_t &firstToken) {
  place.each('[', ']', [&] {
    uint64_t time = 0;
    bool isFirst = false;
    place.each('{', '}', [&] {
      if (place.isKey("timeUnixNano")) {
        time = nanos(place.token(2));
      } else if (place.isKey("name")) {
        isFirst = inQuotes(place.token(2)) == "First Token Stream Event";
      }
      place.next += 2;
      place.skip();
    });
    if (isFirst && firstToken == 0) firstToken = time;
  });
}

void readSpan(Place &place, answer::Table &table) {
  answer::Draft draft;
  uint64_t start = 0, end = 0, eventTime = 0;
  bool failed = false;
  place.each('{', '}', [&] {
    const char *key = place.line + place.next[0] + 1;
    place.next += 2;
    switch (key[0]) {
      case 's':
        if (key[2] == 'a' && key[3] == 'r') {  // startTimeUnixNano
          start = nanos(place.token(0));
        } else if (key[1] == 't') {  // status
          place.each('{', '}', [&] {
            if (place.isKey("code")) failed = digits(place.token(2)) == 2;
            place.next += 2;
            place.skip();
          });
          return;
        }
        break;
      case 'e':
        if (key[1] == 'v') return readEvents(place, eventTime);
        end = nanos(place.token(0));
        break;
      case 'a': return readAttributes(place, draft);
      default: break;
    }
    place.skip();
  });
  if (draft.isCall()) {
    if (draft.ranks[static_cast<int>(Slot::firstToken)] == 255 && eventTime != 0)
      draft.call.firstToken = static_cast<int64_t>(eventTime - start);
    table.addCall(start, end, failed, draft.call);
  } else {
    table.addOther(start, failed);
  }
}

struct Reader {
  dom::parser parser;

  void allocate(size_t capacity) { check(parser.allocate(capacity)); }

  void readLine(const char *line, size_t length, size_t, answer::Table &table) {
    check(parser.implementation->stage1(reinterpret_cast<const uint8_t *>(line), length, stage1_mode::regular));
    Place place{line, parser.implementation->structural_indexes.get()};
    auto level = [&](std::string_view name, auto &&body) {
      place.each('{', '}', [&] {
        bool isWanted = place.isKey(name);
        place.next += 2;
        if (isWanted) {
          place.each('[', ']', body);
        } else {
          place.skip();
        }
      });
    };
    level("resourceSpans", [&] { level("scopeSpans", [&] { level("spans", [&] { readSpan(place, table); }); }); });
  }
};

}  // namespace

int main(int argc, char **argv) { return answerQuestion<Reader>(argc, argv); }
