#pragma once
#include "../math/arc.h"
#include "../math/pow.h"

// The four shapes of a walk over two inputs: both contiguous, one of them constant, anything else.
#define MK_BINARY_IN(name, R, T, expression)                                                               \
  static void name(void *out, const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb, ptrdiff_t n) {     \
    R *r = out;                                                                                            \
    const T *p = a, *q = b;                                                                                \
    if (n <= 0) return;                                                                                    \
    if (sa == 1 && sb == 1) {                                                                              \
      MK_EACH(i, n) { T x = p[i], y = q[i]; r[i] = (R)(expression); }                                      \
    } else if (sa == 1 && sb == 0) {                                                                       \
      const T y = *q;                                                                                      \
      MK_EACH(i, n) { T x = p[i]; r[i] = (R)(expression); }                                                \
    } else if (sa == 0 && sb == 1) {                                                                       \
      const T x = *p;                                                                                      \
      MK_EACH(i, n) { T y = q[i]; r[i] = (R)(expression); }                                                \
    } else {                                                                                               \
      MK_EACH_STRIDED(i, n) { T x = p[i * sa], y = q[i * sb]; r[i] = (R)(expression); }                    \
    }                                                                                                      \
  }
#define MK_BINARY(name, T, expression) MK_BINARY_IN(name, T, T, expression)

// Remainder with the sign of the divisor.
MK_INLINE double remainder_f64(double x, double y) {
  double r = fmod(x, y);
  return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}
MK_INLINE float remainder_f32(float x, float y) {
  float r = fmodf(x, y);
  return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}

// Large results of two Floats are streamed, by whole lines: half lines are slower than none.
#define MK_ARITHMETIC_F32(name, op)                                                                        \
  MK_BINARY(name##_cached, float, x op y)                                                                  \
  static void name(void *out, const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb, ptrdiff_t n) {     \
    if (sa != 1 || sb != 1 || out == b || !streams(out, a, n * (ptrdiff_t)sizeof(float)))                  \
      return name##_cached(out, a, sa, b, sb, n);                                                          \
    float *r = out;                                                                                        \
    const float *p = a, *q = b;                                                                            \
    const ptrdiff_t whole = n / MK_LANES * MK_LANES;                                                       \
    for (ptrdiff_t i = 0; i < whole; i += MK_LANES) stream_f32(r + i, vf32_load(p + i) op vf32_load(q + i));\
    for (ptrdiff_t i = whole; i < n; i++) r[i] = p[i] op q[i];                                             \
    end_stream();                                                                                          \
  }
MK_ARITHMETIC_F32(add_f32, +)
MK_ARITHMETIC_F32(sub_f32, -)
MK_ARITHMETIC_F32(mul_f32, *)
MK_ARITHMETIC_F32(div_f32, /)
MK_BINARY(maximum_f32, float, x > y || x != x ? x : y)
MK_BINARY(minimum_f32, float, x < y || x != x ? x : y)

MK_BINARY(add_f64, double, x + y)
MK_BINARY(sub_f64, double, x - y)
MK_BINARY(mul_f64, double, x * y)
MK_BINARY(div_f64, double, x / y)
MK_BINARY(pow_f64, double, pow(x, y))
MK_BINARY(maximum_f64, double, x > y || x != x ? x : y)
MK_BINARY(minimum_f64, double, x < y || x != x ? x : y)
MK_BINARY(rem_f64, double, remainder_f64(x, y))
MK_BINARY(atan2_f64, double, atan2(x, y))

// Long functions of two Floats, 16 at a time, the rest as if they were 16.
#define MK_BINARY_MAP_F32(name, expression)                                                                \
  static void name(void *out, const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb, ptrdiff_t n) {     \
    float *r = out;                                                                                        \
    const float *p = a, *q = b;                                                                            \
    while (n > 0) {                                                                                        \
      ptrdiff_t k = n < MK_LANES ? n : MK_LANES;                                                           \
      vf32 x = vf32_load_some(p, sa, k);                                                                   \
      vf32 y = vf32_load_some(q, sb, k);                                                                   \
      store_some_f32(r, (expression), k);                                                                  \
      r += k, p += k * sa, q += k * sb, n -= k;                                                            \
    }                                                                                                      \
  }
MK_BINARY_MAP_F32(pow_f32, vf32_of(vf64_pow(vf64_of(x), vf64_of(y))))
MK_BINARY_MAP_F32(atan2_f32, vf32_atan2(x, y))

// Through doubles: below 2^29 the quotient times y is exact, and so is what is left of x. A quotient that was rounded to the
// next whole number leaves too much, with the other sign.
MK_INLINE vf32 vf32_remainder(vf32 x, vf32 y) {
  vf64 dx = vf64_of(x), dy = vf64_of(y), q = __builtin_elementwise_trunc(dx / dy), r = dx - q * dy;
  r = r * dx < 0 ? r + __builtin_elementwise_copysign(__builtin_elementwise_abs(dy), dx) : r;
  vf32 rest = __builtin_elementwise_copysign(vf32_of(r), x), other = rest + y;
  rest = ((rest != 0) & ((rest < 0) != (y < 0))) ? other : rest;
  vi64 isExact = (__builtin_elementwise_abs(q) < 0x1p29) & (__builtin_elementwise_abs(dy) < INFINITY);
  if (__builtin_reduce_and(isExact)) return rest;
  for (int i = 0; i < MK_LANES; i++)
    if (!isExact[i]) rest[i] = remainder_f32(x[i], y[i]);
  return rest;
}
MK_BINARY_MAP_F32(rem_f32, vf32_remainder(x, y))

// Integers wrap, so they are computed unsigned; a negative power is 0 but for the bases 1 and -1.
#define MK_INTEGER_HELPERS(S, T, U)                                                                        \
  MK_INLINE T div_of_##S(T x, T y) {                                                                       \
    if (y == 0) return 0;                                                                                  \
    return y == (T)-1 && (T)-1 < 0 ? (T)(0 - (U)x) : (T)(x / y);                                           \
  }                                                                                                        \
  MK_INLINE T rem_of_##S(T x, T y) {                                                                       \
    if (y == 0 || (y == (T)-1 && (T)-1 < 0)) return 0;                                                     \
    T r = (T)(x % y);                                                                                      \
    return r != 0 && ((r < 0) != (y < 0)) ? (T)(r + y) : r;                                                \
  }                                                                                                        \
  MK_INLINE T pow_of_##S(T x, T y) {                                                                       \
    if (y < 0) return x == 1 ? 1 : x == (T)-1 ? (y & 1 ? x : 1) : 0;                                       \
    U base = (U)x, result = 1;                                                                             \
    for (; y != 0; y >>= 1, base = (U)(base * base))                                                       \
      if (y & 1) result = (U)(result * base);                                                              \
    return (T)result;                                                                                      \
  }

#define MK_INTEGER_BINARY(S, T, U)                                                                         \
  MK_INTEGER_HELPERS(S, T, U)                                                                              \
  MK_BINARY(add_##S, T, (U)x + (U)y)                                                                       \
  MK_BINARY(sub_##S, T, (U)x - (U)y)                                                                       \
  MK_BINARY(mul_##S, T, (U)x *(U)y)                                                                        \
  MK_BINARY(div_##S, T, div_of_##S(x, y))                                                                  \
  MK_BINARY(pow_##S, T, pow_of_##S(x, y))                                                                  \
  MK_BINARY(maximum_##S, T, x > y ? x : y)                                                                 \
  MK_BINARY(minimum_##S, T, x < y ? x : y)                                                                 \
  MK_BINARY(rem_##S, T, rem_of_##S(x, y))

MK_INTEGER_BINARY(i32, int32_t, uint32_t)
MK_INTEGER_BINARY(i64, int64_t, uint64_t)
MK_INTEGER_BINARY(u8, uint8_t, uint32_t)

MK_BINARY(and_bool, uint8_t, x & y)
MK_BINARY(or_bool, uint8_t, x | y)
MK_BINARY(xor_bool, uint8_t, x ^ y)

#define MK_ROW(name)                                                                                       \
  {name##_f32, name##_f64, name##_i32, name##_i64, name##_u8, 0}
static const mk_binary_fn binary_table[MK_BINARY_OPS][MK_TYPES] = {
  [MK_ADD] = MK_ROW(add),
  [MK_SUB] = MK_ROW(sub),
  [MK_MUL] = MK_ROW(mul),
  [MK_DIV] = MK_ROW(div),
  [MK_POW] = MK_ROW(pow),
  [MK_MAXIMUM] = {maximum_f32, maximum_f64, maximum_i32, maximum_i64, maximum_u8, or_bool},
  [MK_MINIMUM] = {minimum_f32, minimum_f64, minimum_i32, minimum_i64, minimum_u8, and_bool},
  [MK_REMAINDER] = MK_ROW(rem),
  [MK_ATAN2] = {atan2_f32, atan2_f64},
  [MK_AND] = {[MK_BOOL] = and_bool},
  [MK_OR] = {[MK_BOOL] = or_bool},
  [MK_XOR] = {[MK_BOOL] = xor_bool},
};
#undef MK_ROW
