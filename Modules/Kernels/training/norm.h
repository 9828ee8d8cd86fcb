#pragma once
#include "../reduce/moments.h"

// Row by row for dx; then, for what is one per column, tiles of columns down the rows, added in double.
#define MK_LAYER_NORM(S, T)                                                                                \
  static void layer_norm_##S(                                                                              \
    T *y, T *mean, T *rstd, const T *x, const T *weight, const T *bias, ptrdiff_t rows, ptrdiff_t columns, \
    double eps) {                                                                                          \
    for (ptrdiff_t r = 0; r < rows; r++, x += columns, y += columns) {                                     \
      const double m = plain_##S##_row(x, columns, 0) / (double)columns;                                   \
      const double s = 1 / sqrt(deviation_##S##_row(x, columns, m) / (double)columns + eps);               \
      mean[r] = (T)m, rstd[r] = (T)s;                                                                      \
      const T scale = (T)s, center = (T)m;                                                                 \
      if (weight && bias) {                                                                                \
        MK_EACH(c, columns) y[c] = (x[c] - center) * scale * weight[c] + bias[c];                          \
      } else if (weight) {                                                                                 \
        MK_EACH(c, columns) y[c] = (x[c] - center) * scale * weight[c];                                    \
      } else {                                                                                             \
        MK_EACH(c, columns) y[c] = (x[c] - center) * scale;                                                \
        if (bias) MK_EACH(c, columns) y[c] += bias[c];                                                     \
      }                                                                                                    \
    }                                                                                                      \
  }                                                                                                        \
                                                                                                           \
  static void layer_norm_columns_##S(                                                                      \
    T *dweight, T *dbias, const T *g, const T *x, const T *mean, const T *rstd, ptrdiff_t rows,            \
    ptrdiff_t columns) {                                                                                   \
    for (ptrdiff_t from = 0; from < columns; from += MK_TILE) {                                            \
      double weights[MK_TILE] = {0}, biases[MK_TILE] = {0};                                                \
      const ptrdiff_t width = columns - from < MK_TILE ? columns - from : MK_TILE;                         \
      for (ptrdiff_t r = 0; r < rows; r++) {                                                               \
        const T *gs = g + r * columns + from, *xs = x + r * columns + from;                                \
        const T center = mean[r], scale = rstd[r];                                                         \
        MK_EACH(c, width) {                                                                                \
          const double arrived = (double)gs[c];                                                            \
          biases[c] += arrived;                                                                            \
          weights[c] += arrived * (double)((xs[c] - center) * scale);                                      \
        }                                                                                                  \
      }                                                                                                    \
      if (dweight) MK_EACH(c, width) dweight[from + c] += (T)weights[c];                                   \
      if (dbias) MK_EACH(c, width) dbias[from + c] += (T)biases[c];                                        \
    }                                                                                                      \
  }                                                                                                        \
                                                                                                           \
  static void layer_norm_gradient_##S(                                                                     \
    T *dx, T *dweight, T *dbias, const T *g, const T *x, const T *mean, const T *rstd, const T *weight,    \
    ptrdiff_t rows, ptrdiff_t columns) {                                                                   \
    if (dweight || dbias) layer_norm_columns_##S(dweight, dbias, g, x, mean, rstd, rows, columns);         \
    if (!dx) return;                                                                                       \
    for (ptrdiff_t r = 0; r < rows; r++, x += columns, g += columns, dx += columns) {                      \
      const T center = mean[r], scale = rstd[r];                                                           \
      double sum = 0, product = 0;                                                                         \
      layer_norm_sums_##S(&sum, &product, g, x, weight, center, scale, columns);                           \
      const T a = (T)(sum / (double)columns), b = (T)(product / (double)columns);                          \
      if (weight) {                                                                                        \
        MK_EACH(c, columns) dx[c] = scale * (g[c] * weight[c] - a - (x[c] - center) * scale * b);          \
      } else {                                                                                             \
        MK_EACH(c, columns) dx[c] = scale * (g[c] - a - (x[c] - center) * scale * b);                      \
      }                                                                                                    \
    }                                                                                                      \
  }

// The sums over a row of g weight and of g weight times the normalized x.
#define MK_LAYER_NORM_SUMS(S, T)                                                                           \
  static void layer_norm_sums_##S(                                                                         \
    double *sum, double *product, const T *g, const T *x, const T *weight, T center, T scale,              \
    ptrdiff_t columns) {                                                                                   \
    vf64 sums = 0, products = 0;                                                                           \
    for (ptrdiff_t c = 0; c < columns; c += MK_LANES) {                                                    \
      const ptrdiff_t k = columns - c < MK_LANES ? columns - c : MK_LANES;                                 \
      vf64 gs = __builtin_convertvector(load_some_##S(g + c, k), vf64);                                    \
      if (weight) gs *= __builtin_convertvector(load_some_##S(weight + c, k), vf64);                       \
      sums += gs;                                                                                          \
      products += gs * (__builtin_convertvector(load_some_##S(x + c, k), vf64) - (double)center);          \
    }                                                                                                      \
    *sum = MK_FOLD_LANES(sums, MK_PLUS);                                                                   \
    *product = MK_FOLD_LANES(products, MK_PLUS) * (double)scale;                                           \
  }
MK_LAYER_NORM_SUMS(f32, float)
MK_LAYER_NORM_SUMS(f64, double)
MK_LAYER_NORM(f32, float)
MK_LAYER_NORM(f64, double)
#undef MK_LAYER_NORM
#undef MK_LAYER_NORM_SUMS
