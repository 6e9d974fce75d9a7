/* network: counts of who did something to whom -> a directed network as GraphML. Its edge list is export_count_csv.
 *
 *   روسيا → أوكرانيا 12, أوكرانيا → روسيا 9  ->  two nodes, two edges with n, quad counts and the Goldstein sum
 *
 * Invariant: nodes are the actors of the edges, and no others. */
#ifndef KHABAR_EXPORT_NETWORK_H
#define KHABAR_EXPORT_NETWORK_H

#include "base/buf.h"
#include "record/row.h"

typedef struct export_network export_network;

/* The cells of an edge: ids and names of actor and recipient, as QUERY_BY_ACTORS counts. */
extern const char *const export_edge_names[4];

export_network *export_network_new(void); /* NULL where there is no memory */
void export_network_free(export_network *n);
/* Keeps an edge; false where memory is out. */
bool export_network_edge(export_network *n, const query_count *c);

/* In this order: the head, a node for each actor (nothing for one without edges), the edges and the end. */
void export_graphml_head(buf *out);
void export_graphml_node(export_network *n, const query_actor *a, buf *out);
void export_graphml_edges(export_network *n, buf *out);

#endif
