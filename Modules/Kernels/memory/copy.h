#pragma once
#include "../common/vector.h"

#define MK_COPY(T)                                                                                         \
  {                                                                                                        \
    T *y = out;                                                                                            \
    const T *a = x;                                                                                        \
    if (so == 1) {                                                                                         \
      MK_EACH_STRIDED(i, n) y[i] = a[i * sx];                                                              \
    } else {                                                                                               \
      MK_EACH_STRIDED(i, n) y[i * so] = a[i * sx];                                                         \
    }                                                                                                      \
    return;                                                                                                \
  }

static void copy(void *out, ptrdiff_t so, const void *x, ptrdiff_t sx, ptrdiff_t n, size_t element) {
  if (n <= 0) return;
  if (so == 1 && sx == 1) {
    memmove(out, x, (size_t)n * element);
    return;
  }
  switch (element) {
  case 1: MK_COPY(uint8_t)
  case 4: MK_COPY(uint32_t)
  default: MK_COPY(uint64_t)
  }
}

#define MK_FILL(T)                                                                                         \
  {                                                                                                        \
    T *y = out, v;                                                                                         \
    memcpy(&v, value, sizeof v);                                                                           \
    if (so == 1) {                                                                                         \
      MK_EACH(i, n) y[i] = v;                                                                              \
    } else {                                                                                               \
      MK_EACH_STRIDED(i, n) y[i * so] = v;                                                                 \
    }                                                                                                      \
    return;                                                                                                \
  }

static void fill(void *out, ptrdiff_t so, const void *value, ptrdiff_t n, size_t element) {
  switch (element) {
  case 1: MK_FILL(uint8_t)
  case 4: MK_FILL(uint32_t)
  default: MK_FILL(uint64_t)
  }
}

#undef MK_COPY
#undef MK_FILL
