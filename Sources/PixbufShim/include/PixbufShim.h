// gdk-pixbuf behind three plain functions. It is looked for when one of these is called, not when the program starts; every
// librsvg brings it.
#ifndef FOLDOUT_PIXBUF_SHIM_H
#define FOLDOUT_PIXBUF_SHIM_H

#include <stddef.h>
#include <stdint.h>

enum foldout_pixbuf_result {
  FOLDOUT_PIXBUF_OK = 0,
  FOLDOUT_PIXBUF_NO_LIBRARY = 1,
  // The library refuses the picture; the message is its own.
  FOLDOUT_PIXBUF_REFUSED = 2,
  // It has more pixels than asked for; width and height are set.
  FOLDOUT_PIXBUF_TOO_LARGE = 3,
  // The library crashed or ran out of memory, in a process of its own.
  FOLDOUT_PIXBUF_CRASHED = 4,
  // It came to no end there.
  FOLDOUT_PIXBUF_ENDLESS = 5,
  FOLDOUT_PIXBUF_NO_MEMORY = 6,
};

typedef struct {
  uint8_t *answer;        // freed with free(); NULL where there are no pixels
  const uint8_t *pixels;  // in it: red, green and blue of width x height pixels, the rows from the top
  uint32_t width, height;
  char message[256];
} foldout_pixbuf_image;

// Decodes a picture in memory of one format, by gdk-pixbuf's name of it ("png"), turned upright as the file says and put on
// white where it is transparent. Of an animation it is the first frame.
//
// The library runs in a process of its own, which gets ten seconds of processor time, 30 by the clock and 1 GB, and ends when
// ours does. Sizes are checked before there is memory for pixels.
int foldout_pixbuf_decode(const void *bytes, size_t size, const char *format, uint64_t most_pixels, foldout_pixbuf_image *image);

// The version of gdk-pixbuf; 0 where it can't be loaded.
int foldout_pixbuf_version(char *text, size_t room);

#endif
