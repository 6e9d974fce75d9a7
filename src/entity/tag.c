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
    if (first < last && !(in->w->chosen[first].prefixes & M_ARTICLE) && is_known(in, first + 1, last) &&
        is_known(in, first, last))
        return first + 1; /* مدينة مشهد, دولة قطر: both ways known */
    while (from < last) {
        const phrase *area = phrase_at(in->p, in->lex, from, NAME_area);
        if (!area || area->last >= last) break;
        from = area->last + 1;
    }
    return from == first || (is_known(in, first, last) && !is_known(in, from, last)) ? first : from;
}

/* Is a word no word of the language? */
static bool is_proper(const entity_input *in, uint32_t i)
{
    const analysis *a = &in->w->chosen[i];
    return a->lemma == 0 || a->class == W_NAME;
}

/* Does a token span hold a name, not words of the language alone (الحدود الشمالية, السوق الأميركية)? */
static bool holds_name(const entity_input *in, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        if (in->t->tokens.at[i].kind != TOKEN_PUNCT && is_proper(in, i) && !phrase_at(in->p, in->lex, i, NAME_nisba))
            return true;
    }
    return false;
}

/* The world, and groups of states, are no places on a map. */
static bool is_vague(const entity_input *in, const lex_entity *x)
{
    str kind = lexicon_text(in->lex, x->subkind);
    return x->kind == ENTITY_region && (str_eq(kind, STR("world")) || str_eq(kind, STR("states")));
}

static bool is_one_of(str kind, const char *const *kinds, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(kind, str_of(kinds[i]))) return true;
    return false;
}

/* The head of an organisation's name (صحيفة النهار), NULL where the lexicon knows none; *rest is the token after it. */
static const lex_group *head_of(const entity_input *in, const mention *m, uint32_t *rest)
{
    const phrase *head = phrase_at(in->p, in->lex, m->name_first, NAME_head);
    if (!head || head->last > m->name_last) return NULL;
    *rest = head->last + 1;
    return &in->lex->heads[in->lex->names[head->name].ref];
}

/* An organisation that its kind and nation tell has no name of its own: الجيش اللبناني, وزارة الصحة, المنتخب المصري. */
static bool is_described(const entity_input *in, const mention *m)
{
    static const char *const common[] = {"ministry", "court", "force", "armed"};
    uint32_t i = m->name_first;
    const lex_group *g = head_of(in, m, &i);
    const phrase *group = phrase_at(in->p, in->lex, m->name_first, NAME_group);
    if (!g && !group) return false;
    if (!g) i = group->last + 1;
    bool plain = true; /* nothing but adjectives after the head */
    for (uint32_t j = i; j <= m->name_last; j++) {
        const phrase *nation = phrase_at(in->p, in->lex, j, NAME_nisba);
        plain &= nation || in->w->chosen[j].class == W_ADJ;
        if (nation) j = nation->last;
    }
    bool of_state =
        m->sector == SECTOR_GOV || m->sector == SECTOR_MIL || m->sector == SECTOR_COP || m->sector == SECTOR_SOC;
    if (plain && of_state) return true;
    str kind = lexicon_text(in->lex, m->entity ? in->lex->entities[m->entity].subkind : g ? g->subkind : 0);
    bool known = m->entity && (m->sector == SECTOR_REB || m->sector == SECTOR_PRM);
    return !known && is_one_of(kind, common, sizeof common / sizeof *common) &&
           !(g && i <= m->name_last && is_proper(in, i) && !phrase_at(in->p, in->lex, i, NAME_nisba));
}

/* What kinds of body stand before a name without being of it: صحيفة النهار, نادي برشلونة, حركة طالبان, قوات الأمم المتحدة. */
static uint32_t past_head(const entity_input *in, const mention *m)
{
    static const char *const apart[] = {"paper", "channel", "site", "club", "movement", "company"}, *const loose[] = {
                                                                                                        "body", "force",
                                                                                                        "armed",
                                                                                                        "agency"};
    uint32_t rest = m->name_first, last = m->name_last;
    const lex_group *g = head_of(in, m, &rest);
    if (!g || rest > last) return m->name_first;
    str kind = lexicon_text(in->lex, g->subkind);
    bool known = is_known(in, rest, last), quoted = in->t->tokens.at[rest].kind == TOKEN_PUNCT;
    if (is_one_of(kind, loose, sizeof loose / sizeof *loose)) return known || quoted ? rest : m->name_first;
    bool strip = g->sector == SECTOR_JRN || is_one_of(kind, apart, sizeof apart / sizeof *apart);
    return strip && (quoted || known || is_proper(in, rest)) ? rest : m->name_first;
}

/* حزب الله اللبناني: the nation after a known name is no part of it. */
static uint32_t without_nation(const entity_input *in, const mention *m, uint32_t first)
{
    PHRASE_EACH(in->p, first, p)
    {
        const lex_name *n = &in->lex->names[p->name];
        if (n->kind != NAME_entity || n->ref != m->entity || p->last > m->name_last) continue;
        const phrase *nation = p->last < m->name_last ? phrase_at(in->p, in->lex, p->last + 1, NAME_nisba) : NULL;
        if (nation && nation->last == m->name_last) return p->last;
    }
    return m->name_last;
}

static void tag_mention(const entity_input *in, const mention *m, uint8_t *tags)
{
    if (m->name_first == NO_TOKEN) return;
    const lex_entity *x = &in->lex->entities[m->entity];
    bool known_place = m->entity && (x->kind == ENTITY_state || x->kind == ENTITY_place || x->kind == ENTITY_region);
    if (m->kind == ACTOR_PERSON && m->group == 0)
        tag_span(in, tags, m->name_first, m->name_last, TAG_B_PER);
    else if (known_place || (m->flags & MENTION_PLACE)) {
        uint32_t first = past_areas(in, m->name_first, m->name_last);
        if (is_vague(in, x) || (!m->entity && !holds_name(in, first, m->name_last))) return;
        tag_span(in, tags, first, m->name_last, TAG_B_LOC);
    } else if (m->kind == ACTOR_ORG && !(m->flags & MENTION_GENERIC) && !is_described(in, m)) {
        uint32_t first = past_head(in, m);
        tag_span(in, tags, first, without_nation(in, m, first), TAG_B_ORG);
    }
}

/* The known name that begins at token i and nothing tagged stands in: of several words, or inside a mention (المتحدث باسم حزب
 * الله: the role has the name in it). TAG_NONE where there is none; *last is its last token. */
static entity_tag known_name(const entities *e, const entity_input *in, const uint8_t *tags, uint32_t i, uint32_t *last)
{
    PHRASE_EACH(in->p, i, p)
    {
        const lex_name *n = &in->lex->names[p->name];
        if (n->kind != NAME_entity || (p->last == i && (e->at[i] == NO_MENTION || !is_proper(in, i)))) continue;
        const lex_entity *x = &in->lex->entities[n->ref];
        bool org = x->kind == ENTITY_org, place = x->kind == ENTITY_state || x->kind == ENTITY_place;
        bool free = org || place;
        for (uint32_t j = i; free && j <= p->last; j++) free = tags[j] == TAG_NONE;
        mention m = {.name_first = i, .name_last = p->last, .entity = n->ref, .sector = x->sector};
        if (!free || (org && is_described(in, &m))) continue;
        *last = p->last;
        return org ? TAG_B_ORG : TAG_B_LOC;
    }
    return TAG_NONE;
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
    for (uint32_t i = 0, last; i < in->t->tokens.n; i++) {
        entity_tag tag = tags[i] == TAG_NONE ? known_name(e, in, tags, i, &last) : TAG_NONE;
        if (tag != TAG_NONE) tag_span(in, tags, i, last, tag);
    }
    return tags;
}
