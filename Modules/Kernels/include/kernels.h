#pragma once
#include "copy.h"
#include "elementwise.h"
#include "random.h"
#include "reduce.h"
#include "types.h"
