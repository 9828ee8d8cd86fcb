#include <cairo.h>
#include <cairo-svg.h>
#include <cairo-pdf.h>
#ifdef __linux__
#include <cairo-ft.h>
#endif
