#pragma once
#include "types.h"

// Pictures: stamps, samples and runs of pixels. A pixel is 0xAARRGGBB.

// An area of 16-bit numbers on which stamps are put: for each pixel, the share of the light that passes.
typedef struct mk_sheet {
  // The places for the corner of a stamp.
  ptrdiff_t columns, rows;
  // Numbers in a row of the area.
  ptrdiff_t stride;
  // The size of a stamp: groups of eight numbers in a row, and rows.
  ptrdiff_t groups, height;
  // From points to quarters of a pixel: value · scale − left or top.
  double scale, left, top;
} mk_sheet;

// Multiplies the shares under the stamp of each point by what the stamp lets pass: share −= share · cover / 65536. `covers`
// holds sixteen stamps, for the quarters of a pixel that a centre may be in; `points` holds x and y in turn. Points beyond
// the area are left out. `seen`, if not NULL, has a bit for each quarter of each place; a place that is set is left out.
void mk_put_stamps(
  const mk_sheet *sheet, const uint16_t *covers, const double *points, ptrdiff_t count, uint16_t *share, uint16_t *seen);

// Averages 4 × 4 premultiplied samples for each of `width` pixels and lays the result over `line`. `stride` is that of the
// samples.
void mk_blend_samples(const uint32_t *samples, ptrdiff_t stride, ptrdiff_t width, uint32_t *line);

// How many of the first pixels have one colour, 0xRRGGBB, whatever their alpha.
ptrdiff_t mk_color_run(const uint32_t *pixels, ptrdiff_t count, uint32_t color);
