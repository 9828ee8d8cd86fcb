#pragma once
#include "functions.h"

// g times the derivative at x; y = f(x).
#define MK_GRADIENT(name, T, expression)                                                                   \
  static void name##_gradient(                                                                             \
    void *out, const void *upstream, const void *in, const void *forward, ptrdiff_t n, double p, double q) { \
    T *r = out;                                                                                            \
    const T *gs = upstream, *xs = in, *ys = forward;                                                       \
    (void)p, (void)q;                                                                                      \
    MK_EACH(i, n) {                                                                                        \
      T g = gs[i], x = xs[i], y = ys[i];                                                                   \
      (void)x, (void)y;                                                                                    \
      r[i] = (T)(g * (expression));                                                                        \
    }                                                                                                      \
  }

MK_INLINE double normal_density(double x) { return 0.39894228040143267794 * exp(-0.5 * x * x); }
MK_INLINE double silu_slope(double x) {
  double s = sigmoid_of(x);
  return s * (1 + x * (1 - s));
}
MK_INLINE double gelu_slope(double x) {
  return 0.5 * erfc(-x * 0.70710678118654752440) + x * normal_density(x);
}
MK_INLINE double gelu_tanh_slope(double x) {
  double k = 1.59576912160573071175978, s = sigmoid_of(k * (x + 0.044715 * x * x * x));
  return s + x * s * (1 - s) * k * (1 + 0.134145 * x * x);
}

#define MK_FLOATING_GRADIENTS(S, T)                                                                        \
  MK_GRADIENT(neg_##S, T, -1)                                                                              \
  MK_GRADIENT(abs_##S, T, x > 0 ? 1 : x < 0 ? -1 : x)                                                      \
  MK_GRADIENT(zero_##S, T, 0)                                                                              \
  MK_GRADIENT(square_##S, T, 2 * x)                                                                        \
  MK_GRADIENT(relu_##S, T, x > 0 ? 1 : 0)                                                                  \
  MK_GRADIENT(clamp_##S, T, x >= (T)p && x <= (T)q ? 1 : 0)                                                \
  MK_GRADIENT(reciprocal_##S, T, -y * y)                                                                   \
  MK_GRADIENT(sqrt_##S, T, 0.5 / y)                                                                        \
  MK_GRADIENT(rsqrt_##S, T, -0.5 * y * (y * y))                                                            \
  MK_GRADIENT(exp_##S, T, y)                                                                               \
  MK_GRADIENT(expm1_##S, T, y + 1)                                                                         \
  MK_GRADIENT(log_##S, T, 1 / x)                                                                           \
  MK_GRADIENT(log1p_##S, T, 1 / (1 + x))                                                                   \
  MK_GRADIENT(log2_##S, T, 1.44269504088896340736 / x)                                                     \
  MK_GRADIENT(log10_##S, T, 0.43429448190325182765 / x)                                                    \
  MK_GRADIENT(sin_##S, T, cos(x))                                                                          \
  MK_GRADIENT(cos_##S, T, -sin(x))                                                                         \
  MK_GRADIENT(tan_##S, T, 1 + y * y)                                                                       \
  MK_GRADIENT(asin_##S, T, 1 / sqrt((1 - (double)x) * (1 + (double)x)))                                    \
  MK_GRADIENT(acos_##S, T, -1 / sqrt((1 - (double)x) * (1 + (double)x)))                                   \
  MK_GRADIENT(atan_##S, T, 1 / (1 + (double)x * x))                                                        \
  MK_GRADIENT(sinh_##S, T, cosh(x))                                                                        \
  MK_GRADIENT(cosh_##S, T, sinh(x))                                                                        \
  MK_GRADIENT(tanh_##S, T, (1 - y) * (1 + y))                                                              \
  MK_GRADIENT(sigmoid_##S, T, y *(1 - y))                                                                  \
  MK_GRADIENT(silu_##S, T, silu_slope(x))                                                                  \
  MK_GRADIENT(softplus_##S, T, sigmoid_of(x))                                                             \
  MK_GRADIENT(erf_##S, T, 1.12837916709551257390 * exp(-(double)x * x))                                    \
  MK_GRADIENT(gelu_##S, T, gelu_slope(x))                                                                  \
  MK_GRADIENT(gelu_tanh_##S, T, gelu_tanh_slope(x))                                                        \
  MK_GRADIENT(leaky_relu_##S, T, x > 0 ? 1 : p)                                                            \
  MK_GRADIENT(elu_##S, T, x > 0 ? 1 : y + p)                                                               \
  MK_GRADIENT(pow_scalar_##S, T, p == 0 ? 0 : p == 2 ? 2 * x : p * pow(x, p - 1))

MK_FLOATING_GRADIENTS(f32, float)
MK_FLOATING_GRADIENTS(f64, double)

#define MK_ROW(name)                                                                                       \
  {name##_f32_gradient, name##_f64_gradient}
static const mk_unary_gradient_fn unary_gradient_table[MK_UNARY_OPS][MK_TYPES] = {
  [MK_NEG] = MK_ROW(neg),
  [MK_ABS] = MK_ROW(abs),
  [MK_SIGN] = MK_ROW(zero),
  [MK_SQUARE] = MK_ROW(square),
  [MK_FLOOR] = MK_ROW(zero),
  [MK_CEIL] = MK_ROW(zero),
  [MK_ROUND] = MK_ROW(zero),
  [MK_RELU] = MK_ROW(relu),
  [MK_CLAMP] = MK_ROW(clamp),
  [MK_RECIPROCAL] = MK_ROW(reciprocal),
  [MK_SQRT] = MK_ROW(sqrt),
  [MK_RSQRT] = MK_ROW(rsqrt),
  [MK_EXP] = MK_ROW(exp),
  [MK_EXPM1] = MK_ROW(expm1),
  [MK_LOG] = MK_ROW(log),
  [MK_LOG1P] = MK_ROW(log1p),
  [MK_LOG2] = MK_ROW(log2),
  [MK_LOG10] = MK_ROW(log10),
  [MK_SIN] = MK_ROW(sin),
  [MK_COS] = MK_ROW(cos),
  [MK_TAN] = MK_ROW(tan),
  [MK_ASIN] = MK_ROW(asin),
  [MK_ACOS] = MK_ROW(acos),
  [MK_ATAN] = MK_ROW(atan),
  [MK_SINH] = MK_ROW(sinh),
  [MK_COSH] = MK_ROW(cosh),
  [MK_TANH] = MK_ROW(tanh),
  [MK_SIGMOID] = MK_ROW(sigmoid),
  [MK_SILU] = MK_ROW(silu),
  [MK_SOFTPLUS] = MK_ROW(softplus),
  [MK_ERF] = MK_ROW(erf),
  [MK_GELU] = MK_ROW(gelu),
  [MK_GELU_TANH] = MK_ROW(gelu_tanh),
  [MK_LEAKY_RELU] = MK_ROW(leaky_relu),
  [MK_ELU] = MK_ROW(elu),
  [MK_POW_SCALAR] = MK_ROW(pow_scalar),
};
#undef MK_ROW
