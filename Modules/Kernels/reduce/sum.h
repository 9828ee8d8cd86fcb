#pragma once
#include "columns.h"
#include "rows.h"

// One sum-like reduction for one type, its result an R: along rows and over columns. `term` is of x, in the accumulator's
// type A.
#define MK_SUM_OF(name, R, T, S, A, AS, identity, term, combine)                                           \
  MK_ROW_SUM(name##_##S##_row, T, S, A, AS, identity, term, combine)                                       \
  MK_COLUMN_SUM(name##_##S##_tile, T, A, A, identity, combine(a, (term)), combine)                         \
  MK_REDUCTION(name##_##S, R, T, A, (name##_##S##_row(p, n, 0)), name##_##S##_tile, a)

#define MK_TOTALS(R, T, S, A, AS)                                                                          \
  MK_SUM_OF(sum, R, T, S, A, AS, 0, x, MK_PLUS)                                                            \
  MK_SUM_OF(prod, R, T, S, A, AS, 1, x, MK_TIMES)
MK_TOTALS(float, float, f32, double, f64)
MK_TOTALS(double, double, f64, double, f64)
MK_TOTALS(int64_t, int32_t, i32, uint64_t, u64)
MK_TOTALS(int64_t, int64_t, i64, uint64_t, u64)
MK_TOTALS(int64_t, uint8_t, u8, uint64_t, u64)

#define MK_NORMS(T, S, A, AS, magnitude)                                                                   \
  MK_SUM_OF(sum_abs, T, T, S, A, AS, 0, magnitude, MK_PLUS)                                                \
  MK_SUM_OF(sum_squares, T, T, S, A, AS, 0, x *x, MK_PLUS)
MK_NORMS(float, f32, double, f64, __builtin_elementwise_abs(x))
MK_NORMS(double, f64, double, f64, __builtin_elementwise_abs(x))
MK_NORMS(int32_t, i32, uint32_t, u32, ((x >> 31) != 0 ? 0 - x : x))
MK_NORMS(int64_t, i64, uint64_t, u64, ((x >> 63) != 0 ? 0 - x : x))
MK_NORMS(uint8_t, u8, uint8_t, u8, x)
