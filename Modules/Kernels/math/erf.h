#pragma once
#include "exp.h"

// erf and erfc on 16 doubles. erfc(z) = exp(-z z) times a smooth function, whose polynomial in (z - 3) / (z + 3) is
// good to 6e-10 relative up to z = 10.2, where erfc is below the smallest Float.
MK_INLINE vf64 vf64_erfc_scaled(vf64 z) {
  vf64 t = (z - 3.0) / (z + 3.0);
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
  return q / (1.0 + 2.0 * z);
}

// z >= 0; beyond 26 the argument is cut, which keeps infinity out of the quotient.
MK_INLINE vf64 vf64_erfc_positive(vf64 z) {
  z = z > 26.0 ? (vf64)26.0 : z;
  return vf64_erfc_scaled(z) * vf64_exp(-(z * z));
}

MK_INLINE vf64 vf64_erfc(vf64 z) {
  vf64 r = vf64_erfc_positive(__builtin_elementwise_abs(z));
  return z < 0.0 ? 2.0 - r : r;
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

// The distribution function of the normal distribution, relative accuracy in both tails.
MK_INLINE vf64 vf64_normal_below(vf64 x) { return 0.5 * vf64_erfc(x * -MK_SQRT_HALF); }
MK_INLINE vf64 vf64_normal_density(vf64 x) { return 0x1.9884533d43651p-2 * vf64_exp(-0.5 * (x * x)); }
