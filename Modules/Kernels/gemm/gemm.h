#pragma once
#include "../common/vector.h"
#include "../reduce/rows.h"

// A panel of sixteen columns at a time: some rows of `out` stay in registers while the rows of the panel go by. Panels
// whose rows are no sixteen neighbours are copied first, a part of k at a time.
enum { MK_PANEL_DEPTH = 256 };
#ifdef MK_AVX512
enum { MK_GEMM_ROWS_F32 = 8, MK_GEMM_ROWS_F64 = 8, MK_LOADS_PARTS = 1 };
enum { MK_DOT_ROWS_F32 = 4, MK_DOT_ROWS_F64 = 2, MK_DOT_COLUMNS = 5 };
#else
enum { MK_GEMM_ROWS_F32 = 4, MK_GEMM_ROWS_F64 = 2, MK_LOADS_PARTS = 0 };
enum { MK_DOT_ROWS_F32 = 2, MK_DOT_ROWS_F64 = 1, MK_DOT_COLUMNS = 2 };
#endif

#define MK_GEMM(S, T, most_rows, dot_rows)                                                                 \
  MK_INLINE void gemm_rows_##S(                                                                            \
    int rows, T *out, ptrdiff_t ldo, const T *a, ptrdiff_t ar, ptrdiff_t ac, const T *panel, ptrdiff_t br, \
    ptrdiff_t k, ptrdiff_t width, int partial, int accumulate) {                                           \
    v_##S acc[most_rows];                                                                                  \
    for (int r = 0; r < rows; r++) acc[r] = 0;                                                             \
    for (ptrdiff_t i = 0; i < k; i++, panel += br) {                                                       \
      v_##S b;                                                                                             \
      if (partial)                                                                                         \
        b = load_part_##S(panel, width);                                                                   \
      else                                                                                                 \
        memcpy(&b, panel, sizeof b);                                                                       \
      const T *column = a + i * ac;                                                                        \
      for (int r = 0; r < rows; r++) acc[r] = column[r * ar] * b + acc[r];                                 \
    }                                                                                                      \
    for (int r = 0; r < rows; r++) {                                                                       \
      if (accumulate) acc[r] += load_some_##S(out + r * ldo, width);                                       \
      store_some_##S(out + r * ldo, acc[r], width);                                                        \
    }                                                                                                      \
  }                                                                                                        \
                                                                                                           \
  MK_INLINE void gemm_panel_##S(                                                                           \
    T *out, ptrdiff_t ldo, const T *a, ptrdiff_t ar, ptrdiff_t ac, const T *panel, ptrdiff_t br,           \
    ptrdiff_t m, ptrdiff_t k, ptrdiff_t width, int partial, int accumulate) {                              \
    for (; m >= most_rows; m -= most_rows, a += most_rows * ar, out += most_rows * ldo)                    \
      gemm_rows_##S(most_rows, out, ldo, a, ar, ac, panel, br, k, width, partial, accumulate);             \
    for (; m >= 2; m -= 2, a += 2 * ar, out += 2 * ldo)                                                    \
      gemm_rows_##S(2, out, ldo, a, ar, ac, panel, br, k, width, partial, accumulate);                     \
    if (m == 1) gemm_rows_##S(1, out, ldo, a, ar, ac, panel, br, k, width, partial, accumulate);           \
  }                                                                                                        \
                                                                                                           \
  static void gemm_packed_##S(                                                                             \
    T *out, ptrdiff_t ldo, const T *a, ptrdiff_t ar, ptrdiff_t ac, const T *b, ptrdiff_t br, ptrdiff_t bc, \
    ptrdiff_t m, ptrdiff_t k, ptrdiff_t width, int accumulate) {                                           \
    T panel[MK_PANEL_DEPTH * MK_LANES];                                                                    \
    for (ptrdiff_t from = 0; from < k || from == 0; from += MK_PANEL_DEPTH) {                              \
      const ptrdiff_t depth = k - from < MK_PANEL_DEPTH ? k - from : MK_PANEL_DEPTH;                       \
      for (ptrdiff_t i = 0; i < depth; i++) {                                                              \
        const T *row = b + (from + i) * br;                                                                \
        T *to = panel + i * MK_LANES;                                                                      \
        for (ptrdiff_t j = 0; j < width; j++) to[j] = row[j * bc];                                         \
        for (ptrdiff_t j = width; j < MK_LANES; j++) to[j] = 0;                                            \
      }                                                                                                    \
      gemm_panel_##S(                                                                                      \
        out, ldo, a + from * ac, ar, ac, panel, MK_LANES, m, depth, width, 0, accumulate || from > 0);     \
    }                                                                                                      \
  }                                                                                                        \
                                                                                                           \
  MK_INLINE T gemm_dot_##S(const T *a, ptrdiff_t ac, const T *b, ptrdiff_t br, ptrdiff_t k) {              \
    if (ac != 1 || br != 1 || k < 16) {                                                                     \
      T sum = 0;                                                                                           \
      for (ptrdiff_t i = 0; i < k; i++) sum = a[i * ac] * b[i * br] + sum;                                 \
      return sum;                                                                                          \
    }                                                                                                      \
    v_##S even = 0, odd = 0;                                                                               \
    ptrdiff_t i = 0;                                                                                       \
    for (; i + 2 * MK_LANES <= k; i += 2 * MK_LANES) {                                                     \
      even = load_some_##S(a + i, MK_LANES) * load_some_##S(b + i, MK_LANES) + even;                       \
      odd = load_some_##S(a + i + MK_LANES, MK_LANES) * load_some_##S(b + i + MK_LANES, MK_LANES) + odd;   \
    }                                                                                                      \
    for (; i < k; i += MK_LANES) {                                                                         \
      const ptrdiff_t some = k - i < MK_LANES ? k - i : MK_LANES;                                          \
      even = load_some_##S(a + i, some) * load_some_##S(b + i, some) + even;                               \
    }                                                                                                      \
    even += odd;                                                                                           \
    return MK_FOLD_LANES(even, MK_PLUS);                                                                   \
  }                                                                                                        \
                                                                                                           \
  /* One row: four panels at a time, so that a sum need not wait for the one before. Gives where it stopped. */\
  MK_INLINE ptrdiff_t gemm_row_##S(                                                                        \
    T *out, const T *a, ptrdiff_t ac, const T *b, ptrdiff_t br, ptrdiff_t n, ptrdiff_t k, int accumulate) {\
    ptrdiff_t j = 0;                                                                                       \
    for (; j + 4 * MK_LANES <= n; j += 4 * MK_LANES) {                                                     \
      v_##S acc[4];                                                                                        \
      for (int p = 0; p < 4; p++) acc[p] = 0;                                                              \
      for (ptrdiff_t i = 0; i < k; i++) {                                                                  \
        const T *row = b + i * br + j;                                                                     \
        for (int p = 0; p < 4; p++) acc[p] = a[i * ac] * load_some_##S(row + p * MK_LANES, MK_LANES) + acc[p];\
      }                                                                                                    \
      for (int p = 0; p < 4; p++) {                                                                        \
        T *to = out + j + p * MK_LANES;                                                                    \
        if (accumulate) acc[p] += load_some_##S(to, MK_LANES);                                             \
        store_some_##S(to, acc[p], MK_LANES);                                                              \
      }                                                                                                    \
    }                                                                                                      \
    return j;                                                                                              \
  }                                                                                                        \
                                                                                                           \
  /* Rows of a with columns of b, both without gaps: every lane works, however few columns there are. */   \
  MK_INLINE void gemm_dots_##S(                                                                            \
    int rows, int columns, T *out, ptrdiff_t ldo, const T *a, ptrdiff_t ar, const T *b, ptrdiff_t bc,      \
    ptrdiff_t k, int accumulate) {                                                                         \
    v_##S acc[dot_rows][MK_DOT_COLUMNS] = {0}, x[dot_rows];                                                \
    ptrdiff_t i = 0;                                                                                       \
    for (; i + MK_LANES <= k; i += MK_LANES) {                                                             \
      for (int r = 0; r < rows; r++) x[r] = load_some_##S(a + r * ar + i, MK_LANES);                       \
      for (int c = 0; c < columns; c++) {                                                                  \
        const v_##S y = load_some_##S(b + c * bc + i, MK_LANES);                                           \
        for (int r = 0; r < rows; r++) acc[r][c] = x[r] * y + acc[r][c];                                   \
      }                                                                                                    \
    }                                                                                                      \
    if (i < k) {                                                                                           \
      for (int r = 0; r < rows; r++) x[r] = load_part_##S(a + r * ar + i, k - i);                          \
      for (int c = 0; c < columns; c++) {                                                                  \
        const v_##S y = load_part_##S(b + c * bc + i, k - i);                                              \
        for (int r = 0; r < rows; r++) acc[r][c] = x[r] * y + acc[r][c];                                   \
      }                                                                                                    \
    }                                                                                                      \
    for (int r = 0; r < rows; r++)                                                                         \
      for (int c = 0; c < columns; c++) {                                                                  \
        const T sum = MK_FOLD_LANES(acc[r][c], MK_PLUS);                                                   \
        T *to = out + r * ldo + c;                                                                         \
        *to = accumulate ? *to + sum : sum;                                                                \
      }                                                                                                    \
  }                                                                                                        \
                                                                                                           \
  MK_INLINE void gemm_dot_rows_##S(                                                                        \
    int rows, T *out, const T *a, ptrdiff_t ar, const T *b, ptrdiff_t bc, ptrdiff_t n, ptrdiff_t k,        \
    int accumulate) {                                                                                      \
    ptrdiff_t j = 0;                                                                                       \
    for (; j + MK_DOT_COLUMNS <= n; j += MK_DOT_COLUMNS)                                                   \
      gemm_dots_##S(rows, MK_DOT_COLUMNS, out + j, n, a, ar, b + j * bc, bc, k, accumulate);               \
    for (; j < n; j++) gemm_dots_##S(rows, 1, out + j, n, a, ar, b + j * bc, bc, k, accumulate);           \
  }                                                                                                        \
                                                                                                           \
  static void gemm_by_columns_##S(                                                                         \
    T *out, const T *a, ptrdiff_t ar, const T *b, ptrdiff_t bc, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k,     \
    int accumulate) {                                                                                      \
    for (; m >= dot_rows; m -= dot_rows, a += dot_rows * ar, out += dot_rows * n)                          \
      gemm_dot_rows_##S(dot_rows, out, a, ar, b, bc, n, k, accumulate);                                    \
    for (; m > 0; m--, a += ar, out += n) gemm_dot_rows_##S(1, out, a, ar, b, bc, n, k, accumulate);       \
  }                                                                                                        \
                                                                                                           \
  static void gemm_small_##S(                                                                              \
    T *out, const T *a, ptrdiff_t ar, ptrdiff_t ac, const T *b, ptrdiff_t br, ptrdiff_t bc, ptrdiff_t m,   \
    ptrdiff_t n, ptrdiff_t k, int accumulate) {                                                            \
    if (n == 1 && ar == 1 && ac != 1) { /* as the transposed product, of one row */                        \
      gemm_small_##S(out, b, 0, br, a, ac, 1, 1, m, k, accumulate);                                        \
      return;                                                                                              \
    }                                                                                                      \
    if (n == 1) {                                                                                          \
      for (ptrdiff_t i = 0; i < m; i++) {                                                                  \
        const T sum = gemm_dot_##S(a + i * ar, ac, b, br, k);                                              \
        out[i] = accumulate ? out[i] + sum : sum;                                                          \
      }                                                                                                    \
      return;                                                                                              \
    }                                                                                                      \
    if (bc != 1 && br == 1 && ac == 1 && k >= 4 * MK_LANES) {                                              \
      gemm_by_columns_##S(out, a, ar, b, bc, m, n, k, accumulate);                                         \
      return;                                                                                              \
    }                                                                                                      \
    ptrdiff_t j = m == 1 && bc == 1 ? gemm_row_##S(out, a, ac, b, br, n, k, accumulate) : 0;               \
    for (; j < n; j += MK_LANES) {                                                                         \
      const ptrdiff_t width = n - j < MK_LANES ? n - j : MK_LANES;                                         \
      const T *panel = b + j * bc;                                                                         \
      if (bc == 1 && width == MK_LANES)                                                                    \
        gemm_panel_##S(out + j, n, a, ar, ac, panel, br, m, k, MK_LANES, 0, accumulate);                   \
      else if (bc == 1 && MK_LOADS_PARTS)                                                                  \
        gemm_panel_##S(out + j, n, a, ar, ac, panel, br, m, k, width, 1, accumulate);                      \
      else                                                                                                 \
        gemm_packed_##S(out + j, n, a, ar, ac, panel, br, bc, m, k, width, accumulate);                    \
    }                                                                                                      \
  }

MK_GEMM(f32, float, MK_GEMM_ROWS_F32, MK_DOT_ROWS_F32)
MK_GEMM(f64, double, MK_GEMM_ROWS_F64, MK_DOT_ROWS_F64)
#undef MK_GEMM
