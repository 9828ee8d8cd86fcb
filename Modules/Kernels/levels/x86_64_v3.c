// AVX2 and FMA.
#include "../common/system.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "all.h"
#pragma clang attribute pop

const mk_level mk_level_x86_64_v3 = MK_ALL_KERNELS;
#endif
