#pragma once
#include "../common/vector.h"

// Scalar functions in double.
MK_INLINE double sigmoid_of(double x) {
  double e = exp(-fabs(x));
  return x != x ? x : (x >= 0 ? 1 : e) / (1 + e);
}
MK_INLINE double silu_of(double x) { return x * sigmoid_of(x); }
MK_INLINE double softplus_of(double x) { return (x > 0 ? x : x != x ? x : 0) + log1p(exp(-fabs(x))); }
MK_INLINE double gelu_of(double x) { return 0.5 * x * erfc(-x * 0.70710678118654752440); }
MK_INLINE double gelu_tanh_of(double x) {
  // 0.5 (1 + tanh u) = sigmoid(2u), which does not cancel.
  return x * sigmoid_of(1.59576912160573071175978 * (x + 0.044715 * x * x * x));
}
MK_INLINE double elu_of(double x, double alpha) { return x > 0 ? x : alpha * expm1(x); }
MK_INLINE double clamp_of(double x, double low, double high) {
  double r = x < low ? low : x;
  r = r > high ? high : r;
  return low != low || high != high ? NAN : r;
}
