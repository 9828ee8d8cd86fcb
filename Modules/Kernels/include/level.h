#pragma once
#include "copy.h"
#include "elementwise.h"
#include "gemm.h"
#include "loss.h"
#include "norm.h"
#include "random.h"
#include "reduce.h"
#include "update.h"

// All kernels compiled for one level of the processor, from the same sources. The functions of the other headers take
// the best that the machine can run; tests take each. A new family of look-ups is a line of MK_TABLES, a new function
// one of MK_FUNCTIONS.
#define MK_TABLES(X)                                                                                       \
  X(mk_unary_fn, unary, [MK_TYPES])                                                                        \
  X(mk_unary_gradient_fn, unary_gradient, [MK_TYPES])                                                      \
  X(mk_binary_fn, binary, [MK_TYPES])                                                                      \
  X(mk_binary_fn, compare, [MK_TYPES])                                                                     \
  X(mk_cast_fn, cast, [MK_TYPES])                                                                          \
  X(mk_select_fn, select, )                                                                                \
  X(mk_axpy_fn, axpy, )                                                                                    \
  X(mk_ramp_fn, ramp, )                                                                                    \
  X(mk_scatter_add_fn, scatter_add, )                                                                      \
  X(mk_reduce_fn, reduce, [MK_TYPES])                                                                      \
  X(mk_reduce_columns_fn, reduce_columns, [MK_TYPES])                                                      \
  X(mk_moments_fn, moments, )                                                                              \
  X(mk_moments_columns_fn, moments_columns, )                                                              \
  X(mk_scan_fn, scan, [MK_TYPES])                                                                          \
  X(mk_scan_columns_fn, scan_columns, [MK_TYPES])                                                          \
  X(mk_scan_gradient_fn, scan_gradient, [MK_TYPES])                                                        \
  X(mk_scan_gradient_columns_fn, scan_gradient_columns, [MK_TYPES])                                        \
  X(mk_loss_fn, loss, [MK_TYPES])                                                                          \
  X(mk_loss_sum_fn, loss_sum, [MK_TYPES])                                                                  \
  X(mk_loss_gradient_fn, loss_gradient, [MK_TYPES])

#define MK_FUNCTIONS(X)                                                                                    \
  X(copy)                                                                                                  \
  X(fill)                                                                                                  \
  X(transpose)                                                                                             \
  X(copy_rows)                                                                                             \
  X(gather_rows)                                                                                           \
  X(gather_rows_u8_f32)                                                                                    \
  X(gather)                                                                                                \
  X(random_words)                                                                                          \
  X(random_uniform_f32)                                                                                    \
  X(random_uniform_f64)                                                                                    \
  X(random_normal_f32)                                                                                     \
  X(random_normal_f64)                                                                                     \
  X(random_integers_i32)                                                                                   \
  X(random_integers_i64)                                                                                   \
  X(random_bernoulli)                                                                                      \
  X(dropout_f32)                                                                                           \
  X(dropout_f64)                                                                                           \
  X(gemm_small_f32)                                                                                        \
  X(gemm_small_f64)                                                                                        \
  X(linear_column_f32)                                                                                     \
  X(linear_column_f64)                                                                                     \
  X(linear_column_gradient_f32)                                                                            \
  X(linear_column_gradient_f64)                                                                            \
  X(cross_entropy_f32)                                                                                     \
  X(cross_entropy_f64)                                                                                     \
  X(layer_norm_f32)                                                                                        \
  X(layer_norm_f64)                                                                                        \
  X(layer_norm_gradient_f32)                                                                               \
  X(layer_norm_gradient_f64)                                                                               \
  X(sgd_f32)                                                                                               \
  X(sgd_f64)                                                                                               \
  X(adam_f32)                                                                                              \
  X(adam_f64)                                                                                              \
  X(rmsprop_f32)                                                                                           \
  X(rmsprop_f64)                                                                                           \
  X(adagrad_f32)                                                                                           \
  X(adagrad_f64)

#define MK_TABLE_FIELD(type, name, row) const type(*name) row;
#define MK_FUNCTION_FIELD(name) __typeof__(mk_##name) *name;
typedef struct mk_level {
  MK_TABLES(MK_TABLE_FIELD)
  MK_FUNCTIONS(MK_FUNCTION_FIELD)
} mk_level;

// 0: what every processor of the architecture has; 1, 2: x86-64 with AVX2 and FMA, with AVX-512. Null where the machine
// cannot run it or the architecture has no such level.
const mk_level *mk_level_at(int index);
