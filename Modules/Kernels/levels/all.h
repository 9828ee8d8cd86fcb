#pragma once
#include "../elementwise/binary.h"
#include "../elementwise/cast.h"
#include "../elementwise/compare.h"
#include "../elementwise/unary.h"
#include "../elementwise/unary_gradient.h"
#include "../memory/copy.h"
#include "../memory/gather.h"
#include "../memory/transpose.h"
#include "../random/random.h"
#include "../reduce/table.h"

#define MK_ALL_KERNELS                                                                                     \
  {                                                                                                        \
    .unary = unary_table, .unary_gradient = unary_gradient_table, .binary = binary_table,                  \
    .compare = compare_table, .select = select_table, .cast = cast_table, .axpy = axpy_table,              \
    .ramp = ramp_table, .scatter_add = scatter_add_table, .reduce = reduce_table,                          \
    .moments = moments_table, .scan = scan_table, .scan_gradient = scan_gradient_table,                    \
    .reduce_columns = reduce_columns_table, .moments_columns = moments_columns_table,                      \
    .scan_columns = scan_columns_table, .scan_gradient_columns = scan_gradient_columns_table,              \
    .copy = copy, .fill = fill, .transpose = transpose, .gather_rows = gather_rows,                        \
    .gather_rows_u8_f32 = gather_rows_u8_f32, .gather = gather, .random_words = random_words,              \
    .random_uniform_f32 = random_uniform_f32, .random_uniform_f64 = random_uniform_f64,                    \
    .random_normal_f32 = random_normal_f32, .random_normal_f64 = random_normal_f64,                        \
  }
