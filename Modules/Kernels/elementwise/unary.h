#pragma once
#include "functions.h"

#define MK_UNARY_IN(name, R, T, expression)                                                                \
  static void name(void *out, const void *in, ptrdiff_t sx, ptrdiff_t n, double p, double q) {             \
    R *r = out;                                                                                            \
    const T *a = in;                                                                                       \
    (void)p, (void)q;                                                                                      \
    if (sx == 1) {                                                                                         \
      MK_EACH(i, n) { T x = a[i]; r[i] = (R)(expression); }                                                \
    } else {                                                                                               \
      MK_EACH_STRIDED(i, n) { T x = a[i * sx]; r[i] = (R)(expression); }                                   \
    }                                                                                                      \
  }

#define MK_FLOATING_UNARY(S, T)                                                                            \
  MK_UNARY_IN(neg_##S, T, T, -x)                                                                           \
  MK_UNARY_IN(abs_##S, T, T, __builtin_elementwise_abs(x))                                                 \
  MK_UNARY_IN(sign_##S, T, T, x > 0 ? 1 : x < 0 ? -1 : x)                                                  \
  MK_UNARY_IN(square_##S, T, T, x *x)                                                                      \
  MK_UNARY_IN(floor_##S, T, T, __builtin_elementwise_floor(x))                                             \
  MK_UNARY_IN(ceil_##S, T, T, __builtin_elementwise_ceil(x))                                               \
  MK_UNARY_IN(round_##S, T, T, __builtin_elementwise_roundeven(x))                                         \
  MK_UNARY_IN(relu_##S, T, T, x <= 0 ? 0 : x)                                                              \
  MK_UNARY_IN(clamp_##S, T, T, clamp_of(x, (T)p, (T)q))                                                   \
  MK_UNARY_IN(reciprocal_##S, T, T, 1 / x)                                                                 \
  MK_UNARY_IN(sqrt_##S, T, T, __builtin_elementwise_sqrt(x))                                               \
  MK_UNARY_IN(rsqrt_##S, T, T, 1 / __builtin_elementwise_sqrt((double)x))                                  \
  MK_UNARY_IN(exp_##S, T, T, exp(x))                                                                       \
  MK_UNARY_IN(expm1_##S, T, T, expm1(x))                                                                   \
  MK_UNARY_IN(log_##S, T, T, log(x))                                                                       \
  MK_UNARY_IN(log1p_##S, T, T, log1p(x))                                                                   \
  MK_UNARY_IN(log2_##S, T, T, log2(x))                                                                     \
  MK_UNARY_IN(log10_##S, T, T, log10(x))                                                                   \
  MK_UNARY_IN(sin_##S, T, T, sin(x))                                                                       \
  MK_UNARY_IN(cos_##S, T, T, cos(x))                                                                       \
  MK_UNARY_IN(tan_##S, T, T, tan(x))                                                                       \
  MK_UNARY_IN(asin_##S, T, T, asin(x))                                                                     \
  MK_UNARY_IN(acos_##S, T, T, acos(x))                                                                     \
  MK_UNARY_IN(atan_##S, T, T, atan(x))                                                                     \
  MK_UNARY_IN(sinh_##S, T, T, sinh(x))                                                                     \
  MK_UNARY_IN(cosh_##S, T, T, cosh(x))                                                                     \
  MK_UNARY_IN(tanh_##S, T, T, tanh(x))                                                                     \
  MK_UNARY_IN(sigmoid_##S, T, T, sigmoid_of(x))                                                           \
  MK_UNARY_IN(silu_##S, T, T, silu_of(x))                                                                 \
  MK_UNARY_IN(softplus_##S, T, T, softplus_of(x))                                                         \
  MK_UNARY_IN(erf_##S, T, T, erf(x))                                                                       \
  MK_UNARY_IN(gelu_##S, T, T, gelu_of(x))                                                                 \
  MK_UNARY_IN(gelu_tanh_##S, T, T, gelu_tanh_of(x))                                                       \
  MK_UNARY_IN(leaky_relu_##S, T, T, x > 0 ? x : x * (T)p)                                                  \
  MK_UNARY_IN(elu_##S, T, T, elu_of(x, p))                                                                \
  MK_UNARY_IN(pow_scalar_##S, T, T,                                                                        \
    p == 2 ? x * x : p == 3 ? x * x * x : p == -1 ? 1 / x : p == 0.5 ? sqrt(x) : pow(x, p))                \
  MK_UNARY_IN(is_nan_##S, uint8_t, T, x != x)                                                              \
  MK_UNARY_IN(is_finite_##S, uint8_t, T, x - x == 0)                                                       \
  MK_UNARY_IN(is_inf_##S, uint8_t, T, x == (T)INFINITY || x == -(T)INFINITY)

MK_FLOATING_UNARY(f32, float)
MK_FLOATING_UNARY(f64, double)

#define MK_LIMIT(T, v, least, most) ((v) <= (double)(least) ? (least) : (v) >= (double)(most) ? (most) : (T)(v))
#define MK_INTEGER_UNARY(S, T, U, least, most)                                                             \
  MK_INLINE T clamp_of_##S(T x, double low, double high) {                                                 \
    T from = MK_LIMIT(T, low, least, most), to = MK_LIMIT(T, high, least, most);                           \
    T r = x < from ? from : x;                                                                             \
    return r > to ? to : r;                                                                                \
  }                                                                                                        \
  MK_UNARY_IN(neg_##S, T, T, 0 - (U)x)                                                                     \
  MK_UNARY_IN(abs_##S, T, T, x < 0 ? 0 - (U)x : (U)x)                                                      \
  MK_UNARY_IN(sign_##S, T, T, (x > 0) - (x < 0))                                                           \
  MK_UNARY_IN(square_##S, T, T, (U)x *(U)x)                                                                \
  MK_UNARY_IN(round_##S, T, T, x)                                                                          \
  MK_UNARY_IN(relu_##S, T, T, x > 0 ? x : 0)                                                               \
  MK_UNARY_IN(clamp_##S, T, T, clamp_of_##S(x, p, q))

MK_INTEGER_UNARY(i32, int32_t, uint32_t, INT32_MIN, INT32_MAX)
MK_INTEGER_UNARY(i64, int64_t, uint64_t, INT64_MIN, INT64_MAX)
MK_INTEGER_UNARY(u8, uint8_t, uint32_t, 0, 255)
MK_UNARY_IN(not_bool, uint8_t, uint8_t, !x)

#define MK_ROW(name)                                                                                       \
  {name##_f32, name##_f64, name##_i32, name##_i64, name##_u8, 0}
#define MK_ROUND_ROW(name)                                                                                 \
  {name##_f32, name##_f64, round_i32, round_i64, round_u8, 0}
#define MK_FLOATING_ROW(name)                                                                              \
  {name##_f32, name##_f64}
static const mk_unary_fn unary_table[MK_UNARY_OPS][MK_TYPES] = {
  [MK_NEG] = MK_ROW(neg),
  [MK_ABS] = MK_ROW(abs),
  [MK_SIGN] = MK_ROW(sign),
  [MK_SQUARE] = MK_ROW(square),
  [MK_FLOOR] = MK_ROUND_ROW(floor),
  [MK_CEIL] = MK_ROUND_ROW(ceil),
  [MK_ROUND] = MK_ROUND_ROW(round),
  [MK_RELU] = MK_ROW(relu),
  [MK_CLAMP] = MK_ROW(clamp),
  [MK_RECIPROCAL] = MK_FLOATING_ROW(reciprocal),
  [MK_SQRT] = MK_FLOATING_ROW(sqrt),
  [MK_RSQRT] = MK_FLOATING_ROW(rsqrt),
  [MK_EXP] = MK_FLOATING_ROW(exp),
  [MK_EXPM1] = MK_FLOATING_ROW(expm1),
  [MK_LOG] = MK_FLOATING_ROW(log),
  [MK_LOG1P] = MK_FLOATING_ROW(log1p),
  [MK_LOG2] = MK_FLOATING_ROW(log2),
  [MK_LOG10] = MK_FLOATING_ROW(log10),
  [MK_SIN] = MK_FLOATING_ROW(sin),
  [MK_COS] = MK_FLOATING_ROW(cos),
  [MK_TAN] = MK_FLOATING_ROW(tan),
  [MK_ASIN] = MK_FLOATING_ROW(asin),
  [MK_ACOS] = MK_FLOATING_ROW(acos),
  [MK_ATAN] = MK_FLOATING_ROW(atan),
  [MK_SINH] = MK_FLOATING_ROW(sinh),
  [MK_COSH] = MK_FLOATING_ROW(cosh),
  [MK_TANH] = MK_FLOATING_ROW(tanh),
  [MK_SIGMOID] = MK_FLOATING_ROW(sigmoid),
  [MK_SILU] = MK_FLOATING_ROW(silu),
  [MK_SOFTPLUS] = MK_FLOATING_ROW(softplus),
  [MK_ERF] = MK_FLOATING_ROW(erf),
  [MK_GELU] = MK_FLOATING_ROW(gelu),
  [MK_GELU_TANH] = MK_FLOATING_ROW(gelu_tanh),
  [MK_LEAKY_RELU] = MK_FLOATING_ROW(leaky_relu),
  [MK_ELU] = MK_FLOATING_ROW(elu),
  [MK_POW_SCALAR] = MK_FLOATING_ROW(pow_scalar),
  [MK_NOT] = {[MK_BOOL] = not_bool},
  [MK_IS_NAN] = MK_FLOATING_ROW(is_nan),
  [MK_IS_FINITE] = MK_FLOATING_ROW(is_finite),
  [MK_IS_INF] = MK_FLOATING_ROW(is_inf),
};
#undef MK_ROW
#undef MK_ROUND_ROW
#undef MK_FLOATING_ROW
