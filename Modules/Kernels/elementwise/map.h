#pragma once
#include "../common/vector.h"

// out[i] = expression of x = in[i], p and q. Cheap expressions, which the compiler vectorizes.
#define MK_UNARY_IN(name, R, T, expression)                                                                \
  static void name(void *out, const void *in, ptrdiff_t sx, ptrdiff_t n, double p, double q) {             \
    R *r = out;                                                                                            \
    const T *a = in;                                                                                       \
    (void)p, (void)q;                                                                                      \
    if (sx == 1) {                                                                                         \
      MK_EACH(i, n) { T x = a[i]; (void)x; r[i] = (R)(expression); }                                       \
    } else {                                                                                               \
      MK_EACH_STRIDED(i, n) { T x = a[i * sx]; (void)x; r[i] = (R)(expression); }                          \
    }                                                                                                      \
  }

// The same on Floats for functions that are long: 16 at a time, and the rest as if they were 16, so that the body
// stands in the code once and the last elements cost as little as the others.
#define MK_MAP_F32(name, expression)                                                                       \
  static void name(void *out, const void *in, ptrdiff_t sx, ptrdiff_t n, double p, double q) {             \
    float *r = out;                                                                                        \
    const float *a = in;                                                                                   \
    (void)p, (void)q;                                                                                      \
    const int streaming = streams(out, in, n * (ptrdiff_t)sizeof(float));                                  \
    while (n > 0) {                                                                                        \
      ptrdiff_t k = n < MK_LANES ? n : MK_LANES;                                                           \
      vf32 x = vf32_load_some(a, sx, k);                                                                   \
      vf32 y = (expression);                                                                               \
      if (streaming && k == MK_LANES)                                                                      \
        stream_f32(r, y);                                                                                  \
      else                                                                                                 \
        store_some_f32(r, y, k);                                                                           \
      r += k, a += k * sx, n -= k;                                                                         \
    }                                                                                                      \
    if (streaming) end_stream();                                                                           \
  }

// Through 16 doubles.
#define MK_MAP_WIDE(name, f) MK_MAP_F32(name, vf32_of(f(vf64_of(x))))
// Through doubles, by magnitude; the sign is that of x, for zeros too.
#define MK_MAP_ODD(name, f) MK_MAP_F32(name, __builtin_elementwise_copysign(vf32_of(f(vf64_of(x))), x))
