#pragma once
#include "exp.h"

// Sine and cosine of the angle less its multiple of π/2, with that multiple in the low bits of `quadrant`.
typedef struct sine_cosine {
  vf64 sine, cosine;
  vu64 quadrant;
} sine_cosine;

MK_INLINE vf64 vf64_sine_reduced(vf64 r) {
  vf64 z = r * r;
  vf64 q = z * 0x1.6cd98da3583ffp-19 + -0x1.a00fa3e5d1b25p-13;
  q = q * z + 0x1.111108a059a3fp-7;
  q = q * z + -0x1.5555554ccd723p-3;
  return (q * z) * r + r;
}

MK_INLINE vf64 vf64_cosine_reduced(vf64 r) {
  vf64 z = r * r;
  vf64 q = z * 0x1.9a06783f00c47p-16 + -0x1.6c0c9c89ddcb7p-10;
  q = q * z + 0x1.55554ad541768p-5;
  q = q * z + -0.5;
  return q * z + 1.0;
}

// For |x| up to MK_TRIGONOMETRY_LIMIT: π/2 is taken off in two parts, of which the first has 25 bits, so that its
// multiples are exact.
#define MK_TRIGONOMETRY_LIMIT 0x1p25f
MK_INLINE sine_cosine vf64_sine_cosine(vf64 x) {
  vf64 rounded = x * 0x1.45f306dc9c883p-1 + MK_ROUNDING;
  vf64 k = rounded - MK_ROUNDING;
  vf64 r = (x - k * 0x1.921fb50000000p+0) - k * 0x1.110b4611a6263p-26;
  return (sine_cosine){vf64_sine_reduced(r), vf64_cosine_reduced(r), vf64_bits(rounded)};
}

MK_INLINE vf64 vf64_sine_of(sine_cosine s, vu64 quadrant) {
  vf64 r = (quadrant & 1) != 0 ? s.cosine : s.sine;
  return vf64_from_bits(vf64_bits(r) ^ ((quadrant & 2) << 62));
}

MK_INLINE vf64 vf64_sin(vf64 x) {
  sine_cosine s = vf64_sine_cosine(x);
  return vf64_sine_of(s, s.quadrant);
}

MK_INLINE vf64 vf64_cos(vf64 x) {
  sine_cosine s = vf64_sine_cosine(x);
  return vf64_sine_of(s, s.quadrant + 1);
}

MK_INLINE vf64 vf64_tan(vf64 x) {
  sine_cosine s = vf64_sine_cosine(x);
  return vf64_sine_of(s, s.quadrant) / vf64_sine_of(s, s.quadrant + 1);
}

// Beyond the limit the C library reduces the angle: rare, and one lane at a time.
#define MK_HUGE_ANGLES(x, f)                                                                               \
  if (__builtin_reduce_max(__builtin_elementwise_abs(x)) > MK_TRIGONOMETRY_LIMIT) {                        \
    for (int i = 0; i < MK_LANES; i++) (x)[i] = (float)f((double)(x)[i]);                                  \
    return x;                                                                                              \
  }

MK_INLINE vf32 vf32_sin(vf32 x) {
  MK_HUGE_ANGLES(x, sin)
  vf32 y = vf32_of(vf64_sin(vf64_of(x)));
  return x == 0.0f ? x : y;
}

MK_INLINE vf32 vf32_cos(vf32 x) {
  MK_HUGE_ANGLES(x, cos)
  return vf32_of(vf64_cos(vf64_of(x)));
}

MK_INLINE vf32 vf32_tan(vf32 x) {
  MK_HUGE_ANGLES(x, tan)
  vf32 y = vf32_of(vf64_tan(vf64_of(x)));
  return x == 0.0f ? x : y;
}
