#pragma once
#include "exponentials.h"
#include "moments.h"
#include "order.h"
#include "sum.h"

// Columns at a time: as many as keep a tile of both arrays within the second-level cache.
MK_INLINE ptrdiff_t softmax_tile(ptrdiff_t n) {
  ptrdiff_t width = 65536 / (n + 1) / MK_LANES * MK_LANES;
  return width < 64 ? 64 : width > MK_TILE ? MK_TILE : width;
}

// The rows of a tile; row i begins at element `at`.
#define MK_ROWS(at) for (ptrdiff_t i = 0, at = 0; i < n; i++, at += inner)

// A walk over [outer, n, inner]: `row` where inner is 1, else `tile` for some columns of one outer place.
#define MK_SCAN_OF(name, T, row, tile)                                                                     \
  static void name##_columns(                                                                              \
    void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t first, ptrdiff_t count) {\
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      const T *p = (const T *)x + o * n * inner + first;                                                   \
      T *r = (T *)out + o * n * inner + first;                                                             \
      if (inner == 1) {                                                                                    \
        if (count > 0) row(r, p, n);                                                                       \
        continue;                                                                                          \
      }                                                                                                    \
      const ptrdiff_t step = softmax_tile(n);                                                              \
      for (ptrdiff_t c = 0; c < count; c += step)                                                          \
        tile(r + c, p + c, n, inner, count - c < step ? count - c : step);                                 \
    }                                                                                                      \
  }                                                                                                        \
  static void name(void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    name##_columns(out, x, outer, n, inner, 0, inner);                                                     \
  }

#define MK_SOFTMAXES(T, S)                                                                                 \
  static T log_sum_exp_##S##_row(const T *p, ptrdiff_t n) {                                                \
    T m = n > 0 ? max_##S##_row(p, n) : -(T)INFINITY;                                                      \
    return __builtin_isfinite(m) ? (T)(log(exp_##S##_row(NULL, p, n, m)) + (double)m) : m;                 \
  }                                                                                                        \
  static void log_sum_exp_##S##_tile(T *acc, const T *p, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {  \
    T m[MK_TILE] = {0};                                                                                    \
    double sum[MK_TILE] = {0};                                                                             \
    max_##S##_tile(m, p, n, inner, width);                                                                 \
    MK_ROWS(at) exp_##S##_tile(NULL, p + at, m, sum, width);                                               \
    for (ptrdiff_t w = 0; w < width; w++)                                                                  \
      acc[w] = __builtin_isfinite(m[w]) ? (T)(log(sum[w]) + (double)m[w]) : m[w];                          \
  }                                                                                                        \
  MK_REDUCTION(log_sum_exp_##S, T, T, T, log_sum_exp_##S##_row(p, n), log_sum_exp_##S##_tile, a)           \
                                                                                                           \
  static void softmax_##S##_row(T *r, const T *p, ptrdiff_t n) {                                           \
    if (n <= 0) return;                                                                                    \
    double sum = exp_##S##_row(r, p, n, max_##S##_row(p, n));                                              \
    scale_##S##_row(r, n, 1 / sum);                                                                        \
  }                                                                                                        \
  static void softmax_##S##_tile(T *r, const T *p, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {        \
    T m[MK_TILE] = {0};                                                                                    \
    double sum[MK_TILE] = {0};                                                                             \
    max_##S##_tile(m, p, n, inner, width);                                                                 \
    MK_ROWS(at) exp_##S##_tile(r + at, p + at, m, sum, width);                                             \
    for (ptrdiff_t w = 0; w < width; w++) sum[w] = 1 / sum[w];                                             \
    MK_ROWS(at) scale_##S##_tile(r + at, width, sum);                                                      \
  }                                                                                                        \
  MK_SCAN_OF(softmax_##S, T, softmax_##S##_row, softmax_##S##_tile)                                        \
                                                                                                           \
  static void log_softmax_##S##_row(T *r, const T *p, ptrdiff_t n) {                                       \
    if (n <= 0) return;                                                                                    \
    double m = max_##S##_row(p, n), rest = log(exp_##S##_row(NULL, p, n, m));                              \
    MK_EACH(i, n) r[i] = (T)(((double)p[i] - m) - rest);                                                   \
  }                                                                                                        \
  static void log_softmax_##S##_tile(T *r, const T *p, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {    \
    T m[MK_TILE] = {0};                                                                                    \
    double sum[MK_TILE] = {0};                                                                             \
    max_##S##_tile(m, p, n, inner, width);                                                                 \
    MK_ROWS(at) exp_##S##_tile(NULL, p + at, m, sum, width);                                               \
    for (ptrdiff_t w = 0; w < width; w++) sum[w] = log(sum[w]);                                            \
    MK_ROWS(at) MK_EACH(w, width) r[at + w] = (T)(((double)p[at + w] - (double)m[w]) - sum[w]);            \
  }                                                                                                        \
  MK_SCAN_OF(log_softmax_##S, T, log_softmax_##S##_row, log_softmax_##S##_tile)

MK_SOFTMAXES(float, f32)
MK_SOFTMAXES(double, f64)

// softmax: out = y (g - sum g y); log-softmax: out = g - exp(y) sum g. Over columns the sums stand in a tile.
#define MK_SOFTMAX_GRADIENTS(T, S)                                                                         \
  MK_INLINE void softmax_back_##S(T *r, const T *g, const T *y, ptrdiff_t n, double dot) {                 \
    MK_EACH(i, n) r[i] = (T)((double)y[i] * ((double)g[i] - dot));                                         \
  }                                                                                                        \
  static void softmax_gradient_##S##_columns(                                                              \
    void *out, const void *upstream, const void *forward, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner,   \
    ptrdiff_t first, ptrdiff_t count) {                                                                    \
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      const ptrdiff_t from = o * n * inner + first, step = softmax_tile(n);                                \
      const T *g = (const T *)upstream + from, *y = (const T *)forward + from;                             \
      T *r = (T *)out + from;                                                                              \
      if (inner == 1) {                                                                                    \
        if (count > 0) softmax_back_##S(r, g, y, n, dot_##S##_row(g, y, n));                               \
        continue;                                                                                          \
      }                                                                                                    \
      for (ptrdiff_t c = 0; c < count; c += step, g += step, y += step, r += step) {                       \
        double sum[MK_TILE] = {0};                                                                         \
        const ptrdiff_t width = count - c < step ? count - c : step;                                       \
        MK_ROWS(at) MK_EACH(w, width) sum[w] += (double)g[at + w] * (double)y[at + w];                     \
        MK_ROWS(at) MK_EACH(w, width) r[at + w] = (T)((double)y[at + w] * ((double)g[at + w] - sum[w]));   \
      }                                                                                                    \
    }                                                                                                      \
  }                                                                                                        \
  static void log_softmax_gradient_##S##_columns(                                                          \
    void *out, const void *upstream, const void *forward, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner,   \
    ptrdiff_t first, ptrdiff_t count) {                                                                    \
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      const ptrdiff_t from = o * n * inner + first, step = softmax_tile(n);                                \
      const T *g = (const T *)upstream + from, *y = (const T *)forward + from;                             \
      T *r = (T *)out + from;                                                                              \
      if (inner == 1) {                                                                                    \
        if (count > 0) log_softmax_back_##S(r, g, y, n, (double)sum_##S##_row(g, n, 0));                   \
        continue;                                                                                          \
      }                                                                                                    \
      for (ptrdiff_t c = 0; c < count; c += step, g += step, y += step, r += step) {                       \
        double sum[MK_TILE] = {0};                                                                         \
        const ptrdiff_t width = count - c < step ? count - c : step;                                       \
        MK_ROWS(at) MK_EACH(w, width) sum[w] += (double)g[at + w];                                         \
        MK_ROWS(at) log_softmax_back_tile_##S(r + at, g + at, y + at, width, sum);                         \
      }                                                                                                    \
    }                                                                                                      \
  }                                                                                                        \
  static void softmax_gradient_##S(                                                                        \
    void *out, const void *g, const void *y, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    softmax_gradient_##S##_columns(out, g, y, outer, n, inner, 0, inner);                                  \
  }                                                                                                        \
  static void log_softmax_gradient_##S(                                                                    \
    void *out, const void *g, const void *y, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    log_softmax_gradient_##S##_columns(out, g, y, outer, n, inner, 0, inner);                              \
  }
MK_SOFTMAX_GRADIENTS(float, f32)
MK_SOFTMAX_GRADIENTS(double, f64)
