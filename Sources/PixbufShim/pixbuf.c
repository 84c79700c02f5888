#define _GNU_SOURCE
#include "PixbufShim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "ProcessShim.h"

// Of the libraries' interfaces only what is called here, after their public headers (gdk-pixbuf 2.36, GLib 2.x), which need
// not be installed. All of it is part of their stable binary interfaces.
typedef struct { uint32_t domain; int code; char *message; } g_error;

static struct {
  void *(*loader_new_with_type)(const char *type, g_error **error);
  int (*loader_write)(void *loader, const uint8_t *bytes, size_t count, g_error **error);
  int (*loader_close)(void *loader, g_error **error);
  void *(*loader_get_pixbuf)(void *loader);
  void *(*apply_embedded_orientation)(void *pixbuf);
  int (*get_width)(void *pixbuf);
  int (*get_height)(void *pixbuf);
  int (*get_n_channels)(void *pixbuf);
  int (*get_bits_per_sample)(void *pixbuf);
  int (*get_rowstride)(void *pixbuf);
  const uint8_t *(*read_pixels)(void *pixbuf);
} pixbuf;

static unsigned long (*connect_data)(void *object, const char *signal, void (*handler)(void), void *data, void *gone, int flags);
static const char *const *version;
static int is_loaded;

// Bytes of memory: a progressive JPEG of as many pixels as are taken needs six a pixel, its colours four, turned four more.
static const uint64_t max_memory = (uint64_t)1 << 30;
// Seconds of processor time: the largest pictures take about two.
static const uint64_t max_seconds = 10;
static const uint32_t max_wait = 30;
// Bytes that are handed on at a time: a loader that has found the size says so before it gets the rest.
enum { STEP = 1 << 16 };

#define GET(name) ((*(void **)&pixbuf.name = dlsym(library, "gdk_pixbuf_" #name)) != NULL)

static void find_functions(void) {
  void *library = dlopen("libgdk_pixbuf-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
  void *objects = dlopen("libgobject-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library || !objects) return;
  version = dlsym(library, "gdk_pixbuf_version");
  *(void **)&connect_data = dlsym(objects, "g_signal_connect_data");
  is_loaded = connect_data && GET(loader_new_with_type) && GET(loader_write) && GET(loader_close) && GET(loader_get_pixbuf) &&
              GET(apply_embedded_orientation) && GET(get_width) && GET(get_height) && GET(get_n_channels) &&
              GET(get_bits_per_sample) && GET(get_rowstride) && GET(read_pixels);
}

// Loads the libraries once, whichever thread asks first.
static int load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, find_functions);
  return is_loaded;
}

// MARK: In the process of its own

// What is asked, and then where the answer goes.
typedef struct {
  const uint8_t *bytes;
  size_t size;
  const char *format;
  uint64_t most_pixels;
  int to;
} request;

// The answer: a letter, two numbers of four bytes in our order, and what belongs to them.
static void put_head(int to, char letter, uint32_t first, uint32_t second) {
  foldout_put(to, &letter, 1);
  foldout_put(to, &first, sizeof first);
  foldout_put(to, &second, sizeof second);
}

static int refuse(int to, const char *message) {
  put_head(to, 'E', 0, 0);
  foldout_put(to, message, strlen(message));
  return 0;
}

static int refuse_by(int to, const g_error *error) {
  return refuse(to, error && error->message ? error->message : "no reason given");
}

// Is told the size before there is memory for pixels.
static void check_size(void *loader, int width, int height, void *data) {
  (void)loader;
  const request *asked = data;
  if (width > 0 && height > 0 && (uint64_t)width * (uint64_t)height <= asked->most_pixels) return;
  put_head(asked->to, 'S', (uint32_t)width, (uint32_t)height);
  _Exit(0);
}

static void put_pixels(void *image, int to) {
  int width = pixbuf.get_width(image), height = pixbuf.get_height(image), channels = pixbuf.get_n_channels(image);
  const uint8_t *row = pixbuf.read_pixels(image);
  uint8_t *line = malloc(3 * (size_t)width);
  if (!line) _Exit(1);
  put_head(to, 'P', (uint32_t)width, (uint32_t)height);
  for (int y = 0; y < height; y++, row += pixbuf.get_rowstride(image)) {
    for (int x = 0; x < width; x++) {
      const uint8_t *pixel = row + x * channels;
      unsigned alpha = channels == 4 ? pixel[3] : 255;
      for (int channel = 0; channel < 3; channel++)
        line[3 * x + channel] = (uint8_t)((pixel[channel] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
    foldout_put(to, line, 3 * (size_t)width);
  }
  free(line);
}

static int32_t decode(const void *what, int to) {
  request asked = *(const request *)what;
  asked.to = to;
  g_error *error = NULL;
  void *loader = pixbuf.loader_new_with_type(asked.format, &error);
  if (!loader) return refuse_by(to, error);
  connect_data(loader, "size-prepared", (void (*)(void))check_size, &asked, NULL, 0);
  for (size_t done = 0; done < asked.size; done += STEP) {
    size_t count = asked.size - done < STEP ? asked.size - done : STEP;
    if (!pixbuf.loader_write(loader, asked.bytes + done, count, &error)) return refuse_by(to, error);
  }
  if (!pixbuf.loader_close(loader, &error)) return refuse_by(to, error);
  void *image = pixbuf.loader_get_pixbuf(loader);
  if (image) image = pixbuf.apply_embedded_orientation(image);
  if (!image) return refuse(to, "there is no picture in it");
  int channels = pixbuf.get_n_channels(image);
  if (pixbuf.get_bits_per_sample(image) != 8 || (channels != 3 && channels != 4)) return refuse(to, "its pixels are of no known kind");
  put_pixels(image, to);
  return 0;
}

// MARK: In ours

static int take_answer(size_t length, uint64_t most_pixels, foldout_pixbuf_image *image) {
  enum { HEAD = 1 + 2 * sizeof(uint32_t) };
  const uint8_t *answer = image->answer;
  if (length < HEAD) return FOLDOUT_PIXBUF_CRASHED;
  memcpy(&image->width, answer + 1, sizeof image->width);
  memcpy(&image->height, answer + 1 + sizeof image->width, sizeof image->height);
  if (answer[0] == 'S') return FOLDOUT_PIXBUF_TOO_LARGE;
  if (answer[0] == 'E') {
    snprintf(image->message, sizeof image->message, "%.*s", (int)(length - HEAD), (const char *)answer + HEAD);
    return FOLDOUT_PIXBUF_REFUSED;
  }
  // What comes from there is a stranger's, too. Factors of 32 bits have a product of 64.
  uint64_t count = (uint64_t)image->width * image->height;
  if (answer[0] != 'P' || count == 0 || count > most_pixels || length - HEAD != 3 * count) return FOLDOUT_PIXBUF_CRASHED;
  image->pixels = answer + HEAD;
  return FOLDOUT_PIXBUF_OK;
}

int foldout_pixbuf_decode(const void *bytes, size_t size, const char *format, uint64_t most_pixels, foldout_pixbuf_image *image) {
  memset(image, 0, sizeof *image);
  if (!load()) return FOLDOUT_PIXBUF_NO_LIBRARY;
  request asked = {bytes, size, format, most_pixels, -1};
  foldout_bounds bounds = {max_memory, max_seconds, max_wait};
  size_t length = 0;
  int status = 0;
  image->answer = foldout_run_bounded(decode, &asked, bounds, 3 * most_pixels + 4096, &length, &status);
  if (!image->answer) return FOLDOUT_PIXBUF_NO_MEMORY;
  int result = FOLDOUT_PIXBUF_CRASHED;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    result = take_answer(length, most_pixels, image);
  } else if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGALRM)) {
    result = FOLDOUT_PIXBUF_ENDLESS;
  }
  if (result != FOLDOUT_PIXBUF_OK) {
    free(image->answer);
    image->answer = NULL;
  }
  return result;
}

int foldout_pixbuf_version(char *text, size_t room) {
  if (!load()) return 0;
  snprintf(text, room, "%s", version && *version ? *version : "of unknown version");
  return 1;
}
