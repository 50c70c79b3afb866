#ifndef LEDGER_CISAL_SHIM_H
#define LEDGER_CISAL_SHIM_H

#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// The state of a decompressor, behind a pointer: Swift does not import its large tables.
typedef struct inflate_state ledger_gunzip;

// For the data of the next member, behind its header.
static inline void ledger_gunzip_restart(ledger_gunzip *gunzip) {
  isal_inflate_reset(gunzip);
  gunzip->crc_flag = ISAL_GZIP_NO_HDR_VER;
  gunzip->avail_in = 0;
  gunzip->read_in = 0;
  gunzip->read_in_length = 0;
}

// NULL where there is no memory.
static inline ledger_gunzip *ledger_gunzip_new(void) {
  ledger_gunzip *gunzip = (ledger_gunzip *)malloc(sizeof(ledger_gunzip));
  if (!gunzip) return NULL;
  isal_inflate_init(gunzip);
  ledger_gunzip_restart(gunzip);
  return gunzip;
}

static inline void ledger_gunzip_free(ledger_gunzip *gunzip) { free(gunzip); }

// Decompresses some of one member, from behind its header to the end of its trailer. On return *in_count and *out_count
// are what was read and written.
static inline int ledger_gunzip_step(ledger_gunzip *gunzip, const void *in, uint32_t *in_count, void *out,
                                     uint32_t *out_count) {
  gunzip->next_in = (uint8_t *)in;
  gunzip->avail_in = *in_count;
  gunzip->next_out = (uint8_t *)out;
  gunzip->avail_out = *out_count;
  const int result = isal_inflate(gunzip);
  // As it meets damage near the end, the library may have counted a byte that it looked for ahead and that is not there.
  const uint32_t left = gunzip->avail_in;
  *in_count = left <= *in_count ? *in_count - left : *in_count;
  *out_count -= gunzip->avail_out;
  return result;
}

// Whether the member has ended and its checksum was right.
static inline int ledger_gunzip_is_finished(const ledger_gunzip *gunzip) {
  return gunzip->block_state == ISAL_BLOCK_FINISH;
}

// After an error: hands out what was decompressed before it and is still held back.
static inline uint32_t ledger_gunzip_take_rest(ledger_gunzip *gunzip, void *out, uint32_t out_count) {
  const int32_t held = gunzip->tmp_out_valid - gunzip->tmp_out_processed;
  if (held <= 0) return 0;
  const uint32_t count = (uint32_t)held < out_count ? (uint32_t)held : out_count;
  memcpy(out, gunzip->tmp_out_buffer + gunzip->tmp_out_processed, count);
  gunzip->tmp_out_processed += (int32_t)count;
  return count;
}

#endif
