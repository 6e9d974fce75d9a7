/* morph: see morph.h. */
#include "morph/morph.h"
#include "base/hash.h"

#include <assert.h>
#include <stdlib.h>

enum { ANALYSES_MAX = 14, VARIANTS_MAX = 14, CACHE_BYTES = 24 << 20, PATHS_MAX = 24 };

/* One way to take the clitics before a stem off. */
typedef struct path {
    uint8_t from, prefixes, prep;
    int16_t cost;
} path;

typedef struct work {
    const lexicon *lex;
    const uint8_t *raw, *folded;
    uint32_t n;
    analysis analyses[ANALYSES_MAX];
    variant variants[VARIANTS_MAX];
    uint32_t n_analyses, n_variants;
} work;

/* Is the clitic spelled at `at`? A madda is no other alef: آل is not أ + ل. */
static bool starts_with(const work *w, uint32_t at, const lex_clitic *c)
{
    if (at + c->n > w->n) return false;
    for (uint8_t i = 0; i < c->n; i++)
        if (w->folded[at + i] != letters_fold[c->letters[i]] ||
            (w->raw[at + i] == L_ALEF_MADDA) != (c->letters[i] == L_ALEF_MADDA))
            return false;
    return true;
}

/* Can clitic c follow the prefixes already taken? The order is: question or conjunction, preposition or future, article. */
static bool may_follow(uint8_t prefixes, const lex_clitic *c)
{
    switch ((lex_clitic_kind)c->kind) {
    case CLITIC_question: return prefixes == 0;
    case CLITIC_conj: return (prefixes & ~M_QUESTION) == 0;
    case CLITIC_prep: return (prefixes & (M_PREP | M_FUTURE | M_ARTICLE)) == 0;
    case CLITIC_future: return (prefixes & (M_PREP | M_FUTURE | M_ARTICLE)) == 0;
    case CLITIC_article: return (prefixes & (M_ARTICLE | M_FUTURE)) == 0;
    default: return false;
    }
}

static uint8_t prefix_flag(const work *w, const lex_clitic *c)
{
    (void)w;
    switch ((lex_clitic_kind)c->kind) {
    case CLITIC_question: return M_QUESTION;
    case CLITIC_conj: return c->letters[0] == L_WAW ? M_WA : M_FA;
    case CLITIC_prep: return M_PREP;
    case CLITIC_future: return M_FUTURE;
    default: return M_ARTICLE;
    }
}

static uint32_t find_paths(const work *w, path *paths)
{
    uint32_t n = 1;
    paths[0] = (path){0, 0, 0, 0};
    for (uint32_t i = 0; i < n; i++) {
        path p = paths[i];
        for (uint32_t c = 0; c < w->lex->n_clitics && n < PATHS_MAX; c++) {
            const lex_clitic *k = &w->lex->clitics[c];
            if (k->suffix || !may_follow(p.prefixes, k)) continue;
            uint8_t flag = prefix_flag(w, k);
            if (starts_with(w, p.from, k) && p.from + k->n < w->n) {
                path q = {(uint8_t)(p.from + k->n), (uint8_t)(p.prefixes | flag), p.prep, p.cost};
                if (flag == M_PREP) q.prep = (uint8_t)(k->prep + 1);
                q.cost = (int16_t)(q.cost + (flag & (M_WA | M_FA) ? SETTING(w->lex, cost_clitic_conj)
                                             : flag == M_ARTICLE  ? 0
                                             : flag == M_QUESTION ? 3 * SETTING(w->lex, cost_clitic_other)
                                                                  : SETTING(w->lex, cost_clitic_other)));
                paths[n++] = q;
            }
            /* للوزارة is ل + ال + وزارة: the alef of the article is not written after ل. */
            if (k->kind == CLITIC_article && (p.prefixes & M_PREP) && p.from > 0 && w->folded[p.from - 1] == L_LAM &&
                p.from + 1u < w->n && w->folded[p.from] == L_LAM && n < PATHS_MAX)
                paths[n++] = (path){(uint8_t)(p.from + 1), (uint8_t)(p.prefixes | M_ARTICLE), p.prep, p.cost};
        }
    }
    return n;
}

static void add_analysis(work *w, analysis a)
{
    for (uint32_t i = 0; i < w->n_analyses; i++) {
        analysis *b = &w->analyses[i];
        if (b->lemma == a.lemma && b->features == a.features && b->prefixes == a.prefixes && b->prep == a.prep &&
            b->pronoun == a.pronoun && b->pos == a.pos && b->upos == a.upos) {
            if (a.cost < b->cost) *b = a;
            return;
        }
    }
    if (w->n_analyses < ANALYSES_MAX) {
        w->analyses[w->n_analyses++] = a;
        return;
    }
    uint32_t worst = 0;
    for (uint32_t i = 1; i < ANALYSES_MAX; i++)
        if (w->analyses[i].cost > w->analyses[worst].cost) worst = i;
    if (a.cost < w->analyses[worst].cost) w->analyses[worst] = a;
}

static uint8_t class_of(uint8_t pos, uint8_t function, uint16_t features)
{
    switch ((lex_pos)pos) {
    case POS_VERB:
        return (features & F_ASPECT) == F_ACTIVE_PART || (features & F_ASPECT) == F_PASSIVE_PART ? W_ADJ : W_VERB;
    case POS_AUX: return W_VERB;
    case POS_NOUN: return W_NOUN;
    case POS_ADJ: return W_ADJ;
    case POS_PROPN:
    case POS_X: return W_NAME;
    case POS_PRON: return function == FN_rel ? W_REL : W_PRON;
    case POS_DET: return function == FN_rel ? W_REL : function == FN_quant ? W_NOUN : W_PRON;
    case POS_ADP: return W_PREP;
    case POS_CCONJ: return W_CONJ;
    case POS_SCONJ: return W_THAT;
    case POS_PART: return function == FN_neg || function == FN_neg_past || function == FN_neg_future ? W_NEG : W_PART;
    case POS_ADV: return W_ADV;
    case POS_NUM: return W_NUM;
    case POS_PUNCT:
    case POS_SYM: return W_PUNCT;
    default: return W_OTHER;
    }
}

static uint8_t upos_of(const lex_lemma *l, uint16_t features)
{
    unsigned aspect = features & F_ASPECT;
    if (l->pos == POS_VERB && (aspect == F_ACTIVE_PART || aspect == F_PASSIVE_PART)) return POS_ADJ;
    return l->upos;
}

/* How far the spelling of the stem is from a form's: hamza, ta marbuta and alef maqsura; a bare alef for أ is usual. */
static int16_t spelling_cost(const work *w, const lex_form *f, uint32_t from)
{
    const uint8_t *want = w->lex->letters + f->letters, *got = w->raw + from;
    int cost = 0;
    for (uint8_t i = 0; i < f->n; i++) {
        if (want[i] == got[i]) continue;
        /* the hamza of تؤنس on its seat is never left out: تونس is another word */
        bool dropped =
            got[i] == L_ALEF && (want[i] == L_ALEF_HAMZA || want[i] == L_ALEF_HAMZA_BELOW || want[i] == L_ALEF_MADDA);
        bool dotless = got[i] == L_ALEF_MAQSURA && want[i] == L_YA && i + 1 == f->n;
        bool seat = want[i] == L_WAW_HAMZA || want[i] == L_YA_HAMZA;
        cost += dropped ? 1 : dotless ? 3 : seat ? 2 * SETTING(w->lex, cost_spelling) : SETTING(w->lex, cost_spelling);
    }
    return (int16_t)cost;
}

/* May a form with these features stand between these clitics? */
static bool licensed(const lex_lemma *l, uint16_t f, uint8_t prefixes, uint8_t prep_letter, bool pronoun,
                     bool possessive, bool accusative)
{
    unsigned aspect = f & F_ASPECT;
    bool finite = l->pos == POS_VERB && (aspect == F_PERFECT || aspect == F_IMPERFECT || aspect == F_IMPERATIVE);
    if (finite) {
        if (accusative || (prefixes & M_ARTICLE)) return false;
        if ((prefixes & M_FUTURE) && aspect != F_IMPERFECT) return false;
        /* ي is mine, ني me: only the second joins a verb */
        if (possessive) return false;
        if (prefixes & M_PREP) return prep_letter == L_LAM && aspect == F_IMPERFECT;
        return !pronoun || l->transitive || !(f & F_PASSIVE);
    }
    if (prefixes & M_FUTURE) return false;
    bool nominal = l->pos == POS_NOUN || l->pos == POS_ADJ || l->pos == POS_VERB || l->pos == POS_NUM;
    if (!nominal) {
        if (accusative) return false;
        /* بلا, but no كلا or كما with the ما of negation */
        if (l->function == FN_neg && (prefixes & M_PREP) && prep_letter != L_BA) return false;
        if (l->pos == POS_ADV) return !pronoun && !(prefixes & M_ARTICLE);
        /* أن, إن, ما, هذا … take prepositions before and pronouns after; the article stands only in fixed words. */
        return !(prefixes & M_ARTICLE) || l->function == FN_quant;
    }
    if ((prefixes & M_ARTICLE) && pronoun) return false;
    if ((f & F_CONSTRUCT) && (prefixes & M_ARTICLE)) return false;
    /* ون and ين fall away before a pronoun */
    if (pronoun && !(f & F_CONSTRUCT) && ((f & F_NUMBER) == F_DUAL)) return false;
    if (accusative)
        return !(prefixes & (M_ARTICLE | M_PREP)) && !pronoun && (f & F_NUMBER) != F_DUAL && !(f & F_CONSTRUCT);
    return true;
}

static void try_forms(work *w, const path *p, const uint8_t *stem, uint32_t n, uint8_t pronoun, bool accusative,
                      uint8_t written)
{
    const lex_form *f = lexicon_form(w->lex, stem, n);
    uint8_t prep_letter =
        p->prefixes & M_PREP ? w->folded[p->from - 1u - (unsigned)((p->prefixes & M_ARTICLE) != 0)] : 0;
    if ((p->prefixes & M_PREP) && (p->prefixes & M_ARTICLE)) prep_letter = 0; /* only nominals follow */
    for (; f; f = f->more ? f + 1 : NULL) {
        const lex_lemma *l = &w->lex->lemmas[f->lemma];
        const lex_clitic *clitic = pronoun ? &w->lex->clitics[pronoun - 1] : NULL;
        bool possessive = clitic && clitic->n == 1 && clitic->letters[0] == L_YA;
        if (!licensed(l, f->features, p->prefixes, prep_letter, pronoun != 0, possessive, accusative)) continue;
        analysis a = {.lemma = f->lemma,
                      .features = f->features,
                      .pos = l->pos,
                      .function = l->function,
                      .prefixes = (uint8_t)(p->prefixes | (accusative ? M_ACCUSATIVE : 0)),
                      .prep = p->prep,
                      .pronoun = pronoun,
                      .stem = p->from,
                      .stem_n = written};
        unsigned aspect = f->features & F_ASPECT;
        int cost = p->cost + (accusative ? SETTING(w->lex, cost_accusative) : 0) +
                   (pronoun ? SETTING(w->lex, cost_clitic_other) : 0);
        if (f->n == written) cost += spelling_cost(w, f, p->from);
        if (f->features & (F_PASSIVE | F_SHORT)) cost += SETTING(w->lex, cost_rare_form);
        if ((f->features & F_NUMBER) == F_DUAL)
            cost += l->pos == POS_VERB && aspect != F_ACTIVE_PART && aspect != F_PASSIVE_PART
                        ? SETTING(w->lex, cost_dual) / 2
                        : SETTING(w->lex, cost_dual);
        if ((f->features & F_PERSON) == F_PERSON1 || (f->features & F_PERSON) == F_PERSON2)
            cost += SETTING(w->lex, cost_first_person);
        if ((f->features & F_CONSTRUCT) && !pronoun) cost += 1;
        if (l->pos == POS_VERB && (aspect == F_PASSIVE_PART || aspect == F_ACTIVE_PART)) cost += 2;
        if (!l->closed) cost += SETTING(w->lex, cost_open_word);
        if (l->cue || l->n_frames) cost -= 1; /* of words alike the one of news: لفت, not لف */
        /* و before a verb is the conjunction: ودعت is و + دعت */
        bool finite = l->pos == POS_VERB && (aspect == F_PERFECT || aspect == F_IMPERFECT);
        /* أعلن is hardly ever "they (women) supported" */
        if (finite && (f->features & (F_NUMBER | F_GENDER)) == (F_PLUR | F_FEM))
            cost += SETTING(w->lex, cost_rare_form);
        if (finite && (p->prefixes & M_WA)) cost -= SETTING(w->lex, cost_clitic_conj) + 2;
        a.cost = (int16_t)cost;
        a.class = class_of(a.pos, a.function, a.features);
        a.upos = upos_of(l, a.features);
        uint8_t end = w->lex->letters[f->letters + f->n - 1u], written_end = w->raw[p->from + written - 1u];
        if (pronoun && f->n == written && end != written_end && (end == L_TA_MARBUTA || end == L_ALEF_MAQSURA))
            a.last = end;
        add_analysis(w, a);
    }
}

static void try_stem(work *w, const path *p, uint32_t n, uint8_t pronoun, bool accusative)
{
    uint8_t stem[WORD_MAX + 2];
    if (n == 0 || n > WORD_MAX) return;
    memcpy(stem, w->folded + p->from, n);
    try_forms(w, p, stem, n, pronoun, accusative, (uint8_t)n);
    if (!pronoun) return;
    /* before a pronoun: ة is written ت, ى is ا, the ا of وا is left out, ء sits on و or ي */
    uint8_t end = stem[n - 1];
    if (end == L_TA) {
        stem[n - 1] = L_HA;
        try_forms(w, p, stem, n, pronoun, accusative, (uint8_t)n);
        stem[n - 1] = L_TA;
    } else if (end == L_ALEF) {
        stem[n - 1] = L_YA;
        try_forms(w, p, stem, n, pronoun, accusative, (uint8_t)n);
        stem[n - 1] = L_ALEF;
    } else if (end == L_WAW && n < WORD_MAX) {
        stem[n] = L_ALEF;
        try_forms(w, p, stem, n + 1, pronoun, accusative, (uint8_t)n);
    }
}

static void add_variant(work *w, const path *p, uint32_t n, uint8_t pronoun, bool accusative)
{
    if (n == 0 || w->n_variants >= VARIANTS_MAX) return;
    const uint8_t *stem = w->folded + p->from;
    uint8_t copy[WORD_MAX];
    if (n > WORD_MAX) return;
    memcpy(copy, stem, n);
    for (int again = 0; again < 2; again++) {
        uint32_t id = lexicon_word(w->lex, copy, n);
        if (id && w->n_variants < VARIANTS_MAX)
            w->variants[w->n_variants++] = (variant){id - 1,
                                                     lexicon_edge(w->lex, 0, id - 1),
                                                     (uint8_t)(p->prefixes | (accusative ? M_ACCUSATIVE : 0)),
                                                     p->prep,
                                                     pronoun,
                                                     p->from,
                                                     (uint8_t)n};
        if (!pronoun || copy[n - 1] != L_TA) break;
        copy[n - 1] = L_HA;
    }
}

static bool phrase_path(const path *p)
{
    return (p->prefixes & (M_FUTURE | M_QUESTION)) == 0;
}

static void known_name(work *w, const variant *v)
{
    uint32_t node = v->node;
    if (!node) return;
    for (uint32_t i = 0; i < w->lex->nodes[node].n; i++) {
        const lex_name *name = &w->lex->names[w->lex->nodes[node].first + i];
        bool given = name->kind == NAME_given, entity = name->kind == NAME_entity || name->kind == NAME_metonym;
        bool nisba = name->kind == NAME_nisba;
        if (!given && !entity && !nisba) continue;
        if ((entity || given) && ((name->al & 1) != 0) != ((v->prefixes & M_ARTICLE) != 0)) continue;
        if (v->pronoun || ((v->prefixes & M_ACCUSATIVE) && !nisba)) continue;
        /* أوكرانيا is the state, not أوكراني in the accusative */
        bool state_read = false;
        for (uint32_t z = 0; z < w->n_analyses; z++) state_read |= w->analyses[z].pos == POS_PROPN;
        if ((v->prefixes & M_ACCUSATIVE) && state_read) continue;
        analysis a = {.pos = nisba ? POS_ADJ : POS_PROPN,
                      .prefixes = v->prefixes,
                      .prep = v->prep,
                      .stem = v->stem,
                      .stem_n = v->stem_n};
        bool state =
            name->kind == NAME_metonym || (entity && w->lex->entities[name->ref].kind == ENTITY_state) || nisba;
        int cost = state   ? SETTING(w->lex, cost_state)
                   : given ? SETTING(w->lex, cost_given)
                           : SETTING(w->lex, cost_name);
        if (given && name->value) cost += 2 * SETTING(w->lex, cost_rare_form); /* also a word of the language */
        if (v->prefixes & (M_WA | M_FA)) cost += SETTING(w->lex, cost_clitic_conj);
        if (v->prefixes & M_PREP) cost += SETTING(w->lex, cost_clitic_other);
        if (nisba) cost += 4; /* an adjective of the language that is spelled alike comes first */
        a.cost = (int16_t)cost;
        a.class = nisba ? W_ADJ : W_NAME;
        a.upos = a.pos;
        add_analysis(w, a);
        if (entity) return;
    }
}

/* A word that the lexicon does not have: most likely a name; with an article and ي or ية an adjective. */
static void unknown_word(work *w, const path *paths, uint32_t n_paths)
{
    for (uint32_t i = 0; i < n_paths; i++) {
        const path *p = &paths[i];
        if ((p->prefixes & (M_FUTURE | M_QUESTION)) || w->n - p->from < 3) continue;
        bool bare = p->prefixes == 0, article = (p->prefixes & M_ARTICLE) != 0;
        if (!bare && !article && !(p->prefixes & (M_WA | M_FA))) continue;
        uint8_t end = w->folded[w->n - 1], end2 = w->n > 1 ? w->folded[w->n - 2] : 0;
        bool nisba = article && (end == L_YA || (end == L_HA && end2 == L_YA));
        analysis a = {.pos = nisba ? POS_ADJ : POS_X,
                      .prefixes = p->prefixes,
                      .prep = p->prep,
                      .stem = p->from,
                      .stem_n = (uint8_t)(w->n - p->from)};
        a.cost = (int16_t)(SETTING(w->lex, cost_unknown) + (bare ? 0 : article ? -10 : 4));
        a.class = nisba ? W_ADJ : W_NAME;
        a.upos = nisba ? POS_ADJ : POS_PROPN;
        if (end == L_HA && end2 == L_YA) a.features = F_FEM | F_SING;
        add_analysis(w, a);
    }
}

/* A form that is a word of a closed class (أن, هناك) is hardly ever the rare verb that is spelled alike. */
static void prefer_closed(work *w)
{
    bool closed = false;
    for (uint32_t i = 0; i < w->n_analyses; i++) {
        const analysis *a = &w->analyses[i];
        closed |= a->lemma && w->lex->lemmas[a->lemma].closed && a->cost <= SETTING(w->lex, cost_clitic_conj) &&
                  a->stem_n > 1;
    }
    if (!closed) return;
    for (uint32_t i = 0; i < w->n_analyses; i++)
        if (w->analyses[i].class == W_VERB && !w->lex->lemmas[w->analyses[i].lemma].closed)
            w->analyses[i].cost = (int16_t)(w->analyses[i].cost + SETTING(w->lex, cost_rare_form) * 2);
}

static const word_type *analyse(morph_cache *cache, const lexicon *lex, const uint8_t *raw, const uint8_t *folded,
                                uint16_t n, uint32_t hash)
{
    work w = {.lex = lex, .raw = raw, .folded = folded, .n = n};
    path paths[PATHS_MAX];
    uint32_t n_paths = n <= WORD_MAX ? find_paths(&w, paths) : 0;
    for (uint32_t i = 0; i < n_paths; i++) {
        const path *p = &paths[i];
        uint32_t left = w.n - p->from;
        try_stem(&w, p, left, 0, false);
        bool names = phrase_path(p);
        if (names) add_variant(&w, p, left, 0, false);
        for (uint32_t c = 0; c < lex->n_clitics; c++) {
            const lex_clitic *k = &lex->clitics[c];
            if (!k->suffix || k->n >= left || !starts_with(&w, w.n - k->n, k)) continue;
            bool accusative = k->kind == CLITIC_accusative;
            try_stem(&w, p, left - k->n, accusative ? 0 : (uint8_t)(c + 1), accusative);
            if (names && left - k->n > 1)
                add_variant(&w, p, left - k->n, accusative ? 0 : (uint8_t)(c + 1), accusative);
        }
    }
    prefer_closed(&w);
    for (uint32_t i = 0; i < w.n_variants; i++) known_name(&w, &w.variants[i]);
    bool known = false;
    for (uint32_t i = 0; i < w.n_analyses; i++)
        known |= w.analyses[i].cost < SETTING(lex, cost_unknown) - SETTING(lex, cost_rare_form);
    if (!known) unknown_word(&w, paths, n_paths);
    if (w.n_analyses == 0)
        add_analysis(&w, (analysis){.pos = POS_X,
                                    .cost = (int16_t)SETTING(lex, cost_unknown),
                                    .stem_n = (uint8_t)(n < 255 ? n : 255),
                                    .class = W_NAME,
                                    .upos = n && letter_is_arabic(raw[0]) ? POS_PROPN : POS_X});

    word_type *type = ARENA_NEW(&cache->a, word_type);
    uint8_t *copy = arena_alloc(&cache->a, n);
    memcpy(copy, raw, n);
    type->raw = copy;
    type->n = n;
    type->hash = hash;
    type->n_analyses = (uint8_t)w.n_analyses;
    type->n_variants = (uint8_t)w.n_variants;
    type->analyses = ARENA_ARRAY(&cache->a, analysis, w.n_analyses);
    memcpy(type->analyses, w.analyses, w.n_analyses * sizeof(analysis));
    type->variants = ARENA_ARRAY(&cache->a, variant, w.n_variants);
    if (w.n_variants) memcpy(type->variants, w.variants, w.n_variants * sizeof(variant));
    return type;
}

void morph_cache_init(morph_cache *c, jmp_buf *on_full)
{
    *c = (morph_cache){0};
    arena_init(&c->a, 0);
    c->a.on_full = on_full;
}

void morph_cache_free(morph_cache *c)
{
    arena_free(&c->a);
    free(c->slots);
    *c = (morph_cache){0};
}

static bool cache_grow(morph_cache *c)
{
    uint32_t cap = c->cap ? c->cap * 2 : 1u << 14;
    word_type **slots = calloc(cap, sizeof *slots);
    if (!slots) return false;
    for (uint32_t i = 0; i < c->cap; i++) {
        if (!c->slots[i]) continue;
        uint32_t at = c->slots[i]->hash & (cap - 1);
        while (slots[at]) at = (at + 1) & (cap - 1);
        slots[at] = c->slots[i];
    }
    free(c->slots);
    c->slots = slots;
    c->cap = cap;
    return true;
}

static const word_type *type_of(morph_cache *c, const lexicon *lex, const text *t, const token *k)
{
    const uint8_t *raw = t->raw + k->letters;
    uint32_t hash = (uint32_t)hash_bytes(raw, k->n);
    if (c->n * 2 >= c->cap && !cache_grow(c)) longjmp(*c->a.on_full, 1);
    uint32_t i = hash & (c->cap - 1);
    for (; c->slots[i]; i = (i + 1) & (c->cap - 1))
        if (c->slots[i]->hash == hash && c->slots[i]->n == k->n && memcmp(c->slots[i]->raw, raw, k->n) == 0)
            return c->slots[i];
    word_type *fresh = (word_type *)(uintptr_t)analyse(c, lex, raw, t->folded + k->letters, k->n, hash);
    c->slots[i] = fresh;
    c->n++;
    return fresh;
}

/* ---- choice in context ---- */

static int step_cost(const lexicon *lex, uint8_t from, const analysis *a)
{
    const lex_cost *t = lex->transitions;
    int cost = a->cost;
    uint8_t at = from;
    /* a quotation mark costs nothing, and what it opens begins anew */
    if (a->class == W_OTHER) return cost;
    if (at == W_OTHER) at = from = W_START;
    /* a sentence of news begins with و as often as without */
    if ((a->prefixes & (M_WA | M_FA)) && from == W_START)
        cost += a->class == W_VERB ? 0 : 4;
    else if (a->prefixes & (M_WA | M_FA))
        cost += t[at * TRANSITION_CLASSES + W_CONJ], at = W_CONJ;
    if (a->prefixes & M_PREP) cost += t[at * TRANSITION_CLASSES + W_PREP], at = W_PREP;
    if (a->prefixes & M_FUTURE) cost += t[at * TRANSITION_CLASSES + W_PART], at = W_PART;
    return cost + t[at * TRANSITION_CLASSES + a->class];
}

/* What a sequence of two analyses says beyond their classes. */
static int pair_cost(const lexicon *lex, const analysis *p, const analysis *a)
{
    int cost = 0;
    unsigned aspect = morph_aspect(a);
    if (a->pos == POS_VERB && a->class == W_VERB) {
        if (p->function == FN_neg_past && aspect != F_IMPERFECT) cost += SETTING(lex, cost_particle);
        if (p->function == FN_neg_future && aspect != F_IMPERFECT) cost += SETTING(lex, cost_particle);
        if (p->function == FN_future && aspect != F_IMPERFECT) cost += SETTING(lex, cost_particle);
        if (p->function == FN_that_anna && aspect == F_PERFECT) cost += SETTING(lex, cost_past_after_an);
        if (p->function == FN_that_inna) cost += SETTING(lex, cost_inna_verb);
        if ((a->features & F_SHORT) &&
            !(p->function == FN_neg_past || p->function == FN_neg_future || p->function == FN_that_anna ||
              p->function == FN_purpose || p->function == FN_neg || (a->prefixes & M_PREP)))
            cost += SETTING(lex, cost_mood);
    }
    if (a->class == W_ADJ && (p->class == W_NOUN || p->class == W_ADJ || p->class == W_NAME)) {
        bool definite = (p->prefixes & M_ARTICLE) || p->pronoun || p->class == W_NAME;
        if (definite != ((a->prefixes & M_ARTICLE) != 0)) cost += SETTING(lex, cost_definiteness);
        unsigned g = p->features & F_GENDER, h = a->features & F_GENDER, number = p->features & F_NUMBER;
        if (g && h && number == F_SING && g != h) cost += SETTING(lex, cost_agreement);
    }
    /* تعهد الوزير: the feminine تعهد has no masculine subject; the masculine of تعهّد has */
    if (p->class == W_VERB && a->class == W_NOUN &&
        (p->features & (F_PERSON | F_NUMBER | F_GENDER)) == (F_PERSON3 | F_SING | F_FEM) &&
        (a->features & (F_GENDER | F_NUMBER)) == (F_MASC | F_SING) && !(a->prefixes & (M_PREP | M_ACCUSATIVE)))
        cost += SETTING(lex, cost_subject_gender);
    /* a noun with the article is not followed by its genitive */
    if (a->class == W_NOUN && p->class == W_NOUN && (p->prefixes & M_ARTICLE) && !(a->prefixes & ~M_ACCUSATIVE))
        cost += SETTING(lex, cost_definite_genitive);
    return cost;
}

enum { CHOICES = ANALYSES_MAX };

static void choose(words *w, const text *t, const lexicon *lex, uint32_t first, uint32_t end, arena *a)
{
    static const analysis start = {.pos = POS_PUNCT, .class = W_START};
    uint32_t n = end - first;
    int(*best)[CHOICES] = arena_alloc(a, sizeof *best * n);
    uint8_t(*back)[CHOICES] = arena_alloc(a, sizeof *back * n);
    for (uint32_t i = 0; i < n; i++) {
        const word_type *type = w->types[first + i], *before = i ? w->types[first + i - 1] : NULL;
        const analysis *options = type ? type->analyses : &w->chosen[first + i];
        uint32_t k = type ? type->n_analyses : 1;
        const analysis *previous = i == 0 ? &start : before ? before->analyses : &w->chosen[first + i - 1];
        uint32_t m = i == 0 ? 1 : before ? before->n_analyses : 1;
        for (uint32_t o = 0; o < k; o++) {
            int least = INT32_MAX;
            for (uint32_t p = 0; p < m; p++) {
                int cost = (i ? best[i - 1][p] : 0) + step_cost(lex, previous[p].class, &options[o]) +
                           pair_cost(lex, &previous[p], &options[o]);
                if (cost < least) least = cost, back[i][o] = (uint8_t)p;
            }
            bool shadda = (t->tokens.at[first + i].flags & TOKEN_SHADDA) != 0;
            if (shadda && options[o].class == W_PREP) least += SETTING(lex, cost_particle);
            best[i][o] = least;
        }
    }
    if (n == 0) return;
    const word_type *last = w->types[end - 1];
    uint8_t at = 0;
    for (uint32_t o = 1; last && o < last->n_analyses; o++)
        if (best[n - 1][o] < best[n - 1][at]) at = (uint8_t)o;
    for (uint32_t i = n; i-- > 0;) {
        if (w->types[first + i]) w->chosen[first + i] = w->types[first + i]->analyses[at];
        at = back[i][at];
    }
}

void morph_read(words *w, const text *t, const lexicon *lex, morph_cache *cache, arena *a)
{
    uint32_t n = t->tokens.n;
    if (cache->a.taken > CACHE_BYTES) {
        arena_reset(&cache->a);
        memset(cache->slots, 0, cache->cap * sizeof *cache->slots);
        cache->n = 0;
    }
    w->types = ARENA_ARRAY(a, const word_type *, n + 1);
    w->chosen = ARENA_ARRAY(a, analysis, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const token *k = &t->tokens.at[i];
        uint8_t stem_n = (uint8_t)(k->n < 255 ? k->n : 255);
        switch ((token_kind)k->kind) {
        case TOKEN_WORD: w->types[i] = type_of(cache, lex, t, k); break;
        case TOKEN_LATIN: w->types[i] = type_of(cache, lex, t, k); break;
        case TOKEN_NUMBER:
            w->chosen[i] = (analysis){.pos = POS_NUM, .class = W_NUM, .stem_n = stem_n, .upos = POS_NUM};
            break;
        case TOKEN_PUNCT:
            /* quotation marks say nothing of the words around them: وتابع “… */
            w->chosen[i] = (analysis){.pos = POS_PUNCT,
                                      .class = k->flags & (TOKEN_OPENS | TOKEN_CLOSES) ? W_OTHER : W_PUNCT,
                                      .upos = POS_PUNCT};
            break;
        }
    }
    for (uint32_t s = 0; s < t->sentences.n; s++)
        choose(w, t, lex, t->sentences.at[s].first, t->sentences.at[s].end, a);
}

uint32_t morph_verb(const words *w, uint32_t i, uint32_t n)
{
    const analysis *chosen = &w->chosen[i];
    if (n == 0) return chosen->lemma;
    const word_type *type = w->types[i];
    for (uint8_t k = 0; type && k < type->n_analyses; k++) {
        const analysis *a = &type->analyses[k];
        if (a->pos != POS_VERB || a->lemma == chosen->lemma || a->prefixes != chosen->prefixes ||
            morph_aspect(a) != morph_aspect(chosen) ||
            (a->features & (F_PERSON | F_GENDER | F_NUMBER)) != (chosen->features & (F_PERSON | F_GENDER | F_NUMBER)))
            continue;
        bool again = false;
        for (uint8_t z = 0; z < k; z++) again |= type->analyses[z].lemma == a->lemma;
        if (!again && --n == 0) return a->lemma;
    }
    return 0;
}
