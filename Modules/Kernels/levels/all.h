#pragma once
#include "../elementwise/binary.h"
#include "../elementwise/cast.h"
#include "../elementwise/compare.h"
#include "../elementwise/unary.h"
#include "../elementwise/unary_gradient.h"
#include "../gemm/gemm.h"
#include "../memory/copy.h"
#include "../memory/gather.h"
#include "../memory/transpose.h"
#include "../random/mask.h"
#include "../random/normal.h"
#include "../random/uniform.h"
#include "../reduce/table.h"
#include "../training/cross_entropy.h"
#include "../training/linear.h"
#include "../training/loss.h"
#include "../training/norm.h"
#include "../training/update.h"

#define MK_TABLE_VALUE(type, name, row) .name = name##_table,
#define MK_FUNCTION_VALUE(name) .name = name,
#define MK_ALL_KERNELS                                                                                     \
  {                                                                                                        \
    MK_TABLES(MK_TABLE_VALUE) MK_FUNCTIONS(MK_FUNCTION_VALUE)                                              \
  }
