#pragma once
#include "unary_f32.h"
#include "unary_f64.h"
#include "unary_integer.h"

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
