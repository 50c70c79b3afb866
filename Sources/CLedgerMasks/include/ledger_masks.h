#ifndef LEDGER_MASKS_H
#define LEDGER_MASKS_H

// Byte masks: the one thing public Swift has no instruction for. Each function looks at 32 bytes and answers with one
// bit per byte. Bodies for SSE2 and NEON, and a portable one; they are inlined into Swift at the caller's own
// instruction-set level, so nothing here needs run-time dispatch. Define LEDGER_FORCE_SCALAR to force the portable body.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && !defined(LEDGER_FORCE_SCALAR)
#include <emmintrin.h>
#define LEDGER_MASKS_SSE2 1
#elif defined(__aarch64__) && !defined(LEDGER_FORCE_SCALAR)
#include <arm_neon.h>
#define LEDGER_MASKS_NEON 1
#endif

#define LEDGER_INLINE static inline __attribute__((always_inline))

#if LEDGER_MASKS_NEON
LEDGER_INLINE uint32_t ledger_neon_mask16(uint8x16_t matches) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t bits = vandq_u8(matches, weights);
  return (uint32_t)vaddv_u8(vget_low_u8(bits)) | ((uint32_t)vaddv_u8(vget_high_u8(bits)) << 8);
}
#endif

// Bit i is set where p[i] is `first` or `second`, for i in 0..<32.
LEDGER_INLINE uint32_t ledger_mask32_either(const uint8_t *p, uint8_t first, uint8_t second) {
#if LEDGER_MASKS_SSE2
  const __m128i a = _mm_set1_epi8((char)first), b = _mm_set1_epi8((char)second);
  const __m128i lo = _mm_loadu_si128((const __m128i *)p);
  const __m128i hi = _mm_loadu_si128((const __m128i *)(p + 16));
  const uint32_t low = (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(lo, a), _mm_cmpeq_epi8(lo, b)));
  const uint32_t high = (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(hi, a), _mm_cmpeq_epi8(hi, b)));
  return low | (high << 16);
#elif LEDGER_MASKS_NEON
  const uint8x16_t a = vdupq_n_u8(first), b = vdupq_n_u8(second);
  const uint8x16_t lo = vld1q_u8(p), hi = vld1q_u8(p + 16);
  return ledger_neon_mask16(vorrq_u8(vceqq_u8(lo, a), vceqq_u8(lo, b)))
       | (ledger_neon_mask16(vorrq_u8(vceqq_u8(hi, a), vceqq_u8(hi, b))) << 16);
#else
  uint32_t mask = 0;
  for (int i = 0; i < 32; i++) mask |= (uint32_t)(p[i] == first || p[i] == second) << i;
  return mask;
#endif
}

// Bit i is set where p[i] opens or closes a JSON container, or begins or ends a string: one of " { } [ ].
// (0x5B | 0x20 == 0x7B and 0x5D | 0x20 == 0x7D, so two compares serve the four brackets.)
LEDGER_INLINE uint32_t ledger_mask32_structure(const uint8_t *p) {
#if LEDGER_MASKS_SSE2
  const __m128i fold = _mm_set1_epi8(0x20), open = _mm_set1_epi8(0x7B), close = _mm_set1_epi8(0x7D);
  const __m128i quote = _mm_set1_epi8(0x22);
  uint32_t mask = 0;
  for (int half = 0; half < 2; half++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(p + half * 16));
    const __m128i f = _mm_or_si128(v, fold);
    const __m128i m = _mm_or_si128(
        _mm_cmpeq_epi8(v, quote), _mm_or_si128(_mm_cmpeq_epi8(f, open), _mm_cmpeq_epi8(f, close)));
    mask |= (uint32_t)_mm_movemask_epi8(m) << (half * 16);
  }
  return mask;
#elif LEDGER_MASKS_NEON
  uint32_t mask = 0;
  for (int half = 0; half < 2; half++) {
    const uint8x16_t v = vld1q_u8(p + half * 16);
    const uint8x16_t f = vorrq_u8(v, vdupq_n_u8(0x20));
    const uint8x16_t m = vorrq_u8(
        vceqq_u8(v, vdupq_n_u8(0x22)), vorrq_u8(vceqq_u8(f, vdupq_n_u8(0x7B)), vceqq_u8(f, vdupq_n_u8(0x7D))));
    mask |= ledger_neon_mask16(m) << (half * 16);
  }
  return mask;
#else
  uint32_t mask = 0;
  for (int i = 0; i < 32; i++) {
    const uint8_t c = p[i], f = c | 0x20;
    mask |= (uint32_t)(c == 0x22 || f == 0x7B || f == 0x7D) << i;
  }
  return mask;
#endif
}

// Bit i is set where p[i] is no ASCII character, for i in 0..<32.
LEDGER_INLINE uint32_t ledger_mask32_beyond_ascii(const uint8_t *p) {
#if LEDGER_MASKS_SSE2
  return (uint32_t)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)p))
       | (uint32_t)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(p + 16))) << 16;
#elif LEDGER_MASKS_NEON
  const uint8x16_t limit = vdupq_n_u8(0x80);
  return ledger_neon_mask16(vcgeq_u8(vld1q_u8(p), limit)) | (ledger_neon_mask16(vcgeq_u8(vld1q_u8(p + 16), limit)) << 16);
#else
  uint32_t mask = 0;
  for (int i = 0; i < 32; i++) mask |= (uint32_t)(p[i] >> 7) << i;
  return mask;
#endif
}

// What the view of no bytes points at: readable padding. A C constant, because a Swift global would be initialised
// lazily and checked at every use.
extern const uint8_t ledger_no_bytes_storage[64];
LEDGER_INLINE const uint8_t *ledger_no_bytes(void) { return ledger_no_bytes_storage; }

// Which body was compiled, for the benchmark's heading and the tests.
LEDGER_INLINE const char *ledger_masks_level(void) {
#if LEDGER_MASKS_SSE2
  return "sse2";
#elif LEDGER_MASKS_NEON
  return "neon";
#else
  return "scalar";
#endif
}

#endif
