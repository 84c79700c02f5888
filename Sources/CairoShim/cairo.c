#define _GNU_SOURCE
#include "CairoShim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Of the libraries' interfaces only what is called here, after their public headers (cairo 1.16, librsvg 2.48,
// GLib 2.x), which need not be installed. All of it is part of their stable binary interfaces.
typedef struct { uint32_t domain; int code; char *message; } GError;
typedef struct { double x, y, width, height; } RsvgRectangle;
typedef int (*write_function)(void *closure, const unsigned char *data, unsigned int length);
enum { CAIRO_FORMAT_ARGB32 = 0, CAIRO_STATUS_NO_MEMORY = 1 };
enum { CAIRO_PDF_METADATA_TITLE = 0, CAIRO_PDF_METADATA_CREATOR = 4, CAIRO_PDF_METADATA_CREATE_DATE = 5 };
enum { RSVG_HANDLE_FLAG_UNLIMITED = 1 };

static struct {
  void *(*image_surface_create)(int format, int width, int height);
  void *(*pdf_surface_create_for_stream)(write_function write, void *closure, double width, double height);
  void (*pdf_surface_set_metadata)(void *surface, int key, const char *text);
  int (*surface_write_to_png_stream)(void *surface, write_function write, void *closure);
  int (*surface_status)(void *surface);
  void (*surface_finish)(void *surface);
  void (*surface_destroy)(void *surface);
  void *(*create)(void *surface);
  int (*status)(void *context);
  void (*show_page)(void *context);
  void (*destroy)(void *context);
  const char *(*status_to_string)(int status);
  const char *(*version_string)(void);
} cairo;

static struct {
  void *(*handle_new_with_flags)(int flags);
  int (*handle_write)(void *handle, const uint8_t *bytes, size_t count, GError **error);
  int (*handle_close)(void *handle, GError **error);
  int (*handle_render_document)(void *handle, void *context, const RsvgRectangle *box, GError **error);
  const unsigned *major, *minor, *micro;
} rsvg;

static struct {
  void (*object_unref)(void *object);
  void (*error_free)(GError *error);
} glib;

static int is_loaded;

// Sets one function pointer; 0 where the library lacks the function.
#define GET(library, table, prefix, name) \
  ((*(void **)&table.name = dlsym(library, prefix #name)) != NULL)

static int load_cairo(void *library) {
  return GET(library, cairo, "cairo_", image_surface_create) &&
         GET(library, cairo, "cairo_", pdf_surface_create_for_stream) &&
         GET(library, cairo, "cairo_", pdf_surface_set_metadata) &&
         GET(library, cairo, "cairo_", surface_write_to_png_stream) &&
         GET(library, cairo, "cairo_", surface_status) && GET(library, cairo, "cairo_", surface_finish) &&
         GET(library, cairo, "cairo_", surface_destroy) && GET(library, cairo, "cairo_", create) &&
         GET(library, cairo, "cairo_", status) && GET(library, cairo, "cairo_", show_page) &&
         GET(library, cairo, "cairo_", destroy) && GET(library, cairo, "cairo_", status_to_string) &&
         GET(library, cairo, "cairo_", version_string);
}

static int load_rsvg(void *library) {
  rsvg.major = dlsym(library, "rsvg_major_version");
  rsvg.minor = dlsym(library, "rsvg_minor_version");
  rsvg.micro = dlsym(library, "rsvg_micro_version");
  return GET(library, rsvg, "rsvg_", handle_new_with_flags) && GET(library, rsvg, "rsvg_", handle_write) &&
         GET(library, rsvg, "rsvg_", handle_close) && GET(library, rsvg, "rsvg_", handle_render_document);
}

static const char *find_functions(void) {
  if (is_loaded) return NULL;
  void *library = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library || !load_cairo(library)) return "libcairo.so.2";
  library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library || !load_rsvg(library)) return "librsvg-2.so.2";
  library = dlopen("libgobject-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library || !GET(library, glib, "g_", object_unref)) return "libgobject-2.0.so.0";
  library = dlopen("libglib-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library || !GET(library, glib, "g_", error_free)) return "libglib-2.0.so.0";
  is_loaded = 1;
  return NULL;
}

// Loads the libraries once, whichever thread asks first.
const char *foldout_cairo_load(void) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  const char *missing = find_functions();
  pthread_mutex_unlock(&lock);
  return missing;
}

typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
} buffer;

static int append(void *closure, const unsigned char *data, unsigned int length) {
  buffer *out = closure;
  if (out->count + length > out->capacity) {
    size_t capacity = (out->count + length) * 2;
    uint8_t *bytes = realloc(out->bytes, capacity);
    if (!bytes) return CAIRO_STATUS_NO_MEMORY;
    out->bytes = bytes;
    out->capacity = capacity;
  }
  memcpy(out->bytes + out->count, data, length);
  out->count += length;
  return 0;
}

static void say(foldout_cairo_result *result, const char *who, const char *what) {
  if (!result->message[0]) snprintf(result->message, sizeof result->message, "%s: %s", who, what);
}

static void say_error(foldout_cairo_result *result, GError *error) {
  say(result, "librsvg", error && error->message ? error->message : "no reason given");
  if (error) glib.error_free(error);
}

// Draws the SVG into a box at the surface's origin.
static void draw(void *surface, const uint8_t *svg, size_t count, RsvgRectangle box, foldout_cairo_result *result) {
  GError *error = NULL;
  void *handle = rsvg.handle_new_with_flags(RSVG_HANDLE_FLAG_UNLIMITED);
  if (!rsvg.handle_write(handle, svg, count, &error) || !rsvg.handle_close(handle, &error)) {
    say_error(result, error);
  } else {
    void *context = cairo.create(surface);
    if (!rsvg.handle_render_document(handle, context, &box, &error)) say_error(result, error);
    cairo.show_page(context);
    if (cairo.status(context)) say(result, "cairo", cairo.status_to_string(cairo.status(context)));
    cairo.destroy(context);
  }
  glib.object_unref(handle);
}

static void keep(foldout_cairo_result *result, buffer *out) {
  if (result->message[0]) {
    free(out->bytes);
    return;
  }
  result->bytes = out->bytes;
  result->count = out->count;
}

foldout_cairo_result foldout_cairo_png(const uint8_t *svg, size_t count, int32_t width, int32_t height) {
  foldout_cairo_result result = {0};
  buffer out = {0};
  void *surface = cairo.image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  int status = cairo.surface_status(surface);
  if (!status) {
    draw(surface, svg, count, (RsvgRectangle){0, 0, width, height}, &result);
    status = cairo.surface_write_to_png_stream(surface, append, &out);
  }
  if (status) say(&result, "cairo", cairo.status_to_string(status));
  cairo.surface_destroy(surface);
  keep(&result, &out);
  return result;
}

foldout_cairo_result foldout_cairo_pdf(const uint8_t *svg, size_t count, double width, double height,
                                       const char *title, const char *date) {
  foldout_cairo_result result = {0};
  buffer out = {0};
  void *surface = cairo.pdf_surface_create_for_stream(append, &out, width, height);
  cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Foldout");
  // cairo dates a file by the clock unless it is told otherwise.
  cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  draw(surface, svg, count, (RsvgRectangle){0, 0, width, height}, &result);
  cairo.surface_finish(surface);
  int status = cairo.surface_status(surface);
  if (status) say(&result, "cairo", cairo.status_to_string(status));
  cairo.surface_destroy(surface);
  keep(&result, &out);
  return result;
}

void foldout_cairo_free(foldout_cairo_result *result) {
  free(result->bytes);
  result->bytes = NULL;
}

void foldout_cairo_versions(char *cairoText, char *rsvgText, size_t capacity) {
  snprintf(cairoText, capacity, "%s", cairo.version_string());
  if (rsvg.major && rsvg.minor && rsvg.micro)
    snprintf(rsvgText, capacity, "%u.%u.%u", *rsvg.major, *rsvg.minor, *rsvg.micro);
  else
    snprintf(rsvgText, capacity, "unknown");
}

int foldout_cairo_font(const char *family, char *found, size_t capacity) {
  void *library = dlopen("libfontconfig.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  void *(*parse)(const unsigned char *) = (void *(*)(const unsigned char *))dlsym(library, "FcNameParse");
  int (*substitute)(void *, void *, int) = (int (*)(void *, void *, int))dlsym(library, "FcConfigSubstitute");
  void (*defaults)(void *) = (void (*)(void *))dlsym(library, "FcDefaultSubstitute");
  void *(*match)(void *, void *, int *) = (void *(*)(void *, void *, int *))dlsym(library, "FcFontMatch");
  int (*get)(void *, const char *, int, unsigned char **) =
      (int (*)(void *, const char *, int, unsigned char **))dlsym(library, "FcPatternGetString");
  void (*destroy)(void *) = (void (*)(void *))dlsym(library, "FcPatternDestroy");
  if (!parse || !substitute || !defaults || !match || !get || !destroy) return 0;
  void *wanted = parse((const unsigned char *)family);
  if (!wanted) return 0;
  int result = 0, isFound = 0;
  unsigned char *name = NULL;
  substitute(NULL, wanted, 0);
  defaults(wanted);
  void *best = match(NULL, wanted, &result);
  if (best && !get(best, "family", 0, &name) && name) {
    snprintf(found, capacity, "%s", (const char *)name);
    isFound = 1;
  }
  if (best) destroy(best);
  destroy(wanted);
  return isFound;
}
