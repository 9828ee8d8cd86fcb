#pragma once
#include "columns.h"
#include "rows.h"

// Two passes: the mean, then the squares of what differs from it, so that nothing cancels.
MK_ROW_SUM(plain_f32_row, float, f32, double, f64, 0, x, MK_PLUS)
MK_ROW_SUM(plain_f64_row, double, f64, double, f64, 0, x, MK_PLUS)
MK_ROW_SUM(deviation_f32_row, float, f32, double, f64, 0, (x - m) * (x - m), MK_PLUS)
MK_ROW_SUM(deviation_f64_row, double, f64, double, f64, 0, (x - m) * (x - m), MK_PLUS)
MK_COLUMN_SUM(plain_f32_tile, float, double, double, 0, a + x, MK_PLUS)
MK_COLUMN_SUM(plain_f64_tile, double, double, double, 0, a + x, MK_PLUS)

#define MK_MOMENTS(T, S)                                                                                   \
  static void deviation_##S##_tile(                                                                        \
    double *total, const T *p, const double *center, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {      \
    double part[MK_TILE];                                                                                  \
    MK_EACH(w, width) total[w] = 0;                                                                        \
    for (ptrdiff_t i = 0; i < n; i += MK_COLUMN_BLOCK) {                                                   \
      ptrdiff_t k = n - i < MK_COLUMN_BLOCK ? n - i : MK_COLUMN_BLOCK;                                     \
      MK_EACH(w, width) part[w] = 0;                                                                       \
      for (ptrdiff_t j = 0; j < k; j++, p += inner) {                                                      \
        MK_EACH(w, width) {                                                                                \
          double d = (double)p[w] - center[w];                                                             \
          part[w] += d * d;                                                                                \
        }                                                                                                  \
      }                                                                                                    \
      MK_EACH(w, width) total[w] += part[w];                                                               \
    }                                                                                                      \
  }                                                                                                        \
  static void moments_##S##_columns(                                                                       \
    double *mean, double *m2, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t first,\
    ptrdiff_t count) {                                                                                     \
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      const T *p = (const T *)x + o * n * inner + first;                                                   \
      double *means = mean + o * inner + first, *squares = m2 + o * inner + first;                         \
      if (inner == 1) {                                                                                    \
        if (count <= 0) continue;                                                                          \
        double center = plain_##S##_row(p, n, 0) / (double)n;                                              \
        *means = center;                                                                                   \
        *squares = deviation_##S##_row(p, n, center);                                                      \
        continue;                                                                                          \
      }                                                                                                    \
      for (ptrdiff_t c = 0; c < count; c += MK_TILE) {                                                     \
        ptrdiff_t width = count - c < MK_TILE ? count - c : MK_TILE;                                       \
        double *center = means + c;                                                                        \
        plain_##S##_tile(center, p + c, n, inner, width);                                                  \
        for (ptrdiff_t w = 0; w < width; w++) center[w] /= (double)n;                                      \
        deviation_##S##_tile(squares + c, p + c, center, n, inner, width);                                 \
      }                                                                                                    \
    }                                                                                                      \
  }                                                                                                        \
  static void moments_##S(                                                                                 \
    double *mean, double *m2, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    moments_##S##_columns(mean, m2, x, outer, n, inner, 0, inner);                                         \
  }
MK_MOMENTS(float, f32)
MK_MOMENTS(double, f64)
#undef MK_MOMENTS

static const mk_moments_fn moments_table[MK_TYPES] = {moments_f32, moments_f64};
static const mk_moments_columns_fn moments_columns_table[MK_TYPES] = {moments_f32_columns, moments_f64_columns};
