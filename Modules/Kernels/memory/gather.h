#pragma once
#include "../common/vector.h"

// Which row comes next only the index tells, so rows are asked for ahead of their turn, into the second cache: about this
// many bytes, for a core has only so many lines on their way.
enum { MK_AHEAD = 6144 };
MK_INLINE void ask_for(const void *line) { __builtin_prefetch(line, 0, 2); }
MK_INLINE ptrdiff_t rows_ahead(size_t bytes) { return 1 + (ptrdiff_t)(MK_AHEAD / (bytes + 64)); }

MK_INLINE void copy_row(char *to, const char *row, const char *later, size_t bytes) {
  size_t at = 0;
  for (; at + 64 <= bytes; at += 64) {
    ask_for(later + at);
    memcpy(to + at, row + at, 64);
  }
  if (at < bytes) {
    ask_for(later + at);
    memcpy(to + at, row + at, bytes - at);
  }
}

static void gather_rows(
  void *out, const void *x, size_t bytes, ptrdiff_t stride, const int32_t *index, ptrdiff_t n) {
  const ptrdiff_t ahead = rows_ahead(bytes);
  for (ptrdiff_t i = 0; i < n; i++) {
    const char *later = (const char *)x + index[i + ahead < n ? i + ahead : n - 1] * stride;
    copy_row((char *)out + (size_t)i * bytes, (const char *)x + index[i] * stride, later, bytes);
  }
}

static void copy_rows(void *out, ptrdiff_t so, const void *x, ptrdiff_t sx, ptrdiff_t n, size_t bytes) {
  const ptrdiff_t ahead = rows_ahead(bytes);
  for (ptrdiff_t i = 0; i < n; i++) {
    const char *later = (const char *)x + (i + ahead < n ? i + ahead : n - 1) * sx;
    copy_row((char *)out + i * so, (const char *)x + i * sx, later, bytes);
  }
}

static void gather_rows_u8_f32(
  float *out, const uint8_t *x, ptrdiff_t columns, ptrdiff_t stride, const int32_t *index, ptrdiff_t n, float scale,
  float offset) {
  const ptrdiff_t ahead = rows_ahead((size_t)columns);
  // The first rows, which no turn asks for in time.
  for (ptrdiff_t i = 0; i < ahead && i < n; i++)
    for (ptrdiff_t from = 0; from < columns; from += 64) ask_for(x + index[i] * stride + from);
  for (ptrdiff_t i = 0; i < n; i++) {
    const uint8_t *row = x + index[i] * stride;
    const uint8_t *later = x + index[i + ahead < n ? i + ahead : n - 1] * stride;
    float *to = out + i * columns;
    for (ptrdiff_t from = 0; from < columns; from += 64) {
      const ptrdiff_t some = columns - from < 64 ? columns - from : 64;
      ask_for(later + from);
      MK_EACH(c, some) to[from + c] = row[from + c] * scale + offset;
    }
  }
}

#define MK_GATHER(T)                                                                                       \
  {                                                                                                        \
    T *y = out;                                                                                            \
    const T *a = x;                                                                                        \
    MK_EACH_STRIDED(i, n) y[i] = a[index[i * si] * sx];                                                    \
    return;                                                                                                \
  }

static void gather(
  void *out, const void *x, ptrdiff_t sx, const int32_t *index, ptrdiff_t si, ptrdiff_t n, size_t element) {
  switch (element) {
  case 1: MK_GATHER(uint8_t)
  case 4: MK_GATHER(uint32_t)
  default: MK_GATHER(uint64_t)
  }
}

#define MK_SCATTER_ADD(T, U)                                                                               \
  static void scatter_add_##T(                                                                             \
    void *y, ptrdiff_t stride, const void *x, ptrdiff_t columns, const int32_t *index, ptrdiff_t n) {      \
    const T *from = x;                                                                                     \
    for (ptrdiff_t i = 0; i < n; i++, from += columns) {                                                   \
      T *to = (T *)y + index[i] * stride;                                                                  \
      MK_EACH(c, columns) to[c] = (T)((U)to[c] + (U)from[c]);                                              \
    }                                                                                                      \
  }

MK_SCATTER_ADD(float, float)
MK_SCATTER_ADD(double, double)
MK_SCATTER_ADD(int32_t, uint32_t)
MK_SCATTER_ADD(int64_t, uint64_t)
MK_SCATTER_ADD(uint8_t, uint8_t)

static const mk_scatter_add_fn scatter_add_table[MK_TYPES] = {
  [MK_F32] = scatter_add_float,
  [MK_F64] = scatter_add_double,
  [MK_I32] = scatter_add_int32_t,
  [MK_I64] = scatter_add_int64_t,
  [MK_U8] = scatter_add_uint8_t,
};

#undef MK_GATHER
#undef MK_SCATTER_ADD
