#pragma once
#include "../include/level.h"

extern const mk_level mk_level_base;
#if defined(__x86_64__)
extern const mk_level mk_level_x86_64_v3;
extern const mk_level mk_level_x86_64_v4;
#endif
