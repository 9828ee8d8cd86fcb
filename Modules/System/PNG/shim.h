#ifndef MARTLET_PNG_SHIM_H
#define MARTLET_PNG_SHIM_H

#include <png.h>
#include <stdlib.h>
#include <string.h>

/* libpng leaves a failing call by longjmp, which must not cross Swift frames; so one call writes a whole file here. */

struct martlet_png_bytes {
  unsigned char *data;
  size_t count;
  size_t capacity;
};

static inline void martlet_png_append(png_structp png, png_bytep data, size_t count) {
  struct martlet_png_bytes *out = (struct martlet_png_bytes *)png_get_io_ptr(png);
  if (out->count + count > out->capacity) {
    size_t capacity = (out->count + count) * 2;
    unsigned char *grown = (unsigned char *)realloc(out->data, capacity);
    if (!grown) png_error(png, "out of memory");
    out->data = grown;
    out->capacity = capacity;
  }
  memcpy(out->data + out->count, data, count);
  out->count += count;
}

static inline void martlet_png_flush(png_structp png) { (void)png; }
static inline void martlet_png_warning(png_structp png, png_const_charp message) { (void)png; (void)message; }

/* Rows of 8-bit samples: 1 channel (palette where `palette_count` > 0, else grey), 3 (RGB) or 4 (RGBA).
   `texts` holds pairs of a key and a UTF-8 text. Gives 1, or 0 where libpng refuses; `out->data` is the caller's. */
static inline int martlet_png_write(
    struct martlet_png_bytes *out, const unsigned char *rows, size_t stride, unsigned width, unsigned height,
    int channels, const png_color *palette, int palette_count, unsigned pixels_per_meter, const char *const *texts,
    int text_count, int level, int filters) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, martlet_png_warning);
  if (!png) return 0;
  png_infop info = png_create_info_struct(png);
  if (!info || setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return 0;
  }
  png_set_write_fn(png, out, martlet_png_append, martlet_png_flush);
  png_set_compression_level(png, level);
  png_set_compression_mem_level(png, 9);
  png_set_compression_buffer_size(png, 1 << 16);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, filters);
  int type = channels == 4 ? PNG_COLOR_TYPE_RGB_ALPHA : channels == 3 ? PNG_COLOR_TYPE_RGB
             : palette_count > 0 ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_GRAY;
  png_set_IHDR(png, info, width, height, 8, type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  if (palette_count > 0) png_set_PLTE(png, info, palette, palette_count);
  if (pixels_per_meter > 0) png_set_pHYs(png, info, pixels_per_meter, pixels_per_meter, PNG_RESOLUTION_METER);
  for (int i = 0; i < text_count; i++) {
    png_text text;
    memset(&text, 0, sizeof text);
    text.compression = PNG_TEXT_COMPRESSION_NONE;
    for (const char *c = texts[2 * i + 1]; *c; c++)
      if ((unsigned char)*c >= 0x80) text.compression = PNG_ITXT_COMPRESSION_NONE;
    text.key = (png_charp)texts[2 * i];
    text.text = (png_charp)texts[2 * i + 1];
    png_set_text(png, info, &text, 1);
  }
  png_write_info(png, info);
  for (unsigned y = 0; y < height; y++) png_write_row(png, rows + (size_t)y * stride);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return 1;
}

#endif
