#pragma once
#include "types.h"

// Moving elements of 1, 4 or 8 bytes without looking at them.
void mk_copy(void *out, ptrdiff_t so, const void *x, ptrdiff_t sx, ptrdiff_t n, size_t element);
// Rows of `bytes` bytes; `so` and `sx` are the bytes from one to the next.
void mk_copy_rows(void *out, ptrdiff_t so, const void *x, ptrdiff_t sx, ptrdiff_t n, size_t bytes);
void mk_fill(void *out, ptrdiff_t so, const void *value, ptrdiff_t n, size_t element);
// out[c * ldo + r] = x[r * ldx + c], in blocks.
void mk_transpose(
  void *out, ptrdiff_t ldo, const void *x, ptrdiff_t ldx, ptrdiff_t rows, ptrdiff_t columns, size_t element);

// Rows by index: out row i = x row index[i]; rows of `bytes` bytes, `stride` bytes apart. Indices are valid already.
void mk_gather_rows(
  void *out, const void *x, size_t bytes, ptrdiff_t stride, const int32_t *index, ptrdiff_t n);
// The same from bytes to scaled floats: out = x * scale + offset.
void mk_gather_rows_u8_f32(
  float *out, const uint8_t *x, ptrdiff_t columns, ptrdiff_t stride, const int32_t *index, ptrdiff_t n, float scale,
  float offset);
// y row index[i] += x row i, in the order of i.
typedef void (*mk_scatter_add_fn)(
  void *y, ptrdiff_t stride, const void *x, ptrdiff_t columns, const int32_t *index, ptrdiff_t n);
mk_scatter_add_fn mk_scatter_add(mk_type type);
// Along one axis: out[i] = x[index[i] * sx]; y[index[i] * sy] += x[i].
void mk_gather(void *out, const void *x, ptrdiff_t sx, const int32_t *index, ptrdiff_t si, ptrdiff_t n, size_t element);
