#pragma once
#include "../common/vector.h"

enum { MK_TRANSPOSE_BLOCK = 32 };

#define MK_TRANSPOSE(T)                                                                                    \
  static void transpose_##T(                                                                               \
    T *out, ptrdiff_t ldo, const T *x, ptrdiff_t ldx, ptrdiff_t rows, ptrdiff_t columns) {                 \
    for (ptrdiff_t r0 = 0; r0 < rows; r0 += MK_TRANSPOSE_BLOCK) {                                          \
      ptrdiff_t r1 = r0 + MK_TRANSPOSE_BLOCK < rows ? r0 + MK_TRANSPOSE_BLOCK : rows;                      \
      for (ptrdiff_t c0 = 0; c0 < columns; c0 += MK_TRANSPOSE_BLOCK) {                                     \
        ptrdiff_t c1 = c0 + MK_TRANSPOSE_BLOCK < columns ? c0 + MK_TRANSPOSE_BLOCK : columns;              \
        for (ptrdiff_t c = c0; c < c1; c++)                                                                \
          for (ptrdiff_t r = r0; r < r1; r++) out[c * ldo + r] = x[r * ldx + c];                           \
      }                                                                                                    \
    }                                                                                                      \
  }

MK_TRANSPOSE(uint8_t)
MK_TRANSPOSE(uint32_t)
MK_TRANSPOSE(uint64_t)

static void transpose(
  void *out, ptrdiff_t ldo, const void *x, ptrdiff_t ldx, ptrdiff_t rows, ptrdiff_t columns, size_t element) {
  switch (element) {
  case 1: transpose_uint8_t(out, ldo, x, ldx, rows, columns); return;
  case 4: transpose_uint32_t(out, ldo, x, ldx, rows, columns); return;
  default: transpose_uint64_t(out, ldo, x, ldx, rows, columns); return;
  }
}

#undef MK_TRANSPOSE
