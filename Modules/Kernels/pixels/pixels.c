#include "../include/pixels.h"

#include <string.h>

typedef uint16_t u16x8 __attribute__((vector_size(16)));
typedef uint32_t u32x8 __attribute__((vector_size(32)));
typedef uint32_t u32x4 __attribute__((vector_size(16)));

void mk_put_stamps(
  const mk_sheet *sheet, const uint16_t *covers, const double *points, ptrdiff_t count, uint16_t *share, uint16_t *seen) {
  const ptrdiff_t groups = sheet->groups, height = sheet->height, columns = sheet->columns, stride = sheet->stride;
  const double scale = sheet->scale, left = sheet->left, top = sheet->top;
  const double right = (double)(columns * 4), bottom = (double)(sheet->rows * 4);
  for (ptrdiff_t index = 0; index < count; index++) {
    const double x = points[2 * index] * scale - left, y = points[2 * index + 1] * scale - top;
    if (!(x >= 0 && x < right && y >= 0 && y < bottom)) continue;
    const ptrdiff_t across = (ptrdiff_t)x, down = (ptrdiff_t)y;
    const ptrdiff_t column = across >> 2, row = down >> 2, phase = (down & 3) << 2 | (across & 3);
    if (seen) {
      uint16_t *cell = seen + row * columns + column;
      const uint16_t bit = (uint16_t)(1u << phase);
      if (*cell & bit) continue;
      *cell |= bit;
    }
    const uint16_t *cover = covers + phase * groups * height * 8;
    uint16_t *place = share + row * stride + column;
    for (ptrdiff_t line = 0; line < height; line++) {
      for (ptrdiff_t group = 0; group < groups; group++) {
        u16x8 under, over;
        memcpy(&under, place + group * 8, sizeof under);
        memcpy(&over, cover, sizeof over);
        const u32x8 product = __builtin_convertvector(under, u32x8) * __builtin_convertvector(over, u32x8);
        under -= __builtin_convertvector(product >> 16, u16x8);
        memcpy(place + group * 8, &under, sizeof under);
        cover += 8;
      }
      place += stride;
    }
  }
}

void mk_blend_samples(const uint32_t *samples, ptrdiff_t stride, ptrdiff_t width, uint32_t *line) {
  const uint32_t area = 16;
  for (ptrdiff_t x = 0; x < width; x++) {
    // Two channels to a number, each with room for sixteen samples.
    u32x4 low = {0}, high = {0};
    for (ptrdiff_t row = 0; row < 4; row++) {
      u32x4 group;
      memcpy(&group, samples + row * stride + x * 4, sizeof group);
      low += group & 0xff00ff;
      high += group >> 8 & 0xff00ff;
    }
    const uint32_t red_blue = low[0] + low[1] + low[2] + low[3], alpha_green = high[0] + high[1] + high[2] + high[3];
    const uint32_t alpha = alpha_green >> 16;
    if (alpha == 0) continue;
    const uint32_t under = line[x], rest = 255 * area - alpha;
    const uint32_t red = ((red_blue >> 16) + (under >> 16 & 0xff) * rest / 255 + area / 2) / area;
    const uint32_t green = ((alpha_green & 0xffff) + (under >> 8 & 0xff) * rest / 255 + area / 2) / area;
    const uint32_t blue = ((red_blue & 0xffff) + (under & 0xff) * rest / 255 + area / 2) / area;
    line[x] = 0xff000000u | red << 16 | green << 8 | blue;
  }
}

ptrdiff_t mk_color_run(const uint32_t *pixels, ptrdiff_t count, uint32_t color) {
  ptrdiff_t index = 0;
  // Most of a page is long stretches of one colour.
  for (; index + 8 <= count; index += 8) {
    uint32_t difference = 0;
    for (ptrdiff_t lane = 0; lane < 8; lane++) difference |= pixels[index + lane] ^ color;
    if (difference & 0xffffff) break;
  }
  while (index < count && (pixels[index] & 0xffffff) == color) index++;
  return index;
}
