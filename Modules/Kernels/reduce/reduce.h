#pragma once
#include "sum.h"

// `body` computes `result` from the n elements p[i * inner].
#define MK_REDUCE(name, R, T, body)                                                                        \
  static void name(void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    R *r = out;                                                                                            \
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      for (ptrdiff_t j = 0; j < inner; j++) {                                                              \
        const T *p = (const T *)x + o * n * inner + j;                                                     \
        R result;                                                                                          \
        body;                                                                                              \
        r[o * inner + j] = result;                                                                         \
      }                                                                                                    \
    }                                                                                                      \
  }

#define MK_FOLD(T, start, step)                                                                            \
  T acc = (start);                                                                                         \
  for (ptrdiff_t i = 0; i < n; i++) {                                                                      \
    T v = p[i * inner];                                                                                    \
    acc = (T)(step);                                                                                       \
  }                                                                                                        \
  result = acc

#define MK_ARG(T, better)                                                                                  \
  T best = p[0];                                                                                           \
  result = 0;                                                                                              \
  for (ptrdiff_t i = 1; i < n; i++) {                                                                      \
    T v = p[i * inner];                                                                                    \
    if (best == best && (v better best || v != v)) best = v, result = (int32_t)i;                          \
  }

#define MK_REDUCTIONS(S, T, A, absolute)                                                                   \
  MK_REDUCE(sum_##S, T, T, result = (T)pairwise_sum_##S(p, n, inner, 0))                                   \
  MK_REDUCE(sum_abs_##S, T, T, result = (T)pairwise_abs_##S(p, n, inner, 0))                               \
  MK_REDUCE(sum_squares_##S, T, T, result = (T)pairwise_squares_##S(p, n, inner, 0))                       \
  MK_REDUCE(prod_##S, T, T, A acc = 1; for (ptrdiff_t i = 0; i < n; i++) acc *= (A)p[i * inner]; result = (T)acc) \
  MK_REDUCE(max_##S, T, T, MK_FOLD(T, p[0], v > acc || v != v ? v : acc))                                  \
  MK_REDUCE(min_##S, T, T, MK_FOLD(T, p[0], v < acc || v != v ? v : acc))                                  \
  MK_REDUCE(max_abs_##S, T, T,                                                                             \
    T acc = 0; for (ptrdiff_t i = 0; i < n; i++) {                                                         \
      T v = p[i * inner];                                                                                  \
      v = (T)(absolute);                                                                                   \
      acc = v > acc || v != v ? v : acc;                                                                   \
    } result = acc)                                                                                        \
  MK_REDUCE(argmax_##S, int32_t, T, MK_ARG(T, >))                                                          \
  MK_REDUCE(argmin_##S, int32_t, T, MK_ARG(T, <))                                                          \
  MK_REDUCE(any_##S, uint8_t, T, result = 0; for (ptrdiff_t i = 0; i < n; i++) result |= p[i * inner] != 0) \
  MK_REDUCE(all_##S, uint8_t, T, result = 1; for (ptrdiff_t i = 0; i < n; i++) result &= p[i * inner] != 0) \
  MK_REDUCE(count_##S, int64_t, T, result = 0; for (ptrdiff_t i = 0; i < n; i++) result += p[i * inner] != 0)

MK_REDUCTIONS(f32, float, double, fabsf(v))
MK_REDUCTIONS(f64, double, double, fabs(v))
MK_REDUCTIONS(i32, int32_t, uint32_t, (v < 0 ? 0 - (uint32_t)v : (uint32_t)v))
MK_REDUCTIONS(i64, int64_t, uint64_t, (v < 0 ? 0 - (uint64_t)v : (uint64_t)v))
MK_REDUCTIONS(u8, uint8_t, uint32_t, v)

#define MK_LOG_SUM_EXP_OF(T)                                                                               \
  T m = -(T)INFINITY;                                                                                      \
  for (ptrdiff_t i = 0; i < n; i++) m = p[i * inner] > m || p[i * inner] != p[i * inner] ? p[i * inner] : m; \
  double shift = m == (T)INFINITY || m == -(T)INFINITY ? 0 : m, sum = 0;                                   \
  for (ptrdiff_t i = 0; i < n; i++) sum += exp(p[i * inner] - shift);                                      \
  result = (T)(log(sum) + shift)
MK_REDUCE(log_sum_exp_f32, float, float, MK_LOG_SUM_EXP_OF(float))
MK_REDUCE(log_sum_exp_f64, double, double, MK_LOG_SUM_EXP_OF(double))

#define MK_ROW(name)                                                                                       \
  {name##_f32, name##_f64, name##_i32, name##_i64, name##_u8, 0}
#define MK_ANY_ROW(name)                                                                                   \
  {name##_f32, name##_f64, name##_i32, name##_i64, name##_u8, name##_u8}
static const mk_reduce_fn reduce_table[MK_REDUCE_OPS][MK_TYPES] = {
  [MK_SUM] = MK_ROW(sum),
  [MK_PROD] = MK_ROW(prod),
  [MK_MAX] = MK_ANY_ROW(max),
  [MK_MIN] = MK_ANY_ROW(min),
  [MK_SUM_ABS] = MK_ROW(sum_abs),
  [MK_SUM_SQUARES] = MK_ROW(sum_squares),
  [MK_MAX_ABS] = MK_ROW(max_abs),
  [MK_ANY] = MK_ANY_ROW(any),
  [MK_ALL] = MK_ANY_ROW(all),
  [MK_ARGMAX] = MK_ANY_ROW(argmax),
  [MK_ARGMIN] = MK_ANY_ROW(argmin),
  [MK_LOG_SUM_EXP] = {log_sum_exp_f32, log_sum_exp_f64},
  [MK_COUNT_NONZERO] = MK_ANY_ROW(count),
};
#undef MK_ROW
#undef MK_ANY_ROW
