#pragma once
#include "../common/vector.h"

// Philox 4x32-10 on sixteen blocks at a time. A block is four words; the counter is (index, stream), 64 bits each. The
// words stand in the low halves of 64-bit lanes, as a multiplication of 32 by 32 bits takes and gives them.
typedef struct philox_words {
  vu64 word[4];
} philox_words;

enum { MK_PHILOX_WORDS = 64 };

MK_INLINE philox_words philox_blocks(uint64_t key, uint64_t stream, uint64_t index) {
  const vu64 lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const uint64_t low = 0xffffffff;
  vu64 counter = index + lane;
  vu64 c0 = counter, c1 = counter >> 32, c2 = (vu64)stream, c3 = (vu64)(stream >> 32);
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < 10; round++) {
    vu64 a = (c0 & low) * 0xD2511F53ull, b = (c2 & low) * 0xCD9E8D57ull;
    c0 = (b >> 32) ^ c1 ^ (uint64_t)k0;
    c1 = b;
    c2 = (a >> 32) ^ c3 ^ (uint64_t)k1;
    c3 = a;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return (philox_words){{c0 & low, c1 & low, c2 & low, c3 & low}};
}

// The words of sixteen blocks, in order.
static void philox_fill(uint64_t key, uint64_t stream, uint64_t index, uint32_t out[MK_PHILOX_WORDS]) {
  philox_words p = philox_blocks(key, stream, index);
  vu64 first = p.word[0] | p.word[1] << 32, second = p.word[2] | p.word[3] << 32;
  vu64 low = __builtin_shufflevector(first, second, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  vu64 high = __builtin_shufflevector(first, second, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  memcpy(out, &low, sizeof low);
  memcpy(out + 32, &high, sizeof high);
}

// Outputs first ..< first + n of a stream, of which `group` makes as many as sixteen blocks hold: whole groups where
// they stand, the ends by way of a buffer.
#define MK_STREAM(T, words_each, group)                                                                    \
  do {                                                                                                     \
    enum { per_block = 4 / (words_each), per_group = 16 * per_block };                                     \
    while (n > 0) {                                                                                        \
      const uint64_t index = first / per_block, skip = first % per_block;                                  \
      ptrdiff_t k = per_group - (ptrdiff_t)skip;                                                           \
      if (skip == 0 && n >= per_group) {                                                                   \
        group(index, out);                                                                                 \
      } else {                                                                                             \
        T buffer[per_group];                                                                               \
        group(index, buffer);                                                                              \
        k = k < n ? k : n;                                                                                 \
        memcpy(out, buffer + skip, (size_t)k * sizeof(T));                                                 \
      }                                                                                                    \
      out += k, first += (uint64_t)k, n -= k;                                                              \
    }                                                                                                      \
  } while (0)
