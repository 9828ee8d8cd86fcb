#pragma once
#include "types.h"

// How often a byte appears.
ptrdiff_t mk_count_byte(const uint8_t *bytes, ptrdiff_t count, uint8_t wanted);
