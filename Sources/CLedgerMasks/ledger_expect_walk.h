// The walk of ledger_expect.c for one instruction set: included for each, with its name as LEVEL and what a function needs
// to be compiled for it as LEVEL_ATTRIBUTE.

#define LEDGER_PASTE(NAME, SUFFIX) NAME##_##SUFFIX
#define LEDGER_NAMED(NAME, SUFFIX) LEDGER_PASTE(NAME, SUFFIX)

LEVEL_ATTRIBUTE static void LEDGER_NAMED(walk, LEVEL)(
    const ledger_ground *ground, ledger_walk *walk, ledger_found *found, size_t room) {
  const uint8_t *const text = ground->text, *const pool = ground->pool;
  const size_t count = ground->count;
  ledger_expectation *const rows = ground->rows;
  const uint8_t wantsAll = (uint8_t)ground->wants_all;
  size_t end = walk->end;
  size_t start = walk->is_first ? end : end + 1;
  uint32_t row = walk->row, passed = 0;
  ledger_found *at = found;
  walk->stop = LEDGER_WALK_UNEXPECTED;
  if (walk->is_first || (end < count && text[end] == 0x2C)) {
    for (;;) {
      if (at == found + room) {
        walk->stop = LEDGER_WALK_FULL;
        break;
      }
      const uint32_t likely = rows[row].next[0];
      const ledger_expectation *expected = rows + likely;
      const size_t value = start + expected->opening_length;
      size_t valueEnd = 0;
      // Nearly always the row that came last time, with a short text or a number.
      if (expected->opening_length <= 64 && value <= count && expected->value <= LEDGER_EXPECT_TRUTH
          && LEDGER_NAMED(same, LEVEL)(text + start, pool + expected->opening, expected->opening_length)) {
        if (expected->value == LEDGER_EXPECT_TEXT) {
          const uint64_t quotes = LEDGER_NAMED(first, LEVEL)(text + value, 0x22);
          const uint64_t backslashes = LEDGER_NAMED(first, LEVEL)(text + value, 0x5C);
          if (quotes != 0 && ((quotes ^ (quotes - 1)) & backslashes) == 0) {
            const size_t length = (size_t)__builtin_ctzll(quotes);
            at->is_escaped = 0;
            at->is_ascii = (LEDGER_NAMED(beyond, LEVEL)(text + value) & ((1ull << length) - 1)) == 0;
            valueEnd = value + length;
          }
        } else {
          valueEnd = plain_value_end(
              text, value, expected->value, (expected->is_wanted | wantsAll) != 0, &at->bits);
        }
      }
      if (valueEnd != 0 && closes(ground, expected, valueEnd)) {
        at->value = value;
        at->value_end = valueEnd;
        row = likely;
      } else {
        const uint32_t other = likely_row(ground, row, start, at);
        if (other == NO_ROW) break;
        expected = rows + other;
        if (expected->value == LEDGER_EXPECT_OTHER) {
          walk->stop = LEDGER_WALK_OTHER;
          break;
        }
        valueEnd = at->value_end;
        row = other;
      }
      at->start = start;
      at->row = row;
      at += (expected->is_wanted | wantsAll) != 0;
      passed++;
      end = valueEnd + expected->closing_length;
      start = end + 1;
      if (end >= count || text[end] != 0x2C) break;
    }
  }
  walk->end = end;
  walk->row = row;
  walk->is_first = walk->is_first && passed == 0;
  walk->passed = passed;
  walk->found = (uint32_t)(at - found);
}

#undef LEDGER_NAMED
#undef LEDGER_PASTE
#undef LEVEL
#undef LEVEL_ATTRIBUTE
