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
