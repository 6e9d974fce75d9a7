/* entity: settles to which actor each mention belongs; see entity.h.
 * Order: the country the article is about; named actors; names that were first met in full and are short later; then
 * roles without a name, by the article itself, and by who held the office on the article's day. */
#include "entity/entity.h"
#include "base/utf8.h"
#include "entity/mention.h"

enum { NAME_WORDS = 12 };

typedef struct name_words {
    const uint8_t *at[NAME_WORDS];
    uint8_t n[NAME_WORDS];
    uint32_t count;
} name_words;

typedef struct settler {
    entities *e;
    const entity_input *in;
    name_words *names; /* of each mention, once it was asked for */
    struct {
        uint16_t country;
        uint32_t weight;
    } weights[64]; /* how much the article speaks of each country */
    uint32_t n_weights;
} settler;

static uint32_t letter_offset(const text *t, const token *k, uint32_t letters)
{
    const unsigned char *base = (const unsigned char *)t->bytes.p, *p = base + k->start, *end = base + k->end;
    while (letters && p < end) {
        uint8_t got[LETTER_MAX_EXPANSION];
        bool separates;
        size_t n = letters_of(utf8_next(&p), got, &separates);
        letters -= (uint32_t)(n < letters ? n : letters);
    }
    /* tashkeel and tatweel after the clitic belong to it */
    while (p < end) {
        const unsigned char *q = p;
        uint8_t got[LETTER_MAX_EXPANSION];
        bool separates;
        if (letters_of(utf8_next(&q), got, &separates)) break;
        p = q;
    }
    return (uint32_t)(p - base);
}

uint32_t entity_stem(const entity_input *in, uint32_t token_index)
{
    const token *k = &in->t->tokens.at[token_index];
    const analysis *a = &in->w->chosen[token_index];
    if (!(a->prefixes & (M_WA | M_FA | M_PREP)) || k->kind != TOKEN_WORD) return k->start;
    uint32_t skip = a->stem;
    if (a->prefixes & M_ARTICLE) { /* the article stays: بالعودة, but للعودة has only its ل */
        bool lam =
            skip >= 2 && in->t->folded[k->letters + skip - 1] == L_LAM && in->t->folded[k->letters + skip - 2] == L_LAM;
        skip = lam ? skip - 1u : skip - 2u;
    }
    return letter_offset(in->t, k, skip);
}

str entity_text(const entity_input *in, uint32_t first, uint32_t last)
{
    const text *t = in->t;
    const token *k = &t->tokens.at[first];
    const analysis *a = &in->w->chosen[first];
    uint32_t start = k->start, skip = 0;
    bool lam_article = false;
    uint8_t prefixes = 0, stem = 0;
    /* the phrase reading of the first word counts where there is one: its stem may be longer than the word reading's */
    PHRASE_EACH(in->p, first, p)
    if (p->last <= last) {
        prefixes = p->prefixes;
        for (uint8_t v = 0; v < in->w->types[first]->n_variants; v++)
            if (in->w->types[first]->variants[v].prefixes == p->prefixes) stem = in->w->types[first]->variants[v].stem;
        goto found;
    }
    prefixes = a->prefixes;
    stem = a->stem;
found:
    if (prefixes & (M_WA | M_FA | M_PREP | M_FUTURE)) {
        skip = stem;
        if (prefixes & M_ARTICLE) {
            lam_article =
                stem >= 2 && t->folded[k->letters + stem - 1] == L_LAM && t->folded[k->letters + stem - 2] == L_LAM;
            skip = stem >= 2 ? stem - 2u : 0;
            if (lam_article) skip = stem;
        }
        start = letter_offset(t, k, skip);
    }
    str rest = str_sub(t->bytes, start, t->tokens.at[last].end);
    if (!lam_article) return rest;
    for (uint32_t c = 0; c < in->lex->n_clitics; c++) {
        const lex_clitic *x = &in->lex->clitics[c];
        if (x->kind != CLITIC_article || x->suffix) continue;
        char article[8];
        size_t n = letters_to_utf8(x->letters, x->n, article);
        return arena_printf(in->a, "%.*s%.*s", (int)n, article, (int)rest.n, rest.p);
    }
    return rest;
}

/* Folded words of a token span, clitics and articles left out. */
static name_words words_of(const settler *s, uint32_t first, uint32_t last)
{
    name_words out = {0};
    const text *t = s->in->t;
    for (uint32_t i = first; i <= last && out.count < NAME_WORDS; i++) {
        const token *k = &t->tokens.at[i];
        if (k->kind == TOKEN_PUNCT) continue;
        const analysis *a = &s->in->w->chosen[i];
        uint32_t from = 0;
        if (i == first) {
            from = a->prefixes & (M_WA | M_FA | M_PREP | M_ARTICLE) ? a->stem : 0;
            PHRASE_EACH(s->in->p, first, p)
            if (p->last <= last && s->in->w->types[first]) {
                for (uint8_t v = 0; v < s->in->w->types[first]->n_variants; v++)
                    if (s->in->w->types[first]->variants[v].prefixes == p->prefixes)
                        from = s->in->w->types[first]->variants[v].stem;
                break;
            }
        }
        const uint8_t *w = t->folded + k->letters + from;
        uint32_t n = k->n - from;
        if (n >= 5 && w[0] == L_ALEF && w[1] == L_LAM) w += 2, n -= 2;
        if (n == 0) continue;
        out.at[out.count] = w;
        out.n[out.count++] = (uint8_t)n;
    }
    return out;
}

static const name_words *name_words_of(const settler *s, const mention *m)
{
    name_words *w = &s->names[m - s->e->mentions.at];
    if (w->count == 0) *w = words_of(s, m->name_first, m->name_last);
    return w;
}

static bool same_word_at(const name_words *a, uint32_t i, const name_words *b, uint32_t j)
{
    return a->n[i] == b->n[j] && memcmp(a->at[i], b->at[j], a->n[i]) == 0;
}

/* Is the shorter name the end, or (two words at least) the beginning of the longer? */
static bool names_agree(const name_words *a, const name_words *b)
{
    if (a->count > b->count) {
        const name_words *swap = a;
        a = b;
        b = swap;
    }
    if (a->count == 0) return false;
    bool end = true, begin = a->count >= 2;
    for (uint32_t i = 0; i < a->count; i++) {
        end = end && same_word_at(a, i, b, b->count - a->count + i);
        begin = begin && same_word_at(a, i, b, i);
    }
    return end || begin;
}

static bool same_names(const name_words *a, const name_words *b)
{
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_word_at(a, i, b, i)) return false;
    return true;
}

/* ---- country and sector ---- */

static uint32_t *weight_of(settler *s, uint16_t country)
{
    uint32_t z = 0, room = sizeof s->weights / sizeof *s->weights;
    while (z < s->n_weights && s->weights[z].country != country) z++;
    if (z == room) z--; /* of so many countries the last one takes the rest */
    if (z == s->n_weights) s->weights[z].country = country, s->weights[z].weight = 0, s->n_weights++;
    return &s->weights[z].weight;
}

/* The state whose seat has the name of the state at token i (عمان), 0 where there is none. */
static uint32_t seat_alike(const settler *s, uint32_t i, uint32_t last, uint32_t state)
{
    PHRASE_EACH(s->in->p, i, p)
    {
        const lex_name *n = &s->in->lex->names[p->name];
        if (p->last == last && n->kind == NAME_metonym && n->ref != state) return n->ref;
    }
    return 0;
}

static void find_home(settler *s)
{
    const entity_input *in = s->in;
    uint16_t best = 0;
    uint32_t most = 0, second = 0;
    for (uint32_t i = 0; i < in->t->tokens.n; i++) {
        uint32_t skip = i;
        PHRASE_EACH(in->p, i, p)
        {
            const lex_name *name = &in->lex->names[p->name];
            bool place = name->kind == NAME_entity || name->kind == NAME_nisba || name->kind == NAME_people;
            if (!place) continue;
            const lex_entity *x = &in->lex->entities[name->ref];
            if (x->kind != ENTITY_state && x->kind != ENTITY_place) continue;
            if (x->country == 0) continue;
            const analysis *a = &in->w->chosen[i];
            if (p->last == i && a->lemma) continue; /* read as a word of the language */
            bool title = in->t->sentences.at[in->t->tokens.at[i].sentence].kind != SENTENCE_BODY;
            if (name->kind == NAME_nisba || !seat_alike(s, i, p->last, x->country))
                *weight_of(s, x->country) += (x->kind == ENTITY_state ? 2u : 1u) + (title ? 2u : 0u);
            skip = p->last;
            break;
        }
        i = skip;
    }
    for (uint32_t i = 0; i < s->n_weights; i++) {
        uint32_t weight = s->weights[i].weight;
        if (weight > most) {
            second = most;
            most = weight;
            best = s->weights[i].country;
        } else if (weight > second)
            second = weight;
    }
    if (most >= 2 && most * 2 >= second * 3) {
        s->e->home = best;
        s->e->home_by = BY_ARTICLE;
    }
    /* a national outlet writes of its own country where the article names no other */
    for (uint32_t i = 0; s->e->home == 0 && in->outlet.n && i < in->lex->n_outlets; i++)
        if (str_eq(lexicon_text(in->lex, in->lex->outlets[i].name), in->outlet)) {
            s->e->home = (uint16_t)in->lex->outlets[i].country;
            s->e->home_by = BY_OUTLET;
        }
}

/* The tenure that says what a person was on the article's day; *former is set where all have ended. */
static const lex_tenure *tenure_on(const settler *s, uint32_t person, uint8_t office, bool *former)
{
    const lexicon *lex = s->in->lex;
    const lex_entity *p = &lex->entities[person];
    const lex_tenure *best = NULL, *last = NULL;
    *former = false;
    for (uint32_t i = 0; i < p->n_tenures; i++) {
        const lex_tenure *t = &lex->tenures[p->first_tenure + i];
        if (s->in->day == INT32_MIN) {
            if (office && t->office == office) best = t;
            last = t;
            continue;
        }
        if (t->from <= s->in->day && s->in->day <= t->to) {
            /* the office that the text names, else the highest: offices are numbered in that order */
            if (!best || t->office == office || (best->office != office && t->office < best->office)) best = t;
        }
        if (t->from <= s->in->day) last = t;
    }
    if (best) return best;
    if (s->in->day != INT32_MIN && last) *former = true;
    return last ? last : p->n_tenures ? &lex->tenures[p->first_tenure] : NULL;
}

/* Country and sector of a known person on the article's day. What the article says of the office comes first. */
static void person_codes(const settler *s, actor *x)
{
    const lexicon *lex = s->in->lex;
    if (x->entity == 0) return;
    if (x->said_former) {
        x->country = lex->entities[x->entity].country;
        x->sector = SECTOR_ELI;
        return;
    }
    bool former;
    const lex_tenure *t = tenure_on(s, x->entity, x->office, &former);
    if (!t) return;
    uint8_t sector = lex->office_sectors[t->office];
    if (t->org && (t->office == OFFICE_group_leader || t->office == OFFICE_spokesperson || sector == 0 ||
                   t->office == OFFICE_commander || t->office == OFFICE_party_leader))
        sector = lex->entities[t->org].sector;
    else if (sector == 0 && t->office == OFFICE_spokesperson)
        sector = SECTOR_GOV;
    x->country = t->country ? t->country : lex->entities[x->entity].country;
    if (t->office == OFFICE_un_envoy) { /* tenures of UN envoys name the country that they are sent to */
        uint16_t un = lexicon_country(lex, STR("UNO"));
        x->country = un;
        x->sector = SECTOR_;
        return;
    }
    if (former && x->said_sector) {
        x->sector = x->said_sector;
        return;
    }
    bool governs = sector == SECTOR_GOV || sector == SECTOR_MIL || sector == SECTOR_LEG || sector == SECTOR_SPY;
    x->sector = former && governs ? SECTOR_ELI : sector;
}

/* ---- actors ---- */

static uint32_t new_actor(settler *s, const mention *m)
{
    actor *x = vec_push(s->in->a, &s->e->actors);
    *x = (actor){.kind = m->kind,
                 .entity = m->entity,
                 .group = m->group,
                 .role_id = m->role,
                 .country = m->country,
                 .sector = m->sector,
                 .office = m->office,
                 .first_token = m->first,
                 .by = BY_TEXT};
    x->feminine = (m->flags & MENTION_FEMININE) != 0;
    x->plural = (m->flags & MENTION_PLURAL) != 0;
    if (m->name_first != NO_TOKEN) {
        x->name = entity_text(s->in, m->name_first, m->name_last);
        x->named = true;
    }
    if (m->entity) x->by = BY_LEXICON;
    return s->e->actors.n - 1;
}

static void join(settler *s, mention *m, uint32_t id)
{
    actor *x = &s->e->actors.at[id];
    m->actor = id;
    x->n_mentions++;
    if (m->first < x->first_token) x->first_token = m->first;
    if (m->name_first != NO_TOKEN && !(m->flags & MENTION_METONYM)) {
        str name = entity_text(s->in, m->name_first, m->name_last);
        /* the fullest form; of equal ones the nominative (الحوثيون before الحوثيين), which sorts after */
        size_t now = utf8_length(name), before = utf8_length(x->name);
        if (!x->named || now > before || (now == before && x->kind == ACTOR_ORG && str_cmp(x->name, name) > 0) ||
            x->hidden)
            x->name = name;
        x->named = true;
        x->hidden = false;
    }
    if (m->role_first != NO_TOKEN) {
        str role = entity_text(s->in, m->role_first, m->role_last);
        if (role.n > x->role.n && !(m->flags & MENTION_PRONOUN && x->role.n)) {
            x->role = role;
            if (m->role) x->role_id = m->role;
            if (m->office) x->office = m->office;
        }
        if (m->flags & MENTION_FORMER) x->said_former = true;
        if (m->sector) x->said_sector = m->sector;
        if (x->entity == 0) {
            if (m->country) x->country = m->country;
            if (m->sector) x->sector = m->sector;
            if (m->flags & MENTION_FORMER) x->sector = SECTOR_ELI;
        }
        if (m->flags & MENTION_FEMININE) x->feminine = 1;
    }
    if (x->country == 0) x->country = m->country;
    if (x->sector == 0 && x->kind != ACTOR_COUNTRY) x->sector = m->sector;
}

static uint32_t actor_of_entity(settler *s, const mention *m)
{
    for (uint32_t i = 0; i < s->e->actors.n; i++)
        if (s->e->actors.at[i].entity == m->entity) return i;
    return new_actor(s, m);
}

static uint32_t actor_of_person_name(settler *s, const mention *m)
{
    const name_words *mine = name_words_of(s, m);
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *o = &s->e->mentions.at[i];
        if (o->actor == NO_ACTOR || o->kind != ACTOR_PERSON || o->name_first == NO_TOKEN) continue;
        const name_words *theirs = name_words_of(s, o);
        if (names_agree(mine, theirs) && (mine->count > 1 || theirs->count > 1 || same_names(mine, theirs)))
            return o->actor;
    }
    return new_actor(s, m);
}

/* A short known name (هاريس) belongs to the person whom the article names in full with it, whoever else has it. */
static uint32_t named_in_full(settler *s, const mention *m)
{
    const name_words *mine = name_words_of(s, m);
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *o = &s->e->mentions.at[i];
        if (o->actor == NO_ACTOR || o->kind != ACTOR_PERSON || o->name_first == NO_TOKEN ||
            o->name_first == o->name_last)
            continue;
        const name_words *theirs = name_words_of(s, o);
        if (names_agree(mine, theirs)) return o->actor;
    }
    return NO_ACTOR;
}

/* The body named before whose name begins with this one word: الحركة after حركة الشباب. */
static uint32_t body_before(const settler *s, const mention *m)
{
    const name_words *mine = name_words_of(s, m);
    if (!(s->in->w->chosen[m->name_first].prefixes & M_ARTICLE)) return NO_ACTOR;
    for (uint32_t i = (uint32_t)(m - s->e->mentions.at); i-- > 0;) {
        const mention *o = &s->e->mentions.at[i];
        if (o->actor == NO_ACTOR || o->kind != ACTOR_ORG || o->name_first == NO_TOKEN || o->first >= m->first) continue;
        if ((m->flags & MENTION_GENERIC) && s->e->home && o->country != s->e->home) continue;
        const name_words *theirs = name_words_of(s, o);
        if (theirs->count > 1 && same_word_at(theirs, 0, mine, 0)) return o->actor;
    }
    return NO_ACTOR;
}

/* An organisation or group by its words: the same, or a short definite form of one that has an adjective more. */
static uint32_t actor_of_body(settler *s, const mention *m)
{
    const name_words *mine = name_words_of(s, m);
    uint32_t found = mine->count == 1 && !(m->flags & MENTION_INDEFINITE) ? body_before(s, m) : NO_ACTOR;
    if (found != NO_ACTOR) return found;
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *o = &s->e->mentions.at[i];
        if (o->actor == NO_ACTOR || o->kind == ACTOR_PERSON || o->kind == ACTOR_COUNTRY || o->name_first == NO_TOKEN ||
            o->entity)
            continue;
        const name_words *theirs = name_words_of(s, o);
        if (same_names(mine, theirs)) return o->actor;
        /* «المسلحون» after «مسلحون ملثمون»: the later, definite form is the shorter one */
        if ((m->flags & MENTION_INDEFINITE) || m->group == 0 || m->group != o->group || m->kind != o->kind) continue;
        bool country_fits = m->country == 0 || o->country == 0 || m->country == o->country;
        const name_words *shorter = mine->count < theirs->count ? mine : theirs,
                         *longer = mine->count < theirs->count ? theirs : mine;
        bool begins = shorter->count > 0 && shorter->count < longer->count;
        for (uint32_t k = 0; begins && k < shorter->count; k++) begins = same_word_at(shorter, k, longer, k);
        if (country_fits && begins) found = found == NO_ACTOR ? o->actor : found;
    }
    return found != NO_ACTOR ? found : new_actor(s, m);
}

/* Of several things with one name (حزب العدالة والتنمية, طرابلس) the one in the article's own country. A person whose
 * role says another country than any of his offices is somebody else of that name. */
static void choose_namesake(settler *s, mention *m)
{
    const lexicon *lex = s->in->lex;
    if (m->entity == 0 || m->name_first == NO_TOKEN) return;
    const lex_entity *now = &lex->entities[m->entity];
    uint32_t seat = now->kind == ENTITY_state && !(m->flags & MENTION_METONYM)
                        ? seat_alike(s, m->name_first, m->name_last, m->entity)
                        : 0;
    if (seat) {
        /* عمان, the seat of Jordan, where the article speaks more of Jordan, or the vowels say so */
        uint8_t vowels = s->in->t->tokens.at[m->name_first].flags;
        bool more = *weight_of(s, (uint16_t)seat) > *weight_of(s, (uint16_t)m->entity);
        if ((more && !(vowels & TOKEN_DAMMA)) || (vowels & TOKEN_SHADDA)) {
            m->entity = seat;
            m->country = (uint16_t)seat;
            m->flags |= MENTION_METONYM | MENTION_PLACE;
            m->sector = SECTOR_GOV;
        }
    }
    if (now->kind == ENTITY_state || now->kind == ENTITY_code || now->kind == ENTITY_region) return;
    uint16_t wanted = m->kind == ACTOR_PERSON && m->role_first != NO_TOKEN && m->country ? m->country : s->e->home;
    if (wanted == 0 || now->country == wanted) return;
    PHRASE_EACH(s->in->p, m->name_first, p)
    {
        const lex_name *n = &lex->names[p->name];
        if (p->last != m->name_last || n->kind != NAME_entity || lex->entities[n->ref].kind != now->kind) continue;
        if (lex->entities[n->ref].country != wanted) continue;
        m->entity = n->ref;
        if (m->kind != ACTOR_PERSON) {
            m->country = lex->entities[n->ref].country;
            m->sector = lex->entities[n->ref].sector;
        }
        return;
    }
    if (m->kind != ACTOR_PERSON || m->role_first == NO_TOKEN || !m->country) return;
    bool served = now->country == m->country;
    for (uint32_t i = 0; i < now->n_tenures; i++) {
        const lex_tenure *t = &lex->tenures[now->first_tenure + i];
        served |= t->country == m->country || lex->entities[t->country].kind == ENTITY_code;
    }
    if (!served && m->name_first == m->name_last) m->entity = 0;
}

static void settle_named(settler *s)
{
    entities *e = s->e;
    for (uint32_t i = 0; i < e->mentions.n; i++) {
        mention *m = &e->mentions.at[i];
        choose_namesake(s, m);
        if ((m->flags & MENTION_PLACE) && m->country == 0) m->country = e->home;
    }
    /* persons first by long names, so that a short name in the title finds the long one in the text */
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < e->mentions.n; i++) {
            mention *m = &e->mentions.at[i];
            if (m->actor != NO_ACTOR || m->kind != ACTOR_PERSON || m->name_first == NO_TOKEN || m->group) continue;
            if (pass == 0 && m->name_first == m->name_last) continue;
            uint32_t id = pass == 1 && m->entity && m->name_first == m->name_last ? named_in_full(s, m) : NO_ACTOR;
            if (id != NO_ACTOR) m->entity = 0;
            join(s, m, id != NO_ACTOR ? id : m->entity ? actor_of_entity(s, m) : actor_of_person_name(s, m));
        }
    for (uint32_t i = 0; i < e->mentions.n; i++) {
        mention *m = &e->mentions.at[i];
        if (m->actor != NO_ACTOR || m->kind == ACTOR_PERSON || m->name_first == NO_TOKEN) continue;
        if (m->flags & MENTION_PLACE) continue;
        uint32_t id = m->entity ? actor_of_entity(s, m) : actor_of_body(s, m);
        join(s, m, id);
    }
}

/* Words outside all mentions that are the family name of a person named in full: «الداودي» after «لحسن الداودي». */
static void find_short_names(settler *s)
{
    entities *e = s->e;
    const text *t = s->in->t;
    uint32_t n = e->mentions.n;
    struct {
        name_words w;
        uint32_t actor;
    } *full = arena_alloc(s->in->a, sizeof *full * (n + 1));
    uint32_t n_full = 0;
    for (uint32_t i = 0; i < n; i++) {
        const mention *m = &e->mentions.at[i];
        if (m->kind != ACTOR_PERSON || m->name_first == NO_TOKEN || m->actor == NO_ACTOR ||
            m->name_first == m->name_last)
            continue;
        full[n_full].w = words_of(s, m->name_first, m->name_last);
        if (full[n_full].w.count < 2) continue;
        bool known = false;
        for (uint32_t z = 0; z < n_full && !known; z++)
            known = full[z].actor == m->actor && same_names(&full[z].w, &full[n_full].w);
        full[n_full].actor = m->actor;
        n_full += !known;
    }
    if (n_full == 0) return;
    for (uint32_t i = 0; i < t->tokens.n; i++) {
        if (e->at[i] != NO_MENTION || t->tokens.at[i].kind != TOKEN_WORD || t->tokens.at[i].n < 2) continue;
        const analysis *a = &s->in->w->chosen[i];
        /* a verb's form where a verb is not looked for (أن خان نظم) */
        word_class before = i ? (word_class)s->in->w->chosen[i - 1].class : W_START;
        bool out_of_place = a->class == W_VERB && !a->prefixes &&
                            (before == W_THAT || before == W_PREP || before == W_VERB || before == W_NOUN);
        if (a->class != W_NAME && !(a->class == W_ADJ && a->lemma == 0) && !(a->class == W_NOUN && a->prefixes == 0) &&
            !out_of_place)
            continue;
        name_words heres[3] = {0}; /* of one word, of two */
        for (uint32_t k = 1; k <= 2 && i + k <= t->tokens.n; k++) {
            if (e->at[i + k - 1] != NO_MENTION || t->tokens.at[i + k - 1].kind != TOKEN_WORD) break;
            heres[k] = words_of(s, i, i + k - 1);
        }
        for (uint32_t f = 0; f < n_full; f++) {
            const name_words *w = &full[f].w;
            uint32_t take = 0;
            /* two words (بن كيران) before one */
            for (uint32_t k = 2; k >= 1 && !take; k--) {
                bool begins = k == 1 && a->lemma == 0;
                const name_words *here = &heres[k];
                if (k >= w->count || here->count != k) continue;
                bool fits = true;
                for (uint32_t z = 0; z < k; z++) fits = fits && same_word_at(here, z, w, w->count - k + z);
                if (fits && (k == 2 || w->n[w->count - 1] >= 3)) take = k;
                /* شي for شي جينبينغ: an unknown word that begins the name */
                if (!take && begins && same_word_at(here, 0, w, 0)) take = 1;
            }
            if (!take) continue;
            mention m = {.first = i,
                         .last = i + take - 1,
                         .name_first = i,
                         .name_last = i + take - 1,
                         .role_first = NO_TOKEN,
                         .role_last = NO_TOKEN,
                         .actor = NO_ACTOR,
                         .kind = ACTOR_PERSON,
                         .prep = a->prep,
                         .prefixes = a->prefixes};
            uint32_t id = e->mentions.n;
            *vec_push(s->in->a, &e->mentions) = m;
            for (uint32_t z = 0; z < take; z++) e->at[i + z] = id;
            join(s, &e->mentions.at[id], full[f].actor);
            i += take - 1;
            break;
        }
    }
}

/* ---- roles without a name ---- */

/* Does the person hold an office of this kind on the article's day? */
static bool holds(const settler *s, uint32_t person, uint8_t office)
{
    bool former;
    const lex_tenure *t = tenure_on(s, person, office, &former);
    return t && !former && t->office == office;
}

static bool same_office(const settler *s, const actor *x, const mention *m)
{
    if (m->role == 0) return false;
    if (x->entity && m->office != OFFICE_none && holds(s, x->entity, m->office)) return true;
    if (x->role_id == 0) return false;
    if (x->role_id == m->role) return true;
    if (m->office && x->office == m->office) return true;
    /* الوزير after وزير الخارجية: the first word of the longer role */
    str a = lexicon_text(s->in->lex, s->in->lex->roles[x->role_id - 1].name),
        b = lexicon_text(s->in->lex, s->in->lex->roles[m->role - 1].name);
    return str_eq(str_cut(&a, ' '), b);
}

static const lex_tenure *holder(const settler *s, const mention *m, uint16_t country)
{
    if (s->in->day == INT32_MIN || m->office == OFFICE_none || (m->flags & (MENTION_FORMER | MENTION_PLURAL)))
        return NULL;
    const lexicon *lex = s->in->lex;
    if (m->org) {
        const lex_tenure *t =
            lexicon_holder(lex, (lex_office)m->office, lex->entities[m->org].country, m->org, s->in->day);
        if (t) return t;
    }
    if (!country) return NULL;
    switch ((lex_office)m->office) {
    case OFFICE_head_of_state:
    case OFFICE_head_of_government:
    case OFFICE_foreign_minister:
    case OFFICE_defence_minister:
    case OFFICE_interior_minister:
    case OFFICE_finance_minister:
    case OFFICE_crown_prince:
    case OFFICE_supreme_leader:
    case OFFICE_army_chief:
    case OFFICE_speaker_of_parliament: return lexicon_holder(lex, (lex_office)m->office, country, 0, s->in->day);
    default: return NULL;
    }
}

static uint32_t actor_of_holder(settler *s, const mention *m, const lex_tenure *t, settled_by by)
{
    for (uint32_t i = 0; i < s->e->actors.n; i++)
        if (s->e->actors.at[i].entity == t->person) return i;
    mention named = *m;
    named.entity = t->person;
    uint32_t id = new_actor(s, &named);
    actor *x = &s->e->actors.at[id];
    x->name = lexicon_text(s->in->lex, s->in->lex->entities[t->person].name);
    x->named = true;
    x->feminine = s->in->lex->entities[t->person].feminine;
    x->by = (uint8_t)by;
    return id;
}

/* The nearest person named before (or, at the head of an article, after) with this role and country. */
static uint32_t named_with_role(settler *s, uint32_t index, const mention *m)
{
    entities *e = s->e;
    uint32_t best = NO_ACTOR, nearest = UINT32_MAX;
    for (uint32_t i = 0; i < e->mentions.n; i++) {
        const mention *o = &e->mentions.at[i];
        if (i == index || o->actor == NO_ACTOR) continue;
        const actor *x = &e->actors.at[o->actor];
        if (x->kind != ACTOR_PERSON || !x->named || !same_office(s, x, m)) continue;
        if (m->country && x->country && m->country != x->country) continue;
        if ((m->flags & MENTION_OWN_ROLE) && o->org != m->org) continue;
        bool former = x->sector == SECTOR_ELI;
        if (former != ((m->flags & MENTION_FORMER) != 0) && m->flags & MENTION_FORMER) continue;
        uint32_t distance = o->first < m->first ? m->first - o->first : (o->first - m->first) * 2 + 4;
        if (distance < nearest) nearest = distance, best = o->actor;
    }
    return best;
}

static uint32_t counterpart(settler *s, const mention *m)
{
    /* the role of the person named last before: the holder of the same office in the other country */
    if (!m->country) return NO_ACTOR;
    for (uint32_t back = m->first; back-- > 0;) {
        uint32_t id = s->e->at[back];
        if (id == NO_MENTION) continue;
        const mention *o = &s->e->mentions.at[id];
        if (o->actor == NO_ACTOR) continue;
        const actor *x = &s->e->actors.at[o->actor];
        if (x->kind != ACTOR_PERSON) continue;
        mention wanted = *m;
        wanted.office = x->office;
        if (x->office == OFFICE_none && x->entity) {
            bool former;
            const lex_tenure *t = tenure_on(s, x->entity, 0, &former);
            if (t && !former) wanted.office = t->office;
        }
        const lex_tenure *t = holder(s, &wanted, m->country);
        if (t) return actor_of_holder(s, m, t, BY_OFFICE);
        return NO_ACTOR;
    }
    return NO_ACTOR;
}

static void settle_roles(settler *s)
{
    entities *e = s->e;
    for (uint32_t i = 0; i < e->mentions.n; i++) {
        mention *m = &e->mentions.at[i];
        if (m->actor != NO_ACTOR || m->kind != ACTOR_PERSON || m->name_first != NO_TOKEN) continue;
        uint32_t id = NO_ACTOR;
        const lex_role *r = m->role ? &s->in->lex->roles[m->role - 1] : NULL;
        bool definite = !(m->flags & MENTION_INDEFINITE), single = !(m->flags & MENTION_PLURAL);
        bool own_office = r && r->office == OFFICE_none && (m->flags & MENTION_PRONOUN);
        if (definite && single && own_office && m->country) id = counterpart(s, m);
        bool own_role = (m->flags & MENTION_OWN_ROLE) != 0;
        if (id == NO_ACTOR && definite && single && (!own_role || m->org)) id = named_with_role(s, i, m);
        if (id == NO_ACTOR && definite && single && (!own_role || m->org)) {
            const lex_tenure *t = holder(s, m, m->country);
            settled_by by = BY_OFFICE;
            if (!t && !m->country && !m->org && e->home_by == BY_ARTICLE && !(m->flags & MENTION_PRONOUN) &&
                m->role_last > m->role_first) {
                t = holder(s, m, e->home);
                by = BY_ARTICLE;
            }
            if (t) id = actor_of_holder(s, m, t, by);
        }
        if (id == NO_ACTOR && (m->flags & MENTION_TITLE_ONLY)) continue;
        if (id == NO_ACTOR) {
            if (!single) m->kind = ACTOR_GROUP;
            id = new_actor(s, m);
        }
        join(s, m, id);
    }
}

static void settle_groups(settler *s)
{
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        mention *m = &s->e->mentions.at[i];
        if (m->actor != NO_ACTOR || (m->flags & MENTION_PLACE) || m->name_first == NO_TOKEN) continue;
        join(s, m, actor_of_body(s, m));
    }
}

/* أنصاره, قواتها: of the country of the one whose they are, the actor named last before. */
static uint16_t owner_country(const settler *s, uint32_t token_index)
{
    uint32_t stop = token_index > 120 ? token_index - 120 : 0;
    for (uint32_t i = token_index; i-- > stop;) {
        uint32_t id = s->e->at[i];
        if (id == NO_MENTION || s->e->mentions.at[id].actor == NO_ACTOR) continue;
        const actor *x = &s->e->actors.at[s->e->mentions.at[id].actor];
        if (x->country && x->named && x->kind != ACTOR_GROUP) return x->country;
    }
    return 0;
}

/* What the words left open: the country of a body or role that names none is the article's. */
static void settle_codes(settler *s)
{
    for (uint32_t i = 0; i < s->e->mentions.n; i++) {
        const mention *m = &s->e->mentions.at[i];
        if (!(m->flags & MENTION_PRONOUN) || m->country || m->actor == NO_ACTOR) continue;
        actor *x = &s->e->actors.at[m->actor];
        if (x->country == 0 && x->entity == 0 && !(x->kind == ACTOR_PERSON && x->named))
            x->country = owner_country(s, m->first);
    }
    for (uint32_t i = 0; i < s->e->actors.n; i++) {
        actor *x = &s->e->actors.at[i];
        if (x->kind == ACTOR_PERSON) person_codes(s, x);
        if (x->kind == ACTOR_PERSON && x->group) x->named = false; /* شرطي, مصدر: a person without a name */
        if (x->country == 0 && s->e->home && x->entity == 0 && x->kind != ACTOR_COUNTRY) {
            bool own = x->kind == ACTOR_ORG || (x->kind == ACTOR_PERSON && (x->role_id || x->group)) ||
                       (x->kind == ACTOR_GROUP && (x->role_id || x->sector));
            if (own && x->sector != SECTOR_JRN) {
                x->country = s->e->home;
                x->by = s->e->home_by;
            }
        }
    }
}

uint32_t entity_act(entities *e, const entity_input *in, uint32_t mention_index)
{
    mention *m = &e->mentions.at[mention_index];
    if (m->actor != NO_ACTOR) return m->actor;
    if (!(m->flags & MENTION_PLACE)) return NO_ACTOR;
    uint32_t state = m->country;
    if (state == 0) return NO_ACTOR;
    settler s = {.e = e, .in = in};
    for (uint32_t i = 0; i < e->actors.n; i++)
        if (e->actors.at[i].entity == state && e->actors.at[i].kind == ACTOR_COUNTRY) {
            m->actor = i;
            e->actors.at[i].n_mentions++;
            return i;
        }
    mention as_state = *m;
    as_state.entity = state;
    as_state.kind = ACTOR_COUNTRY;
    as_state.sector = SECTOR_GOV;
    uint32_t id = new_actor(&s, &as_state);
    if (!(m->flags & MENTION_METONYM)) e->actors.at[id].name = lexicon_text(in->lex, in->lex->entities[state].name);
    m->actor = id;
    e->actors.at[id].n_mentions++;
    e->actors.at[id].country = (uint16_t)state;
    return id;
}

void entity_read(entities *e, const entity_input *in)
{
    *e = (entities){0};
    settler s = {.e = e, .in = in};
    mention_read(e, in);
    s.names = ARENA_ARRAY(in->a, name_words, e->mentions.n + 1);
    find_home(&s);
    settle_named(&s);
    find_short_names(&s);
    settle_codes(&s); /* roles need the countries and offices of the persons named */
    settle_roles(&s);
    settle_groups(&s);
    settle_codes(&s);
}
