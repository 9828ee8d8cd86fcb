#pragma once
#include "../common/vector.h"

// One block: the four words of counter (index, stream) under the key.
MK_INLINE void philox_block(uint64_t key, uint64_t stream, uint64_t index, uint32_t out[4]) {
  uint32_t c0 = (uint32_t)index, c1 = (uint32_t)(index >> 32), c2 = (uint32_t)stream, c3 = (uint32_t)(stream >> 32);
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < 10; round++) {
    uint64_t a = (uint64_t)0xD2511F53u * c0, b = (uint64_t)0xCD9E8D57u * c2;
    c0 = (uint32_t)(b >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)b;
    c2 = (uint32_t)(a >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)a;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

static void random_words(uint64_t key, uint64_t stream, uint64_t first, uint32_t *out, ptrdiff_t n) {
  uint32_t block[4];
  for (ptrdiff_t i = 0; i < n; i++) {
    uint64_t word = first + (uint64_t)i;
    if (i == 0 || word % 4 == 0) philox_block(key, stream, word / 4, block);
    out[i] = block[word % 4];
  }
}

static void random_uniform_f32(
  uint64_t key, uint64_t stream, uint64_t first, float *out, ptrdiff_t n, double low, double high) {
  float below = nextafterf((float)high, (float)low);
  for (ptrdiff_t i = 0; i < n; i++) {
    uint32_t word;
    random_words(key, stream, first + (uint64_t)i, &word, 1);
    float x = (float)(low + (high - low) * ((word >> 8) * 0x1p-24));
    out[i] = x < (float)high ? x : below;
  }
}

MK_INLINE double random_unit(uint32_t a, uint32_t b) {
  return (double)(((uint64_t)a << 32 | b) >> 11) * 0x1p-53;
}

static void random_uniform_f64(
  uint64_t key, uint64_t stream, uint64_t first, double *out, ptrdiff_t n, double low, double high) {
  double below = nextafter(high, low);
  for (ptrdiff_t i = 0; i < n; i++) {
    uint32_t words[2];
    random_words(key, stream, 2 * (first + (uint64_t)i), words, 2);
    double x = low + (high - low) * random_unit(words[0], words[1]);
    out[i] = x < high ? x : below;
  }
}

static void random_normal_f32(
  uint64_t key, uint64_t stream, uint64_t first, float *out, ptrdiff_t n, double mean, double std) {
  for (ptrdiff_t i = 0; i < n; i++) {
    uint64_t place = first + (uint64_t)i;
    uint32_t words[2];
    random_words(key, stream, place & ~UINT64_C(1), words, 2);
    double radius = sqrt(-2 * log((words[0] + 0.5) * 0x1p-32)), angle = words[1] * 0x1p-32 * 6.283185307179586477;
    out[i] = (float)(mean + std * radius * (place & 1 ? sin(angle) : cos(angle)));
  }
}

static void random_normal_f64(
  uint64_t key, uint64_t stream, uint64_t first, double *out, ptrdiff_t n, double mean, double std) {
  for (ptrdiff_t i = 0; i < n; i++) {
    uint64_t place = first + (uint64_t)i;
    uint32_t words[4];
    random_words(key, stream, 2 * (place & ~UINT64_C(1)), words, 4);
    double radius = sqrt(-2 * log(random_unit(words[0], words[1]) + 0x1p-54));
    double angle = random_unit(words[2], words[3]) * 6.283185307179586477;
    out[i] = mean + std * radius * (place & 1 ? sin(angle) : cos(angle));
  }
}
