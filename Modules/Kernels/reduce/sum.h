#pragma once
#include "columns.h"
#include "rows.h"

// One sum-like reduction for one type: along rows and over columns. `term` is of x, in the accumulator's type A.
#define MK_SUM_OF(name, T, S, A, AS, identity, term, combine)                                              \
  MK_ROW_SUM(name##_##S##_row, T, S, A, AS, identity, term, combine)                                       \
  MK_COLUMN_SUM(name##_##S##_tile, T, A, A, identity, combine(a, (term)), combine)                         \
  MK_REDUCTION(name##_##S, T, T, A, (name##_##S##_row(p, n, 0)), name##_##S##_tile, a)

#define MK_SUMS(T, S, A, AS, magnitude)                                                                    \
  MK_SUM_OF(sum, T, S, A, AS, 0, x, MK_PLUS)                                                               \
  MK_SUM_OF(sum_abs, T, S, A, AS, 0, magnitude, MK_PLUS)                                                   \
  MK_SUM_OF(sum_squares, T, S, A, AS, 0, x *x, MK_PLUS)                                                    \
  MK_SUM_OF(prod, T, S, A, AS, 1, x, MK_TIMES)

MK_SUMS(float, f32, double, f64, __builtin_elementwise_abs(x))
MK_SUMS(double, f64, double, f64, __builtin_elementwise_abs(x))
MK_SUMS(int32_t, i32, uint32_t, u32, ((x >> 31) != 0 ? 0 - x : x))
MK_SUMS(int64_t, i64, uint64_t, u64, ((x >> 63) != 0 ? 0 - x : x))
MK_SUMS(uint8_t, u8, uint8_t, u8, x)
