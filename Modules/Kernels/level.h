#pragma once
#include "include/kernels.h"

// All kernels compiled for one level of the processor. The files in levels/ each define one of these, from the same
// headers; kernels.c picks the best that the machine can run.
typedef struct mk_level {
  const mk_unary_fn (*unary)[MK_TYPES];
  const mk_unary_gradient_fn (*unary_gradient)[MK_TYPES];
  const mk_binary_fn (*binary)[MK_TYPES];
  const mk_binary_fn (*compare)[MK_TYPES];
  const mk_select_fn *select;
  const mk_cast_fn (*cast)[MK_TYPES];
  const mk_axpy_fn *axpy;
  const mk_ramp_fn *ramp;
  const mk_scatter_add_fn *scatter_add;
  const mk_reduce_fn (*reduce)[MK_TYPES];
  const mk_moments_fn *moments;
  const mk_scan_fn (*scan)[MK_TYPES];
  const mk_scan_gradient_fn (*scan_gradient)[MK_TYPES];
  const mk_reduce_columns_fn (*reduce_columns)[MK_TYPES];
  const mk_moments_columns_fn *moments_columns;
  const mk_scan_columns_fn (*scan_columns)[MK_TYPES];
  const mk_scan_gradient_columns_fn (*scan_gradient_columns)[MK_TYPES];

  __typeof__(mk_copy) *copy;
  __typeof__(mk_fill) *fill;
  __typeof__(mk_transpose) *transpose;
  __typeof__(mk_gather_rows) *gather_rows;
  __typeof__(mk_gather_rows_u8_f32) *gather_rows_u8_f32;
  __typeof__(mk_gather) *gather;

  __typeof__(mk_random_words) *random_words;
  __typeof__(mk_random_uniform_f32) *random_uniform_f32;
  __typeof__(mk_random_uniform_f64) *random_uniform_f64;
  __typeof__(mk_random_normal_f32) *random_normal_f32;
  __typeof__(mk_random_normal_f64) *random_normal_f64;
} mk_level;

extern const mk_level mk_level_base;
#if defined(__x86_64__)
extern const mk_level mk_level_x86_64_v3;
extern const mk_level mk_level_x86_64_v4;
#endif
