#pragma once
#include "../math/exp.h"
#include "rows.h"

// Sums of exp(x - m), the kernel of log-sum-exp and softmax. `out` may be null.
static double exp_f32_row(float *out, const float *p, ptrdiff_t n, double m) {
  vf64 sum = 0;
  for (ptrdiff_t i = 0; i < n; i += MK_LANES) {
    ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;
    vf32 x = vf32_load_some(p + i, 1, k);
    vf64 e = vf64_exp(vf64_of(x) - m);
    if (out) store_some_f32(out + i, vf32_of(e), k);
    vf64 with = sum + e;
    sum = k == MK_LANES ? with : __builtin_convertvector(first_lanes(k), vi64) ? with : sum;
  }
  return MK_FOLD_LANES(sum, MK_PLUS);
}

static double exp_f64_row(double *out, const double *p, ptrdiff_t n, double m) {
  double total = 0;
  for (ptrdiff_t i = 0; i < n; i += MK_ROW_BLOCK) {
    ptrdiff_t k = n - i < MK_ROW_BLOCK ? n - i : MK_ROW_BLOCK;
    double sum = 0;
    for (ptrdiff_t j = i; j < i + k; j++) {
      double e = exp(p[j] - m);
      if (out) out[j] = e;
      sum += e;
    }
    total += sum;
  }
  return total;
}

// One row of a tile of columns: out[w] = exp(p[w] - m[w]), added to sum[w].
static void exp_f32_tile(float *out, const float *p, const float *m, double *sum, ptrdiff_t width) {
  for (ptrdiff_t w = 0; w < width; w += MK_LANES) {
    ptrdiff_t k = width - w < MK_LANES ? width - w : MK_LANES;
    vf32 x = vf32_load_some(p + w, 1, k);
    vf64 s, e = vf64_exp(vf64_of(x) - vf64_of(vf32_load(m + w)));
    if (out) store_some_f32(out + w, vf32_of(e), k);
    memcpy(&s, sum + w, sizeof s);
    s += e;
    memcpy(sum + w, &s, sizeof s);
  }
}

static void exp_f64_tile(double *out, const double *p, const double *m, double *sum, ptrdiff_t width) {
  for (ptrdiff_t w = 0; w < width; w++) {
    double e = exp(p[w] - m[w]);
    if (out) out[w] = e;
    sum[w] += e;
  }
}

// r[i] times one scale, or each times its own.
static void scale_f32_row(float *r, ptrdiff_t n, double scale) {
  const float factor = (float)scale;
  MK_EACH(i, n) r[i] *= factor;
}

static void scale_f32_tile(float *r, ptrdiff_t n, const double *scale) {
  for (ptrdiff_t i = 0; i < n; i += MK_LANES) {
    ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;
    vf64 s;
    memcpy(&s, scale + i, sizeof s);
    store_some_f32(r + i, vf32_of(vf64_of(load_some_f32(r + i, k)) * s), k);
  }
}

static void scale_f64_row(double *r, ptrdiff_t n, double scale) { MK_EACH(i, n) r[i] *= scale; }
static void scale_f64_tile(double *r, ptrdiff_t n, const double *scale) { MK_EACH(i, n) r[i] *= scale[i]; }

// The sum of g y.
static double dot_f32_row(const float *g, const float *y, ptrdiff_t n) {
  vf64 sum = 0;
  for (ptrdiff_t i = 0; i < n; i += MK_LANES) {
    ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;
    vf64 a = vf64_of(vf32_load_some(g + i, 1, k));
    vf64 b = vf64_of(vf32_load_some(y + i, 1, k));
    sum += a * b;
  }
  return MK_FOLD_LANES(sum, MK_PLUS);
}

static double dot_f64_row(const double *g, const double *y, ptrdiff_t n) {
  double total = 0;
  for (ptrdiff_t i = 0; i < n; i += MK_ROW_BLOCK) {
    ptrdiff_t k = n - i < MK_ROW_BLOCK ? n - i : MK_ROW_BLOCK;
    double sum = 0;
    for (ptrdiff_t j = i; j < i + k; j++) sum += g[j] * y[j];
    total += sum;
  }
  return total;
}

// out = g - exp(y) sum
static void log_softmax_back_f32(float *out, const float *g, const float *y, ptrdiff_t n, double sum) {
  for (ptrdiff_t i = 0; i < n; i += MK_LANES) {
    ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;
    vf64 a = vf64_of(vf32_load_some(g + i, 1, k));
    vf64 b = vf64_of(vf32_load_some(y + i, 1, k));
    store_some_f32(out + i, vf32_of(a - vf64_exp(b) * sum), k);
  }
}

static void log_softmax_back_f64(double *out, const double *g, const double *y, ptrdiff_t n, double sum) {
  for (ptrdiff_t i = 0; i < n; i++) out[i] = g[i] - exp(y[i]) * sum;
}

static void log_softmax_back_tile_f32(float *out, const float *g, const float *y, ptrdiff_t n, const double *sum) {
  for (ptrdiff_t i = 0; i < n; i += MK_LANES) {
    ptrdiff_t k = n - i < MK_LANES ? n - i : MK_LANES;
    vf64 s, a = vf64_of(vf32_load_some(g + i, 1, k));
    vf64 b = vf64_of(vf32_load_some(y + i, 1, k));
    memcpy(&s, sum + i, sizeof s);
    store_some_f32(out + i, vf32_of(a - vf64_exp(b) * s), k);
  }
}

static void log_softmax_back_tile_f64(
  double *out, const double *g, const double *y, ptrdiff_t n, const double *sum) {
  for (ptrdiff_t i = 0; i < n; i++) out[i] = g[i] - exp(y[i]) * sum[i];
}
