#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

typedef struct Chunk {
  struct Chunk *next;
  size_t mapped; /* The bytes to unmap; 0 for a chunk of the heap. */
  max_align_t bytes[];
} Chunk;

struct FoldoutArena {
  Chunk *chunks;
  unsigned char *free;
  size_t left;
  size_t chunk_size;
};

static const size_t first_chunk = 64 * 1024;
static const size_t largest_chunk = 8 * 1024 * 1024;
/* Large chunks come from the system and go back to it: the heap would keep them, beside the model that is built
   meanwhile. */
static const size_t mapped_chunk = 1024 * 1024;
/* protobuf-c asks for structs of pointers and 64-bit numbers, nothing wider. */
static const size_t alignment = 8;

FoldoutArena *foldout_arena_create(void) {
  FoldoutArena *arena = calloc(1, sizeof *arena);
  if (arena) arena->chunk_size = first_chunk;
  return arena;
}

void foldout_arena_destroy(FoldoutArena *arena) {
  if (!arena) return;
  for (Chunk *chunk = arena->chunks; chunk;) {
    Chunk *next = chunk->next;
    if (chunk->mapped)
      munmap(chunk, chunk->mapped);
    else
      free(chunk);
    chunk = next;
  }
  free(arena);
}

static void *take_chunk(FoldoutArena *arena, size_t size) {
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
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  return chunk->bytes;
}

static void *arena_alloc(void *data, size_t size) {
  FoldoutArena *arena = data;
  if (size > SIZE_MAX - alignment) return NULL;
  size = (size + alignment - 1) & ~(alignment - 1);
  if (size > arena->left) {
    /* A large piece gets a chunk of its own, so that the current one is used up first. */
    if (size > arena->chunk_size / 4) return take_chunk(arena, size);
    unsigned char *bytes = take_chunk(arena, arena->chunk_size);
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

static void arena_free(void *data, void *piece) {
  (void)data;
  (void)piece;
}

ProtobufCAllocator foldout_arena_allocator(FoldoutArena *arena) {
  ProtobufCAllocator allocator = {arena_alloc, arena_free, arena};
  return allocator;
}
