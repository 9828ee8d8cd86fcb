#pragma once
#include "exp.h"

// Logarithms on 16 doubles. x = 2 ** k * m with m in [sqrt 1/2, sqrt 2); log m by the series of atanh, to 3e-14
// relative, so that pow may multiply it by a large exponent.
typedef struct log_parts {
  vf64 k, log_m;
} log_parts;

// x positive and normal.
MK_INLINE log_parts vf64_log_split(vf64 x) {
  vu64 shifted = vf64_bits(x) + (0x3ff0000000000000ull - 0x3fe6a09e667f3bcdull);
  vf64 k = vf64_from_bits((shifted >> 52) | 0x4330000000000000ull) - (0x1p52 + 1023);
  vf64 m = vf64_from_bits((shifted & 0x000fffffffffffffull) + 0x3fe6a09e667f3bcdull);
  vf64 s = (m - 1.0) / (m + 1.0), z = s * s;
  vf64 q = z * 0x1.910e544560172p-4 + 0x1.c62bc29391742p-4;
  q = q * z + 0x1.24940f2694746p-3;
  q = q * z + 0x1.999996b25adc4p-3;
  q = q * z + 0x1.5555555619702p-2;
  vf64 twice = s + s;
  return (log_parts){k, (q * z) * twice + twice};
}

// x positive and normal.
MK_INLINE vf64 vf64_log_positive(vf64 x) {
  log_parts l = vf64_log_split(x);
  return l.k * 0x1.62e42fefa39efp-1 + l.log_m;
}

// The values that have no k and m: 0, negative numbers, infinity, NaN.
MK_INLINE vf64 vf64_log_special(vf64 x, vf64 result) {
  result = x < (double)INFINITY ? result : x;
  vf64 below = x == 0.0 ? (vf64)-INFINITY : (vf64)NAN;
  return x > 0.0 ? result : below;
}

MK_INLINE vf64 vf64_log(vf64 x) { return vf64_log_special(x, vf64_log_positive(x)); }

MK_INLINE vf64 vf64_log2(vf64 x) {
  log_parts l = vf64_log_split(x);
  return vf64_log_special(x, l.log_m * 0x1.71547652b82fep+0 + l.k);
}

MK_INLINE vf64 vf64_log10(vf64 x) {
  log_parts l = vf64_log_split(x);
  return vf64_log_special(x, l.log_m * 0x1.bcb7b1526e50ep-2 + l.k * 0x1.34413509f79ffp-2);
}

// log(1 + x); what the sum 1 + x loses is added again, which matters only where the logarithm is about x.
MK_INLINE vf64 vf64_log1p(vf64 x) {
  vf64 u = 1.0 + x;
  vf64 lost = x < 1.0 ? x - (u - 1.0) : (vf64)0.0;
  return vf64_log_special(u, vf64_log_positive(u) + lost);
}

MK_INLINE vf64 vf64_softplus(vf64 x) {
  vf64 u = vf64_exp(-__builtin_elementwise_abs(x));
  vf64 sum = 1.0 + u;
  vf64 tail = vf64_log_positive(sum) + (u - (sum - 1.0));
  return (x < 0.0 ? (vf64)0.0 : x) + tail;
}
