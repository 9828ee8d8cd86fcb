#pragma once
#include "philox.h"

static void random_words(uint64_t key, uint64_t stream, uint64_t first, uint32_t *out, ptrdiff_t n) {
#define MK_GROUP(index, to) philox_fill(key, stream, index, to)
  MK_STREAM(uint32_t, 1, MK_GROUP);
#undef MK_GROUP
}

// Rounding may reach the upper end, which is not in the range: there the number below it is taken.
static void uniform_f32_group(
  uint64_t key, uint64_t stream, uint64_t index, float *out, double low, double width, float high, float below) {
  uint32_t words[MK_PHILOX_WORDS];
  philox_fill(key, stream, index, words);
  MK_EACH(i, MK_PHILOX_WORDS) {
    float x = (float)(low + width * ((double)(int32_t)(words[i] >> 8) * 0x1p-24));
    out[i] = x < high ? x : below;
  }
}

static void random_uniform_f32(
  uint64_t key, uint64_t stream, uint64_t first, float *out, ptrdiff_t n, double low, double high) {
  const float end = (float)high, below = nextafterf(end, (float)low);
#define MK_GROUP(index, to) uniform_f32_group(key, stream, index, to, low, high - low, end, below)
  MK_STREAM(float, 1, MK_GROUP);
#undef MK_GROUP
}

static void uniform_f64_group(
  uint64_t key, uint64_t stream, uint64_t index, double *out, double low, double high, double below) {
  uint32_t words[MK_PHILOX_WORDS];
  philox_fill(key, stream, index, words);
  MK_EACH(i, MK_PHILOX_WORDS / 2) {
    uint64_t word = (uint64_t)words[2 * i] << 32 | words[2 * i + 1];
    double x = low + (high - low) * ((double)(int64_t)(word >> 11) * 0x1p-53);
    out[i] = x < high ? x : below;
  }
}

static void random_uniform_f64(
  uint64_t key, uint64_t stream, uint64_t first, double *out, ptrdiff_t n, double low, double high) {
  const double below = nextafter(high, low);
#define MK_GROUP(index, to) uniform_f64_group(key, stream, index, to, low, high, below)
  MK_STREAM(double, 2, MK_GROUP);
#undef MK_GROUP
}

// floor(u range) with 64 bits of u: of all ranges below 2^32 no number is likelier than another by more than 2^-32.
static void integers_i32_group(
  uint64_t key, uint64_t stream, uint64_t index, int32_t *out, int32_t low, uint32_t range) {
  uint32_t words[MK_PHILOX_WORDS];
  philox_fill(key, stream, index, words);
  MK_EACH(i, MK_PHILOX_WORDS / 2) {
    uint64_t rest = (uint64_t)words[2 * i + 1] * range >> 32;
    uint64_t product = (uint64_t)words[2 * i] * range + rest;
    out[i] = (int32_t)((uint32_t)low + (uint32_t)(product >> 32));
  }
}

static void random_integers_i32(
  uint64_t key, uint64_t stream, uint64_t first, int32_t *out, ptrdiff_t n, int32_t low, uint32_t range) {
#define MK_GROUP(index, to) integers_i32_group(key, stream, index, to, low, range)
  MK_STREAM(int32_t, 2, MK_GROUP);
#undef MK_GROUP
}

static void integers_i64_group(
  uint64_t key, uint64_t stream, uint64_t index, int64_t *out, int64_t low, uint64_t range) {
  uint32_t words[MK_PHILOX_WORDS];
  philox_fill(key, stream, index, words);
  for (int i = 0; i < MK_PHILOX_WORDS / 2; i++) {
    uint64_t word = (uint64_t)words[2 * i] << 32 | words[2 * i + 1];
    out[i] = (int64_t)((uint64_t)low + (uint64_t)((__uint128_t)word * range >> 64));
  }
}

static void random_integers_i64(
  uint64_t key, uint64_t stream, uint64_t first, int64_t *out, ptrdiff_t n, int64_t low, uint64_t range) {
#define MK_GROUP(index, to) integers_i64_group(key, stream, index, to, low, range)
  MK_STREAM(int64_t, 2, MK_GROUP);
#undef MK_GROUP
}
