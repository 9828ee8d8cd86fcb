#pragma once
#include "../common/vector.h"
#include "../reduce/rows.h"

// One output of a linear map with up to eight inputs: too little work for anything but a loop of its own.
#define MK_LINEAR_COLUMN(S, T)                                                                             \
  MK_INLINE void linear_rows_##S(T *y, const T *x, const T *w, T bias, ptrdiff_t n, int k) {               \
    MK_EACH(r, n) {                                                                                        \
      T sum = bias;                                                                                        \
      for (int i = 0; i < k; i++) sum += x[r * k + i] * w[i];                                              \
      y[r] = sum;                                                                                          \
    }                                                                                                      \
  }                                                                                                        \
  static void linear_column_##S(T *y, const T *x, const T *w, const T *bias, ptrdiff_t n, ptrdiff_t k) {   \
    const T b = bias ? *bias : 0;                                                                          \
    switch (k) {                                                                                           \
      case 1: return linear_rows_##S(y, x, w, b, n, 1);                                                    \
      case 2: return linear_rows_##S(y, x, w, b, n, 2);                                                    \
      default: return linear_rows_##S(y, x, w, b, n, (int)k);                                              \
    }                                                                                                      \
  }                                                                                                        \
                                                                                                           \
  static void linear_column_gradient_##S(T *dw, T *db, const T *g, const T *x, ptrdiff_t n, ptrdiff_t k) { \
    if (k == 1) {                                                                                          \
      vf64 products = 0, total = 0;                                                                        \
      for (ptrdiff_t r = 0; r < n; r += MK_LANES) {                                                        \
        const ptrdiff_t lanes = n - r < MK_LANES ? n - r : MK_LANES;                                       \
        const vf64 d = __builtin_convertvector(load_some_##S(g + r, lanes), vf64);                         \
        products += d * __builtin_convertvector(load_some_##S(x + r, lanes), vf64);                        \
        total += d;                                                                                        \
      }                                                                                                    \
      *dw = (T)MK_FOLD_LANES(products, MK_PLUS);                                                           \
      *db = (T)MK_FOLD_LANES(total, MK_PLUS);                                                              \
      return;                                                                                              \
    }                                                                                                      \
    double products[8] = {0}, total = 0;                                                                   \
    for (ptrdiff_t r = 0; r < n; r++) {                                                                    \
      for (ptrdiff_t i = 0; i < k; i++) products[i] += (double)g[r] * (double)x[r * k + i];                \
      total += (double)g[r];                                                                               \
    }                                                                                                      \
    for (ptrdiff_t i = 0; i < k; i++) dw[i] = (T)products[i];                                              \
    *db = (T)total;                                                                                        \
  }

MK_LINEAR_COLUMN(f32, float)
MK_LINEAR_COLUMN(f64, double)
#undef MK_LINEAR_COLUMN
