#pragma once
#include "cumulative.h"
#include "logic.h"
#include "moments.h"
#include "order.h"
#include "softmax.h"
#include "sum.h"

#define MK_NUMBERS(name, suffix)                                                                           \
  {name##_f32##suffix, name##_f64##suffix, name##_i32##suffix, name##_i64##suffix, name##_u8##suffix, 0}
#define MK_ALL_TYPES(name, suffix)                                                                         \
  {name##_f32##suffix, name##_f64##suffix, name##_i32##suffix,                                             \
   name##_i64##suffix, name##_u8##suffix,  name##_u8##suffix}
#define MK_FLOATING(name, suffix)                                                                          \
  {name##_f32##suffix, name##_f64##suffix}

#define MK_REDUCE_ROWS(suffix)                                                                             \
  {                                                                                                        \
    [MK_SUM] = MK_ALL_TYPES(sum, suffix),                                                                  \
    [MK_PROD] = MK_ALL_TYPES(prod, suffix),                                                                \
    [MK_MAX] = MK_ALL_TYPES(max, suffix),                                                                  \
    [MK_MIN] = MK_ALL_TYPES(min, suffix),                                                                  \
    [MK_SUM_ABS] = MK_NUMBERS(sum_abs, suffix),                                                            \
    [MK_SUM_SQUARES] = MK_NUMBERS(sum_squares, suffix),                                                    \
    [MK_MAX_ABS] = MK_NUMBERS(max_abs, suffix),                                                            \
    [MK_ANY] = MK_ALL_TYPES(any, suffix),                                                                  \
    [MK_ALL] = MK_ALL_TYPES(all, suffix),                                                                  \
    [MK_ARGMAX] = MK_ALL_TYPES(argmax, suffix),                                                            \
    [MK_ARGMIN] = MK_ALL_TYPES(argmin, suffix),                                                            \
    [MK_LOG_SUM_EXP] = MK_FLOATING(log_sum_exp, suffix),                                                   \
    [MK_COUNT_NONZERO] = MK_ALL_TYPES(count, suffix),                                                      \
  }
static const mk_reduce_fn reduce_table[MK_REDUCE_OPS][MK_TYPES] = MK_REDUCE_ROWS();
static const mk_reduce_columns_fn reduce_columns_table[MK_REDUCE_OPS][MK_TYPES] = MK_REDUCE_ROWS(_columns);

#define MK_SCAN_ROWS(suffix)                                                                               \
  {                                                                                                        \
    [MK_CUMSUM] = MK_NUMBERS(cumsum, suffix),                                                              \
    [MK_CUMPROD] = MK_NUMBERS(cumprod, suffix),                                                            \
    [MK_SOFTMAX] = MK_FLOATING(softmax, suffix),                                                           \
    [MK_LOG_SOFTMAX] = MK_FLOATING(log_softmax, suffix),                                                   \
  }
static const mk_scan_fn scan_table[MK_SCAN_OPS][MK_TYPES] = MK_SCAN_ROWS();
static const mk_scan_columns_fn scan_columns_table[MK_SCAN_OPS][MK_TYPES] = MK_SCAN_ROWS(_columns);

#define MK_SCAN_GRADIENT_ROWS(suffix)                                                                      \
  {                                                                                                        \
    [MK_SOFTMAX] = MK_FLOATING(softmax_gradient, suffix),                                                  \
    [MK_LOG_SOFTMAX] = MK_FLOATING(log_softmax_gradient, suffix),                                          \
  }
static const mk_scan_gradient_fn scan_gradient_table[MK_SCAN_OPS][MK_TYPES] = MK_SCAN_GRADIENT_ROWS();
static const mk_scan_gradient_columns_fn scan_gradient_columns_table[MK_SCAN_OPS][MK_TYPES] =
  MK_SCAN_GRADIENT_ROWS(_columns);
