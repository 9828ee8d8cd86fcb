#pragma once
#include "../common/vector.h"

// Sums along contiguous rows. 32 lanes add every 32nd element, blocks of a fixed length are added pairwise, and Floats
// are added as doubles: the order depends on n alone, and the rounding of the result is all the error a sum of Floats
// has. Fewer than a vector of elements are added one after the other, so that what cancels does as one reads it.
enum { MK_ROW_BLOCK = 4096 };

// Lanes are taken together by halves.
#define MK_FOLD_LANES(v, combine)                                                                          \
  __extension__({                                                                                          \
    __auto_type eight = combine((v).lo, (v).hi);                                                           \
    __auto_type four = combine(eight.lo, eight.hi);                                                        \
    __auto_type two = combine(four.lo, four.hi);                                                           \
    combine(two.x, two.y);                                                                                 \
  })

#define MK_PLUS(a, b) ((a) + (b))
#define MK_TIMES(a, b) ((a) * (b))

// name(p, n, m): the elements are converted to vectors of A, `term` of x (and the scalar m), combined.
#define MK_ROW_SUM(name, T, S, A, AS, identity, term, combine)                                             \
  static A name##_block(const T *p, ptrdiff_t n, A m) {                                                    \
    (void)m;                                                                                               \
    if (n < MK_LANES) {                                                                                    \
      A sum = (A)(identity);                                                                               \
      for (ptrdiff_t i = 0; i < n; i++) {                                                                  \
        A x = (A)p[i];                                                                                     \
        sum = (A)(combine(sum, (term)));                                                                   \
      }                                                                                                    \
      return sum;                                                                                          \
    }                                                                                                      \
    v_##AS even = (v_##AS)(A)(identity), odd = even, x;                                                    \
    v_##S raw;                                                                                             \
    ptrdiff_t i = 0;                                                                                       \
    for (; i + 2 * MK_LANES <= n; i += 2 * MK_LANES) {                                                     \
      memcpy(&raw, p + i, sizeof raw);                                                                     \
      x = __builtin_convertvector(raw, v_##AS);                                                            \
      even = combine(even, (term));                                                                        \
      memcpy(&raw, p + i + MK_LANES, sizeof raw);                                                          \
      x = __builtin_convertvector(raw, v_##AS);                                                            \
      odd = combine(odd, (term));                                                                          \
    }                                                                                                      \
    if (i + MK_LANES <= n) {                                                                               \
      memcpy(&raw, p + i, sizeof raw);                                                                     \
      x = __builtin_convertvector(raw, v_##AS);                                                            \
      even = combine(even, (term));                                                                        \
      i += MK_LANES;                                                                                       \
    }                                                                                                      \
    if (i < n) {                                                                                           \
      raw = load_part_##S(p + i, n - i);                                                                   \
      x = __builtin_convertvector(raw, v_##AS);                                                            \
      v_##AS with = combine(odd, (term));                                                                  \
      odd = __builtin_convertvector(first_lanes(n - i), mask_##AS) ? with : odd;                           \
    }                                                                                                      \
    even = combine(even, odd);                                                                             \
    return MK_FOLD_LANES(even, combine);                                                                   \
  }                                                                                                        \
  static A name(const T *p, ptrdiff_t n, A m) {                                                            \
    if (n <= MK_ROW_BLOCK) return name##_block(p, n, m);                                                   \
    ptrdiff_t half = (n / 2 + MK_ROW_BLOCK - 1) / MK_ROW_BLOCK * MK_ROW_BLOCK;                             \
    A low = name(p, half, m), high = name(p + half, n - half, m);                                          \
    return combine(low, high);                                                                             \
  }
