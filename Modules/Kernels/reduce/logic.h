#pragma once
#include "columns.h"

// any, all and the count of what is not zero. Rows stop at the first block that decides.
#define MK_LOGIC(T, S)                                                                                     \
  static int64_t count_##S##_row(const T *p, ptrdiff_t n) {                                                \
    int64_t total = 0;                                                                                     \
    for (ptrdiff_t i = 0; i < n; i += MK_TILE) {                                                           \
      ptrdiff_t k = n - i < MK_TILE ? n - i : MK_TILE;                                                     \
      int32_t some = 0;                                                                                    \
      for (ptrdiff_t j = 0; j < k; j++) some += p[i + j] != 0;                                             \
      total += some;                                                                                       \
    }                                                                                                      \
    return total;                                                                                          \
  }                                                                                                        \
  static uint8_t any_##S##_row(const T *p, ptrdiff_t n) {                                                  \
    for (ptrdiff_t i = 0; i < n; i += MK_TILE)                                                             \
      if (count_##S##_row(p + i, n - i < MK_TILE ? n - i : MK_TILE) != 0) return 1;                        \
    return 0;                                                                                              \
  }                                                                                                        \
  static uint8_t all_##S##_row(const T *p, ptrdiff_t n) {                                                  \
    for (ptrdiff_t i = 0; i < n; i += MK_TILE) {                                                           \
      ptrdiff_t k = n - i < MK_TILE ? n - i : MK_TILE;                                                     \
      if (count_##S##_row(p + i, k) != k) return 0;                                                        \
    }                                                                                                      \
    return 1;                                                                                              \
  }                                                                                                        \
  MK_COLUMN_SUM(count_##S##_tile, T, T, int64_t, 0, a + (x != 0), MK_PLUS)                                 \
  MK_COLUMN_SUM(any_##S##_tile, T, T, T, 0, ((a != 0) | (x != 0)), MK_EITHER)                              \
  MK_COLUMN_SUM(all_##S##_tile, T, T, T, 1, ((a != 0) & (x != 0)), MK_BOTH)                                \
  MK_REDUCTION(count_##S, int64_t, T, int64_t, count_##S##_row(p, n), count_##S##_tile, a)                 \
  MK_REDUCTION(any_##S, uint8_t, T, T, any_##S##_row(p, n), any_##S##_tile, a)                             \
  MK_REDUCTION(all_##S, uint8_t, T, T, all_##S##_row(p, n), all_##S##_tile, a)

#define MK_EITHER(a, b) (((a) != 0) | ((b) != 0))
#define MK_BOTH(a, b) (((a) != 0) & ((b) != 0))

MK_LOGIC(float, f32)
MK_LOGIC(double, f64)
MK_LOGIC(int32_t, i32)
MK_LOGIC(int64_t, i64)
MK_LOGIC(uint8_t, u8)
