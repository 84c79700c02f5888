// Graphviz's dot as one function over arrays of numbers.
//
// Graphviz's accessors (ND_rank, ND_coord, ...) are macros that Swift cannot see, and its errors go to the
// terminal; both are dealt with here.
#pragma once

#include <stdint.h>

// How far dot goes.
enum {
  FOLDOUT_DOT_RANKS = 1,     // only ranks
  FOLDOUT_DOT_POSITIONS = 3  // ranks, order within ranks, and x
};

// An edge; ports index the node's own ports, -1 is the node's centre.
typedef struct {
  int32_t tail, head, tailPort, headPort, weight, minlen;
} foldout_dot_edge;

// A directed graph of label-less boxes. All lengths are whole points. A node's ports are places along its
// width where edges may be attached; node i owns portX[portStart[i]] up to portX[portStart[i + 1]], ascending,
// each at least 2 apart and 1 away from the sides.
typedef struct {
  int32_t nodeCount;
  const int32_t *width;
  const int32_t *portStart;
  const int32_t *portX;
  int32_t edgeCount;
  const foldout_dot_edge *edges;
  int32_t phase;
  int32_t nodesep;
  const char *pivots;  // "nslimit" and "nslimit1": network simplex pivots a node, as decimal text
  const char *passes;  // "mclimit": scales the passes against crossings, as decimal text
} foldout_dot_problem;

// Runs dot. Fills rank and x (nodeCount each; x only from FOLDOUT_DOT_POSITIONS on).
// Returns 0, or -1 with a message of at most `capacity` bytes. Safe to call from several threads: calls queue.
int foldout_dot(const foldout_dot_problem *problem, int32_t *rank, double *x, char *message, int32_t capacity);

// The version of the Graphviz library that lays out, or NULL where it doesn't start.
const char *foldout_graphviz_version(void);
