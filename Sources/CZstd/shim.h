#ifndef LEDGER_CZSTD_SHIM_H
#define LEDGER_CZSTD_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <zstd.h>

// Decompression block by block, into memory of the caller's. The header declares these functions for programs that link
// the library statically; libraries export them nevertheless. Weak: one that does not have them any more can be used too.
extern __attribute__((weak)) size_t ZSTD_decompressBegin(ZSTD_DCtx *context);
extern __attribute__((weak)) size_t ZSTD_nextSrcSizeToDecompress(ZSTD_DCtx *context);
extern __attribute__((weak)) int ZSTD_nextInputType(ZSTD_DCtx *context);
extern __attribute__((weak)) size_t ZSTD_decompressContinue(ZSTD_DCtx *context, void *out, size_t out_room, const void *in,
                                                            size_t in_count);

static inline int ledger_zstd_has_blocks(void) {
  return ZSTD_decompressBegin != NULL && ZSTD_nextSrcSizeToDecompress != NULL && ZSTD_nextInputType != NULL &&
         ZSTD_decompressContinue != NULL;
}

// A frame begins.
static inline size_t ledger_zstd_begin(ZSTD_DCtx *context) { return ZSTD_decompressBegin(context); }

// How many bytes the next step takes; 0 at the end of the frame.
static inline size_t ledger_zstd_wanted(ZSTD_DCtx *context) { return ZSTD_nextSrcSizeToDecompress(context); }

// Whether that is the header of a block.
static inline int ledger_zstd_wants_block_header(ZSTD_DCtx *context) { return ZSTD_nextInputType(context) == 1; }

// One step, of as many bytes as are wanted: a part of the header, the header of a block, a block, the checksum. Returns how
// many bytes came out, or an error. What came out before must still be where it was, as far as the window goes back: in front
// of `out`, or in the stretch before the place where writing went on somewhere else.
static inline size_t ledger_zstd_step(ZSTD_DCtx *context, void *out, size_t out_room, const void *in, size_t in_count) {
  return ZSTD_decompressContinue(context, out, out_room, in, in_count);
}

#endif
