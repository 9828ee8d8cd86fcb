#pragma once
#include "../common/vector.h"

// `body` fills r[i * inner] from p[i * inner], i < n.
#define MK_SCAN(name, T, body)                                                                             \
  static void name(void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      for (ptrdiff_t j = 0; j < inner; j++) {                                                              \
        const T *p = (const T *)x + o * n * inner + j;                                                     \
        T *r = (T *)out + o * n * inner + j;                                                               \
        body                                                                                               \
      }                                                                                                    \
    }                                                                                                      \
  }

#define MK_CUMULATIVE(S, T, A)                                                                             \
  MK_SCAN(cumsum_##S, T, A acc = 0; for (ptrdiff_t i = 0; i < n; i++) {                                    \
    acc += (A)p[i * inner];                                                                                \
    r[i * inner] = (T)acc;                                                                                 \
  })                                                                                                       \
  MK_SCAN(cumprod_##S, T, A acc = 1; for (ptrdiff_t i = 0; i < n; i++) {                                   \
    acc *= (A)p[i * inner];                                                                                \
    r[i * inner] = (T)acc;                                                                                 \
  })
MK_CUMULATIVE(f32, float, double)
MK_CUMULATIVE(f64, double, double)
MK_CUMULATIVE(i32, int32_t, uint32_t)
MK_CUMULATIVE(i64, int64_t, uint64_t)
MK_CUMULATIVE(u8, uint8_t, uint32_t)

#define MK_MAXIMUM_OF_ROW(T)                                                                               \
  T m = -(T)INFINITY;                                                                                      \
  for (ptrdiff_t i = 0; i < n; i++) m = p[i * inner] > m || p[i * inner] != p[i * inner] ? p[i * inner] : m; \
  double sum = 0;                                                                                          \
  for (ptrdiff_t i = 0; i < n; i++) sum += exp((double)p[i * inner] - m);

#define MK_SOFTMAXES(S, T)                                                                                 \
  MK_SCAN(softmax_##S, T, MK_MAXIMUM_OF_ROW(T) for (ptrdiff_t i = 0; i < n; i++) r[i * inner] =            \
    (T)(exp((double)p[i * inner] - m) / sum);)                                                             \
  MK_SCAN(log_softmax_##S, T, MK_MAXIMUM_OF_ROW(T) sum = log(sum);                                         \
    for (ptrdiff_t i = 0; i < n; i++) r[i * inner] = (T)((double)p[i * inner] - m - sum);)                 \
  static void softmax_gradient_##S(                                                                        \
    void *out, const void *g, const void *y, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      for (ptrdiff_t j = 0; j < inner; j++) {                                                              \
        ptrdiff_t at = o * n * inner + j;                                                                  \
        const T *gs = (const T *)g + at, *ys = (const T *)y + at;                                          \
        T *r = (T *)out + at;                                                                              \
        double dot = 0;                                                                                    \
        for (ptrdiff_t i = 0; i < n; i++) dot += (double)gs[i * inner] * ys[i * inner];                    \
        for (ptrdiff_t i = 0; i < n; i++) r[i * inner] = (T)(ys[i * inner] * (gs[i * inner] - dot));       \
      }                                                                                                    \
    }                                                                                                      \
  }                                                                                                        \
  static void log_softmax_gradient_##S(                                                                    \
    void *out, const void *g, const void *y, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      for (ptrdiff_t j = 0; j < inner; j++) {                                                              \
        ptrdiff_t at = o * n * inner + j;                                                                  \
        const T *gs = (const T *)g + at, *ys = (const T *)y + at;                                          \
        T *r = (T *)out + at;                                                                              \
        double sum = 0;                                                                                    \
        for (ptrdiff_t i = 0; i < n; i++) sum += gs[i * inner];                                            \
        for (ptrdiff_t i = 0; i < n; i++) r[i * inner] = (T)(gs[i * inner] - exp(ys[i * inner]) * sum);    \
      }                                                                                                    \
    }                                                                                                      \
  }
MK_SOFTMAXES(f32, float)
MK_SOFTMAXES(f64, double)

static const mk_scan_fn scan_table[MK_SCAN_OPS][MK_TYPES] = {
  [MK_CUMSUM] = {cumsum_f32, cumsum_f64, cumsum_i32, cumsum_i64, cumsum_u8},
  [MK_CUMPROD] = {cumprod_f32, cumprod_f64, cumprod_i32, cumprod_i64, cumprod_u8},
  [MK_SOFTMAX] = {softmax_f32, softmax_f64},
  [MK_LOG_SOFTMAX] = {log_softmax_f32, log_softmax_f64},
};
static const mk_scan_gradient_fn scan_gradient_table[MK_SCAN_OPS][MK_TYPES] = {
  [MK_SOFTMAX] = {softmax_gradient_f32, softmax_gradient_f64},
  [MK_LOG_SOFTMAX] = {log_softmax_gradient_f32, log_softmax_gradient_f64},
};
