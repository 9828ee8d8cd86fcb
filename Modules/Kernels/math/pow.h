#pragma once
#include "log.h"

// x ** y for Floats with the special values of C99 (annex F.10.4.4).
MK_INLINE vf64 vf64_log2_magnitude(vf64 x) {
  vf64 a = __builtin_elementwise_abs(x);
  log_parts l = vf64_log_split(a);
  vf64 r = l.log_m * 0x1.71547652b82fep+0 + l.k;
  r = a < (double)INFINITY ? r : a;
  return a == 0.0 ? (vf64)-INFINITY : r;
}

MK_INLINE vf64 vf64_pow(vf64 x, vf64 y) {
  vf64 r = vf64_exp2(y * vf64_log2_magnitude(x));
  vf64 half = 0.5 * y;
  vi64 whole = __builtin_elementwise_floor(y) == y;
  vi64 odd = whole & (__builtin_elementwise_floor(half) != half);
  vi64 negative = __builtin_elementwise_copysign((vf64)1.0, x) < 0.0;
  r = negative & odd ? -r : r;
  r = (x < 0.0) & (x > -(double)INFINITY) & ~whole ? (vf64)NAN : r;
  vi64 one = (x == 1.0) | (y == 0.0);
  one |= (x == -1.0) & (__builtin_elementwise_abs(y) == (double)INFINITY);
  return one ? (vf64)1.0 : r;
}
