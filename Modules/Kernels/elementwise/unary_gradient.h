#pragma once
#include "functions.h"
#include "gradient_map.h"
#include "unary_f32.h"

// Where a derivative is 0 by choice (relu at 0, clamp outside its bounds), so is the result, whatever arrives.
#define MK_CHEAP_GRADIENTS(S, T)                                                                           \
  MK_GRADIENT(neg_gradient_##S, T, -g)                                                                     \
  MK_GRADIENT(abs_gradient_##S, T, x > 0 ? g : x < 0 ? -g : 0 * g)                                         \
  MK_GRADIENT(zero_gradient_##S, T, 0)                                                                     \
  MK_GRADIENT(square_gradient_##S, T, g *(x + x))                                                          \
  MK_GRADIENT(relu_gradient_##S, T, x <= 0 ? 0 : g)                                                        \
  MK_GRADIENT(clamp_gradient_##S, T, x >= (T)p && x <= (T)q ? g : 0)                                       \
  MK_GRADIENT(reciprocal_gradient_##S, T, -g * (y * y))                                                    \
  MK_GRADIENT(sqrt_gradient_##S, T, g / (y + y))                                                           \
  MK_GRADIENT(rsqrt_gradient_##S, T, g *((T)-0.5 * y * (y * y)))                                           \
  MK_GRADIENT(exp_gradient_##S, T, g *y)                                                                   \
  MK_GRADIENT(expm1_gradient_##S, T, g *(y + 1))                                                           \
  MK_GRADIENT(log_gradient_##S, T, g / x)                                                                  \
  MK_GRADIENT(log1p_gradient_##S, T, g / (1 + x))                                                          \
  MK_GRADIENT(log2_gradient_##S, T, g *(T)1.4426950408889634074 / x)                                       \
  MK_GRADIENT(log10_gradient_##S, T, g *(T)0.43429448190325182765 / x)                                     \
  MK_GRADIENT(tan_gradient_##S, T, g *(1 + y * y))                                                         \
  MK_GRADIENT(asin_gradient_##S, T, g / __builtin_elementwise_sqrt((1 - x) * (1 + x)))                     \
  MK_GRADIENT(acos_gradient_##S, T, -g / __builtin_elementwise_sqrt((1 - x) * (1 + x)))                    \
  MK_GRADIENT(atan_gradient_##S, T, g / (1 + x * x))                                                       \
  MK_GRADIENT(tanh_gradient_##S, T, g *((1 - y) * (1 + y)))                                                \
  MK_GRADIENT(sigmoid_gradient_##S, T, g *(y * (1 - y)))                                                   \
  MK_GRADIENT(leaky_relu_gradient_##S, T, x > 0 ? g : g * (T)p)                                            \
  MK_GRADIENT(cube_gradient_##S, T, g *(3 * (x * x)))                                                      \
  MK_GRADIENT(identity_gradient_##S, T, g)                                                                 \
  static void pow_scalar_gradient_##S(                                                                     \
    void *out, const void *g, const void *x, const void *y, ptrdiff_t n, double p, double q) {             \
    mk_unary_gradient_fn f = p == 0     ? zero_gradient_##S                                                \
                             : p == 1   ? identity_gradient_##S                                            \
                             : p == 2   ? square_gradient_##S                                              \
                             : p == 3   ? cube_gradient_##S                                                \
                             : p == -1  ? reciprocal_gradient_##S                                          \
                             : p == 0.5 ? sqrt_gradient_##S                                                \
                                        : pow_general_gradient_##S;                                        \
    f(out, g, x, y, n, p, q);                                                                              \
  }

MK_INLINE vf64 vf64_silu_slope(vf64 x) {
  vf64 s = vf64_sigmoid(x);
  return s + x * s * (1.0 - s);
}
MK_INLINE vf64 vf64_gelu_slope(vf64 x) {
  normal_values v = vf64_normal(x);
  return x * v.density + v.below;
}
MK_INLINE vf64 vf64_gelu_tanh_slope(vf64 x) {
  vf64 square = x * x;
  vf64 s = vf64_sigmoid(x * (MK_GELU_SLOPE + MK_GELU_SLOPE * MK_GELU_CUBIC * square));
  return s + x * s * (1.0 - s) * (MK_GELU_SLOPE + 3 * MK_GELU_SLOPE * MK_GELU_CUBIC * square);
}
MK_INLINE vf64 vf64_erf_slope(vf64 x) { return 1.1283791670955125739 * vf64_exp(-(x * x)); }
MK_INLINE vf64 vf64_sinh(vf64 x) { return __builtin_elementwise_copysign(vf64_sinh_magnitude(x), x); }

MK_INLINE vf32 vf32_elu_slope(vf32 x, double alpha) {
  vf32 below = vf32_of(alpha * vf64_exp(vf64_of(x)));
  return x > 0 ? (vf32)1.0f : below;
}

#define MK_SLOPE(f) vf32_of(f(vf64_of(x)))
MK_GRADIENT_MAP_F32(sin_gradient_f32, vf32_cos(x))
MK_GRADIENT_MAP_F32(cos_gradient_f32, -vf32_sin(x))
MK_GRADIENT_MAP_F32(sinh_gradient_f32, MK_SLOPE(vf64_cosh))
MK_GRADIENT_MAP_F32(cosh_gradient_f32, MK_SLOPE(vf64_sinh))
// Where infinity meets a slope that goes to 0 the product is NaN, as in PyTorch.
MK_INLINE vf32 vf32_finite(vf32 x, vf32 slope) {
  return __builtin_elementwise_abs(x) < INFINITY ? slope : (vf32)NAN;
}
MK_GRADIENT_MAP_F32(silu_gradient_f32, vf32_finite(x, MK_SLOPE(vf64_silu_slope)))
MK_GRADIENT_MAP_F32(softplus_gradient_f32, MK_SLOPE(vf64_sigmoid))
MK_GRADIENT_MAP_F32(erf_gradient_f32, MK_SLOPE(vf64_erf_slope))
MK_GRADIENT_MAP_F32(gelu_gradient_f32, vf32_finite(x, MK_SLOPE(vf64_gelu_slope)))
MK_GRADIENT_MAP_F32(gelu_tanh_gradient_f32, vf32_finite(x, MK_SLOPE(vf64_gelu_tanh_slope)))
MK_GRADIENT_MAP_F32(elu_gradient_f32, vf32_elu_slope(x, p))
MK_GRADIENT_MAP_F32(pow_general_gradient_f32, vf32_of(p *vf64_pow(vf64_of(x), (vf64)(p - 1))))
MK_CHEAP_GRADIENTS(f32, float)

MK_INLINE double silu_slope(double x) {
  double s = sigmoid_of(x);
  return s + x * s * (1 - s);
}
MK_INLINE double gelu_slope(double x) {
  return 0.5 * twice_normal_below(x) + x * 0.39894228040143267794 * exp(-0.5 * x * x);
}
MK_INLINE double gelu_tanh_slope(double x) {
  double square = x * x, s = sigmoid_of(x * (MK_GELU_SLOPE + MK_GELU_SLOPE * MK_GELU_CUBIC * square));
  return s + x * s * (1 - s) * (MK_GELU_SLOPE + 3 * MK_GELU_SLOPE * MK_GELU_CUBIC * square);
}
MK_GRADIENT(sin_gradient_f64, double, g *cos(x))
MK_GRADIENT(cos_gradient_f64, double, -g * sin(x))
MK_GRADIENT(sinh_gradient_f64, double, g *cosh(x))
MK_GRADIENT(cosh_gradient_f64, double, g *sinh(x))
MK_GRADIENT(silu_gradient_f64, double, g *silu_slope(x))
MK_GRADIENT(softplus_gradient_f64, double, g *sigmoid_of(x))
MK_GRADIENT(erf_gradient_f64, double, g * (1.1283791670955125739 * exp(-x * x)))
MK_GRADIENT(gelu_gradient_f64, double, g *gelu_slope(x))
MK_GRADIENT(gelu_tanh_gradient_f64, double, g *gelu_tanh_slope(x))
MK_GRADIENT(elu_gradient_f64, double, x > 0 ? g : g * (p * exp(x)))
MK_GRADIENT(pow_general_gradient_f64, double, g * (p * pow(x, p - 1)))
MK_CHEAP_GRADIENTS(f64, double)

#define MK_ROW(name)                                                                                       \
  {name##_gradient_f32, name##_gradient_f64}
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
#undef MK_SLOPE
