#define _GNU_SOURCE
#include "GraphvizShim.h"

#include <dlfcn.h>
#include <graphviz/gvc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GVC_t *context;

// Graphviz's last message, kept from the terminal.
static char noise[256];

static int keep_noise(char *text) {
  if (!noise[0]) snprintf(noise, sizeof noise, "%s", text);
  return 0;
}

// Loads only the dot layout plug-in. gvContext() would read the list of all plug-ins and then load pango and
// cairo to choose a text renderer at once, which costs more than a small layout; no text is laid out here.
static GVC_t *make_context(void) {
  static const char *const names[] = {"libgvplugin_dot_layout.so.6", "libgvplugin_dot_layout.so.7",
                                      "libgvplugin_dot_layout.so.8", "libgvplugin_dot_layout.so",
                                      "libgvplugin_dot_layout.dylib"};
  char *(*libdir)(GVC_t *) = (char *(*)(GVC_t *))dlsym(RTLD_DEFAULT, "gvconfig_libdir");
  GVC_t *gvc = libdir ? gvContextPlugins(NULL, 0) : NULL;
  for (size_t i = 0; gvc && i < sizeof names / sizeof names[0]; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", libdir(gvc), names[i]);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    gvplugin_library_t *plugin = library ? dlsym(library, "gvplugin_dot_layout_LTX_library") : NULL;
    if (!plugin) continue;
    gvAddLibrary(gvc, plugin);
    return gvc;
  }
  return gvContext();
}

// A table of fixed-size empty cells, the only way to tell dot where along a node an edge shall meet it.
static char *port_table(const int32_t *ports, int32_t count, int32_t width) {
  size_t capacity = 256 + (size_t)count * 192;
  char *text = malloc(capacity);
  if (!text) return NULL;
  size_t used = (size_t)snprintf(
      text, capacity, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>");
  int32_t at = 0;
  for (int32_t i = 0; i <= count; i++) {
    int32_t next = i < count ? ports[i] - 1 : width;
    if (next > at)
      used += (size_t)snprintf(text + used, capacity - used,
                               "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"1\"></TD>", next - at);
    if (i < count)
      used += (size_t)snprintf(text + used, capacity - used,
                               "<TD PORT=\"p%d\" FIXEDSIZE=\"TRUE\" WIDTH=\"2\" HEIGHT=\"1\"></TD>", i);
    at = next + 2;
  }
  snprintf(text + used, capacity - used, "</TR></TABLE>");
  return text;
}

// Lengths go to Graphviz in inches; a point is 1/72. Written as a whole number and six decimals by hand so
// that no locale can put a comma in.
static void inches(char *text, size_t capacity, int32_t points) {
  long long micro = ((long long)points * 1000000 + 36) / 72;
  snprintf(text, capacity, "%lld.%06lld", micro / 1000000, micro % 1000000);
}

static void declare_attributes(graph_t *graph, const foldout_dot_problem *problem) {
  char text[32];
  inches(text, sizeof text, problem->nodesep);
  agattr(graph, AGRAPH, "nodesep", text);
  agattr(graph, AGRAPH, "splines", "");
  agattr(graph, AGRAPH, "phase", problem->phase == FOLDOUT_DOT_RANKS ? "1" : "3");
  agattr(graph, AGRAPH, "nslimit", (char *)problem->pivots);
  agattr(graph, AGRAPH, "nslimit1", (char *)problem->pivots);
  agattr(graph, AGRAPH, "mclimit", (char *)problem->passes);
  agattr(graph, AGNODE, "label", "");
  agattr(graph, AGNODE, "shape", "box");
  agattr(graph, AGNODE, "fixedsize", "true");
  agattr(graph, AGNODE, "margin", "0");
  agattr(graph, AGNODE, "width", "0.02");
  agattr(graph, AGNODE, "height", "0.02");
  agattr(graph, AGEDGE, "weight", "1");
  agattr(graph, AGEDGE, "minlen", "1");
  agattr(graph, AGEDGE, "tailport", "");
  agattr(graph, AGEDGE, "headport", "");
}

static int add_node(graph_t *graph, const foldout_dot_problem *problem, int32_t i, node_t **node) {
  char text[32];
  snprintf(text, sizeof text, "n%d", i);
  *node = agnode(graph, text, 1);
  if (!*node) return -1;
  inches(text, sizeof text, problem->width[i]);
  agset(*node, "width", text);
  int32_t first = problem->portStart[i], count = problem->portStart[i + 1] - first;
  if (!count) return 0;
  char *table = port_table(problem->portX + first, count, problem->width[i]);
  if (!table) return -1;
  char *label = agstrdup_html(graph, table);
  agset(*node, "label", label);
  agstrfree(graph, label);
  free(table);
  return 0;
}

static int add_edge(graph_t *graph, const foldout_dot_problem *problem, int32_t i, node_t **nodes) {
  const foldout_dot_edge *given = &problem->edges[i];
  char text[32];
  snprintf(text, sizeof text, "e%d", i);
  edge_t *edge = agedge(graph, nodes[given->tail], nodes[given->head], text, 1);
  if (!edge) return -1;
  snprintf(text, sizeof text, "%d", given->weight);
  agset(edge, "weight", text);
  snprintf(text, sizeof text, "%d", given->minlen);
  agset(edge, "minlen", text);
  if (given->tailPort >= 0) {
    snprintf(text, sizeof text, "p%d", given->tailPort);
    agset(edge, "tailport", text);
  }
  if (given->headPort >= 0) {
    snprintf(text, sizeof text, "p%d", given->headPort);
    agset(edge, "headport", text);
  }
  return 0;
}

static int solve(const foldout_dot_problem *problem, graph_t *graph, node_t **nodes, int32_t *rank,
                 double *x) {
  declare_attributes(graph, problem);
  for (int32_t i = 0; i < problem->nodeCount; i++)
    if (add_node(graph, problem, i, &nodes[i])) return -1;
  for (int32_t i = 0; i < problem->edgeCount; i++)
    if (add_edge(graph, problem, i, nodes)) return -1;
  if (gvLayout(context, graph, "dot")) return -1;
  for (int32_t i = 0; i < problem->nodeCount; i++) {
    rank[i] = ND_rank(nodes[i]);
    if (problem->phase == FOLDOUT_DOT_RANKS) continue;
    x[i] = ND_coord(nodes[i]).x;
  }
  gvFreeLayout(context, graph);
  return 0;
}

int foldout_dot(const foldout_dot_problem *problem, int32_t *rank, double *x, char *message, int32_t capacity) {
  pthread_mutex_lock(&lock);
  noise[0] = 0;
  agusererrf previous = agseterrf(keep_noise);
  if (!context) context = make_context();
  int result = -1;
  graph_t *graph = context ? agopen("g", Agdirected, NULL) : NULL;
  node_t **nodes = calloc((size_t)problem->nodeCount + 1, sizeof *nodes);
  if (graph && nodes) result = solve(problem, graph, nodes, rank, x);
  if (result) snprintf(message, (size_t)capacity, "%s", noise[0] ? noise : "no further message");
  free(nodes);
  if (graph) agclose(graph);
  agseterrf(previous);
  pthread_mutex_unlock(&lock);
  return result;
}

const char *foldout_graphviz_version(void) {
  pthread_mutex_lock(&lock);
  if (!context) context = make_context();
  const char *version = context ? gvcVersion(context) : NULL;
  pthread_mutex_unlock(&lock);
  return version;
}
