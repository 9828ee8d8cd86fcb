#pragma once
#include "types.h"

// out[m, n] = a[m, k] b[k, n], or += where `accumulate` is not 0. out is contiguous; a and b have any strides (ar from
// row to row, ac from column to column), so a transposed operand needs no copy. For products too small, or too narrow
// (n up to about 32), for a BLAS to pay; rows of `out` may be shared among threads.
void mk_gemm_small_f32(
  float *out, const float *a, ptrdiff_t ar, ptrdiff_t ac, const float *b, ptrdiff_t br, ptrdiff_t bc, ptrdiff_t m,
  ptrdiff_t n, ptrdiff_t k, int accumulate);
void mk_gemm_small_f64(
  double *out, const double *a, ptrdiff_t ar, ptrdiff_t ac, const double *b, ptrdiff_t br, ptrdiff_t bc, ptrdiff_t m,
  ptrdiff_t n, ptrdiff_t k, int accumulate);

// A linear map with one output and k inputs, 1 <= k <= 8: y[r] = bias + sum over i of x[r, i] w[i], for n rows. All
// contiguous; bias may be null, which is 0.
void mk_linear_column_f32(float *y, const float *x, const float *w, const float *bias, ptrdiff_t n, ptrdiff_t k);
void mk_linear_column_f64(double *y, const double *x, const double *w, const double *bias, ptrdiff_t n, ptrdiff_t k);
// Its gradients, summed in double: dw[i] = sum over r of g[r] x[r, i], and db = sum over r of g[r].
void mk_linear_column_gradient_f32(float *dw, float *db, const float *g, const float *x, ptrdiff_t n, ptrdiff_t k);
void mk_linear_column_gradient_f64(double *dw, double *db, const double *g, const double *x, ptrdiff_t n, ptrdiff_t k);
