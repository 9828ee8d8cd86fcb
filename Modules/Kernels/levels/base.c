// The level that every machine of the architecture has.
#include "../common/system.h"

#include "all.h"

const mk_level mk_level_base = MK_ALL_KERNELS;
