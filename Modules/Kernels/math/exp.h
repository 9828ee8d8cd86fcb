#pragma once
#include "../common/vector.h"

// The exponential family on 16 doubles, to about 3e-10 relative: for results that are rounded to Float, where half an
// ULP is 6e-8. exp(x) = scale (1 + fraction), with scale a power of two and fraction = expm1 of a number within
// ±ln 2 / 2; keeping the two apart is what makes expm1 exact near 0.
typedef struct exp_parts {
  vf64 fraction, scale;
} exp_parts;

// 1.5 * 2^52: adding it rounds to an integer, which is then in the low bits.
#define MK_ROUNDING 0x1.8p52

MK_INLINE vu64 vf64_bits(vf64 x) { return __builtin_bit_cast(vu64, x); }
MK_INLINE vf64 vf64_from_bits(vu64 x) { return __builtin_bit_cast(vf64, x); }

// 2 ** k for whole k, given k + MK_ROUNDING, within the exponents of double.
MK_INLINE vf64 vf64_power_of_two(vf64 rounded) { return vf64_from_bits((vf64_bits(rounded) << 52) + (1023ull << 52)); }

// Limits keep 2 ** k a normal double; they are far outside the range of Float.
MK_INLINE vf64 vf64_limit_exponent(vf64 x) {
  x = x > 700.0 ? (vf64)700.0 : x;
  return x < -700.0 ? (vf64)-700.0 : x;
}

// expm1(r) for |r| <= ln 2 / 2.
MK_INLINE vf64 vf64_expm1_reduced(vf64 r) {
  vf64 q = r * 0x1.a1a13ab2591d3p-13 + 0x1.6d74434e12f17p-10;
  q = q * r + 0x1.11108fbcd7b04p-7;
  q = q * r + 0x1.5554ae2bc28eap-5;
  q = q * r + 0x1.55555588e97bap-3;
  q = q * r + 0x1.00000027aba8fp-1;
  return (q * r) * r + r;
}

MK_INLINE exp_parts vf64_exp_split(vf64 x) {
  x = vf64_limit_exponent(x);
  vf64 rounded = x * 0x1.71547652b82fep+0 + MK_ROUNDING;
  vf64 k = rounded - MK_ROUNDING;
  vf64 r = x - k * 0x1.62e42fefa39efp-1;
  return (exp_parts){vf64_expm1_reduced(r), vf64_power_of_two(rounded)};
}

MK_INLINE vf64 vf64_exp(vf64 x) {
  exp_parts e = vf64_exp_split(x);
  return e.fraction * e.scale + e.scale;
}

MK_INLINE vf64 vf64_expm1(vf64 x) {
  exp_parts e = vf64_exp_split(x);
  return e.fraction * e.scale + (e.scale - 1.0);
}

// 2 ** x
MK_INLINE vf64 vf64_exp2(vf64 x) {
  x = x > 1000.0 ? (vf64)1000.0 : x;
  x = x < -1000.0 ? (vf64)-1000.0 : x;
  vf64 rounded = x + MK_ROUNDING;
  vf64 r = (x - (rounded - MK_ROUNDING)) * 0x1.62e42fefa39efp-1;
  vf64 scale = vf64_power_of_two(rounded);
  return vf64_expm1_reduced(r) * scale + scale;
}

MK_INLINE vf64 vf64_sigmoid(vf64 x) { return 1.0 / (1.0 + vf64_exp(-x)); }

// expm1(-2|x|) / (expm1(-2|x|) + 2) = -tanh|x|
MK_INLINE vf64 vf64_tanh_magnitude(vf64 x) {
  vf64 e = vf64_expm1(-2.0 * __builtin_elementwise_abs(x));
  return -e / (e + 2.0);
}

MK_INLINE vf64 vf64_sinh_magnitude(vf64 x) {
  vf64 e = vf64_expm1(__builtin_elementwise_abs(x));
  return 0.5 * (e + e / (e + 1.0));
}

MK_INLINE vf64 vf64_cosh(vf64 x) {
  vf64 e = vf64_exp(__builtin_elementwise_abs(x));
  return 0.5 * (e + 1.0 / e);
}
