#pragma once
#include "../math/arc.h"
#include "../math/erf.h"
#include "../math/exp.h"
#include "../math/log.h"
#include "../math/pow.h"
#include "../math/trigonometry.h"
#include "functions.h"
#include "map.h"

MK_UNARY_IN(neg_f32, float, float, -x)
MK_UNARY_IN(abs_f32, float, float, __builtin_elementwise_abs(x))
MK_UNARY_IN(sign_f32, float, float, x > 0 ? 1.0f : x < 0 ? -1.0f : 0.0f)
MK_UNARY_IN(square_f32, float, float, x *x)
MK_UNARY_IN(floor_f32, float, float, __builtin_elementwise_floor(x))
MK_UNARY_IN(ceil_f32, float, float, __builtin_elementwise_ceil(x))
MK_UNARY_IN(round_f32, float, float, __builtin_elementwise_roundeven(x))
MK_UNARY_IN(relu_cached_f32, float, float, x < 0 ? 0.0f : x)
MK_MAP_F32(relu_streamed_f32, x < 0 ? (vf32)0.0f : x)
static void relu_f32(void *out, const void *in, ptrdiff_t sx, ptrdiff_t n, double p, double q) {
  const int streaming = sx == 1 && streams(out, in, n * (ptrdiff_t)sizeof(float));
  (streaming ? relu_streamed_f32 : relu_cached_f32)(out, in, sx, n, p, q);
}
MK_UNARY_IN(reciprocal_f32, float, float, 1 / x)
MK_UNARY_IN(sqrt_f32, float, float, __builtin_elementwise_sqrt(x))
MK_UNARY_IN(rsqrt_f32, float, float, 1 / __builtin_elementwise_sqrt(x))
MK_UNARY_IN(leaky_relu_f32, float, float, x > 0 ? x : x * (float)p)
MK_UNARY_IN(is_nan_f32, uint8_t, float, x != x)
MK_UNARY_IN(is_finite_f32, uint8_t, float, __builtin_elementwise_abs(x) < INFINITY)
MK_UNARY_IN(is_inf_f32, uint8_t, float, __builtin_elementwise_abs(x) == INFINITY)

MK_UNARY_IN(clamp_between_f32, float, float, x < (float)p ? (float)p : x > (float)q ? (float)q : x)
MK_UNARY_IN(nan_f32, float, float, x - x + NAN)
// A maximum below the minimum wins, and a bound that is NaN makes all NaN, as in PyTorch.
static void clamp_f32(void *out, const void *in, ptrdiff_t sx, ptrdiff_t n, double p, double q) {
  (p != p || q != q ? nan_f32 : clamp_between_f32)(out, in, sx, n, p < q ? p : q, q);
}

MK_MAP_WIDE(exp_f32, vf64_exp)
MK_MAP_ODD(expm1_f32, vf64_expm1)
MK_MAP_WIDE(log_f32, vf64_log)
MK_MAP_ODD(log1p_f32, vf64_log1p)
MK_MAP_WIDE(log2_f32, vf64_log2)
MK_MAP_WIDE(log10_f32, vf64_log10)
MK_MAP_F32(sin_f32, vf32_sin(x))
MK_MAP_F32(cos_f32, vf32_cos(x))
MK_MAP_F32(tan_f32, vf32_tan(x))
MK_MAP_ODD(asin_f32, vf64_asin_magnitude)
MK_MAP_WIDE(acos_f32, vf64_acos)
MK_MAP_ODD(atan_f32, vf64_atan_magnitude)
MK_MAP_ODD(sinh_f32, vf64_sinh_magnitude)
MK_MAP_WIDE(cosh_f32, vf64_cosh)
MK_MAP_F32(tanh_f32, vf32_tanh(x))
MK_MAP_WIDE(sigmoid_f32, vf64_sigmoid)
MK_MAP_WIDE(softplus_f32, vf64_softplus)
MK_MAP_ODD(erf_f32, vf64_erf_magnitude)

// x times a function that goes to 0 at -inf, where the product is NaN, as in PyTorch.
MK_INLINE vf32 vf32_gated(vf32 x, vf64 y) { return x > -INFINITY ? vf32_of(y) : (vf32)NAN; }
MK_INLINE vf64 vf64_gelu(vf64 x) { return x * vf64_normal(x).below; }
// 0.5 (1 + tanh u) = sigmoid(2u), which does not cancel.
MK_INLINE vf64 vf64_gelu_tanh(vf64 x) {
  return x / (1.0 + vf64_exp(x * (-MK_GELU_SLOPE - MK_GELU_SLOPE * MK_GELU_CUBIC * (x * x))));
}
MK_INLINE vf64 vf64_silu(vf64 x) { return x / (1.0 + vf64_exp(-x)); }
MK_MAP_F32(silu_f32, vf32_gated(x, vf64_silu(vf64_of(x))))
MK_MAP_F32(gelu_f32, vf32_gated(x, vf64_gelu(vf64_of(x))))
MK_MAP_F32(gelu_tanh_f32, vf32_gated(x, vf64_gelu_tanh(vf64_of(x))))

MK_INLINE vf32 vf32_elu(vf32 x, double alpha) {
  vf32 below = vf32_of(vf64_expm1(vf64_of(x)) * alpha);
  return x >= 0 ? x : below;
}
MK_MAP_F32(elu_f32, vf32_elu(x, p))

MK_UNARY_IN(cube_f32, float, float, (double)x *x *x)
MK_UNARY_IN(identity_f32, float, float, x)
MK_UNARY_IN(one_f32, float, float, 1)
MK_MAP_F32(pow_general_f32, vf32_of(vf64_pow(vf64_of(x), (vf64)p)))
static void pow_scalar_f32(void *out, const void *in, ptrdiff_t sx, ptrdiff_t n, double p, double q) {
  mk_unary_fn f = p == 2      ? square_f32
                  : p == 3    ? cube_f32
                  : p == 1    ? identity_f32
                  : p == 0    ? one_f32
                  : p == -1   ? reciprocal_f32
                  : p == 0.5  ? sqrt_f32
                  : p == -0.5 ? rsqrt_f32
                              : pow_general_f32;
  f(out, in, sx, n, p, q);
}
