#pragma once
#include "../common/vector.h"

// Options are made constants of the element's type first; what is optional is decided outside the loops.
#define MK_SQRT(x) __builtin_elementwise_sqrt(x)

#define MK_SGD(S, T)                                                                                       \
  static void sgd_##S(T *p, const T *g, T *buffer, ptrdiff_t n, mk_sgd_options o) {                        \
    const T lr = (T)o.lr, momentum = (T)o.momentum, decay = (T)o.weight_decay, share = (T)(1 - o.dampening); \
    if (momentum == 0) {                                                                                   \
      MK_EACH(i, n) p[i] -= lr * (g[i] + decay * p[i]);                                                    \
    } else if (o.first) {                                                                                  \
      const T ahead = o.nesterov ? 1 + momentum : 1;                                                       \
      MK_EACH(i, n) {                                                                                      \
        const T d = g[i] + decay * p[i];                                                                   \
        buffer[i] = d;                                                                                     \
        p[i] -= lr * (ahead * d);                                                                          \
      }                                                                                                    \
    } else if (o.nesterov) {                                                                               \
      MK_EACH(i, n) {                                                                                      \
        const T d = g[i] + decay * p[i], b = momentum * buffer[i] + share * d;                             \
        buffer[i] = b;                                                                                     \
        p[i] -= lr * (d + momentum * b);                                                                   \
      }                                                                                                    \
    } else {                                                                                               \
      MK_EACH(i, n) {                                                                                      \
        const T b = momentum * buffer[i] + share * (g[i] + decay * p[i]);                                  \
        buffer[i] = b;                                                                                     \
        p[i] -= lr * b;                                                                                    \
      }                                                                                                    \
    }                                                                                                      \
  }

#define MK_ADAM(S, T)                                                                                      \
  MK_INLINE void adam_loop_##S(                                                                            \
    T *p, const T *g, T *m, T *v, T *largest, ptrdiff_t n, mk_adam_options o, int amsgrad) {               \
    const T rate = (T)(o.lr / o.correction1), shrink = (T)(1 / sqrt(o.correction2)), eps = (T)o.eps;       \
    const T new_m = (T)(1 - o.beta1), old_v = (T)o.beta2, new_v = (T)(1 - o.beta2);                        \
    const T keep = o.decoupled ? (T)(1 - o.lr * o.weight_decay) : 1;                                       \
    const T decay = o.decoupled ? 0 : (T)o.weight_decay;                                                   \
    MK_EACH(i, n) {                                                                                        \
      const T w = keep * p[i], d = g[i] + decay * w;                                                       \
      const T first = m[i] + new_m * (d - m[i]), second = old_v * v[i] + new_v * (d * d);                  \
      T scale = second;                                                                                    \
      m[i] = first, v[i] = second;                                                                         \
      if (amsgrad) {                                                                                       \
        scale = second > largest[i] || second != second ? second : largest[i];                             \
        largest[i] = scale;                                                                                \
      }                                                                                                    \
      p[i] = w - rate * (first / (MK_SQRT(scale) * shrink + eps));                                         \
    }                                                                                                      \
  }                                                                                                        \
  static void adam_##S(T *p, const T *g, T *m, T *v, T *largest, ptrdiff_t n, mk_adam_options o) {         \
    if (largest)                                                                                           \
      adam_loop_##S(p, g, m, v, largest, n, o, 1);                                                         \
    else                                                                                                   \
      adam_loop_##S(p, g, m, v, largest, n, o, 0);                                                         \
  }

#define MK_RMSPROP(S, T)                                                                                   \
  MK_INLINE void rmsprop_loop_##S(                                                                         \
    T *p, const T *g, T *v, T *mean, T *buffer, ptrdiff_t n, mk_rmsprop_options o, int centered, int moving) { \
    const T lr = (T)o.lr, eps = (T)o.eps, decay = (T)o.weight_decay, momentum = (T)o.momentum;             \
    const T old_v = (T)o.alpha, new_v = (T)(1 - o.alpha);                                                  \
    MK_EACH(i, n) {                                                                                        \
      const T d = g[i] + decay * p[i], second = old_v * v[i] + new_v * (d * d);                            \
      T spread = second, step;                                                                             \
      v[i] = second;                                                                                       \
      if (centered) {                                                                                      \
        const T c = mean[i] + new_v * (d - mean[i]);                                                       \
        mean[i] = c;                                                                                       \
        spread = second - c * c;                                                                           \
      }                                                                                                    \
      step = d / (MK_SQRT(spread) + eps);                                                                  \
      if (moving) {                                                                                        \
        step = momentum * buffer[i] + step;                                                                \
        buffer[i] = step;                                                                                  \
      }                                                                                                    \
      p[i] -= lr * step;                                                                                   \
    }                                                                                                      \
  }                                                                                                        \
  static void rmsprop_##S(                                                                                 \
    T *p, const T *g, T *v, T *mean, T *buffer, ptrdiff_t n, mk_rmsprop_options o) {                       \
    const int moving = o.momentum > 0;                                                                     \
    if (mean && moving)                                                                                    \
      rmsprop_loop_##S(p, g, v, mean, buffer, n, o, 1, 1);                                                 \
    else if (mean)                                                                                         \
      rmsprop_loop_##S(p, g, v, mean, buffer, n, o, 1, 0);                                                 \
    else if (moving)                                                                                       \
      rmsprop_loop_##S(p, g, v, mean, buffer, n, o, 0, 1);                                                 \
    else                                                                                                   \
      rmsprop_loop_##S(p, g, v, mean, buffer, n, o, 0, 0);                                                 \
  }

#define MK_ADAGRAD(S, T)                                                                                   \
  static void adagrad_##S(T *p, const T *g, T *sum, ptrdiff_t n, mk_adagrad_options o) {                   \
    const T lr = (T)o.lr, eps = (T)o.eps, decay = (T)o.weight_decay;                                       \
    MK_EACH(i, n) {                                                                                        \
      const T d = g[i] + decay * p[i], s = sum[i] + d * d;                                                 \
      sum[i] = s;                                                                                          \
      p[i] -= lr * (d / (MK_SQRT(s) + eps));                                                               \
    }                                                                                                      \
  }

MK_SGD(f32, float)
MK_SGD(f64, double)
MK_ADAM(f32, float)
MK_ADAM(f64, double)
MK_RMSPROP(f32, float)
MK_RMSPROP(f64, double)
MK_ADAGRAD(f32, float)
MK_ADAGRAD(f64, double)
#undef MK_SGD
#undef MK_ADAM
#undef MK_RMSPROP
#undef MK_ADAGRAD
