#pragma once
#include "sum.h"

#define MK_MOMENTS(S, T)                                                                                   \
  static void moments_##S(void *mean, void *m2, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) { \
    T *means = mean, *squares = m2;                                                                        \
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      for (ptrdiff_t j = 0; j < inner; j++) {                                                              \
        const T *row = (const T *)x + o * n * inner + j;                                                   \
        double m = pairwise_sum_##S(row, n, inner, 0) / (double)n;                                                \
        means[o * inner + j] = (T)m;                                                                       \
        squares[o * inner + j] = (T)pairwise_deviation_##S(row, n, inner, m);                              \
      }                                                                                                    \
    }                                                                                                      \
  }
MK_MOMENTS(f32, float)
MK_MOMENTS(f64, double)
#undef MK_MOMENTS

static const mk_moments_fn moments_table[MK_TYPES] = {moments_f32, moments_f64};
