#pragma once
#include "../reduce/softmax.h"

// The logarithms of the sums of some rows at once, to what the type of the loss can hold.
static void sums_log_f32(double *sums) {
  vf64 x;
  memcpy(&x, sums, sizeof x);
  x = vf64_log(x);
  memcpy(sums, &x, sizeof x);
}
static void sums_log_f64(double *sums) {
  for (int r = 0; r < MK_LANES; r++) sums[r] = log(sums[r]);
}

// Each row: the logarithm of the sum of exponentials gives the loss, the exponentials themselves the gradient
//   p_j (confidence + smoothing W / C) - confidence [j = label] - smoothing / C w_j,
// where confidence = (1 - smoothing) w_label and W is the sum of the weights. What the loss needs of the logits is read
// before the gradient, which may stand in their place, is written. Rows are taken as many at a time as a vector
// has lanes, for their logarithms.
#define MK_CROSS_ENTROPY(S, T)                                                                             \
  static void cross_entropy_##S##_rows(                                                                    \
    T *loss, T *gradient, const T *logits, const int32_t *labels, const T *weights, const T *factor,       \
    ptrdiff_t rows, ptrdiff_t classes, mk_cross_entropy_options o) {                                       \
    const double even = o.smoothing / (double)classes;                                                     \
    const double all = weights ? (double)sum_##S##_row(weights, classes, 0) : (double)classes;             \
    double sum[MK_LANES], logs[MK_LANES], rest[MK_LANES] = {0}; /* rest: what the loss has besides */      \
    for (ptrdiff_t r = 0; r < MK_LANES; r++) sum[r] = 1;                                                   \
    for (ptrdiff_t r = 0; r < rows; r++) {                                                                 \
      const T *row = logits + r * classes;                                                                 \
      if (labels[r] == o.ignore_index) continue;                                                           \
      const double own = weights ? (double)weights[labels[r]] : 1, confidence = (1 - o.smoothing) * own;   \
      const double m = (double)max_##S##_row(row, classes);                                                \
      if (loss) {                                                                                          \
        rest[r] = confidence * (m - (double)row[labels[r]]);                                               \
        if (even != 0) {                                                                                   \
          double spread = weights ? dot_##S##_row(row, weights, classes) : plain_##S##_row(row, classes, 0);\
          rest[r] += even * (all * m - spread);                                                            \
        }                                                                                                  \
      }                                                                                                    \
      sum[r] = exp_##S##_row(gradient ? gradient + r * classes : NULL, row, classes, m);                   \
    }                                                                                                      \
    memcpy(logs, sum, sizeof sum);                                                                         \
    if (loss) sums_log_##S(logs);                                                                          \
    for (ptrdiff_t r = 0; r < rows; r++) {                                                                 \
      T *back = gradient ? gradient + r * classes : NULL;                                                  \
      if (labels[r] == o.ignore_index) {                                                                   \
        if (loss) loss[r] = 0;                                                                             \
        if (back) memset(back, 0, (size_t)classes * sizeof(T));                                            \
        continue;                                                                                          \
      }                                                                                                    \
      const double own = weights ? (double)weights[labels[r]] : 1, confidence = (1 - o.smoothing) * own;   \
      if (loss) loss[r] = (T)((confidence + even * all) * logs[r] + rest[r]);                              \
      if (!back) continue;                                                                                 \
      const double scale = o.scale * (factor ? (double)factor[r] : 1);                                     \
      const T share = (T)(scale * (confidence + even * all) / sum[r]), part = (T)(scale * even);           \
      if (part == 0) {                                                                                     \
        MK_EACH(c, classes) back[c] *= share;                                                              \
      } else if (weights) {                                                                                \
        MK_EACH(c, classes) back[c] = back[c] * share - part * weights[c];                                 \
      } else {                                                                                             \
        MK_EACH(c, classes) back[c] = back[c] * share - part;                                              \
      }                                                                                                    \
      back[labels[r]] -= (T)(scale * confidence);                                                          \
    }                                                                                                      \
  }                                                                                                        \
  static void cross_entropy_##S(                                                                           \
    T *loss, T *gradient, const T *logits, const int32_t *labels, const T *weights, const T *factor,       \
    ptrdiff_t rows, ptrdiff_t classes, mk_cross_entropy_options o) {                                       \
    for (ptrdiff_t r = 0; r < rows; r += MK_LANES)                                                         \
      cross_entropy_##S##_rows(                                                                            \
        loss ? loss + r : NULL, gradient ? gradient + r * classes : NULL, logits + r * classes, labels + r,\
        weights, factor ? factor + r : NULL, rows - r < MK_LANES ? rows - r : MK_LANES, classes, o);       \
  }
MK_CROSS_ENTROPY(f32, float)
MK_CROSS_ENTROPY(f64, double)
#undef MK_CROSS_ENTROPY
