#pragma once
#include <stddef.h>
#include <stdint.h>

// What every kernel shares. Pointers are aligned to their element, no more. Counts and strides are in elements;
// strides may be zero or negative. `out` never overlaps an input, except that it may be equal to it where both are
// walked with stride 1.

typedef enum mk_type { MK_F32 = 0, MK_F64 = 1, MK_I32 = 2, MK_I64 = 3, MK_U8 = 4, MK_BOOL = 5, MK_TYPES = 6 } mk_type;
