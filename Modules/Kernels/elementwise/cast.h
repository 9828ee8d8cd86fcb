#pragma once
#include "../common/vector.h"

#define MK_CAST(from, to, F, T, expression)                                                                \
  static void cast_##from##_##to(void *out, const void *x, ptrdiff_t sx, ptrdiff_t n) {                    \
    T *r = out;                                                                                            \
    const F *p = x;                                                                                        \
    if (sx == 1) {                                                                                         \
      MK_EACH(i, n) { F v = p[i]; r[i] = (T)(expression); }                                                \
    } else {                                                                                               \
      MK_EACH_STRIDED(i, n) { F v = p[i * sx]; r[i] = (T)(expression); }                                   \
    }                                                                                                      \
  }

// `low` is representable and `limit` is the first value above the type, both exact in floating point.
#define MK_SATURATE(T, low, limit, most) (v != v ? 0 : v <= (low) ? (T)(low) : v >= (limit) ? (most) : (T)v)
#define MK_FROM_FLOATING(S, F)                                                                             \
  MK_CAST(S, f32, F, float, v)                                                                             \
  MK_CAST(S, f64, F, double, v)                                                                            \
  MK_CAST(S, i32, F, int32_t, MK_SATURATE(int32_t, -0x1p31, 0x1p31, INT32_MAX))                            \
  MK_CAST(S, i64, F, int64_t, MK_SATURATE(int64_t, -0x1p63, 0x1p63, INT64_MAX))                            \
  MK_CAST(S, u8, F, uint8_t, MK_SATURATE(uint8_t, 0, 256, 255))                                            \
  MK_CAST(S, bool, F, uint8_t, v != 0)
#define MK_FROM_INTEGER(S, F)                                                                              \
  MK_CAST(S, f32, F, float, v)                                                                             \
  MK_CAST(S, f64, F, double, v)                                                                            \
  MK_CAST(S, i32, F, int32_t, v)                                                                           \
  MK_CAST(S, i64, F, int64_t, v)                                                                           \
  MK_CAST(S, u8, F, uint8_t, v)                                                                            \
  MK_CAST(S, bool, F, uint8_t, v != 0)

MK_FROM_FLOATING(f32, float)
MK_FROM_FLOATING(f64, double)
MK_FROM_INTEGER(i32, int32_t)
MK_FROM_INTEGER(i64, int64_t)
MK_FROM_INTEGER(u8, uint8_t)

#define MK_ROW(from)                                                                                       \
  {cast_##from##_f32, cast_##from##_f64, cast_##from##_i32, cast_##from##_i64, cast_##from##_u8,           \
   cast_##from##_bool}
static const mk_cast_fn cast_table[MK_TYPES][MK_TYPES] = {
  MK_ROW(f32), MK_ROW(f64), MK_ROW(i32), MK_ROW(i64), MK_ROW(u8), MK_ROW(u8),
};
#undef MK_ROW
#undef MK_CAST
#undef MK_SATURATE
#undef MK_FROM_FLOATING
#undef MK_FROM_INTEGER

#define MK_AXPY(S, T, U)                                                                                   \
  static void axpy_##S(void *y, ptrdiff_t sy, const void *x, ptrdiff_t sx, ptrdiff_t n, double alpha) {    \
    T *r = y;                                                                                              \
    const T *p = x;                                                                                        \
    const U k = (U)(T)alpha;                                                                               \
    if (sx == 1 && sy == 1) {                                                                              \
      MK_EACH(i, n) r[i] = (T)((U)r[i] + k * (U)p[i]);                                                     \
    } else {                                                                                               \
      MK_EACH_STRIDED(i, n) r[i * sy] = (T)((U)r[i * sy] + k * (U)p[i * sx]);                              \
    }                                                                                                      \
  }
MK_AXPY(f32, float, float)
MK_AXPY(f64, double, double)
MK_AXPY(i32, int32_t, uint32_t)
MK_AXPY(i64, int64_t, uint64_t)
MK_AXPY(u8, uint8_t, uint32_t)
#undef MK_AXPY
static const mk_axpy_fn axpy_table[MK_TYPES] = {axpy_f32, axpy_f64, axpy_i32, axpy_i64, axpy_u8};

#define MK_RAMP(S, T, C, U)                                                                                \
  static void ramp_##S(void *out, ptrdiff_t first, ptrdiff_t n, double start, double step) {               \
    T *r = out;                                                                                            \
    const C from = (C)start, by = (C)step;                                                                 \
    MK_EACH(i, n) r[i] = (T)((U)from + (U)(first + i) * (U)by);                                            \
  }
MK_RAMP(f32, float, double, double)
MK_RAMP(f64, double, double, double)
MK_RAMP(i32, int32_t, int64_t, uint64_t)
MK_RAMP(i64, int64_t, int64_t, uint64_t)
MK_RAMP(u8, uint8_t, int64_t, uint64_t)
#undef MK_RAMP
static const mk_ramp_fn ramp_table[MK_TYPES] = {ramp_f32, ramp_f64, ramp_i32, ramp_i64, ramp_u8};
