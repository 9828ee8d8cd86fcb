#pragma once
#include "../common/vector.h"

// Reductions of [n, inner] over its first axis, for some of its columns. Tiles of columns are walked row by row; where
// rows are short, several of them stand side by side in one tile. Blocks of rows are combined pairwise. What is added
// to what depends on n and inner alone, never on which columns are asked for.
enum { MK_TILE = 512, MK_COLUMN_BLOCK = 128, MK_SHORT_ROW = 64 };

MK_INLINE ptrdiff_t rows_side_by_side(ptrdiff_t inner) { return inner >= MK_SHORT_ROW ? 1 : MK_SHORT_ROW / inner; }

// acc[w] over n rows of `width` columns, `inner` apart: `step` makes the new accumulator of `a` and the element `x`,
// read as an X; `combine` joins two accumulators.
#define MK_COLUMN_SUM(name, T, X, A, identity, step, combine)                                              \
  static void name##_leaf(A *acc, const T *p, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {             \
    MK_EACH(w, width) acc[w] = (A)(identity);                                                              \
    ptrdiff_t i = 0;                                                                                       \
    for (; i + 4 <= n; i += 4, p += 4 * inner) {                                                           \
      const T *p1 = p + inner, *p2 = p1 + inner, *p3 = p2 + inner;                                         \
      MK_EACH(w, width) {                                                                                  \
        A a = acc[w];                                                                                      \
        X x = (X)p[w];                                                                                     \
        a = (A)(step), x = (X)p1[w];                                                                       \
        a = (A)(step), x = (X)p2[w];                                                                       \
        a = (A)(step), x = (X)p3[w];                                                                       \
        acc[w] = (A)(step);                                                                                \
      }                                                                                                    \
    }                                                                                                      \
    for (; i < n; i++, p += inner) {                                                                       \
      MK_EACH(w, width) {                                                                                  \
        A a = acc[w];                                                                                      \
        X x = (X)p[w];                                                                                     \
        acc[w] = (A)(step);                                                                                \
      }                                                                                                    \
    }                                                                                                      \
  }                                                                                                        \
  static void name##_short(A *acc, const T *p, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {            \
    A part[MK_SHORT_ROW];                                                                                  \
    ptrdiff_t group = rows_side_by_side(inner), groups = n / group, rest = n - groups * group;             \
    if (width == inner) {                                                                                  \
      name##_leaf(part, p, groups, group * inner, group * inner);                                          \
    } else {                                                                                               \
      for (ptrdiff_t g = 0; g < group; g++)                                                                \
        name##_leaf(part + g * width, p + g * inner, groups, group * inner, width);                        \
    }                                                                                                      \
    p += groups * group * inner;                                                                           \
    for (ptrdiff_t g = 0; g < rest; g++)                                                                   \
      for (ptrdiff_t w = 0; w < width; w++) {                                                              \
        A a = part[g * width + w];                                                                         \
        X x = (X)p[g * inner + w];                                                                         \
        part[g * width + w] = (A)(step);                                                                   \
      }                                                                                                    \
    for (ptrdiff_t w = 0; w < width; w++) acc[w] = part[w];                                                \
    for (ptrdiff_t g = 1; g < group; g++)                                                                  \
      for (ptrdiff_t w = 0; w < width; w++) acc[w] = (A)(combine(acc[w], part[g * width + w]));            \
  }                                                                                                        \
  static void name(A *acc, const T *p, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t width) {                    \
    if (n > MK_COLUMN_BLOCK) {                                                                             \
      A other[MK_TILE];                                                                                    \
      ptrdiff_t half = (n / 2 + MK_COLUMN_BLOCK - 1) / MK_COLUMN_BLOCK * MK_COLUMN_BLOCK;                  \
      name(acc, p, half, inner, width);                                                                    \
      name(other, p + half * inner, n - half, inner, width);                                               \
      MK_EACH(w, width) acc[w] = (A)(combine(acc[w], other[w]));                                           \
    } else if (rows_side_by_side(inner) == 1 || n < 8) {                                                   \
      name##_leaf(acc, p, n, inner, width);                                                                \
    } else {                                                                                               \
      name##_short(acc, p, n, inner, width);                                                               \
    }                                                                                                      \
  }

// The two functions of a reduction: name(…) and name_columns(…, first, count). `row` makes the result R of p and n;
// `tile` fills an array of accumulators A, each of which `finish` turns into the result.
#define MK_REDUCTION(name, R, T, A, row, tile, finish)                                                     \
  static void name##_columns(                                                                              \
    void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner, ptrdiff_t first, ptrdiff_t count) {\
    for (ptrdiff_t o = 0; o < outer; o++) {                                                                \
      const T *p = (const T *)x + o * n * inner + first;                                                   \
      R *r = (R *)out + o * inner + first;                                                                 \
      if (inner == 1) {                                                                                    \
        if (count > 0) *r = (R)(row);                                                                      \
        continue;                                                                                          \
      }                                                                                                    \
      for (ptrdiff_t c = 0; c < count; c += MK_TILE) {                                                     \
        A acc[MK_TILE];                                                                                    \
        ptrdiff_t width = count - c < MK_TILE ? count - c : MK_TILE;                                       \
        tile(acc, p + c, n, inner, width);                                                                 \
        for (ptrdiff_t w = 0; w < width; w++) {                                                            \
          A a = acc[w];                                                                                    \
          r[c + w] = (R)(finish);                                                                          \
        }                                                                                                  \
      }                                                                                                    \
    }                                                                                                      \
  }                                                                                                        \
  static void name(void *out, const void *x, ptrdiff_t outer, ptrdiff_t n, ptrdiff_t inner) {              \
    name##_columns(out, x, outer, n, inner, 0, inner);                                                     \
  }
