#pragma once
#include "copy.h"
#include "elementwise.h"
#include "processor.h"
#include "gemm.h"
#include "random.h"
#include "reduce.h"
#include "types.h"
