// AVX-512 (F, BW, CD, DQ, VL).
#include "../common/system.h"

#if defined(__x86_64__)
#define MK_AVX512 1
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#include "all.h"
#pragma clang attribute pop

const mk_level mk_level_x86_64_v4 = MK_ALL_KERNELS;
#endif
