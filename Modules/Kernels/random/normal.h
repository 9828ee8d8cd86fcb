#pragma once
#include "../math/log.h"
#include "../math/trigonometry.h"
#include "philox.h"

// Box-Muller: sqrt(-2 log u) times the cosine and sine of an angle. u = (word + 1/2) / 2^32 is never 0 or 1.
typedef struct normal_pair {
  vf64 first, second;
} normal_pair;

MK_INLINE vf64 vf64_of_words(vu64 words) { return vf64_from_bits(words | 0x4330000000000000ull) - 0x1p52; }

MK_INLINE normal_pair normals_of(vu64 radius_word, vu64 angle_word) {
  vf64 u = vf64_of_words(radius_word) * 0x1p-32 + 0x1p-33;
  vf64 radius = __builtin_elementwise_sqrt(-2.0 * vf64_log_positive(u));
  vf64 quarters = vf64_of_words(angle_word) * 0x1p-30;
  vf64 rounded = quarters + MK_ROUNDING;
  vf64 r = (quarters - (rounded - MK_ROUNDING)) * 0x1.921fb54442d18p+0;
  sine_cosine s = {vf64_sine_reduced(r), vf64_cosine_reduced(r), vf64_bits(rounded)};
  return (normal_pair){radius * vf64_sine_of(s, s.quadrant + 1), radius * vf64_sine_of(s, s.quadrant)};
}

// a0 b0 c0 d0 a1 b1 …
MK_INLINE void store_interleaved(float *out, vf32 a, vf32 b, vf32 c, vf32 d) {
#define MK_PAIRS(x, y, i) __builtin_shufflevector(x, y, i, i + 16, i + 1, i + 17, i + 2, i + 18, i + 3, i + 19, \
    i + 4, i + 20, i + 5, i + 21, i + 6, i + 22, i + 7, i + 23)
#define MK_FOURS(x, y, i) __builtin_shufflevector(x, y, i, i + 1, i + 16, i + 17, i + 2, i + 3, i + 18, i + 19, \
    i + 4, i + 5, i + 20, i + 21, i + 6, i + 7, i + 22, i + 23)
  vf32 ab = MK_PAIRS(a, b, 0), cd = MK_PAIRS(c, d, 0);
  vf32_store(out, MK_FOURS(ab, cd, 0));
  vf32_store(out + 16, MK_FOURS(ab, cd, 8));
  ab = MK_PAIRS(a, b, 8), cd = MK_PAIRS(c, d, 8);
  vf32_store(out + 32, MK_FOURS(ab, cd, 0));
  vf32_store(out + 48, MK_FOURS(ab, cd, 8));
#undef MK_PAIRS
#undef MK_FOURS
}

static void normal_f32_group(uint64_t key, uint64_t stream, uint64_t index, float *out, double mean, double std) {
  philox_words p = philox_blocks(key, stream, index);
  normal_pair low = normals_of(p.word[0], p.word[1]), high = normals_of(p.word[2], p.word[3]);
  store_interleaved(
    out, vf32_of(low.first * std + mean), vf32_of(low.second * std + mean), vf32_of(high.first * std + mean),
    vf32_of(high.second * std + mean));
}

static void random_normal_f32(
  uint64_t key, uint64_t stream, uint64_t first, float *out, ptrdiff_t n, double mean, double std) {
#define MK_GROUP(index, to) normal_f32_group(key, stream, index, to, mean, std)
  MK_STREAM(float, 1, MK_GROUP);
#undef MK_GROUP
}

// A double has two words, a pair of doubles one block.
static void normal_f64_group(uint64_t key, uint64_t stream, uint64_t index, double *out, double mean, double std) {
  uint32_t words[MK_PHILOX_WORDS];
  philox_fill(key, stream, index, words);
  for (int i = 0; i < 16; i++) {
    const uint32_t *w = words + 4 * i;
    double u = ((double)(((uint64_t)w[0] << 32 | w[1]) >> 11) + 0.5) * 0x1p-53;
    double angle = (double)(((uint64_t)w[2] << 32 | w[3]) >> 11) * (0x1.921fb54442d18p+2 * 0x1p-53);
    double radius = sqrt(-2 * log(u));
    out[2 * i] = mean + std * (radius * cos(angle));
    out[2 * i + 1] = mean + std * (radius * sin(angle));
  }
}

static void random_normal_f64(
  uint64_t key, uint64_t stream, uint64_t first, double *out, ptrdiff_t n, double mean, double std) {
#define MK_GROUP(index, to) normal_f64_group(key, stream, index, to, mean, std)
  MK_STREAM(double, 2, MK_GROUP);
#undef MK_GROUP
}
