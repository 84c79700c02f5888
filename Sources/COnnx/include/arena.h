#ifndef FOLDOUT_ARENA_H
#define FOLDOUT_ARENA_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

/* Memory that is taken piece by piece and given back all at once. */
typedef struct FoldoutArena FoldoutArena;

/* Makes an arena, or returns NULL when there is no memory. */
FoldoutArena *foldout_arena_create(void);

/* Gives back everything that was taken from the arena, to be used again. */
void foldout_arena_reset(FoldoutArena *arena);

/* Gives back everything that was taken from the arena, and the arena. */
void foldout_arena_destroy(FoldoutArena *arena);

/* An allocator for protobuf-c that takes from the arena; its `free` gives large pieces back at once, others
   with the arena. */
ProtobufCAllocator foldout_arena_allocator(FoldoutArena *arena);

#endif
