#pragma once
#include "system.h"

// Everything in this folder's private headers is compiled once per level of the processor (see ../level.h), so it is
// written for no particular one: explicit vectors of 16 lanes, which the compiler cuts to the registers there are.

#pragma clang diagnostic ignored "-Wpsabi"        // vectors go by value between inlined functions only
#pragma clang diagnostic ignored "-Wpass-failed"  // a level may be too old to vectorize some loop
#pragma clang diagnostic ignored "-Wunused-function"

#define MK_INLINE static inline __attribute__((always_inline))

// A loop whose iterations do not depend on each other: `out` is no input, or is it at the same index.
#define MK_EACH(i, n) _Pragma("clang loop vectorize(assume_safety)") for (ptrdiff_t i = 0; i < (n); i++)
// A loop with unknown strides: gathers do not pay.
#define MK_EACH_STRIDED(i, n) _Pragma("clang loop vectorize(disable)") for (ptrdiff_t i = 0; i < (n); i++)

enum { MK_LANES = 16 };
typedef float vf32 __attribute__((ext_vector_type(16)));
typedef double vf64 __attribute__((ext_vector_type(16)));
typedef int32_t vi32 __attribute__((ext_vector_type(16)));
typedef uint32_t vu32 __attribute__((ext_vector_type(16)));
typedef int64_t vi64 __attribute__((ext_vector_type(16)));
typedef uint64_t vu64 __attribute__((ext_vector_type(16)));

MK_INLINE vf32 vf32_load(const float *x) {
  vf32 v;
  memcpy(&v, x, sizeof v);
  return v;
}

MK_INLINE void vf32_store(float *x, vf32 v) { memcpy(x, &v, sizeof v); }

// The first k lanes from memory, the others 0.
MK_INLINE vf32 vf32_load_part(const float *x, ptrdiff_t stride, ptrdiff_t k) {
  float lanes[MK_LANES] = {0};
  for (ptrdiff_t i = 0; i < k; i++) lanes[i] = x[i * stride];
  return vf32_load(lanes);
}

// The first k lanes to memory.
MK_INLINE void vf32_store_part(float *x, vf32 v, ptrdiff_t k) {
  if (k == MK_LANES) {
    vf32_store(x, v);
    return;
  }
  float lanes[MK_LANES];
  vf32_store(lanes, v);
  memcpy(x, lanes, (size_t)k * sizeof *x);
}

MK_INLINE vf64 vf64_of(vf32 x) { return __builtin_convertvector(x, vf64); }
MK_INLINE vf32 vf32_of(vf64 x) { return __builtin_convertvector(x, vf32); }
