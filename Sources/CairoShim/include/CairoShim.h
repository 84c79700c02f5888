// librsvg and cairo behind five plain functions. The libraries are looked for when one of these is called,
// not when the program starts, so that whoever wants SVG neither needs nor waits for them.
#ifndef FOLDOUT_CAIRO_SHIM_H
#define FOLDOUT_CAIRO_SHIM_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint8_t *bytes;  // NULL where it failed; freed with foldout_cairo_free
  size_t count;
  char message[256];  // what failed
} foldout_cairo_result;

// Loads the libraries. Gives NULL, or the file name of the one that is missing.
const char *foldout_cairo_load(void);

// The picture scaled into width x height pixels, as PNG. Call only after a successful load.
foldout_cairo_result foldout_cairo_png(const uint8_t *svg, size_t count, int32_t width, int32_t height);

// The picture scaled onto one page of width x height points, as PDF. `date` is ISO 8601, or "" for none.
foldout_cairo_result foldout_cairo_pdf(const uint8_t *svg, size_t count, double width, double height,
                                       const char *title, const char *date);

void foldout_cairo_free(foldout_cairo_result *result);

// Versions of what was loaded: "1.16.0" and "2.54.7". Call only after a successful load.
void foldout_cairo_versions(char *cairo, char *rsvg, size_t capacity);

// The family that fontconfig picks for a family name; 0 where fontconfig is missing or finds no font.
int foldout_cairo_font(const char *family, char *found, size_t capacity);

#endif
