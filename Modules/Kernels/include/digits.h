#pragma once
#include "types.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Decimal digits in text, 16 at once: a part of the loop that calls it. It looks at 16 bytes whatever their meaning, so
// the memory must go on.

// How many digits there are at `text`, up to 16.
static inline ptrdiff_t mk_digit_count(const uint8_t *text) {
#if defined(__SSE2__)
  __m128i value = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)text), _mm_set1_epi8('0'));
  __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value);
  return __builtin_ctz(_mm_movemask_epi8(digits) ^ 0x1ffff);
#else
  ptrdiff_t count = 0;
  while (count < 16 && (uint8_t)(text[count] - '0') < 10) count++;
  return count;
#endif
}

// The number that the last `count` bytes before `end` spell, digits all of them, 0 to 16.
static inline uint64_t mk_last_digits(const uint8_t *end, ptrdiff_t count) {
#if defined(__SSE2__)
  static const uint8_t last[32] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  //
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  __m128i text = _mm_loadu_si128((const __m128i *)(end - 16));
  __m128i digits = _mm_and_si128(
    _mm_sub_epi8(text, _mm_set1_epi8('0')), _mm_loadu_si128((const __m128i *)(last + count)));
  __m128i tens = _mm_set1_epi32(1 << 16 | 10), hundreds = _mm_set1_epi32(1 << 16 | 100);
  __m128i low = _mm_madd_epi16(_mm_unpacklo_epi8(digits, _mm_setzero_si128()), tens);
  __m128i high = _mm_madd_epi16(_mm_unpackhi_epi8(digits, _mm_setzero_si128()), tens);
  __m128i fours = _mm_madd_epi16(_mm_packs_epi32(low, high), hundreds);
  __m128i eights = _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10000));
  uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
  return (both & 0xffffffff) * 100000000 + (both >> 32);
#else
  uint64_t value = 0;
  for (ptrdiff_t index = -count; index < 0; index++) value = value * 10 + (uint64_t)(end[index] - '0');
  return value;
#endif
}
