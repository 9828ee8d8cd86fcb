#pragma once
#include "../common/vector.h"

// In tiles, so that the lines read and the lines written stay in the cache until they are used whole.
enum { MK_TILE_ROWS = 128, MK_TILE_COLUMNS = 64 };

// One square at an edge, or of elements that have no square of registers.
#define MK_TRANSPOSE_SQUARE(T)                                                                             \
  MK_INLINE void transpose_square_##T(                                                                     \
    T *out, ptrdiff_t ldo, const T *x, ptrdiff_t ldx, ptrdiff_t rows, ptrdiff_t columns) {                 \
    for (ptrdiff_t c = 0; c < columns; c++) MK_EACH_STRIDED(r, rows) out[c * ldo + r] = x[r * ldx + c];    \
  }
MK_TRANSPOSE_SQUARE(uint8_t)
MK_TRANSPOSE_SQUARE(uint64_t)

#ifdef MK_AVX512
#define MK_WORDS_SIDE 16
// 16 x 16 in registers: pairs, then fours of elements change places, then the 128-bit parts.
#define MK_SHUFFLE4(a, b, i, j, k, l)                                                                      \
  __builtin_shufflevector(                                                                                 \
    a, b, i, j, k, l, (i) + 4, (j) + 4, (k) + 4, (l) + 4, (i) + 8, (j) + 8, (k) + 8, (l) + 8, (i) + 12,    \
    (j) + 12, (k) + 12, (l) + 12)
#define MK_EVEN_PARTS(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)
#define MK_ODD_PARTS(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31)
MK_INLINE void transpose_registers(uint32_t *out, ptrdiff_t ldo, const uint32_t *x, ptrdiff_t ldx) {
  vu32 a[16], b[16];
  for (int i = 0; i < 16; i++) memcpy(&a[i], x + i * ldx, sizeof a[i]);
  for (int i = 0; i < 16; i += 2) {
    b[i] = MK_SHUFFLE4(a[i], a[i + 1], 0, 16, 1, 17);
    b[i + 1] = MK_SHUFFLE4(a[i], a[i + 1], 2, 18, 3, 19);
  }
  for (int i = 0; i < 16; i += 4) {
    a[i] = MK_SHUFFLE4(b[i], b[i + 2], 0, 1, 16, 17);
    a[i + 1] = MK_SHUFFLE4(b[i], b[i + 2], 2, 3, 18, 19);
    a[i + 2] = MK_SHUFFLE4(b[i + 1], b[i + 3], 0, 1, 16, 17);
    a[i + 3] = MK_SHUFFLE4(b[i + 1], b[i + 3], 2, 3, 18, 19);
  }
  for (int i = 0; i < 4; i++) {
    vu32 even_low = MK_EVEN_PARTS(a[i], a[4 + i]), even_high = MK_EVEN_PARTS(a[8 + i], a[12 + i]);
    vu32 odd_low = MK_ODD_PARTS(a[i], a[4 + i]), odd_high = MK_ODD_PARTS(a[8 + i], a[12 + i]);
    b[i] = MK_EVEN_PARTS(even_low, even_high);
    b[4 + i] = MK_EVEN_PARTS(odd_low, odd_high);
    b[8 + i] = MK_ODD_PARTS(even_low, even_high);
    b[12 + i] = MK_ODD_PARTS(odd_low, odd_high);
  }
  for (int i = 0; i < 16; i++) memcpy(out + i * ldo, &b[i], sizeof b[i]);
}

MK_INLINE void transpose_square_uint32_t(
  uint32_t *out, ptrdiff_t ldo, const uint32_t *x, ptrdiff_t ldx, ptrdiff_t rows, ptrdiff_t columns) {
  if (rows == MK_WORDS_SIDE && columns == MK_WORDS_SIDE) {
    transpose_registers(out, ldo, x, ldx);
    return;
  }
  for (ptrdiff_t c = 0; c < columns; c++) MK_EACH_STRIDED(r, rows) out[c * ldo + r] = x[r * ldx + c];
}
#else
#define MK_WORDS_SIDE 32
MK_TRANSPOSE_SQUARE(uint32_t)
#endif

#define MK_LEAST(a, b) ((a) < (b) ? (a) : (b))
#define MK_TRANSPOSE(T, side)                                                                              \
  static void transpose_##T(                                                                               \
    T *out, ptrdiff_t ldo, const T *x, ptrdiff_t ldx, ptrdiff_t rows, ptrdiff_t columns) {                 \
    for (ptrdiff_t top = 0; top < rows; top += MK_TILE_ROWS)                                               \
      for (ptrdiff_t left = 0; left < columns; left += MK_TILE_COLUMNS) {                                  \
        const ptrdiff_t bottom = MK_LEAST(top + MK_TILE_ROWS, rows);                                       \
        const ptrdiff_t right = MK_LEAST(left + MK_TILE_COLUMNS, columns);                                 \
        for (ptrdiff_t c = left; c < right; c += (side))                                                   \
          for (ptrdiff_t r = top; r < bottom; r += (side))                                                 \
            transpose_square_##T(                                                                          \
              out + c * ldo + r, ldo, x + r * ldx + c, ldx, MK_LEAST(bottom - r, (side)),                  \
              MK_LEAST(right - c, (side)));                                                                \
      }                                                                                                    \
  }
MK_TRANSPOSE(uint8_t, 32)
MK_TRANSPOSE(uint32_t, MK_WORDS_SIDE)
MK_TRANSPOSE(uint64_t, 32)

static void transpose(
  void *out, ptrdiff_t ldo, const void *x, ptrdiff_t ldx, ptrdiff_t rows, ptrdiff_t columns, size_t element) {
  switch (element) {
  case 1: transpose_uint8_t(out, ldo, x, ldx, rows, columns); return;
  case 4: transpose_uint32_t(out, ldo, x, ldx, rows, columns); return;
  default: transpose_uint64_t(out, ldo, x, ldx, rows, columns); return;
  }
}

#undef MK_TRANSPOSE
#undef MK_TRANSPOSE_SQUARE
