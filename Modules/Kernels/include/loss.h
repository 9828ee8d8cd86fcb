#pragma once
#include "types.h"

// Cross-entropy of logits [rows, classes] with integer labels, each a class or `ignore_index`; classes may be weighted
// (`weights` of length classes, or null). With q the smoothed target, (1 - smoothing) at the label plus smoothing /
// classes everywhere, and log p = log-softmax:
//   loss[r] = -sum of q_c weights_c log p_c, 0 where the label is ignored.
// gradient = scale * factor[r] * d loss[r] / d logits; `factor` may be null, which is 1. Either of loss and gradient may
// be null, and gradient may be the logits. The mean of PyTorch divides by the sum of weights[label] of the rows that
// count.
typedef struct mk_cross_entropy_options {
  double smoothing, scale;
  int32_t ignore_index;
} mk_cross_entropy_options;
void mk_cross_entropy_f32(
  float *loss, float *gradient, const float *logits, const int32_t *labels, const float *weights, const float *factor,
  ptrdiff_t rows, ptrdiff_t classes, mk_cross_entropy_options options);
void mk_cross_entropy_f64(
  double *loss, double *gradient, const double *logits, const int32_t *labels, const double *weights,
  const double *factor, ptrdiff_t rows, ptrdiff_t classes, mk_cross_entropy_options options);

// Losses by element, of d = x - t:
//   squared d²; absolute |d|; Huber d² / 2 where |d| < p, else p (|d| - p / 2);
//   binary cross-entropy of logits x with targets t in 0 ... 1 and the weight p of positives:
//     (1 - t) x + (1 + (p - 1) t) softplus(-x).
typedef enum mk_loss_op { MK_SQUARED, MK_ABSOLUTE, MK_HUBER, MK_BINARY_CROSS_ENTROPY, MK_LOSS_OPS } mk_loss_op;
// All contiguous, floating point.
typedef void (*mk_loss_fn)(void *out, const void *x, const void *t, ptrdiff_t n, double p);
mk_loss_fn mk_loss(mk_loss_op op, mk_type type);
// The sum of the losses, in double; the order of additions depends on n alone.
typedef double (*mk_loss_sum_fn)(const void *x, const void *t, ptrdiff_t n, double p);
mk_loss_sum_fn mk_loss_sum(mk_loss_op op, mk_type type);
// out = scale * g * d loss / d x; g may be null, which is 1. The derivative of |d| at 0 is 0.
typedef void (*mk_loss_gradient_fn)(
  void *out, const void *g, const void *x, const void *t, ptrdiff_t n, double p, double scale);
mk_loss_gradient_fn mk_loss_gradient(mk_loss_op op, mk_type type);
