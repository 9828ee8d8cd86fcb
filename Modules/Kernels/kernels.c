#include <stdatomic.h>

#include "levels/levels.h"
#include "include/processor.h"

const mk_level *mk_level_at(int index) {
  const int level = mk_processor_level();
  if (index == 0) return &mk_level_base;
#if defined(__x86_64__)
  if (index == 1 && level >= 3) return &mk_level_x86_64_v3;
  if (index == 2 && level >= 4) return &mk_level_x86_64_v4;
#endif
  (void)level;
  return 0;
}

// The best level, once it has been looked for.
static const mk_level *_Atomic chosen_level;

static __attribute__((noinline)) const mk_level *choose_level(void) {
  const mk_level *best = &mk_level_base;
#if defined(__x86_64__)
  const int level = mk_processor_level();
  if (level >= 3) best = &mk_level_x86_64_v3;
  if (level >= 4) best = &mk_level_x86_64_v4;
#endif
  atomic_store_explicit(&chosen_level, best, memory_order_relaxed);
  return best;
}

static inline const mk_level *best_level(void) {
  const mk_level *level = atomic_load_explicit(&chosen_level, memory_order_relaxed);
  return level ? level : choose_level();
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
mk_loss_fn mk_loss(mk_loss_op op, mk_type type) { return best_level()->loss[op][type]; }
mk_loss_sum_fn mk_loss_sum(mk_loss_op op, mk_type type) { return best_level()->loss_sum[op][type]; }
mk_loss_gradient_fn mk_loss_gradient(mk_loss_op op, mk_type type) { return best_level()->loss_gradient[op][type]; }

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
  copy_rows, (void *out, ptrdiff_t so, const void *x, ptrdiff_t sx, ptrdiff_t n, size_t bytes),
  (out, so, x, sx, n, bytes))
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

// The same for both floating-point types.
#define MK_FORWARD_BOTH(name, parameters, arguments)                                                       \
  MK_FORWARD(name##_f32, parameters(float), arguments)                                                     \
  MK_FORWARD(name##_f64, parameters(double), arguments)

#define MK_LINEAR(T) (T *y, const T *x, const T *w, const T *bias, ptrdiff_t n, ptrdiff_t k)
#define MK_LINEAR_GRADIENT(T) (T *dw, T *db, const T *g, const T *x, ptrdiff_t n, ptrdiff_t k)
#define MK_CROSS_ENTROPY(T)                                                                                \
  (T *loss, T *gradient, const T *logits, const int32_t *labels, const T *weights, const T *factor,        \
   ptrdiff_t rows, ptrdiff_t classes, mk_cross_entropy_options o)
#define MK_LAYER_NORM(T)                                                                                   \
  (T *y, T *mean, T *rstd, const T *x, const T *weight, const T *bias, ptrdiff_t rows, ptrdiff_t columns,  \
   double eps)
#define MK_LAYER_NORM_GRADIENT(T)                                                                          \
  (T *dx, T *dweight, T *dbias, const T *g, const T *x, const T *mean, const T *rstd, const T *weight,     \
   ptrdiff_t rows, ptrdiff_t columns)
#define MK_SGD(T) (T *p, const T *g, T *buffer, ptrdiff_t n, mk_sgd_options o)
#define MK_ADAM(T) (T *p, const T *g, T *m, T *v, T *largest, ptrdiff_t n, mk_adam_options o)
#define MK_RMSPROP(T) (T *p, const T *g, T *v, T *mean, T *buffer, ptrdiff_t n, mk_rmsprop_options o)
#define MK_ADAGRAD(T) (T *p, const T *g, T *sum, ptrdiff_t n, mk_adagrad_options o)

MK_FORWARD_BOTH(gemm_small, MK_PRODUCT, (out, a, ar, ac, b, br, bc, m, n, k, accumulate))
MK_FORWARD_BOTH(linear_column, MK_LINEAR, (y, x, w, bias, n, k))
MK_FORWARD_BOTH(linear_column_gradient, MK_LINEAR_GRADIENT, (dw, db, g, x, n, k))
MK_FORWARD_BOTH(
  cross_entropy, MK_CROSS_ENTROPY, (loss, gradient, logits, labels, weights, factor, rows, classes, o))
MK_FORWARD_BOTH(layer_norm, MK_LAYER_NORM, (y, mean, rstd, x, weight, bias, rows, columns, eps))
MK_FORWARD_BOTH(
  layer_norm_gradient, MK_LAYER_NORM_GRADIENT, (dx, dweight, dbias, g, x, mean, rstd, weight, rows, columns))
MK_FORWARD_BOTH(sgd, MK_SGD, (p, g, buffer, n, o))
MK_FORWARD_BOTH(adam, MK_ADAM, (p, g, m, v, largest, n, o))
MK_FORWARD_BOTH(rmsprop, MK_RMSPROP, (p, g, v, mean, buffer, n, o))
MK_FORWARD_BOTH(adagrad, MK_ADAGRAD, (p, g, sum, n, o))
