#ifndef LEDGER_CYAML_SHIM_H
#define LEDGER_CYAML_SHIM_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

// A text that is being read: libyaml's state and the event it stands at, behind a pointer, so that Swift need not import
// unions.
typedef struct ledger_yaml {
  yaml_parser_t parser;
  yaml_event_t event;
} ledger_yaml;

// What stands at one place. The texts are good until the next step.
typedef struct ledger_yaml_part {
  int kind;  // a yaml_event_type_t
  // Of a scalar, its value; of an alias, the name; of an error, what is wrong.
  const unsigned char *text;
  size_t text_length;
  // The name by which aliases may ask for this; NULL for none.
  const unsigned char *anchor;
  // From 0.
  size_t line;
  size_t column;
} ledger_yaml_part;

static inline void ledger_yaml_free(ledger_yaml *yaml) {
  if (!yaml) return;
  yaml_event_delete(&yaml->event);
  yaml_parser_delete(&yaml->parser);
  free(yaml);
}

// NULL where there is no memory. The bytes must stay where they are until the end.
static inline ledger_yaml *ledger_yaml_new(const uint8_t *bytes, size_t count) {
  ledger_yaml *yaml = (ledger_yaml *)calloc(1, sizeof(ledger_yaml));
  if (!yaml) return NULL;
  if (!yaml_parser_initialize(&yaml->parser)) {
    free(yaml);
    return NULL;
  }
  yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&yaml->parser, bytes, count);
  return yaml;
}

static inline void ledger_yaml_set_text(ledger_yaml_part *part, const unsigned char *text, size_t length) {
  part->text = text;
  part->text_length = length;
}

// Goes on to what stands next; 0 where the text is no YAML there.
static inline int ledger_yaml_next(ledger_yaml *yaml, ledger_yaml_part *part) {
  yaml_event_delete(&yaml->event);
  *part = (ledger_yaml_part){0};
  if (!yaml_parser_parse(&yaml->parser, &yaml->event)) {
    const char *problem = yaml->parser.problem;
    ledger_yaml_set_text(part, (const unsigned char *)problem, problem ? strlen(problem) : 0);
    // What cannot be read as characters has no line, only an offset.
    part->line = yaml->parser.problem_mark.line;
    part->column = yaml->parser.problem_mark.column;
    return 0;
  }
  const yaml_event_t *event = &yaml->event;
  part->kind = (int)event->type;
  part->line = event->start_mark.line;
  part->column = event->start_mark.column;
  switch (event->type) {
    case YAML_SCALAR_EVENT:
      ledger_yaml_set_text(part, event->data.scalar.value, event->data.scalar.length);
      part->anchor = event->data.scalar.anchor;
      break;
    case YAML_ALIAS_EVENT:
      ledger_yaml_set_text(part, event->data.alias.anchor, strlen((const char *)event->data.alias.anchor));
      break;
    case YAML_SEQUENCE_START_EVENT: part->anchor = event->data.sequence_start.anchor; break;
    case YAML_MAPPING_START_EVENT: part->anchor = event->data.mapping_start.anchor; break;
    default: break;
  }
  return 1;
}

#endif
