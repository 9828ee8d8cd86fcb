#pragma once
#include "types.h"

// Reductions of a contiguous [outer, n, inner] over its middle axis to a contiguous [outer, inner].
//
// The order of additions depends on n alone, never on how the caller splits `outer` or `inner` into calls: lanes of a
// fixed width, blocks of a fixed length, blocks added pairwise. n = 0 gives the identity (sum 0, product 1, any false,
// all true); maximum, minimum and arg-reductions are never called with n = 0.
typedef enum mk_reduce_op {
  MK_SUM, MK_PROD,                      // out is int64 for integers and Bool, and wraps
  MK_MAX, MK_MIN,                       // type kept; NaN wins
  MK_SUM_ABS, MK_SUM_SQUARES, MK_MAX_ABS,  // norms 1, 2 (before the root), inf
  MK_ANY, MK_ALL,                       // out is Bool: x != 0
  MK_ARGMAX, MK_ARGMIN,                 // out is int32: the first of equals; the first NaN wins
  MK_LOG_SUM_EXP,                       // floating point; stable; -inf for n = 0 or all -inf
  MK_COUNT_NONZERO,                     // out is int64
  MK_REDUCE_OPS
} mk_reduce_op;
typedef void (*mk_reduce_fn)(void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner);
mk_reduce_fn mk_reduce(mk_reduce_op op, mk_type type);

// Mean and sum of squared deviations from it, two passes, floating point: mean and m2 are [outer, inner], doubles for
// Floats too, whose squares would overflow and underflow.
typedef void (*mk_moments_fn)(
  double *mean, double *m2, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner);
mk_moments_fn mk_moments(mk_type type);

// The same shape in and out: [outer, n, inner] over the middle axis.
typedef enum mk_scan_op { MK_CUMSUM, MK_CUMPROD, MK_SOFTMAX, MK_LOG_SOFTMAX, MK_SCAN_OPS } mk_scan_op;
typedef void (*mk_scan_fn)(void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner);
mk_scan_fn mk_scan(mk_scan_op op, mk_type type);

// Gradients of softmax and log-softmax: y = the forward result, g = the gradient that arrives.
// softmax: out = y * (g - sum(g * y)); log-softmax: out = g - exp(y) * sum(g).
typedef void (*mk_scan_gradient_fn)(
  void *out, const void *g, const void *y, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner);
mk_scan_gradient_fn mk_scan_gradient(mk_scan_op op, mk_type type);

// The same for the columns first ..< first + count of `inner` alone, so that a reduction over a long first axis can be
// shared among threads: `out` and the inputs are still the whole arrays, and the results are those of the whole, bit
// for bit.
typedef void (*mk_reduce_columns_fn)(
  void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t first, ptrdiff_t count);
mk_reduce_columns_fn mk_reduce_columns(mk_reduce_op op, mk_type type);
typedef void (*mk_moments_columns_fn)(
  double *mean, double *m2, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t first,
  ptrdiff_t count);
mk_moments_columns_fn mk_moments_columns(mk_type type);
typedef void (*mk_scan_columns_fn)(
  void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t first, ptrdiff_t count);
mk_scan_columns_fn mk_scan_columns(mk_scan_op op, mk_type type);
typedef void (*mk_scan_gradient_columns_fn)(
  void *out, const void *g, const void *y, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t first,
  ptrdiff_t count);
mk_scan_gradient_columns_fn mk_scan_gradient_columns(mk_scan_op op, mk_type type);
