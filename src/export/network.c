/* network: see network.h. */
#include "export/network.h"
#include "export/tally.h"

#include <math.h>
#include <stdlib.h>

typedef struct edge {
    int64_t from, to, n, quads[4];
    double goldstein;
} edge;

struct export_network {
    edge *edges;
    uint32_t n, cap;
    tally nodes;
};

const char *const export_edge_names[4] = {"source", "source_name", "target", "target_name"};

export_network *export_network_new(void)
{
    return calloc(1, sizeof(export_network));
}

void export_network_free(export_network *n)
{
    if (!n) return;
    tally_free(&n->nodes);
    free(n->edges);
    free(n);
}

static int64_t number(str s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) n = n * 10 + (s.p[i] - '0');
    return n;
}

bool export_network_edge(export_network *n, const query_count *c)
{
    if (n->n == n->cap) {
        uint32_t cap = n->cap ? n->cap * 2 : 256;
        edge *more = realloc(n->edges, cap * sizeof *more);
        if (!more) return false;
        n->edges = more;
        n->cap = cap;
    }
    edge *e = &n->edges[n->n++];
    bool is_new;
    *e = (edge){.from = number(c->cells[0]), .to = number(c->cells[2]), .n = c->n, .goldstein = c->goldstein};
    memcpy(e->quads, c->quads, sizeof e->quads);
    tally_of(&n->nodes, (uint64_t)e->from, &is_new);
    tally_of(&n->nodes, (uint64_t)e->to, &is_new);
    return !n->nodes.failed;
}

/* ---- GraphML ---- */

/* Text of XML: control characters, which XML cannot have, become blanks. */
static void xml(buf *out, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '&')
            buf_z(out, "&amp;");
        else if (c == '<')
            buf_z(out, "&lt;");
        else if (c == '>')
            buf_z(out, "&gt;");
        else
            buf_char(out, c < 0x20 ? ' ' : (char)c);
    }
}

static const struct {
    const char *name, *of, *type;
} keys[] = {{"label", "node", "string"},
            {"kind", "node", "string"},
            {"name", "node", "string"},
            {"name_en", "node", "string"},
            {"country", "node", "string"},
            {"sector", "node", "string"},
            {"wikidata", "node", "string"},
            {"articles", "node", "int"},
            {"weight", "edge", "int"},
            {"verbal_cooperation", "edge", "int"},
            {"material_cooperation", "edge", "int"},
            {"verbal_conflict", "edge", "int"},
            {"material_conflict", "edge", "int"},
            {"goldstein", "edge", "double"}};

void export_graphml_head(buf *out)
{
    buf_z(out,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        buf_printf(out, "  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keys[i].name, keys[i].of,
                   keys[i].name, keys[i].type);
    buf_z(out, "  <graph id=\"khabar\" edgedefault=\"directed\">\n");
}

static void data(buf *out, const char *key, str value)
{
    if (!value.n) return;
    buf_printf(out, "<data key=\"%s\">", key);
    xml(out, value);
    buf_z(out, "</data>");
}

void export_graphml_node(export_network *n, const query_actor *a, buf *out)
{
    uint32_t number_of;
    if (!tally_has(&n->nodes, (uint64_t)a->id, &number_of)) return;
    buf_printf(out, "    <node id=\"n%lld\">", (long long)a->id);
    data(out, "label", a->name_en.n ? a->name_en : a->name.n ? a->name : a->role);
    data(out, "kind", a->kind);
    data(out, "name", a->name.n ? a->name : a->role);
    data(out, "name_en", a->name_en);
    data(out, "country", a->country);
    data(out, "sector", a->sector);
    data(out, "wikidata", a->wikidata);
    buf_printf(out, "<data key=\"articles\">%lld</data></node>\n", (long long)a->articles);
}

void export_graphml_edges(export_network *n, buf *out)
{
    for (uint32_t i = 0; i < n->n; i++) {
        const edge *e = &n->edges[i];
        buf_printf(out, "    <edge source=\"n%lld\" target=\"n%lld\"><data key=\"weight\">%lld</data>",
                   (long long)e->from, (long long)e->to, (long long)e->n);
        for (unsigned q = 0; q < 4; q++)
            buf_printf(out, "<data key=\"%s\">%lld</data>", keys[9 + q].name, (long long)e->quads[q]);
        buf_printf(out, "<data key=\"goldstein\">%.1f</data></edge>\n", round(e->goldstein * 10) / 10 + 0.0);
    }
    buf_z(out, "  </graph>\n</graphml>\n");
}
