#pragma once
#include "map.h"

#define MK_LIMIT(T, v, least, most) ((v) <= (double)(least) ? (least) : (v) >= (double)(most) ? (most) : (T)(v))
#define MK_INTEGER_UNARY(S, T, U, least, most)                                                             \
  MK_INLINE T clamp_of_##S(T x, double low, double high) {                                                 \
    T from = MK_LIMIT(T, low, least, most), to = MK_LIMIT(T, high, least, most);                           \
    T r = x < from ? from : x;                                                                             \
    return r > to ? to : r;                                                                                \
  }                                                                                                        \
  MK_UNARY_IN(neg_##S, T, T, 0 - (U)x)                                                                     \
  MK_UNARY_IN(abs_##S, T, T, x < 0 ? 0 - (U)x : (U)x)                                                      \
  MK_UNARY_IN(sign_##S, T, T, (x > 0) - (x < 0))                                                           \
  MK_UNARY_IN(square_##S, T, T, (U)x *(U)x)                                                                \
  MK_UNARY_IN(round_##S, T, T, x)                                                                          \
  MK_UNARY_IN(relu_##S, T, T, x > 0 ? x : 0)                                                               \
  MK_UNARY_IN(clamp_##S, T, T, clamp_of_##S(x, p, q))

MK_INTEGER_UNARY(i32, int32_t, uint32_t, INT32_MIN, INT32_MAX)
MK_INTEGER_UNARY(i64, int64_t, uint64_t, INT64_MIN, INT64_MAX)
MK_INTEGER_UNARY(u8, uint8_t, uint32_t, 0, 255)
MK_UNARY_IN(not_bool, uint8_t, uint8_t, !x)

#undef MK_LIMIT
#undef MK_INTEGER_UNARY
