#pragma once
// What comes from outside, read before a level's instructions are switched on.
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "../levels/levels.h"
