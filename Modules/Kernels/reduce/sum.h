#pragma once
#include "../common/vector.h"

enum { MK_SUM_BLOCK = 128 };

#define MK_PAIRWISE(name, T, A, expression)                                                                \
  static A name(const T *p, ptrdiff_t n, ptrdiff_t stride, double m) {                                     \
    (void)m;                                                                                               \
    if (n <= MK_SUM_BLOCK) {                                                                               \
      A sum = 0;                                                                                           \
      for (ptrdiff_t i = 0; i < n; i++) {                                                                  \
        A x = (A)p[i * stride];                                                                            \
        sum += (A)(expression);                                                                            \
      }                                                                                                    \
      return sum;                                                                                          \
    }                                                                                                      \
    ptrdiff_t half = n / 2;                                                                                \
    return (A)(name(p, half, stride, m) + name(p + half * stride, n - half, stride, m));                   \
  }

#define MK_SUMS(S, T, A, absolute)                                                                         \
  MK_PAIRWISE(pairwise_sum_##S, T, A, x)                                                                   \
  MK_PAIRWISE(pairwise_abs_##S, T, A, absolute)                                                            \
  MK_PAIRWISE(pairwise_squares_##S, T, A, x * x)
MK_SUMS(f32, float, double, fabs(x))
MK_SUMS(f64, double, double, fabs(x))
MK_SUMS(i32, int32_t, uint32_t, ((int32_t)x < 0 ? 0 - x : x))
MK_SUMS(i64, int64_t, uint64_t, ((int64_t)x < 0 ? 0 - x : x))
MK_SUMS(u8, uint8_t, uint32_t, x)

MK_PAIRWISE(pairwise_deviation_f32, float, double, (x - m) * (x - m))
MK_PAIRWISE(pairwise_deviation_f64, double, double, (x - m) * (x - m))
#undef MK_SUMS
#undef MK_PAIRWISE
