#pragma once
#include "philox.h"

// The number of words, of 2^32, below which an event of probability p happens: up to 2^32 itself, hence 64 bits.
MK_INLINE uint64_t word_threshold(double p) {
  return p <= 0 || p != p ? 0 : p >= 1 ? 1ull << 32 : (uint64_t)__builtin_elementwise_roundeven(p * 0x1p32);
}

static void bernoulli_group(uint64_t key, uint64_t stream, uint64_t index, uint8_t *out, uint64_t threshold) {
  uint32_t words[MK_PHILOX_WORDS];
  philox_fill(key, stream, index, words);
  MK_EACH(i, MK_PHILOX_WORDS) out[i] = words[i] < threshold;
}

static void random_bernoulli(uint64_t key, uint64_t stream, uint64_t first, uint8_t *out, ptrdiff_t n, double p) {
  const uint64_t threshold = word_threshold(p);
#define MK_GROUP(index, to) bernoulli_group(key, stream, index, to, threshold)
  MK_STREAM(uint8_t, 1, MK_GROUP);
#undef MK_GROUP
}

// Words that are dropped are those below the threshold. The product with 0 keeps NaN.
#define MK_DROPOUT(name, T)                                                                                \
  static void name(                                                                                        \
    uint64_t key, uint64_t stream, uint64_t first, T *out, const T *x, ptrdiff_t n, double p) {            \
    const uint64_t threshold = word_threshold(p);                                                          \
    const T scale = p < 1 ? (T)(1 / (1 - p)) : 0;                                                          \
    while (n > 0) {                                                                                        \
      uint32_t words[MK_PHILOX_WORDS];                                                                     \
      const ptrdiff_t skip = (ptrdiff_t)(first % 4);                                                       \
      const ptrdiff_t k = MK_PHILOX_WORDS - skip < n ? MK_PHILOX_WORDS - skip : n;                         \
      philox_fill(key, stream, first / 4, words);                                                          \
      const uint32_t *w = words + skip;                                                                    \
      MK_EACH(i, k) out[i] = x[i] * (w[i] < threshold ? 0 : scale);                                        \
      out += k, x += k, first += (uint64_t)k, n -= k;                                                      \
    }                                                                                                      \
  }
MK_DROPOUT(dropout_f32, float)
MK_DROPOUT(dropout_f64, double)
#undef MK_DROPOUT
