#pragma once
#include "types.h"

// One step of an optimizer on contiguous parameters p with gradients g, in one pass, by PyTorch's formulas.
// State buffers begin as zeros and belong to the caller. `weight_decay` adds weight_decay p to g before all else, but in
// AdamW, where `decoupled` is not 0, p is scaled by 1 - lr weight_decay instead.

// buffer = first ? g : momentum buffer + (1 - dampening) g; p -= lr (nesterov ? g + momentum buffer : buffer).
// Without momentum `buffer` may be null.
typedef struct mk_sgd_options {
  double lr, momentum, dampening, weight_decay;
  int nesterov, first;
} mk_sgd_options;
void mk_sgd_f32(float *p, const float *g, float *buffer, ptrdiff_t n, mk_sgd_options options);
void mk_sgd_f64(double *p, const double *g, double *buffer, ptrdiff_t n, mk_sgd_options options);

// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; p -= lr / correction1 * m / (sqrt(v / correction2) + eps),
// where correction = 1 - beta ** step. With `largest` (amsgrad; else null) the maximum of all v stands for v.
typedef struct mk_adam_options {
  double lr, beta1, beta2, eps, weight_decay, correction1, correction2;
  int decoupled;
} mk_adam_options;
void mk_adam_f32(float *p, const float *g, float *m, float *v, float *largest, ptrdiff_t n, mk_adam_options options);
void mk_adam_f64(
  double *p, const double *g, double *m, double *v, double *largest, ptrdiff_t n, mk_adam_options options);

// v = alpha v + (1 - alpha) g²; d = sqrt(v) + eps, or with `mean` (centered; else null), the running mean of g,
// sqrt(v - mean²) + eps. With momentum buffer = momentum buffer + g / d and p -= lr buffer, else p -= lr g / d and
// `buffer` may be null.
typedef struct mk_rmsprop_options {
  double lr, alpha, eps, weight_decay, momentum;
} mk_rmsprop_options;
void mk_rmsprop_f32(
  float *p, const float *g, float *v, float *mean, float *buffer, ptrdiff_t n, mk_rmsprop_options options);
void mk_rmsprop_f64(
  double *p, const double *g, double *v, double *mean, double *buffer, ptrdiff_t n, mk_rmsprop_options options);

// sum += g²; p -= lr g / (sqrt(sum) + eps). `lr` has its decay already.
typedef struct mk_adagrad_options {
  double lr, eps, weight_decay;
} mk_adagrad_options;
void mk_adagrad_f32(float *p, const float *g, float *sum, ptrdiff_t n, mk_adagrad_options options);
void mk_adagrad_f64(double *p, const double *g, double *sum, ptrdiff_t n, mk_adagrad_options options);
