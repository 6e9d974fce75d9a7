/* tag: see tag.h. */
#include "entity/tag.h"

const char *const entity_tag_name[TAG_COUNT] = {"", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"};

/* Tags tokens first..last, quotation marks at their ends left out. */
static void tag_span(const entity_input *in, uint8_t *tags, uint32_t first, uint32_t last, entity_tag b)
{
    const token *t = in->t->tokens.at;
    while (first < last && t[first].kind == TOKEN_PUNCT) first++;
    while (last > first && t[last].kind == TOKEN_PUNCT) last--;
    for (uint32_t i = first; i <= last; i++) tags[i] = (uint8_t)(i == first ? b : b + 1);
}

/* Does a known name reach from one token to another? */
static bool is_known(const entity_input *in, uint32_t first, uint32_t last)
{
    PHRASE_EACH(in->p, first, p)
    if (p->last == last &&
        (in->lex->names[p->name].kind == NAME_entity || in->lex->names[p->name].kind == NAME_metonym))
        return true;
    return false;
}

/* The kinds of place that stand before a name (قرية الخضراء, شمال بغداد) are no part of it; those inside one are (الشرق
 * الأوسط). */
static uint32_t past_areas(const entity_input *in, uint32_t first, uint32_t last)
{
    uint32_t from = first;
    while (from < last) {
        const phrase *area = phrase_at(in->p, in->lex, from, NAME_area);
        if (!area || area->last >= last) break;
        from = area->last + 1;
    }
    return from == first || (is_known(in, first, last) && !is_known(in, from, last)) ? first : from;
}

static void tag_mention(const entity_input *in, const mention *m, uint8_t *tags)
{
    if (m->name_first == NO_TOKEN) return;
    const lex_entity *x = &in->lex->entities[m->entity];
    bool known_place = m->entity && (x->kind == ENTITY_state || x->kind == ENTITY_place || x->kind == ENTITY_region);
    if (m->kind == ACTOR_PERSON && m->group == 0)
        tag_span(in, tags, m->name_first, m->name_last, TAG_B_PER);
    else if (known_place || (m->flags & MENTION_PLACE))
        tag_span(in, tags, past_areas(in, m->name_first, m->name_last), m->name_last, TAG_B_LOC);
    else if (m->kind == ACTOR_ORG && !(m->flags & MENTION_GENERIC))
        tag_span(in, tags, m->name_first, m->name_last, TAG_B_ORG);
}

uint8_t *entity_tags(const entities *e, const entity_input *in)
{
    uint8_t *tags = ARENA_ARRAY(in->a, uint8_t, in->t->tokens.n + 1);
    /* nested ones first: a name around them counts before them */
    for (int outer = 0; outer < 2; outer++)
        for (uint32_t i = 0; i < e->mentions.n; i++) {
            const mention *m = &e->mentions.at[i];
            if (((m->flags & MENTION_NESTED) == 0) == outer) tag_mention(in, m, tags);
        }
    return tags;
}
