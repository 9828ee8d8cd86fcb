#pragma once
#include "../reduce/softmax.h"

// One row: the logarithm of the sum of exponentials gives the loss, the exponentials themselves the gradient
//   p_j (confidence + smoothing W / C) - confidence [j = label] - smoothing / C w_j,
// where confidence = (1 - smoothing) w_label and W is the sum of the weights. What the loss needs of the logits is read
// before the gradient, which may stand in their place, is written.
#define MK_CROSS_ENTROPY(S, T)                                                                             \
  static void cross_entropy_##S(                                                                           \
    T *loss, T *gradient, const T *logits, const int32_t *labels, const T *weights, const T *factor,       \
    ptrdiff_t rows, ptrdiff_t classes, mk_cross_entropy_options o) {                                       \
    const double even = o.smoothing / (double)classes;                                                     \
    const double all = weights ? (double)sum_##S##_row(weights, classes, 0) : (double)classes;             \
    for (ptrdiff_t r = 0; r < rows; r++, logits += classes) {                                              \
      T *back = gradient ? gradient + r * classes : NULL;                                                  \
      const int32_t label = labels[r];                                                                     \
      if (label == o.ignore_index) {                                                                       \
        if (loss) loss[r] = 0;                                                                             \
        if (back) memset(back, 0, (size_t)classes * sizeof(T));                                            \
        continue;                                                                                          \
      }                                                                                                    \
      const double z = (double)logits[label], own = weights ? (double)weights[label] : 1;                  \
      const double m = (double)max_##S##_row(logits, classes), confidence = (1 - o.smoothing) * own;       \
      double spread = 0; /* the sum of w_c z_c, for smoothing */                                           \
      if (loss && even != 0)                                                                               \
        spread = weights ? dot_##S##_row(logits, weights, classes) : plain_##S##_row(logits, classes, 0);  \
      const double sum = exp_##S##_row(back, logits, classes, m), rest = m + log(sum);                     \
      if (loss) {                                                                                          \
        const double smoothed = even != 0 ? even * (all * rest - spread) : 0;                              \
        loss[r] = (T)(confidence * (rest - z) + smoothed);                                                 \
      }                                                                                                    \
      if (back) {                                                                                          \
        const double scale = o.scale * (factor ? (double)factor[r] : 1);                                   \
        const T share = (T)(scale * (confidence + even * all) / sum), part = (T)(scale * even);            \
        if (part == 0) {                                                                                   \
          MK_EACH(c, classes) back[c] *= share;                                                            \
        } else if (weights) {                                                                              \
          MK_EACH(c, classes) back[c] = back[c] * share - part * weights[c];                               \
        } else {                                                                                           \
          MK_EACH(c, classes) back[c] = back[c] * share - part;                                            \
        }                                                                                                  \
        back[label] -= (T)(scale * confidence);                                                            \
      }                                                                                                    \
    }                                                                                                      \
  }
MK_CROSS_ENTROPY(f32, float)
MK_CROSS_ENTROPY(f64, double)
#undef MK_CROSS_ENTROPY
