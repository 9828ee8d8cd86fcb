#pragma once
#include "softmax.h"

// Running sums and products, Floats in double; over columns a tile of accumulators goes down the rows.
#define MK_CUMULATIVE(name, T, S, A, identity, step)                                                       \
  static void name##_##S##_row(T *r, const T *p, ptrdiff_t n) {                                            \
    A a = (identity);                                                                                      \
    for (ptrdiff_t i = 0; i < n; i++) {                                                                    \
      A x = (A)p[i];                                                                                       \
      a = (A)(step);                                                                                       \
      r[i] = (T)a;                                                                                         \
    }                                                                                                      \
  }                                                                                                        \
  static void name##_##S##_tile(T *r, const T *p, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {         \
    A acc[MK_TILE];                                                                                        \
    MK_EACH(w, width) acc[w] = (identity);                                                                 \
    MK_ROWS(at) MK_EACH(w, width) {                                                                        \
      A a = acc[w], x = (A)p[at + w];                                                                      \
      a = (A)(step);                                                                                       \
      acc[w] = a;                                                                                          \
      r[at + w] = (T)a;                                                                                    \
    }                                                                                                      \
  }                                                                                                        \
  MK_SCAN_OF(name##_##S, T, name##_##S##_row, name##_##S##_tile)

#define MK_CUMULATIVES(T, S, A)                                                                            \
  MK_CUMULATIVE(cumsum, T, S, A, 0, a + x)                                                                 \
  MK_CUMULATIVE(cumprod, T, S, A, 1, a *x)
MK_CUMULATIVES(float, f32, double)
MK_CUMULATIVES(double, f64, double)
MK_CUMULATIVES(int32_t, i32, uint32_t)
MK_CUMULATIVES(int64_t, i64, uint64_t)
MK_CUMULATIVES(uint8_t, u8, uint8_t)
