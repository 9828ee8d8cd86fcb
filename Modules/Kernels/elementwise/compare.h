#pragma once
#include "binary.h"

#define MK_COMPARE(S, T)                                                                                   \
  MK_BINARY_IN(eq_##S, uint8_t, T, x == y)                                                                 \
  MK_BINARY_IN(ne_##S, uint8_t, T, x != y)                                                                 \
  MK_BINARY_IN(lt_##S, uint8_t, T, x < y)                                                                  \
  MK_BINARY_IN(le_##S, uint8_t, T, x <= y)                                                                 \
  MK_BINARY_IN(gt_##S, uint8_t, T, x > y)                                                                  \
  MK_BINARY_IN(ge_##S, uint8_t, T, x >= y)

MK_COMPARE(f32, float)
MK_COMPARE(f64, double)
MK_COMPARE(i32, int32_t)
MK_COMPARE(i64, int64_t)
MK_COMPARE(u8, uint8_t)

#define MK_ROW(name)                                                                                       \
  {name##_f32, name##_f64, name##_i32, name##_i64, name##_u8, name##_u8}
static const mk_binary_fn compare_table[MK_COMPARE_OPS][MK_TYPES] = {
  [MK_EQ] = MK_ROW(eq), [MK_NE] = MK_ROW(ne), [MK_LT] = MK_ROW(lt),
  [MK_LE] = MK_ROW(le), [MK_GT] = MK_ROW(gt), [MK_GE] = MK_ROW(ge),
};
#undef MK_ROW
#undef MK_COMPARE

#define MK_SELECT(S, T)                                                                                    \
  static void select_##S(                                                                                  \
    void *out, const uint8_t *mask, ptrdiff_t sm, const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb,\
    ptrdiff_t n) {                                                                                         \
    T *r = out;                                                                                            \
    const T *p = a, *q = b;                                                                                \
    if (n <= 0) return;                                                                                    \
    if (sm == 1 && sa == 1 && sb == 1) {                                                                   \
      MK_EACH(i, n) { T x = p[i], y = q[i]; r[i] = mask[i] ? x : y; }                                      \
    } else if (sm == 1 && sa == 0 && sb == 1) {                                                            \
      const T x = *p;                                                                                      \
      MK_EACH(i, n) { T y = q[i]; r[i] = mask[i] ? x : y; }                                                \
    } else if (sm == 1 && sa == 1 && sb == 0) {                                                            \
      const T y = *q;                                                                                      \
      MK_EACH(i, n) { T x = p[i]; r[i] = mask[i] ? x : y; }                                                \
    } else {                                                                                               \
      MK_EACH_STRIDED(i, n) r[i] = mask[i * sm] ? p[i * sa] : q[i * sb];                                   \
    }                                                                                                      \
  }

MK_SELECT(8, uint8_t)
MK_SELECT(32, uint32_t)
MK_SELECT(64, uint64_t)
#undef MK_SELECT

static const mk_select_fn select_table[MK_TYPES] = {
  select_32, select_64, select_32, select_64, select_8, select_8,
};
