/* value: what all written forms of a record give as values: names of codes, offsets, countries, places. */
#include "record/record.h"

const char *const record_kind_name[] = {"person", "country", "org", "group"};
const char *const record_by_name[] = {"text", "lexicon", "office", "article", "outlet"};
const char *const record_said_name[] = {"direct", "indirect", "mixed"};
const char *const record_precision_name[] = {"",     "day",    "week", "month",  "quarter",
                                             "half", "season", "year", "decade", "century"};
const char *const record_timex_name[] = {"DATE", "TIME", "DURATION", "SET"};
const char *const record_mod_name[] = {"", "START", "MID", "END", ""};
const char *const record_aux_name[] = {"negation", "future", "hypothetical", "historical"};

uint32_t *record_points(const record *r)
{
    str s = r->text.bytes;
    uint32_t *points = ARENA_ARRAY(r->a, uint32_t, s.n / 64 + 2), n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (i % 64 == 0) points[i / 64] = n;
        n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
    }
    if (s.n % 64 == 0) points[s.n / 64] = n;
    return points;
}

uint32_t record_point(const str *bytes, const uint32_t *points, uint32_t byte)
{
    uint32_t n = points[byte / 64];
    for (uint32_t i = byte & ~63u; i < byte; i++) n += ((unsigned char)bytes->p[i] & 0xc0) != 0x80;
    return n;
}

str record_country(const record *r, uint16_t country)
{
    return country ? lexicon_text(r->lex, r->lex->entities[country].code) : (str){0};
}

/* A state that is named is itself, and its government only where it acts once. */
const char *record_sector(const actor *a)
{
    bool state = a->kind == ACTOR_COUNTRY && a->named && a->sector == SECTOR_GOV && a->n_mentions > 1;
    return state ? "" : lex_sector_name[a->sector];
}

/* A seat of government as the place that it is: القاهرة lies somewhere, Egypt's government does not. */
static const lex_entity *city_of(const record *r, const mention *m, const lex_entity *state)
{
    PHRASE_EACH(&r->phrases, m->name_first, p)
    {
        const lex_name *n = &r->lex->names[p->name];
        const lex_entity *x = &r->lex->entities[n->ref];
        if (p->last == m->name_last && n->kind == NAME_entity && x->kind == ENTITY_place &&
            x->country == state->country)
            return x;
    }
    return state;
}

const lex_entity *record_place(const record *r, const mention *m)
{
    const lex_entity *e = &r->lex->entities[m->entity];
    return m->flags & MENTION_METONYM ? city_of(r, m, e) : e;
}

str record_place_name(const record *r, const mention *m)
{
    entity_input in = {.t = &r->text, .w = &r->words, .p = &r->phrases, .lex = r->lex, .a = r->a};
    return entity_text(&in, m->name_first, m->name_last);
}

static bool is_place(const record *r, const mention *m)
{
    if (m->name_first == NO_TOKEN) return false;
    if (m->entity == 0) return (m->flags & MENTION_PLACE) != 0;
    return record_place(r, m)->kind == ENTITY_place;
}

uint32_t record_places(const record *r, uint32_t **first, uint32_t **of)
{
    uint32_t n = r->entities.mentions.n, shown = 0;
    *first = ARENA_ARRAY(r->a, uint32_t, n + 1);
    *of = ARENA_ARRAY(r->a, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const mention *m = &r->entities.mentions.at[i];
        uint32_t k = UINT32_MAX;
        for (uint32_t j = 0; is_place(r, m) && j < shown && k == UINT32_MAX; j++) {
            const mention *o = &r->entities.mentions.at[(*first)[j]];
            bool same = m->entity ? o->entity && record_place(r, o) == record_place(r, m)
                                  : !o->entity && str_eq(record_place_name(r, o), record_place_name(r, m));
            if (same) k = j;
        }
        if (k == UINT32_MAX && is_place(r, m)) (*first)[k = shown++] = i;
        (*of)[i] = k;
    }
    return shown;
}
