#include "level.h"

static const mk_level *best_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return &mk_level_x86_64_v4;
  if (__builtin_cpu_supports("x86-64-v3")) return &mk_level_x86_64_v3;
#endif
  return &mk_level_base;
}

mk_unary_fn mk_unary(mk_unary_op op, mk_type type) { return best_level()->unary[op][type]; }
mk_unary_gradient_fn mk_unary_gradient(mk_unary_op op, mk_type type) {
  return best_level()->unary_gradient[op][type];
}
mk_binary_fn mk_binary(mk_binary_op op, mk_type type) { return best_level()->binary[op][type]; }
mk_binary_fn mk_compare(mk_compare_op op, mk_type type) { return best_level()->compare[op][type]; }
mk_select_fn mk_select(mk_type type) { return best_level()->select[type]; }
mk_cast_fn mk_cast(mk_type from, mk_type to) { return best_level()->cast[from][to]; }
mk_axpy_fn mk_axpy(mk_type type) { return best_level()->axpy[type]; }
mk_ramp_fn mk_ramp(mk_type type) { return best_level()->ramp[type]; }
mk_scatter_add_fn mk_scatter_add(mk_type type) { return best_level()->scatter_add[type]; }
mk_reduce_fn mk_reduce(mk_reduce_op op, mk_type type) { return best_level()->reduce[op][type]; }
mk_reduce_columns_fn mk_reduce_columns(mk_reduce_op op, mk_type type) {
  return best_level()->reduce_columns[op][type];
}
mk_moments_fn mk_moments(mk_type type) { return best_level()->moments[type]; }
mk_moments_columns_fn mk_moments_columns(mk_type type) { return best_level()->moments_columns[type]; }
mk_scan_fn mk_scan(mk_scan_op op, mk_type type) { return best_level()->scan[op][type]; }
mk_scan_columns_fn mk_scan_columns(mk_scan_op op, mk_type type) { return best_level()->scan_columns[op][type]; }
mk_scan_gradient_fn mk_scan_gradient(mk_scan_op op, mk_type type) {
  return best_level()->scan_gradient[op][type];
}
mk_scan_gradient_columns_fn mk_scan_gradient_columns(mk_scan_op op, mk_type type) {
  return best_level()->scan_gradient_columns[op][type];
}

// MK_FORWARD(name, (parameters), (arguments))
#define MK_FORWARD(name, parameters, arguments)                                                            \
  void mk_##name parameters { best_level()->name arguments; }

MK_FORWARD(
  copy, (void *out, ptrdiff_t so, const void *x, ptrdiff_t sx, ptrdiff_t n, size_t element),
  (out, so, x, sx, n, element))
MK_FORWARD(
  fill, (void *out, ptrdiff_t so, const void *value, ptrdiff_t n, size_t element), (out, so, value, n, element))
MK_FORWARD(
  transpose,
  (void *out, ptrdiff_t ldo, const void *x, ptrdiff_t ldx, ptrdiff_t rows, ptrdiff_t columns, size_t element),
  (out, ldo, x, ldx, rows, columns, element))
MK_FORWARD(
  gather_rows, (void *out, const void *x, size_t bytes, ptrdiff_t stride, const int32_t *index, ptrdiff_t n),
  (out, x, bytes, stride, index, n))
MK_FORWARD(
  gather_rows_u8_f32,
  (float *out, const uint8_t *x, ptrdiff_t columns, ptrdiff_t stride, const int32_t *index, ptrdiff_t n, float scale,
   float offset),
  (out, x, columns, stride, index, n, scale, offset))
MK_FORWARD(
  gather, (void *out, const void *x, ptrdiff_t sx, const int32_t *index, ptrdiff_t si, ptrdiff_t n, size_t element),
  (out, x, sx, index, si, n, element))

#define MK_PLACE uint64_t key, uint64_t stream, uint64_t first
MK_FORWARD(random_words, (MK_PLACE, uint32_t *out, ptrdiff_t n), (key, stream, first, out, n))
MK_FORWARD(
  random_uniform_f32, (MK_PLACE, float *out, ptrdiff_t n, double low, double high),
  (key, stream, first, out, n, low, high))
MK_FORWARD(
  random_uniform_f64, (MK_PLACE, double *out, ptrdiff_t n, double low, double high),
  (key, stream, first, out, n, low, high))
MK_FORWARD(
  random_normal_f32, (MK_PLACE, float *out, ptrdiff_t n, double mean, double std),
  (key, stream, first, out, n, mean, std))
MK_FORWARD(
  random_normal_f64, (MK_PLACE, double *out, ptrdiff_t n, double mean, double std),
  (key, stream, first, out, n, mean, std))
MK_FORWARD(
  random_integers_i32, (MK_PLACE, int32_t *out, ptrdiff_t n, int32_t low, uint32_t range),
  (key, stream, first, out, n, low, range))
MK_FORWARD(
  random_integers_i64, (MK_PLACE, int64_t *out, ptrdiff_t n, int64_t low, uint64_t range),
  (key, stream, first, out, n, low, range))
MK_FORWARD(random_bernoulli, (MK_PLACE, uint8_t *out, ptrdiff_t n, double p), (key, stream, first, out, n, p))
MK_FORWARD(
  dropout_f32, (MK_PLACE, float *out, const float *x, ptrdiff_t n, double p), (key, stream, first, out, x, n, p))
MK_FORWARD(
  dropout_f64, (MK_PLACE, double *out, const double *x, ptrdiff_t n, double p), (key, stream, first, out, x, n, p))

#define MK_PRODUCT(T)                                                                                      \
  (T *out, const T *a, ptrdiff_t ar, ptrdiff_t ac, const T *b, ptrdiff_t br, ptrdiff_t bc, ptrdiff_t m,    \
   ptrdiff_t n, ptrdiff_t k, int accumulate)
MK_FORWARD(gemm_small_f32, MK_PRODUCT(float), (out, a, ar, ac, b, br, bc, m, n, k, accumulate))
MK_FORWARD(gemm_small_f64, MK_PRODUCT(double), (out, a, ar, ac, b, br, bc, m, n, k, accumulate))
