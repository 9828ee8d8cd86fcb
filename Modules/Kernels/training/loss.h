#pragma once
#include "../elementwise/functions.h"
#include "../math/log.h"
#include "../reduce/rows.h"

// A loss is an expression of 16 doubles x and t (Float), or of two (Double), and so is its slope.
MK_INLINE vf64 vf64_huber(vf64 d, double p) {
  vf64 a = __builtin_elementwise_abs(d);
  return a < p ? 0.5 * d * d : p * (a - 0.5 * p);
}
MK_INLINE double huber_of(double d, double p) {
  double a = fabs(d);
  return a < p ? 0.5 * d * d : p * (a - 0.5 * p);
}
MK_INLINE vf64 vf64_huber_slope(vf64 d, double p) {
  d = d > p ? (vf64)p : d;
  return d < -p ? (vf64)-p : d;
}
MK_INLINE double huber_slope_of(double d, double p) { return d > p ? p : d < -p ? -p : d; }
MK_INLINE vf64 vf64_sign(vf64 d) {
  vf64 below = d < 0.0 ? (vf64)-1.0 : (vf64)0.0;
  return d > 0.0 ? (vf64)1.0 : below;
}
MK_INLINE double sign_of(double d) { return d > 0 ? 1 : d < 0 ? -1 : 0; }

#define MK_SQUARED_LOSS ((x - t) * (x - t))
#define MK_BCE_LOSS(softplus) ((1.0 - t) * x + (1.0 + (p - 1.0) * t) * softplus(-x))
#define MK_BCE_SLOPE(sigmoid) ((1.0 + (p - 1.0) * t) * sigmoid(x) - p * t)

#define MK_LOSS_F32(name, expression, slope)                                                               \
  MK_INLINE vf64 name##_vector(vf64 x, vf64 t, double p) {                                                 \
    (void)p;                                                                                               \
    return (expression);                                                                                   \
  }                                                                                                        \
  static void name##_f32(void *out, const void *xs, const void *ts, ptrdiff_t n, double p) {               \
    for (ptrdiff_t i = 0; i < n; i += MK_LANES) {                                                          \
      const ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;                                             \
      vf64 x = vf64_of(load_some_f32((const float *)xs + i, k)), t = vf64_of(load_some_f32((const float *)ts + i, k)); \
      store_some_f32((float *)out + i, vf32_of(name##_vector(x, t, p)), k);                                \
    }                                                                                                      \
  }                                                                                                        \
  static double name##_sum_f32(const void *xs, const void *ts, ptrdiff_t n, double p) {                    \
    vf64 sum = 0;                                                                                          \
    for (ptrdiff_t i = 0; i < n; i += MK_LANES) {                                                          \
      const ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;                                             \
      vf64 x = vf64_of(load_some_f32((const float *)xs + i, k)), t = vf64_of(load_some_f32((const float *)ts + i, k)); \
      vf64 with = sum + name##_vector(x, t, p);                                                            \
      sum = k == MK_LANES ? with : __builtin_convertvector(first_lanes(k), vi64) ? with : sum;             \
    }                                                                                                      \
    return MK_FOLD_LANES(sum, MK_PLUS);                                                                    \
  }                                                                                                        \
  static void name##_gradient_f32(                                                                         \
    void *out, const void *gs, const void *xs, const void *ts, ptrdiff_t n, double p, double scale) {      \
    (void)p;                                                                                               \
    for (ptrdiff_t i = 0; i < n; i += MK_LANES) {                                                          \
      const ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;                                             \
      vf64 x = vf64_of(load_some_f32((const float *)xs + i, k)), t = vf64_of(load_some_f32((const float *)ts + i, k)); \
      vf64 r = (slope) * scale;                                                                            \
      if (gs) r *= vf64_of(load_some_f32((const float *)gs + i, k));                                       \
      store_some_f32((float *)out + i, vf32_of(r), k);                                                     \
    }                                                                                                      \
  }
#define MK_LOSS_F64(name, expression, slope)                                                               \
  static void name##_f64(void *out, const void *xs, const void *ts, ptrdiff_t n, double p) {               \
    (void)p;                                                                                               \
    MK_EACH(i, n) {                                                                                        \
      const double x = ((const double *)xs)[i], t = ((const double *)ts)[i];                               \
      ((double *)out)[i] = (expression);                                                                   \
    }                                                                                                      \
  }                                                                                                        \
  static double name##_sum_f64(const void *xs, const void *ts, ptrdiff_t n, double p) {                    \
    (void)p;                                                                                               \
    double total = 0;                                                                                      \
    for (ptrdiff_t from = 0; from < n; from += MK_ROW_BLOCK) {                                             \
      const ptrdiff_t to = n - from < MK_ROW_BLOCK ? n : from + MK_ROW_BLOCK;                              \
      double sum = 0;                                                                                      \
      for (ptrdiff_t i = from; i < to; i++) {                                                              \
        const double x = ((const double *)xs)[i], t = ((const double *)ts)[i];                             \
        sum += (expression);                                                                               \
      }                                                                                                    \
      total += sum;                                                                                        \
    }                                                                                                      \
    return total;                                                                                          \
  }                                                                                                        \
  static void name##_gradient_f64(                                                                         \
    void *out, const void *gs, const void *xs, const void *ts, ptrdiff_t n, double p, double scale) {      \
    (void)p;                                                                                               \
    MK_EACH(i, n) {                                                                                        \
      const double x = ((const double *)xs)[i], t = ((const double *)ts)[i];                               \
      ((double *)out)[i] = (slope) * scale * (gs ? ((const double *)gs)[i] : 1);                           \
    }                                                                                                      \
  }

MK_LOSS_F32(squared, MK_SQUARED_LOSS, 2.0 * (x - t))
MK_LOSS_F32(absolute, __builtin_elementwise_abs(x - t), vf64_sign(x - t))
MK_LOSS_F32(huber, vf64_huber(x - t, p), vf64_huber_slope(x - t, p))
MK_LOSS_F32(binary, MK_BCE_LOSS(vf64_softplus), MK_BCE_SLOPE(vf64_sigmoid))
MK_LOSS_F64(squared, MK_SQUARED_LOSS, 2.0 * (x - t))
MK_LOSS_F64(absolute, fabs(x - t), sign_of(x - t))
MK_LOSS_F64(huber, huber_of(x - t, p), huber_slope_of(x - t, p))
MK_LOSS_F64(binary, MK_BCE_LOSS(softplus_of), MK_BCE_SLOPE(sigmoid_of))

#define MK_LOSS_ROWS(suffix)                                                                               \
  {                                                                                                        \
    [MK_SQUARED] = {squared##suffix##_f32, squared##suffix##_f64},                                         \
    [MK_ABSOLUTE] = {absolute##suffix##_f32, absolute##suffix##_f64},                                      \
    [MK_HUBER] = {huber##suffix##_f32, huber##suffix##_f64},                                               \
    [MK_BINARY_CROSS_ENTROPY] = {binary##suffix##_f32, binary##suffix##_f64},                              \
  }
static const mk_loss_fn loss_table[MK_LOSS_OPS][MK_TYPES] = MK_LOSS_ROWS();
static const mk_loss_sum_fn loss_sum_table[MK_LOSS_OPS][MK_TYPES] = MK_LOSS_ROWS(_sum);
static const mk_loss_gradient_fn loss_gradient_table[MK_LOSS_OPS][MK_TYPES] = MK_LOSS_ROWS(_gradient);
#undef MK_LOSS_F32
#undef MK_LOSS_F64
#undef MK_LOSS_ROWS
