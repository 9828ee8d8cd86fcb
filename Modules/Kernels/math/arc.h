#pragma once
#include "exp.h"

#define MK_PI 0x1.921fb54442d18p+1

// asin(x) for 0 <= x <= 1/2, given z = x x, to 3e-10 relative.
MK_INLINE vf64 vf64_asin_reduced(vf64 x, vf64 z) {
  vf64 q = z * 0x1.330e157cea958p-5 + 0x1.da121128d52ddp-7;
  q = q * z + 0x1.047e182a2687dp-5;
  q = q * z + 0x1.6cb1c75cd152ep-5;
  q = q * z + 0x1.33386241e5933p-4;
  q = q * z + 0x1.55554cb2fe2bep-3;
  return (q * z) * x + x;
}

// asin|x|: beyond 1/2 it is π/2 - 2 asin sqrt((1 - |x|) / 2). Beyond 1 the root gives NaN.
MK_INLINE vf64 vf64_asin_magnitude(vf64 x) {
  vf64 a = __builtin_elementwise_abs(x);
  vf64 z_far = 0.5 - 0.5 * a;
  vf64 z = a > 0.5 ? z_far : a * a;
  vf64 s = vf64_asin_reduced(a > 0.5 ? __builtin_elementwise_sqrt(z) : a, z);
  return a > 0.5 ? MK_PI / 2 - (s + s) : s;
}

MK_INLINE vf64 vf64_acos(vf64 x) {
  vf64 a = __builtin_elementwise_abs(x);
  vf64 z_far = 0.5 - 0.5 * a;
  vf64 z = a > 0.5 ? z_far : a * a;
  vf64 s = vf64_asin_reduced(a > 0.5 ? __builtin_elementwise_sqrt(z) : x, z);
  vf64 far = x < 0.0 ? MK_PI - (s + s) : s + s;
  return a > 0.5 ? far : MK_PI / 2 - s;
}

// atan(x) for 0 <= x <= 1, to 4e-10 relative.
MK_INLINE vf64 vf64_atan_reduced(vf64 x) {
  vf64 z = x * x;
  vf64 q = z * 0x1.2a843d396370fp-10 + -0x1.e7c07afd8c82ap-8;
  q = q * z + 0x1.759e2ff379e69p-6;
  q = q * z + -0x1.70a299ad4a33ap-5;
  q = q * z + 0x1.15085fff7c833p-4;
  q = q * z + -0x1.694b51c96dc54p-4;
  q = q * z + 0x1.c50c7607a42b8p-4;
  q = q * z + -0x1.247574c89885ep-3;
  q = q * z + 0x1.9998069df963ap-3;
  q = q * z + -0x1.5555518629e2bp-2;
  return (q * z) * x + x;
}

MK_INLINE vf64 vf64_atan_magnitude(vf64 x) {
  vf64 a = __builtin_elementwise_abs(x);
  vf64 r = vf64_atan_reduced(a > 1.0 ? 1.0 / a : a);
  return a > 1.0 ? MK_PI / 2 - r : r;
}

// The angle of (x, y) from the larger of the two; C99's values for zeros and infinities.
MK_INLINE vf32 vf32_atan2(vf32 y32, vf32 x32) {
  vf64 y = vf64_of(y32), x = vf64_of(x32);
  vf64 a = __builtin_elementwise_abs(y), b = __builtin_elementwise_abs(x);
  vf64 high = a > b ? a : b, low = a > b ? b : a;
  vf64 ratio = low / high;
  ratio = high == 0.0 ? (vf64)0.0 : ratio;
  ratio = low == (double)INFINITY ? (vf64)1.0 : ratio;
  vf64 r = vf64_atan_reduced(ratio);
  r = a > b ? MK_PI / 2 - r : r;
  r = __builtin_elementwise_copysign((vf64)1.0, x) < 0.0 ? MK_PI - r : r;
  r = ((x != x) | (y != y)) ? x + y : r;
  return __builtin_elementwise_copysign(vf32_of(r), y32);
}
