#include <cblas.h>

// LAPACK, which OpenBLAS brings along: the routines used, in their Fortran form. Matrices are column-major.

#define MARTLET_LAPACK(letter, real)                                                                              \
  void letter##getrf_(                                                                                            \
    const blasint *rows, const blasint *columns, real *a, const blasint *lda, blasint *pivots, blasint *info);    \
  void letter##getrs_(                                                                                            \
    const char *transposed, const blasint *n, const blasint *count, const real *a, const blasint *lda,            \
    const blasint *pivots, real *b, const blasint *ldb, blasint *info);                                           \
  void letter##getri_(                                                                                            \
    const blasint *n, real *a, const blasint *lda, const blasint *pivots, real *work, const blasint *size,        \
    blasint *info);                                                                                               \
  void letter##potrf_(const char *triangle, const blasint *n, real *a, const blasint *lda, blasint *info);        \
  void letter##geqrf_(                                                                                            \
    const blasint *rows, const blasint *columns, real *a, const blasint *lda, real *factors, real *work,          \
    const blasint *size, blasint *info);                                                                          \
  void letter##orgqr_(                                                                                            \
    const blasint *rows, const blasint *columns, const blasint *count, real *a, const blasint *lda,               \
    const real *factors, real *work, const blasint *size, blasint *info);                                         \
  void letter##gelsd_(                                                                                            \
    const blasint *rows, const blasint *columns, const blasint *count, real *a, const blasint *lda, real *b,      \
    const blasint *ldb, real *values, const real *rcond, blasint *rank, real *work, const blasint *size,          \
    blasint *integers, blasint *info);                                                                            \
  void letter##gesdd_(                                                                                            \
    const char *job, const blasint *rows, const blasint *columns, real *a, const blasint *lda, real *values,      \
    real *u, const blasint *ldu, real *vt, const blasint *ldvt, real *work, const blasint *size,                  \
    blasint *integers, blasint *info);                                                                            \
  void letter##syevd_(                                                                                            \
    const char *job, const char *triangle, const blasint *n, real *a, const blasint *lda, real *values,           \
    real *work, const blasint *size, blasint *integers, const blasint *integerSize, blasint *info);

MARTLET_LAPACK(s, float)
MARTLET_LAPACK(d, double)
#undef MARTLET_LAPACK
