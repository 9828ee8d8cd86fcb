#pragma once
#include "types.h"

// Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011). Word i of a stream depends on
// the key and on i alone, so a stream can be filled from anywhere, in any chunks, on any number of threads.
// `first` counts outputs of the call's own kind and is where in the stream the output starts.
void mk_random_words(uint64_t key, uint64_t stream, uint64_t first, uint32_t *out, ptrdiff_t n);
// low <= x < high; floats from 24 bits, doubles from 53 (two words each).
void mk_random_uniform_f32(
  uint64_t key, uint64_t stream, uint64_t first, float *out, ptrdiff_t n, double low, double high);
void mk_random_uniform_f64(
  uint64_t key, uint64_t stream, uint64_t first, double *out, ptrdiff_t n, double low, double high);
// Box-Muller on pairs: outputs 2k and 2k + 1 come from the same two words. Tails reach at least 5.5 sigma.
void mk_random_normal_f32(
  uint64_t key, uint64_t stream, uint64_t first, float *out, ptrdiff_t n, double mean, double std);
void mk_random_normal_f64(
  uint64_t key, uint64_t stream, uint64_t first, double *out, ptrdiff_t n, double mean, double std);
// low <= x < low + range, two words each.
void mk_random_integers_i32(
  uint64_t key, uint64_t stream, uint64_t first, int32_t *out, ptrdiff_t n, int32_t low, uint32_t range);
void mk_random_integers_i64(
  uint64_t key, uint64_t stream, uint64_t first, int64_t *out, ptrdiff_t n, int64_t low, uint64_t range);
// 1 with probability p, else 0: word i is below p 2^32.
void mk_random_bernoulli(uint64_t key, uint64_t stream, uint64_t first, uint8_t *out, ptrdiff_t n, double p);
// Dropout: out = 0 x with probability p (word i is below p 2^32), else x / (1 - p). Nothing need be kept for the
// gradient, which is the same call on what arrives.
void mk_dropout_f32(uint64_t key, uint64_t stream, uint64_t first, float *out, const float *x, ptrdiff_t n, double p);
void mk_dropout_f64(
  uint64_t key, uint64_t stream, uint64_t first, double *out, const double *x, ptrdiff_t n, double p);
