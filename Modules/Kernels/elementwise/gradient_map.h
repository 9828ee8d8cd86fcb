#pragma once
#include "../common/vector.h"

// out[i] = expression of g = upstream[i], x = in[i], y = f(x), p and q; all contiguous.
#define MK_GRADIENT(name, T, expression)                                                                   \
  static void name(                                                                                        \
    void *out, const void *upstream, const void *in, const void *forward, ptrdiff_t n, double p, double q) {\
    T *r = out;                                                                                            \
    const T *gs = upstream, *xs = in, *ys = forward;                                                       \
    (void)p, (void)q;                                                                                      \
    MK_EACH(i, n) {                                                                                        \
      T g = gs[i], x = xs[i], y = ys[i];                                                                   \
      (void)g, (void)x, (void)y;                                                                           \
      r[i] = (T)(expression);                                                                              \
    }                                                                                                      \
  }

// g times a slope that is a long function of x, 16 Floats at a time.
#define MK_GRADIENT_MAP_F32(name, slope)                                                                   \
  static void name(                                                                                        \
    void *out, const void *upstream, const void *in, const void *forward, ptrdiff_t n, double p, double q) {\
    float *r = out;                                                                                        \
    const float *gs = upstream, *xs = in;                                                                  \
    (void)forward, (void)p, (void)q;                                                                       \
    while (n > 0) {                                                                                        \
      ptrdiff_t k = n < MK_LANES ? n : MK_LANES;                                                           \
      vf32 x = vf32_load_some(xs, 1, k);                                                                   \
      vf32 g = vf32_load_some(gs, 1, k);                                                                   \
      store_some_f32(r, g * (slope), k);                                                                   \
      r += k, gs += k, xs += k, n -= k;                                                                    \
    }                                                                                                      \
  }
