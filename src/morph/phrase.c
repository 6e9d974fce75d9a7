/* phrase: see phrase.h. */
#include "morph/phrase.h"

enum { PHRASE_WORDS = 12 };

typedef struct walk {
    const text *t;
    const words *w;
    const lexicon *lex;
    arena *a;
    phrases *out;
    uint32_t first;
    const variant *from;
    struct {
        uint32_t token;
        const variant *v;
    } path[PHRASE_WORDS];
} walk;

/* Does the reading of the first word agree with the one chosen for it as a word of the language? */
static bool agrees(const walk *k)
{
    const analysis *a = &k->w->chosen[k->first];
    const uint8_t mask = M_WA | M_FA | M_PREP;
    return a->lemma == 0 || ((a->prefixes & mask) == (k->from->prefixes & mask) && (!k->from->pronoun || a->pronoun));
}

/* A word of a closed class (على, أمام) is no name, role, group or event, whatever its letters; a word read as an
 * adjective of the language (مالي) is not one of a nation. */
static bool barred(const walk *k, uint8_t kind)
{
    const analysis *a = &k->w->chosen[k->first];
    switch ((lex_name_kind)kind) {
    case NAME_nisba:
        if (a->lemma && (a->class == W_ADJ || a->class == W_NOUN)) return true;
        /* أوكرانيا read as the state is not أوكراني in the accusative */
        if (a->pos == POS_PROPN && (k->path[0].v->prefixes & M_ACCUSATIVE)) return true;
        break;
    case NAME_role:
    case NAME_group:
    case NAME_head:
    case NAME_given:
    case NAME_frame:
    case NAME_people:
    case NAME_modifier:
    case NAME_entity: break;
    default: return false;
    }
    return a->lemma && k->lex->lemmas[a->lemma].closed;
}

/* The generic words (roles, groups, heads, cues …) are found with any article and ending; names only as written. */
static bool generic(uint8_t kind)
{
    return kind != NAME_entity && kind != NAME_club && kind != NAME_metonym && kind != NAME_former &&
           kind != NAME_given && kind != NAME_abbreviation;
}

static bool spelled_alike(const walk *k, const lex_name *name, uint32_t n)
{
    const uint8_t *want = k->lex->letters + name->letters;
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        const token *tok = &k->t->tokens.at[k->path[i].token];
        const uint8_t *got = k->t->raw + tok->letters + k->path[i].v->stem;
        for (uint8_t j = 0; j < k->path[i].v->stem_n && at < name->n_letters; j++, at++)
            if (want[at] != got[j] && !(got[j] == L_ALEF && letters_fold[want[at]] == L_ALEF)) return false;
    }
    return true;
}

/* علي بن أبي طالب: right before بن a given name is one, though its letters be a preposition's. */
static bool before_son(const walk *k)
{
    uint32_t i = k->path[0].token + 1;
    const word_type *type = i < k->t->tokens.n ? k->w->types[i] : NULL;
    for (uint8_t v = 0; type && v < type->n_variants; v++) {
        const lex_node *node = &k->lex->nodes[type->variants[v].node];
        if (type->variants[v].prefixes || !type->variants[v].node) continue;
        for (uint32_t z = 0; z < node->n; z++) {
            const lex_name *name = &k->lex->names[node->first + z];
            if (name->kind == NAME_given && name->value == GIVEN_SON) return true;
        }
    }
    return false;
}

static void emit(walk *k, uint32_t node, uint32_t n)
{
    const lex_node *at = &k->lex->nodes[node];
    const variant *last = k->path[n - 1].v;
    for (uint32_t i = 0; i < at->n; i++) {
        const lex_name *name = &k->lex->names[at->first + i];
        if (!generic(name->kind)) {
            uint16_t al = 0;
            bool fits = last->pronoun == 0;
            for (uint32_t j = 0; j < n; j++) {
                if (k->path[j].v->prefixes & M_ARTICLE) al |= (uint16_t)(1u << j);
                if (k->path[j].v->prefixes & M_ACCUSATIVE) fits = false;
            }
            if (!fits || al != name->al) continue;
        }
        /* fixed phrases hold their clitics themselves (برصاص, بحسب) */
        bool fixed = name->kind == NAME_cue || name->kind == NAME_time || name->kind == NAME_timing ||
                     name->kind == NAME_modality || name->kind == NAME_status || name->kind == NAME_agent ||
                     name->kind == NAME_abbreviation;
        /* a name alone in quotation marks is one, whatever its letters may be as a word: لـ"سبق" */
        uint32_t after = k->path[n - 1].token + 1;
        bool quoted = name->kind == NAME_entity && k->first > 0 &&
                      (k->t->tokens.at[k->first - 1].flags & TOKEN_OPENS) && after < k->t->tokens.n &&
                      (k->t->tokens.at[after].flags & TOKEN_CLOSES);
        bool ali = name->kind == NAME_given && n == 1 && before_son(k) && spelled_alike(k, name, n);
        /* بابا is not ب and آب */
        bool time = name->kind == NAME_time || name->kind == NAME_timing;
        if (n == 1 && time && (k->from->prefixes & (M_WA | M_FA | M_PREP)) && !agrees(k)) continue;
        if (n == 1 && !fixed && !quoted && !ali && (!agrees(k) || barred(k, name->kind))) continue;
        phrase *p = vec_push(k->a, &k->out->at);
        *p = (phrase){.name = at->first + i,
                      .last = k->path[n - 1].token,
                      .prefixes = k->from->prefixes,
                      .prep = k->from->prep,
                      .pronoun = last->pronoun,
                      .spelled = spelled_alike(k, name, n)};
    }
}

static bool is_quote(const token *k)
{
    return k->kind == TOKEN_PUNCT && (k->flags & (TOKEN_OPENS | TOKEN_CLOSES)) != 0;
}

/* A mark that may stand inside a name: a hyphen or stop between letters, a quotation mark. */
static bool passes(const text *t, uint32_t i)
{
    const token *k = &t->tokens.at[i];
    if (is_quote(k)) return true;
    return k->kind == TOKEN_PUNCT && (k->mark == '-' || k->mark == '.') &&
           !(k->flags & (TOKEN_SPACE_AFTER | TOKEN_SPACE_BEFORE));
}

/* رئيسا لمجلس الإدارة, وزيرا للداخلية: after an indefinite accusative ل stands for the genitive. */
static bool is_owner(const walk *k, uint32_t i, const variant *x)
{
    return (k->path[0].v->prefixes & M_ACCUSATIVE) && (x->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) == M_PREP &&
           k->t->folded[k->t->tokens.at[i].letters] == L_LAM;
}

static void step(walk *k, uint32_t node, uint32_t n)
{
    emit(k, node, n);
    if (n == PHRASE_WORDS || k->path[n - 1].v->pronoun) return;
    uint32_t i = k->path[n - 1].token + 1;
    while (i < k->t->tokens.n && passes(k->t, i) && !(k->t->tokens.at[i].flags & TOKEN_NEWLINE_BEFORE)) i++;
    if (i >= k->t->tokens.n || (k->t->tokens.at[i].flags & TOKEN_NEWLINE_BEFORE) ||
        k->t->tokens.at[i].sentence != k->t->tokens.at[k->first].sentence)
        return;
    const word_type *type = k->w->types[i];
    if (!type) return;
    for (uint8_t v = 0; v < type->n_variants; v++) {
        const variant *x = &type->variants[v];
        if ((x->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) && !(n == 1 && is_owner(k, i, x))) continue;
        uint32_t next = lexicon_edge(k->lex, node, x->word);
        if (!next) continue;
        k->path[n].token = i;
        k->path[n].v = x;
        step(k, next, n + 1);
    }
}

static void sort_longest(phrase *p, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t j = i;
             j > 0 && (p[j].last > p[j - 1].last || (p[j].last == p[j - 1].last && p[j].name < p[j - 1].name)); j--) {
            phrase swap = p[j];
            p[j] = p[j - 1];
            p[j - 1] = swap;
        }
}

static uint8_t stem_of(const word_type *type, uint8_t prefixes)
{
    for (uint8_t v = 0; v < type->n_variants; v++)
        if (type->variants[v].prefixes == prefixes) return type->variants[v].stem;
    return 0;
}

/* A known name of several words settles how they are read: كوريا الشمالية is not ك + وريا, and إسلام آباد holds no verb. */
static void settle(const phrases *p, words *w, const lexicon *lex, uint32_t i)
{
    if (p->first[i] == p->at.n) return;
    const phrase *longest = &p->at.at[p->first[i]];
    if (lex->names[longest->name].kind != NAME_entity || longest->last == i) return;
    const uint8_t mask = M_WA | M_FA | M_PREP | M_ARTICLE;
    analysis *a = &w->chosen[i];
    if ((a->prefixes & mask) != (longest->prefixes & mask))
        *a = (analysis){.pos = POS_PROPN,
                        .upos = POS_PROPN,
                        .class = W_NAME,
                        .prefixes = longest->prefixes,
                        .prep = longest->prep,
                        .stem = stem_of(w->types[i], longest->prefixes),
                        .cost = a->cost};
    /* the noun that heads a place's name is a name: الولايات المتحدة, البحر الأحمر */
    uint8_t kind = lex->entities[lex->names[longest->name].ref].kind;
    bool place = kind == ENTITY_state || kind == ENTITY_place || (kind == ENTITY_region && (a->prefixes & M_ARTICLE));
    if (place && a->upos == POS_NOUN) a->upos = POS_PROPN;
    for (uint32_t j = i + 1; j <= longest->last; j++) {
        analysis *b = &w->chosen[j];
        if (morph_is_finite(b) || (b->prefixes & (M_WA | M_FA | M_PREP)) || (b->pronoun && !longest->pronoun))
            *b = (analysis){.pos = POS_PROPN, .upos = POS_PROPN, .class = W_NAME, .cost = b->cost};
    }
}

void phrase_read(phrases *p, const text *t, words *w, const lexicon *lex, arena *a)
{
    *p = (phrases){0};
    p->at.at = ARENA_ARRAY(a, phrase, 8); /* never NULL: a text may hold no phrase at all */
    p->at.cap = 8;
    p->first = ARENA_ARRAY(a, uint32_t, t->tokens.n + 2);
    for (uint32_t i = 0; i < t->tokens.n; i++) {
        p->first[i] = p->at.n;
        const word_type *type = w->types[i];
        if (!type) continue;
        walk k = {.t = t, .w = w, .lex = lex, .a = a, .out = p, .first = i};
        for (uint8_t v = 0; v < type->n_variants; v++) {
            uint32_t node = type->variants[v].node;
            if (!node) continue;
            k.from = &type->variants[v];
            k.path[0].token = i;
            k.path[0].v = k.from;
            step(&k, node, 1);
        }
        sort_longest(p->at.at + p->first[i], p->at.n - p->first[i]);
        settle(p, w, lex, i);
    }
    p->first[t->tokens.n] = p->at.n;
}

const phrase *phrase_at(const phrases *p, const lexicon *lex, uint32_t i, lex_name_kind kind)
{
    PHRASE_EACH(p, i, it)
    if (lex->names[it->name].kind == kind) return it;
    return NULL;
}
