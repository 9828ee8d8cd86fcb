#pragma once
#include "columns.h"
#include "rows.h"

// Maxima and minima. Along a row, four vectors of lanes keep the extremes of what is no number's opposite, and one
// remembers where NaN was; an argument is found by looking for the extreme in the block that has it.
enum { MK_ORDER_BLOCK = 4096 };

#define MK_GREATER(a, b) ((a) > (b) ? (a) : (b))
#define MK_LESS(a, b) ((a) < (b) ? (a) : (b))

#define MK_SAME(x) (x)

// The extreme of n >= 1 elements, each passed through `of` first; NaN if there is one.
#define MK_ROW_ORDER(name, T, S, of, better, worst)                                                        \
  static T name(const T *p, ptrdiff_t n) {                                                                 \
    v_##S a0 = (v_##S)(T)(worst), a1 = a0, a2 = a0, a3 = a0, x0, x1, x2, x3;                               \
    mask_##S nan = 0;                                                                                      \
    ptrdiff_t i = 0;                                                                                       \
    for (; i + 4 * MK_LANES <= n; i += 4 * MK_LANES) {                                                     \
      memcpy(&x0, p + i, sizeof x0);                                                                       \
      memcpy(&x1, p + i + MK_LANES, sizeof x1);                                                            \
      memcpy(&x2, p + i + 2 * MK_LANES, sizeof x2);                                                        \
      memcpy(&x3, p + i + 3 * MK_LANES, sizeof x3);                                                        \
      nan |= ((x0 != x0) | (x1 != x1)) | ((x2 != x2) | (x3 != x3));                                        \
      x0 = of(x0), x1 = of(x1), x2 = of(x2), x3 = of(x3);                                                  \
      a0 = better(x0, a0), a1 = better(x1, a1), a2 = better(x2, a2), a3 = better(x3, a3);                  \
    }                                                                                                      \
    for (; i + MK_LANES <= n; i += MK_LANES) {                                                             \
      memcpy(&x0, p + i, sizeof x0);                                                                       \
      nan |= x0 != x0;                                                                                     \
      x0 = of(x0);                                                                                         \
      a0 = better(x0, a0);                                                                                 \
    }                                                                                                      \
    if (i < n) {                                                                                           \
      x0 = load_part_##S(p + i, n - i);                                                                    \
      nan |= x0 != x0;                                                                                     \
      x0 = of(x0);                                                                                         \
      x0 = better(x0, a1);                                                                                 \
      a1 = __builtin_convertvector(first_lanes(n - i), mask_##S) ? x0 : a1;                                \
    }                                                                                                      \
    a0 = better(a0, a1), a2 = better(a2, a3);                                                              \
    a0 = better(a0, a2);                                                                                   \
    if (__builtin_reduce_or(nan) != 0) return (T)NAN;                                                      \
    return MK_FOLD_LANES(a0, better);                                                                      \
  }

// One bit for each lane of a mask.
typedef _Bool vbool __attribute__((ext_vector_type(16)));
#define MK_LANE_BITS(mask) __builtin_bit_cast(uint16_t, __builtin_convertvector((mask), vbool))

// The first place of the extreme, or of the first NaN.
#define MK_ROW_ARGUMENT(name, T, S, extreme, op)                                                           \
  static ptrdiff_t name##_find(const T *p, ptrdiff_t n, T value) {                                         \
    for (ptrdiff_t i = 0;; i += MK_LANES) {                                                                \
      ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;                                                   \
      v_##S x = load_some_##S(p + i, k);                                                                   \
      uint32_t bits = MK_LANE_BITS((x == value) | (x != x)) & ((1u << k) - 1);                             \
      if (bits != 0) return i + __builtin_ctz(bits);                                                       \
    }                                                                                                      \
  }                                                                                                        \
  static ptrdiff_t name(const T *p, ptrdiff_t n) {                                                         \
    T best = 0;                                                                                            \
    ptrdiff_t block = 0;                                                                                   \
    for (ptrdiff_t i = 0; i < n; i += MK_ORDER_BLOCK) {                                                    \
      T value = extreme(p + i, n - i < MK_ORDER_BLOCK ? n - i : MK_ORDER_BLOCK);                           \
      if (i == 0 || value op best || value != value) best = value, block = i;                              \
      if (value != value) break;                                                                           \
    }                                                                                                      \
    return block + name##_find(p + block, n - block, best);                                                \
  }

#define MK_COLUMN_ARGUMENT(name, T, S, op)                                                                 \
  static void name(int32_t *index, const T *p, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {            \
    T best[MK_TILE];                                                                                       \
    MK_EACH(w, width) best[w] = p[w], index[w] = 0;                                                        \
    for (ptrdiff_t i = 1; i < n; i++) {                                                                    \
      p += inner;                                                                                          \
      const int32_t row = (int32_t)i;                                                                      \
      MK_EACH(w, width) {                                                                                  \
        T x = p[w], b = best[w];                                                                           \
        int32_t at = index[w];                                                                             \
        int take = (x op b) | ((x != x) & (b == b));                                                       \
        best[w] = take ? x : b;                                                                            \
        index[w] = take ? row : at;                                                                        \
      }                                                                                                    \
    }                                                                                                      \
  }

#define MK_KEEP_GREATER(a, b) ((b) > (a) || (b) != (b) ? (b) : (a))
#define MK_KEEP_LESS(a, b) ((b) < (a) || (b) != (b) ? (b) : (a))

#define MK_ORDERS(T, S, lowest, highest, vector_abs, scalar_abs)                                           \
  MK_ROW_ORDER(max_##S##_row, T, S, MK_SAME, MK_GREATER, lowest)                                           \
  MK_ROW_ORDER(min_##S##_row, T, S, MK_SAME, MK_LESS, highest)                                             \
  MK_ROW_ORDER(max_abs_##S##_row, T, S, vector_abs, MK_GREATER, 0)                                         \
  MK_COLUMN_SUM(max_##S##_tile, T, T, T, lowest, MK_KEEP_GREATER(a, x), MK_KEEP_GREATER)                   \
  MK_COLUMN_SUM(min_##S##_tile, T, T, T, highest, MK_KEEP_LESS(a, x), MK_KEEP_LESS)                        \
  MK_COLUMN_SUM(max_abs_##S##_tile, T, T, T, 0, MK_KEEP_GREATER(a, scalar_abs(x)), MK_KEEP_GREATER)        \
  MK_REDUCTION(max_##S, T, T, T, max_##S##_row(p, n), max_##S##_tile, a)                                   \
  MK_REDUCTION(min_##S, T, T, T, min_##S##_row(p, n), min_##S##_tile, a)                                   \
  MK_REDUCTION(max_abs_##S, T, T, T, max_abs_##S##_row(p, n), max_abs_##S##_tile, a)                       \
  MK_ROW_ARGUMENT(argmax_##S##_row, T, S, max_##S##_row, >)                                                \
  MK_ROW_ARGUMENT(argmin_##S##_row, T, S, min_##S##_row, <)                                                \
  MK_COLUMN_ARGUMENT(argmax_##S##_tile, T, S, >)                                                           \
  MK_COLUMN_ARGUMENT(argmin_##S##_tile, T, S, <)                                                           \
  MK_REDUCTION(argmax_##S, int32_t, T, int32_t, argmax_##S##_row(p, n), argmax_##S##_tile, a)              \
  MK_REDUCTION(argmin_##S, int32_t, T, int32_t, argmin_##S##_row(p, n), argmin_##S##_tile, a)

#define MK_WRAPPED_32(x) ((x) < 0 ? (int32_t)(0 - (uint32_t)(x)) : (x))
#define MK_WRAPPED_64(x) ((x) < 0 ? (int64_t)(0 - (uint64_t)(x)) : (x))

MK_ORDERS(float, f32, -INFINITY, INFINITY, __builtin_elementwise_abs, fabsf)
MK_ORDERS(double, f64, -INFINITY, INFINITY, __builtin_elementwise_abs, fabs)
MK_ORDERS(int32_t, i32, INT32_MIN, INT32_MAX, __builtin_elementwise_abs, MK_WRAPPED_32)
MK_ORDERS(int64_t, i64, INT64_MIN, INT64_MAX, __builtin_elementwise_abs, MK_WRAPPED_64)
MK_ORDERS(uint8_t, u8, 0, 255, MK_SAME, MK_SAME)
