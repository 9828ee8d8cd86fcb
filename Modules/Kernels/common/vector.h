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

// Results so large that no cache keeps them until they are read are written past it: their lines are then not fetched
// first, a third of the traffic of an addition. `out` is none of the inputs, and starts a line.
MK_INLINE int streams(const void *out, const void *in, ptrdiff_t bytes) {
  return bytes >= 1 << 20 && out != in && (uintptr_t)out % 64 == 0;
}
// Orders streamed results before what other threads are told next.
MK_INLINE void end_stream(void) {
#if defined(__x86_64__)
  __builtin_ia32_sfence();
#endif
}

// Vectors of 16 lanes; v_S is the vector of type S, and mask_S what a comparison of two of them gives.
enum { MK_LANES = 16 };
#define MK_VECTOR(S, T, M)                                                                                 \
  typedef T v_##S __attribute__((ext_vector_type(16)));                                                    \
  typedef M mask_##S __attribute__((ext_vector_type(16)));
MK_VECTOR(f32, float, int32_t)
MK_VECTOR(f64, double, int64_t)
MK_VECTOR(i32, int32_t, int32_t)
MK_VECTOR(u32, uint32_t, int32_t)
MK_VECTOR(i64, int64_t, int64_t)
MK_VECTOR(u64, uint64_t, int64_t)
MK_VECTOR(u8, uint8_t, int8_t)
#undef MK_VECTOR
typedef v_f32 vf32;
typedef v_f64 vf64;
typedef v_i32 vi32;
typedef v_u32 vu32;
typedef v_i64 vi64;
typedef v_u64 vu64;

MK_INLINE vf32 vf32_load(const float *x) {
  vf32 v;
  memcpy(&v, x, sizeof v);
  return v;
}
MK_INLINE void vf32_store(float *x, vf32 v) { memcpy(x, &v, sizeof v); }
MK_INLINE vf64 vf64_of(vf32 x) { return __builtin_convertvector(x, vf64); }
MK_INLINE vf32 vf32_of(vf64 x) { return __builtin_convertvector(x, vf32); }

// All bits in the first k lanes.
MK_INLINE vi32 first_lanes(ptrdiff_t k) {
  const vi32 number = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return number < (int32_t)k;
}

// load_part_S: the first k lanes from memory, the others 0; store_part_S: the first k lanes to memory.
#ifdef MK_AVX512
#define MK_MASK(k) ((1u << (k)) - 1)
MK_INLINE v_f32 load_part_f32(const float *x, ptrdiff_t k) {
  typedef float raw __attribute__((vector_size(64)));
  return __builtin_bit_cast(v_f32, __builtin_ia32_loadups512_mask((const void *)x, (raw){0}, (uint16_t)MK_MASK(k)));
}
MK_INLINE v_i32 load_part_i32(const int32_t *x, ptrdiff_t k) {
  return __builtin_bit_cast(v_i32, load_part_f32((const void *)x, k));
}
MK_INLINE v_f64 load_part_f64(const double *x, ptrdiff_t k) {
  typedef double raw __attribute__((vector_size(64)));
  struct {
    raw low, high;
  } parts = {
    __builtin_ia32_loadupd512_mask((const void *)x, (raw){0}, (uint8_t)MK_MASK(k)),
    __builtin_ia32_loadupd512_mask((const void *)(x + 8), (raw){0}, (uint8_t)(MK_MASK(k) >> 8)),
  };
  return __builtin_bit_cast(v_f64, parts);
}
MK_INLINE v_i64 load_part_i64(const int64_t *x, ptrdiff_t k) {
  return __builtin_bit_cast(v_i64, load_part_f64((const void *)x, k));
}
MK_INLINE v_u8 load_part_u8(const uint8_t *x, ptrdiff_t k) {
  typedef char raw __attribute__((vector_size(16)));
  return __builtin_bit_cast(v_u8, __builtin_ia32_loaddquqi128_mask((const void *)x, (raw){0}, (uint16_t)MK_MASK(k)));
}
MK_INLINE void store_part_f32(float *x, v_f32 v, ptrdiff_t k) {
  typedef float raw __attribute__((vector_size(64)));
  __builtin_ia32_storeups512_mask((void *)x, __builtin_bit_cast(raw, v), (uint16_t)MK_MASK(k));
}
MK_INLINE void store_part_f64(double *x, v_f64 v, ptrdiff_t k) {
  typedef double raw __attribute__((vector_size(64)));
  struct {
    raw low, high;
  } parts = __builtin_bit_cast(__typeof__(parts), v);
  __builtin_ia32_storeupd512_mask((void *)x, parts.low, (uint8_t)MK_MASK(k));
  __builtin_ia32_storeupd512_mask((void *)(x + 8), parts.high, (uint8_t)(MK_MASK(k) >> 8));
}
#undef MK_MASK
#else
// 8, 4, 2 and 1 elements as the bits of k say, without a call.
#define MK_COPY_BITS(to, from, k)                                                                          \
  ptrdiff_t at = 0;                                                                                        \
  if ((k) & 8) memcpy((to), (from), 8 * sizeof *(from)), at = 8;                                           \
  if ((k) & 4) memcpy((to) + at, (from) + at, 4 * sizeof *(from)), at += 4;                                \
  if ((k) & 2) memcpy((to) + at, (from) + at, 2 * sizeof *(from)), at += 2;                                \
  if ((k) & 1) (to)[at] = (from)[at];
#define MK_LOAD_PART(S, T)                                                                                 \
  MK_INLINE v_##S load_part_##S(const T *x, ptrdiff_t k) {                                                 \
    v_##S v;                                                                                               \
    T lanes[MK_LANES] = {0};                                                                               \
    MK_COPY_BITS(lanes, x, k)                                                                              \
    memcpy(&v, lanes, sizeof v);                                                                           \
    return v;                                                                                              \
  }
MK_LOAD_PART(f32, float)
MK_LOAD_PART(f64, double)
MK_LOAD_PART(i32, int32_t)
MK_LOAD_PART(i64, int64_t)
MK_LOAD_PART(u8, uint8_t)
#define MK_STORE_PART(S, T)                                                                                \
  MK_INLINE void store_part_##S(T *x, v_##S v, ptrdiff_t k) {                                              \
    T lanes[MK_LANES];                                                                                     \
    memcpy(lanes, &v, sizeof v);                                                                           \
    MK_COPY_BITS(x, lanes, k)                                                                              \
  }
MK_STORE_PART(f32, float)
MK_STORE_PART(f64, double)
#undef MK_STORE_PART
#undef MK_LOAD_PART
#undef MK_COPY_BITS
#endif

// k lanes, 1 <= k <= 16.
#define MK_LOAD_SOME(S, T)                                                                                 \
  MK_INLINE v_##S load_some_##S(const T *x, ptrdiff_t k) {                                                 \
    if (k != MK_LANES) return load_part_##S(x, k);                                                         \
    v_##S v;                                                                                               \
    memcpy(&v, x, sizeof v);                                                                               \
    return v;                                                                                              \
  }
MK_LOAD_SOME(f32, float)
MK_LOAD_SOME(f64, double)
MK_LOAD_SOME(i32, int32_t)
MK_LOAD_SOME(i64, int64_t)
MK_LOAD_SOME(u8, uint8_t)
#undef MK_LOAD_SOME

// k lanes, `stride` apart.
MK_INLINE vf32 vf32_load_some(const float *x, ptrdiff_t stride, ptrdiff_t k) {
  if (stride == 1) return load_some_f32(x, k);
  float lanes[MK_LANES] = {0};
  for (ptrdiff_t i = 0; i < k; i++) lanes[i] = x[i * stride];
  return vf32_load(lanes);
}

MK_INLINE void store_some_f32(float *x, v_f32 v, ptrdiff_t k) {
  if (k == MK_LANES)
    memcpy(x, &v, sizeof v);
  else
    store_part_f32(x, v, k);
}
MK_INLINE void stream_f32(float *x, v_f32 v) { __builtin_nontemporal_store(v, (v_f32 *)x); }
MK_INLINE void store_some_f64(double *x, v_f64 v, ptrdiff_t k) {
  if (k == MK_LANES)
    memcpy(x, &v, sizeof v);
  else
    store_part_f64(x, v, k);
}
