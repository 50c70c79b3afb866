// The question answered with simdjson On-Demand, as fast as we know how.
//
// usage: question TRACES.jsonl[.zst] PRICES THREADS
//
// Names and numbers are taken from where they stand: nothing is copied but the dictionary's names and the durations.

#include "lines.hpp"

namespace {

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

struct Reader {
  ondemand::parser parser;

  void allocate(size_t capacity) { check(parser.allocate(capacity)); }

  void readLine(const char *line, size_t length, size_t capacity, answer::Table &table) {
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
};

}  // namespace

int main(int argc, char **argv) { return answerQuestion<Reader>(argc, argv); }
