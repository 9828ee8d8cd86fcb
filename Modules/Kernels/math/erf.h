#pragma once
#include "exp.h"

// erf and erfc on 16 doubles. erfc(z) = exp(-z z) times a smooth function, whose polynomial in (z - 3) / (z + 3) is
// good to 6e-10 relative up to z = 10.2, where erfc is below the smallest Float.
MK_INLINE vf64 vf64_erfc_scaled(vf64 z) {
  // Both quotients, by z + 3 and by 1 + 2 z, from one division.
  vf64 a = z + 3.0, b = 1.0 + 2.0 * z, r = 1.0 / (a * b);
  vf64 t = (z - 3.0) * (b * r);
  vf64 q = t * 0x1.2751b443603c7p-15 + -0x1.7fe9b63e31ee8p-13;
  q = q * t + -0x1.84d29ef63d5d4p-11;
  q = q * t + 0x1.ff4a1ad2e8cffp-10;
  q = q * t + 0x1.4b96e92005a19p-9;
  q = q * t + -0x1.85bd0f66c872fp-6;
  q = q * t + 0x1.17c7f8353adf2p-4;
  q = q * t + -0x1.e8895be89015ap-4;
  q = q * t + 0x1.0983890dad096p-3;
  q = q * t + -0x1.85a18c9de0780p-5;
  q = q * t + -0x1.15c0859da7305p-3;
  q = q * t + 0x1.40c522dacc8e9p+0;
  return q * (a * r);
}

// z >= 0; beyond 26 the argument is cut, which keeps infinity out of the quotient.
MK_INLINE vf64 vf64_erfc_positive(vf64 z) {
  z = z > 26.0 ? (vf64)26.0 : z;
  return vf64_erfc_scaled(z) * vf64_exp(-(z * z));
}

MK_INLINE vf64 vf64_erf_magnitude(vf64 x) {
  vf64 a = __builtin_elementwise_abs(x), z = a * a;
  vf64 q = z * 0x1.729e96e87dd38p-14 + -0x1.b03d01ddd4308p-11;
  q = q * z + 0x1.5565884fb91b5p-8;
  q = q * z + -0x1.b81d6a847efd8p-6;
  q = q * z + 0x1.ce2eaa18fd42fp-4;
  q = q * z + -0x1.8127455341918p-2;
  q = q * z + 0x1.20dd750381eb8p+0;
  return a < 0.84375 ? q * a : 1.0 - vf64_erfc_positive(a);
}

#define MK_SQRT_HALF 0x1.6a09e667f3bcdp-1

// The normal distribution: how much lies below x, with relative accuracy in both tails, and the density at x.
typedef struct normal_values {
  vf64 below, density;
} normal_values;

MK_INLINE normal_values vf64_normal(vf64 x) {
  vf64 z = __builtin_elementwise_abs(x) * MK_SQRT_HALF;
  z = z > 26.0 ? (vf64)26.0 : z;
  vf64 e = vf64_exp(-(z * z));
  vf64 tail = 0.5 * (vf64_erfc_scaled(z) * e);
  return (normal_values){x < 0.0 ? tail : 1.0 - tail, 0.39894228040143267794 * e};
}
