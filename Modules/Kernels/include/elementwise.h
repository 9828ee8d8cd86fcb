#pragma once
#include "types.h"

// y = f(x; p, q). A look-up gives NULL where the function has no meaning for the type.
typedef enum mk_unary_op {
  MK_NEG, MK_ABS, MK_SIGN, MK_SQUARE, MK_FLOOR, MK_CEIL, MK_ROUND,  // round half to even; integers: identity
  MK_RELU, MK_CLAMP,                                                // clamp: p = min, q = max, NaN kept
  MK_RECIPROCAL, MK_SQRT, MK_RSQRT,                                 // from here on: floating point only
  MK_EXP, MK_EXPM1, MK_LOG, MK_LOG1P, MK_LOG2, MK_LOG10,
  MK_SIN, MK_COS, MK_TAN, MK_ASIN, MK_ACOS, MK_ATAN, MK_SINH, MK_COSH, MK_TANH,
  MK_SIGMOID, MK_SILU, MK_SOFTPLUS, MK_ERF, MK_GELU, MK_GELU_TANH,
  MK_LEAKY_RELU, MK_ELU,                                            // p = slope below zero, p = alpha
  MK_POW_SCALAR,                                                    // x ** p; exact for p = 2, 3, -1, 0.5
  MK_NOT, MK_IS_NAN, MK_IS_FINITE, MK_IS_INF,                       // out is Bool (bytes 0 and 1); NOT: Bool only
  MK_UNARY_OPS
} mk_unary_op;
typedef void (*mk_unary_fn)(void *out, const void *x, ptrdiff_t sx, ptrdiff_t n, double p, double q);
mk_unary_fn mk_unary(mk_unary_op op, mk_type type);

// out = g * f'(x), in one pass, all contiguous; y = f(x) is given too and may be used instead of x.
typedef void (*mk_unary_gradient_fn)(
  void *out, const void *g, const void *x, const void *y, ptrdiff_t n, double p, double q);
mk_unary_gradient_fn mk_unary_gradient(mk_unary_op op, mk_type type);

// out = f(a, b), of the type of a and b. Integer overflow wraps; integer division rounds toward zero, and by zero
// gives 0; remainder has the sign of the divisor, as in Python; maximum and minimum keep NaN.
typedef enum mk_binary_op {
  MK_ADD, MK_SUB, MK_MUL, MK_DIV, MK_POW, MK_MAXIMUM, MK_MINIMUM, MK_REMAINDER, MK_ATAN2,
  MK_AND, MK_OR, MK_XOR,                                            // Bool only
  MK_BINARY_OPS
} mk_binary_op;
typedef void (*mk_binary_fn)(
  void *out, const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb, ptrdiff_t n);
mk_binary_fn mk_binary(mk_binary_op op, mk_type type);

// out is Bool.
typedef enum mk_compare_op { MK_EQ, MK_NE, MK_LT, MK_LE, MK_GT, MK_GE, MK_COMPARE_OPS } mk_compare_op;
mk_binary_fn mk_compare(mk_compare_op op, mk_type type);

// out = mask ? a : b
typedef void (*mk_select_fn)(
  void *out, const uint8_t *mask, ptrdiff_t sm, const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb, ptrdiff_t n);
mk_select_fn mk_select(mk_type type);

// Conversions: floating point to integer truncates toward zero and saturates, NaN gives 0; to Bool: x != 0.
typedef void (*mk_cast_fn)(void *out, const void *x, ptrdiff_t sx, ptrdiff_t n);
mk_cast_fn mk_cast(mk_type from, mk_type to);

// y += alpha * x, strided; floating point and integers.
typedef void (*mk_axpy_fn)(void *y, ptrdiff_t sy, const void *x, ptrdiff_t sx, ptrdiff_t n, double alpha);
mk_axpy_fn mk_axpy(mk_type type);

// out[i] = start + i * step, computed in double (in 64-bit integers for integer types).
typedef void (*mk_ramp_fn)(void *out, ptrdiff_t first, ptrdiff_t n, double start, double step);
mk_ramp_fn mk_ramp(mk_type type);
