#include <isa-l/igzip_lib.h>
#include <stdlib.h>

// Decompresses one gzip member in memory, through an output buffer of `room` bytes; how many came out, 0 on failure.
static inline uint64_t bench_gunzip(const void *in, uint64_t in_count, void *out, uint32_t room) {
  struct inflate_state *state = (struct inflate_state *)malloc(sizeof(struct inflate_state));
  if (!state) return 0;
  isal_inflate_init(state);
  state->crc_flag = ISAL_GZIP;
  uint64_t total = 0, taken = 0;
  int result = ISAL_DECOMP_OK;
  state->avail_in = 0;
  while (result == ISAL_DECOMP_OK && state->block_state != ISAL_BLOCK_FINISH) {
    if (state->avail_in == 0) {
      const uint64_t left = in_count - taken, count = left < (128u << 10) ? left : (128u << 10);
      state->next_in = (uint8_t *)in + taken;
      state->avail_in = (uint32_t)count;
      taken += count;
    }
    state->next_out = (uint8_t *)out;
    state->avail_out = room;
    result = isal_inflate(state);
    total += room - state->avail_out;
    if (taken == in_count && state->avail_in == 0 && state->avail_out == room) break;
  }
  const int finished = result == ISAL_DECOMP_OK && state->block_state == ISAL_BLOCK_FINISH;
  free(state);
  return finished ? total : 0;
}
