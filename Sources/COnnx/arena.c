#include "arena.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

typedef struct Chunk {
  struct Chunk *next;
  size_t mapped; /* The bytes to unmap; 0 for a chunk of the heap. */
  max_align_t bytes[];
} Chunk;

enum { first_chunk = 64 * 1024 };

struct FoldoutArena {
  Chunk *chunks;
  Chunk *pieces; /* Mapped chunks of one piece each. */
  unsigned char *free;
  size_t left;
  size_t chunk_size;
  max_align_t first[first_chunk / sizeof(max_align_t)]; /* Kept when all else is given back. */
};

static const size_t largest_chunk = 8 * 1024 * 1024;
/* Large chunks come from the system and go back to it: the heap would keep them, beside the model that is built
   meanwhile. */
static const size_t mapped_chunk = 256 * 1024;
static const size_t page = 4096;
/* protobuf-c asks for structs of pointers and 64-bit numbers, nothing wider. */
static const size_t alignment = 8;

static void destroy(Chunk *chunk) {
  while (chunk) {
    Chunk *next = chunk->next;
    if (chunk->mapped)
      munmap(chunk, chunk->mapped);
    else
      free(chunk);
    chunk = next;
  }
}

void foldout_arena_reset(FoldoutArena *arena) {
  destroy(arena->chunks);
  destroy(arena->pieces);
  arena->chunks = arena->pieces = NULL;
  arena->free = (unsigned char *)arena->first;
  arena->left = sizeof arena->first;
  arena->chunk_size = first_chunk;
}

void foldout_arena_destroy(FoldoutArena *arena) {
  if (!arena) return;
  foldout_arena_reset(arena);
  free(arena);
}

FoldoutArena *foldout_arena_create(void) {
  FoldoutArena *arena = malloc(sizeof *arena);
  if (!arena) return NULL;
  arena->chunks = arena->pieces = NULL;
  foldout_arena_reset(arena);
  return arena;
}

static void *take_chunk(FoldoutArena *arena, size_t size, int is_piece) {
  if (size > SIZE_MAX - sizeof(Chunk)) return NULL;
  size_t whole = sizeof(Chunk) + size;
  Chunk *chunk;
  if (size >= mapped_chunk) {
    chunk = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (chunk == MAP_FAILED) return NULL;
    chunk->mapped = whole;
  } else {
    chunk = malloc(whole);
    if (!chunk) return NULL;
    chunk->mapped = 0;
  }
  Chunk **list = is_piece && chunk->mapped ? &arena->pieces : &arena->chunks;
  chunk->next = *list;
  *list = chunk;
  return chunk->bytes;
}

static void *arena_alloc(void *data, size_t size) {
  FoldoutArena *arena = data;
  if (size > SIZE_MAX - alignment) return NULL;
  size = (size + alignment - 1) & ~(alignment - 1);
  /* A large piece gets a chunk of its own, so that the current one is used up first, and it can be given back. */
  if (size >= mapped_chunk || (size > arena->left && size > arena->chunk_size / 4)) return take_chunk(arena, size, 1);
  if (size > arena->left) {
    unsigned char *bytes = take_chunk(arena, arena->chunk_size, 0);
    if (!bytes) return NULL;
    arena->free = bytes;
    arena->left = arena->chunk_size;
    if (arena->chunk_size < largest_chunk) arena->chunk_size *= 2;
  }
  void *piece = arena->free;
  arena->free += size;
  arena->left -= size;
  return piece;
}

/* Only large pieces are given back, such as protobuf-c's lists of the fields of a message. There are few of them, so they
   are looked for one by one; nearly all other pieces show by their place that they are none. */
static void arena_free(void *data, void *piece) {
  FoldoutArena *arena = data;
  if (((uintptr_t)piece - offsetof(Chunk, bytes)) % page) return;
  for (Chunk **link = &arena->pieces; *link; link = &(*link)->next) {
    Chunk *chunk = *link;
    if ((void *)chunk->bytes != piece) continue;
    *link = chunk->next;
    munmap(chunk, chunk->mapped);
    return;
  }
}

ProtobufCAllocator foldout_arena_allocator(FoldoutArena *arena) {
  ProtobufCAllocator allocator = {arena_alloc, arena_free, arena};
  return allocator;
}
