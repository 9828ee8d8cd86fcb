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

// expm1(r) for |r| <= ln 2 / 2. By Estrin's scheme: what such a function costs is the length of its chain, of which the
// processor keeps only two or three in flight.
MK_INLINE vf64 vf64_expm1_reduced(vf64 r) {
  vf64 square = r * r;
  vf64 high = r * 0x1.a1a13ab2591d3p-13 + 0x1.6d74434e12f17p-10;
  vf64 middle = r * 0x1.11108fbcd7b04p-7 + 0x1.5554ae2bc28eap-5;
  vf64 low = r * 0x1.55555588e97bap-3 + 0x1.00000027aba8fp-1;
  return ((high * square + middle) * square + low) * square + r;
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

// n / d to about 4e-9 relative, for 1 <= d < 1e306. Two divisions of 512 bits take 32 cycles, which is more than all
// else; an estimate of 14 bits and one of Newton's steps take 9.
MK_INLINE vf64 vf64_quotient(vf64 n, vf64 d) {
#ifdef MK_AVX512
  typedef double raw __attribute__((vector_size(64)));
  struct {
    raw low, high;
  } parts = __builtin_bit_cast(__typeof__(parts), d);
  parts.low = __builtin_ia32_rcp14pd512_mask(parts.low, (raw){0}, 255);
  parts.high = __builtin_ia32_rcp14pd512_mask(parts.high, (raw){0}, 255);
  vf64 estimate = __builtin_bit_cast(vf64, parts), q = n * estimate;
  return (n - d * q) * estimate + q;
#else
  return n / d;
#endif
}

MK_INLINE vf64 vf64_sigmoid(vf64 x) { return vf64_quotient(1.0, 1.0 + vf64_exp(-x)); }

// With e = expm1(-2|x|), -e / (e + 2) = tanh|x|; from 20 on that is 1. The sign is that of x.
MK_INLINE vf32 vf32_tanh(vf32 x) {
  vf32 a = __builtin_elementwise_abs(x);
  a = 20.0f < a ? (vf32)20.0f : a;
  vf64 s = vf64_of(a + a);
  vf64 rounded = s * -0x1.71547652b82fep+0 + MK_ROUNDING;
  vf64 k = rounded - MK_ROUNDING, scale = vf64_power_of_two(rounded);
  vf64 e = vf64_expm1_reduced(-(k * 0x1.62e42fefa39efp-1) - s) * scale + (scale - 1.0);
  return __builtin_elementwise_copysign(vf32_of(vf64_quotient(e, e + 2.0)), x);
}

MK_INLINE vf64 vf64_sinh_magnitude(vf64 x) {
  vf64 e = vf64_expm1(__builtin_elementwise_abs(x));
  return 0.5 * (e + e / (e + 1.0));
}

MK_INLINE vf64 vf64_cosh(vf64 x) {
  vf64 e = vf64_exp(__builtin_elementwise_abs(x));
  return 0.5 * (e + 1.0 / e);
}
