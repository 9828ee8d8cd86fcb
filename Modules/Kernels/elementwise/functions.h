#pragma once
#include "../common/vector.h"

#define MK_GELU_SLOPE 1.5957691216057307117  // 2 sqrt(2 / π)
#define MK_GELU_CUBIC 0.044715

// Scalar functions in double that the C library has not.
MK_INLINE double sigmoid_of(double x) {
  double e = exp(-fabs(x));
  return x != x ? x : (x >= 0 ? 1 : e) / (1 + e);
}
MK_INLINE double silu_of(double x) { return x * sigmoid_of(x); }
MK_INLINE double softplus_of(double x) { return (x > 0 ? x : x != x ? x : 0) + log1p(exp(-fabs(x))); }
// erfc(-x / sqrt 2); what is lost in rounding the argument, which erfc would magnify in the tail, is made good by its
// derivative.
MK_INLINE double twice_normal_below(double x) {
  double z = -x * 0x1.6a09e667f3bcdp-1;
  double lost = fabs(z) < 30 ? fma(-x, 0x1.6a09e667f3bcdp-1, -z) + x * 0x1.bdd3413b26456p-55 : 0;
  return erfc(z) - 1.1283791670955125739 * exp(-z * z) * lost;
}
MK_INLINE double gelu_of(double x) { return 0.5 * x * twice_normal_below(x); }
// 0.5 (1 + tanh u) = sigmoid(2u), which does not cancel.
MK_INLINE double gelu_tanh_of(double x) {
  return x * sigmoid_of(MK_GELU_SLOPE * (x + MK_GELU_CUBIC * x * x * x));
}
MK_INLINE double elu_of(double x, double alpha) { return x > 0 ? x : alpha * expm1(x); }
MK_INLINE double clamp_of(double x, double low, double high) {
  double r = x < low ? low : x;
  r = r > high ? high : r;
  return low != low || high != high ? (double)NAN : r;
}
MK_INLINE double pow_of(double x, double p) {
  return p == 2 ? x * x : p == 3 ? x * x * x : p == -1 ? 1 / x : p == 0.5 ? sqrt(x) : pow(x, p);
}
