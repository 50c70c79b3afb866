// Walks along lists and spans of ledger_expect.c for one instruction set: included for each, with its name as LEVEL and what a function needs
// to be compiled for it as LEVEL_ATTRIBUTE.

#define LEDGER_PASTE(NAME, SUFFIX) NAME##_##SUFFIX
#define LEDGER_NAMED(NAME, SUFFIX) LEDGER_PASTE(NAME, SUFFIX)

// Whether a short opening stands at `p`.
LEVEL_ATTRIBUTE LEDGER_INLINE int LEDGER_NAMED(same_short, LEVEL)(const uint8_t *p, const uint8_t *opening, size_t length) {
  if (length <= 64) return LEDGER_NAMED(same, LEVEL)(p, opening, length);
  const size_t last = length - 64;
  return LEDGER_NAMED(same, LEVEL)(p, opening, 64) && LEDGER_NAMED(same, LEVEL)(p + last, opening + last, 64);
}

// Whether the text at `p` ends within the bytes that are looked at at once, and has no backslash before its end: then how long it
// is, and what is found but for its place.
LEVEL_ATTRIBUTE LEDGER_INLINE int LEDGER_NAMED(short_text, LEVEL)(const uint8_t *p, size_t *length, ledger_found *found) {
  const uint64_t quotes = LEDGER_NAMED(first, LEVEL)(p, 0x22), backslashes = LEDGER_NAMED(first, LEVEL)(p, 0x5C);
  if (quotes == 0 || ((quotes ^ (quotes - 1)) & backslashes) != 0) return 0;
  *length = (size_t)__builtin_ctzll(quotes);
  found->bits = 0;
  found->is_escaped = 0;
  found->is_ascii = (LEDGER_NAMED(beyond, LEVEL)(p) & ((1ull << *length) - 1)) == 0;
  return 1;
}

// The row that the element at `start` is one of, behind another row: any of those that followed it before. Fills in what
// is found but for the row, unless the value is of another kind. `first` is 1 where the first of them was looked at before;
// what begins before `safe` does not reach beyond the text where it is short.
LEVEL_ATTRIBUTE static __attribute__((noinline)) uint32_t LEDGER_NAMED(likely_row, LEVEL)(
    const ledger_ground *ground, uint32_t row, size_t start, size_t safe, int first, ledger_found *found) {
  const uint8_t *const text = ground->text;
  uint16_t *next = ground->rows[row].next;
  for (int which = first; which < LEDGER_EXPECT_FOLLOWERS && next[which] != NO_ROW; which++) {
    const uint16_t likely = next[which];
    const ledger_expectation *expected = ground->rows + likely;
    const uint8_t *opening = ground->pool + expected->opening;
    const size_t value = start + expected->opening_length;
    if (start < safe && expected->is_short) {
      if (!LEDGER_NAMED(same_short, LEVEL)(text + start, opening, expected->opening_length)) continue;
    } else if (value > ground->count || !ledger_same(text + start, opening, expected->opening_length)) {
      continue;
    }
    if (expected->value != LEDGER_EXPECT_OTHER) {
      size_t end = 0;
      if (expected->value != LEDGER_EXPECT_TEXT) {
        const int isWanted = expected->is_wanted || ground->wants_all;
        found->is_ascii = 1;
        end = plain_value_end(text, value, expected->value, isWanted, &found->bits);
      } else if (start < safe) {
        size_t length = 0;
        if (LEDGER_NAMED(short_text, LEVEL)(text + value, &length, found)) end = value + length;
      }
      if (end == 0 && expected->value == LEDGER_EXPECT_TEXT) end = long_text_end(ground, expected, value, found);
      if (end == 0 || !closes(ground, expected, end)) continue;
      found->value = value;
      found->value_end = end;
    }
    if (which > 0) prefer(next, which);
    return likely;
  }
  return NO_ROW;
}

LEVEL_ATTRIBUTE static void LEDGER_NAMED(walk, LEVEL)(
    const ledger_ground *ground, ledger_walk *walk) {
  const uint8_t *const text = ground->text, *const pool = ground->pool;
  const size_t count = ground->count; 
  // Up to here nothing that is short reaches beyond the text.
  const size_t safe = count >= SHORT_REACH ? count - SHORT_REACH : 0;
  ledger_expectation *const rows = ground->rows;
  ledger_found *const found = ground->found;
  const size_t room = ground->room;
  const uint8_t wantsAll = (uint8_t)ground->wants_all;
  size_t end = walk->end;
  size_t start = walk->is_first ? end : end + 1;
  uint32_t row = walk->row, passed = 0, index = 0;
  walk->stop = LEDGER_WALK_UNEXPECTED;
  if (walk->is_first || (end < count && text[end] == 0x2C)) {
    for (;;) {
      if (index == room) {
        walk->stop = LEDGER_WALK_FULL;
        break;
      }
      ledger_found *const at = found + index;
      const uint32_t likely = rows[row].next[0];
      ledger_expectation *expected = rows + likely;
      const size_t value = start + expected->opening_length;
      size_t valueEnd = 0;
      int tried = 0;
      // Nearly always the row that came last time, with a short text or a number.
      if (start < safe && expected->is_short) {
        tried = 1;
        if (LEDGER_NAMED(same_short, LEVEL)(text + start, pool + expected->opening, expected->opening_length)) {
          if (expected->value == LEDGER_EXPECT_TEXT) {
            size_t length = 0;
            if (LEDGER_NAMED(short_text, LEVEL)(text + value, &length, at)) {
              valueEnd = guessed_end(expected, value, length);
            } else {
              valueEnd = long_text_end(ground, expected, value, at);
            }
          } else if (expected->value == LEDGER_EXPECT_DIGITS) {
            at->is_ascii = 1;
            const size_t length = digits_at(text + value, &at->bits);
            if (length != 0) valueEnd = guessed_end(expected, value, length);
          } else {
            at->is_ascii = 1;
            valueEnd = plain_value_end(
                text, value, expected->value, (expected->is_wanted | wantsAll) != 0, &at->bits);
          }
        }
      }
      if (valueEnd != 0
          && (word_at(text + valueEnd) ^ expected->closing) << (64 - 8 * expected->closing_length) == 0) {
        at->value = value;
        at->value_end = valueEnd;
        row = likely;
      } else {
        const uint32_t other = LEDGER_NAMED(likely_row, LEVEL)(ground, row, start, safe, tried, at);
        if (other == NO_ROW) break;
        expected = rows + other;
        if (expected->value == LEDGER_EXPECT_OTHER) {
          walk->stop = LEDGER_WALK_OTHER;
          break;
        }
        valueEnd = at->value_end;
        row = other;
      }
      at->row = row;
      at->tag = expected->tag;
      index += (expected->is_wanted | wantsAll) != 0;
      passed++;
      end = valueEnd + expected->closing_length;
      start = end + 1;
      if (text[end] != 0x2C || end >= count) break;
    }
  }
  walk->end = end;
  walk->row = row;
  walk->is_first = walk->is_first && passed == 0;
  walk->passed = passed;
  walk->found = index;
  // Afterwards, because a register more costs the loop above more than this one.
  uint8_t plain = 1;
  for (uint32_t i = 0; i < index; i++) plain &= found[i].is_ascii & (found[i].tag >> 31 == 0);
  walk->all_plain = plain;
}

// The fields; answers where the last one ends, and 0 where they are not as usual.
LEVEL_ATTRIBUTE LEDGER_INLINE size_t LEDGER_NAMED(span_fields, LEVEL)(
    const uint8_t *text, size_t count, size_t start, ledger_span *head) {
  // Then all that is read below lies inside the text, and no single place has to be checked.
  if (count - start < HEAD_LONGEST || start > count) return 0;
  const uint8_t *at = text + start;
  if (!LEDGER_NAMED(fits, LEVEL)(at, &ids_form)) return 0;
  const uint8_t *const trace = at + 11, *const span = at + 55;
  at += 71;
  // Where there is no parent, the digits of the span's own id take the place of its.
  const uint8_t *parent = span;
  uint64_t hasParent = 0;
  if (LEDGER_NAMED(fits, LEVEL)(at, &parent_form)) {
    parent = at + 18;
    hasParent = ~0ull;
    at += 34;
    if (parent[0] == 0x22) {
      parent = span;
      hasParent = 0;
      at -= 16;
    }
  }
  uint64_t ids[4];
  if (!LEDGER_NAMED(ids_at, LEVEL)(trace, span, parent, ids)) return 0;
  head->trace_high = ids[0];
  head->trace_low = ids[1];
  head->span = ids[2];
  head->parent = ids[3] & hasParent;
  uint32_t flags = 0;
  if (LEDGER_NAMED(fits, LEVEL)(at, &flags_form)) {
    at += 10;
    // At most nine digits fit into 32 bits whatever they are.
    int digits = 0;
    for (; digits < 9 && at[0] - 0x30u <= 9; digits++, at++) flags = flags * 10 + (at[0] - 0x30u);
    if (digits == 0) return 0;
  } else {
    if (at[0] != 0x22) return 0;
    at++;
  }
  head->flags = flags;
  if (!LEDGER_NAMED(fits, LEVEL)(at, &name_form)) return 0;
  at += 9;
  const uint64_t quotes = LEDGER_NAMED(first, LEVEL)(at, 0x22), backslashes = LEDGER_NAMED(first, LEVEL)(at, 0x5C);
  if (quotes == 0 || ((quotes ^ (quotes - 1)) & backslashes) != 0) return 0;
  const size_t length = (size_t)__builtin_ctzll(quotes);
  head->name = (uint64_t)(at - text);
  head->name_length = (uint32_t)length;
  head->name_is_ascii = (LEDGER_NAMED(beyond, LEVEL)(at) & ((1ull << length) - 1)) == 0;
  at += length;
  const unsigned kind = at[9] - 0x30u;
  if (kind > 9 || !LEDGER_NAMED(fits, LEVEL)(at, &kind_form) || !LEDGER_NAMED(fits, LEVEL)(at + 64, &end_form)) return 0;
  head->kind = (uint8_t)kind;
  if (!LEDGER_NAMED(times_at, LEVEL)(at + 32, at + 72, &head->start)) return 0;
  return (size_t)(at + 92 - text);
}

LEVEL_ATTRIBUTE static int LEDGER_NAMED(span, LEVEL)(
    const ledger_ground *ground, uint32_t first, ledger_span *span, ledger_walk *walk) {
  const uint8_t *const text = ground->text;
  const size_t end = LEDGER_NAMED(span_fields, LEVEL)(text, ground->count, walk->end, span);
  if (end == 0) return 0;
  walk->end = end;
  walk->passed = walk->found = 0;
  walk->all_plain = 1;
  walk->stop = LEDGER_WALK_UNEXPECTED;
  span->is_whole = 0;
  span->has_attributes = LEDGER_NAMED(fits, LEVEL)(text + end, &attributes_form);
  if (!span->has_attributes) return 1;
  walk->end = end + 15;
  walk->is_first = 1;
  const size_t length = span->name_length;
  const uint64_t name = word_at(text + span->name);
  walk->row = first + ledger_name_row(length >= 8 ? name : name & ((1ull << 8 * length) - 1), length);
  if (ground->rows[walk->row].next[0] != NO_ROW) LEDGER_NAMED(walk, LEVEL)(ground, walk);
  if (walk->end + 14 <= ground->count && LEDGER_NAMED(fits, LEVEL)(text + walk->end, &status_form)) {
    walk->end += 14;
    span->is_whole = 1;
  }
  return 1;
}

#undef LEDGER_NAMED
#undef LEDGER_PASTE
#undef LEVEL
#undef LEVEL_ATTRIBUTE
