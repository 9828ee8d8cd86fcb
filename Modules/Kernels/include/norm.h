#pragma once
#include "types.h"

// Layer normalization of rows: y = (x - mean) rstd weight + bias, rstd = 1 / sqrt(variance + eps), the variance that
// of n, not n - 1. weight and bias have one value per column and may be null; mean and rstd have one per row.
void mk_layer_norm_f32(
  float *y, float *mean, float *rstd, const float *x, const float *weight, const float *bias, ptrdiff_t rows,
  ptrdiff_t columns, double eps);
void mk_layer_norm_f64(
  double *y, double *mean, double *rstd, const double *x, const double *weight, const double *bias, ptrdiff_t rows,
  ptrdiff_t columns, double eps);

// Its gradients, given that of y. dx may be null; dweight and dbias, which may be null too, are added to.
void mk_layer_norm_gradient_f32(
  float *dx, float *dweight, float *dbias, const float *g, const float *x, const float *mean, const float *rstd,
  const float *weight, ptrdiff_t rows, ptrdiff_t columns);
void mk_layer_norm_gradient_f64(
  double *dx, double *dweight, double *dbias, const double *g, const double *x, const double *mean,
  const double *rstd, const double *weight, ptrdiff_t rows, ptrdiff_t columns);
