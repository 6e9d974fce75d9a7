/* morph: see morph.h. */
#include "morph/morph.h"
#include "base/hash.h"
#include "morph/choose.h"
#include "morph/predicate.h"

#include <assert.h>
#include <stdlib.h>

enum { VARIANTS_MAX = 14, CACHE_TYPES = 44000, PATHS_MAX = 24 };

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

/* Is the clitic spelled at `at`? It has no other spelling: the ة of مدرسة is not ه, آل is not أ + ل. */
static bool starts_with(const work *w, uint32_t at, const lex_clitic *c)
{
    return at + c->n <= w->n && memcmp(w->raw + at, c->letters, c->n) == 0;
}

/* Can clitic c follow the prefixes already taken? The order is: question or conjunction, preposition or future, article. */
static bool may_follow(uint8_t prefixes, const lex_clitic *c)
{
    switch ((lex_clitic_kind)c->kind) {
    case CLITIC_question: return prefixes == 0;
    case CLITIC_conj: return (prefixes & ~M_QUESTION) == 0;
    case CLITIC_prep: return (prefixes & (M_PREP | M_FUTURE | M_ARTICLE | M_QUESTION)) == 0;
    case CLITIC_future: return (prefixes & (M_PREP | M_FUTURE | M_ARTICLE)) == 0;
    case CLITIC_article: return (prefixes & (M_ARTICLE | M_FUTURE | M_QUESTION)) == 0;
    default: return false;
    }
}

static uint8_t prefix_flag(const lex_clitic *c)
{
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
            uint8_t flag = prefix_flag(k);
            if (starts_with(w, p.from, k) && p.from + k->n < w->n) {
                path q = {(uint8_t)(p.from + k->n), (uint8_t)(p.prefixes | flag), p.prep, p.cost};
                if (flag == M_PREP) q.prep = (uint8_t)(k->prep + 1);
                q.cost = (int16_t)(q.cost + k->cost);
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

/* How far the spelling of some letters is from a form's: hamza, ta marbuta and alef maqsura; a bare alef for أ is usual. */
static int16_t spelling_cost(const lexicon *lex, const uint8_t *want, const uint8_t *got, uint8_t n)
{
    int cost = 0, usual = SETTING(lex, cost_spelling);
    for (uint8_t i = 0; i < n; i++) {
        if (want[i] == got[i]) continue;
        bool end = i + 1 == n;
        /* before a pronoun ة is written ت, and ى is ا */
        if (end && got[i] == (want[i] == L_TA_MARBUTA ? L_TA : want[i] == L_ALEF_MAQSURA ? L_ALEF : 0)) continue;
        bool want_hamza = want[i] == L_ALEF_HAMZA || want[i] == L_ALEF_HAMZA_BELOW || want[i] == L_ALEF_MADDA;
        bool got_hamza = got[i] == L_ALEF_HAMZA || got[i] == L_ALEF_HAMZA_BELOW || got[i] == L_ALEF_MADDA;
        /* the hamza of تؤنس is never left out: تونس is another word; ه for ة is as often a pronoun */
        bool seldom = want[i] == L_WAW_HAMZA || want[i] == L_YA_HAMZA || want[i] == L_TA_MARBUTA;
        cost += got[i] == L_ALEF && want_hamza                       ? SETTING(lex, cost_bare_alef)
                : got[i] == L_ALEF_MAQSURA && want[i] == L_YA && end ? SETTING(lex, cost_dotless_ya)
                : got_hamza && (want_hamza || i) ? SETTING(lex, cost_other_hamza) /* إن is not أن, هنأ not هنا */
                : seldom                         ? SETTING(lex, cost_seldom_spelling)
                                                 : usual;
    }
    return (int16_t)cost;
}

/* Is a hamza written that the form does not have there? */
static bool denies_hamza(const uint8_t *want, const uint8_t *got, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++)
        if (want[i] != got[i] && (got[i] == L_ALEF_HAMZA || got[i] == L_ALEF_HAMZA_BELOW)) return true;
    return false;
}

/* May a form with these features stand between these clitics? */
static bool licensed(const lex_lemma *l, uint16_t f, uint8_t prefixes, uint8_t prep_letter, bool pronoun,
                     bool possessive, bool accusative)
{
    unsigned aspect = f & F_ASPECT;
    bool finite = l->pos == POS_VERB && (aspect == F_PERFECT || aspect == F_IMPERFECT || aspect == F_IMPERATIVE);
    if ((prefixes & M_QUESTION) && !finite && !l->closed) return false;
    if (finite) {
        if (accusative || (prefixes & M_ARTICLE)) return false;
        if ((prefixes & M_FUTURE) && aspect != F_IMPERFECT) return false;
        /* ي is mine, ني me: only the second joins a verb */
        if (possessive) return false;
        if (prefixes & M_PREP) return prep_letter == L_LAM && aspect == F_IMPERFECT;
        return !pronoun || l->transitive || !(f & F_PASSIVE);
    }
    if (prefixes & M_FUTURE) return false;
    if (l->pos == POS_PROPN) return !accusative && !pronoun;
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
        int cost = p->cost;
        if (f->n == written) {
            cost += spelling_cost(w->lex, w->lex->letters + f->letters, w->raw + p->from, f->n);
            a.misspelled = denies_hamza(w->lex->letters + f->letters, w->raw + p->from, f->n);
        }
        if (f->features & (F_PASSIVE | F_SHORT)) cost += SETTING(w->lex, cost_rare_form);
        if ((f->features & F_NUMBER) == F_DUAL)
            cost += l->pos == POS_VERB && aspect != F_ACTIVE_PART && aspect != F_PASSIVE_PART
                        ? SETTING(w->lex, cost_dual) / 2
                        : SETTING(w->lex, cost_dual);
        if ((f->features & F_PERSON) == F_PERSON1 || (f->features & F_PERSON) == F_PERSON2)
            cost += SETTING(w->lex, cost_first_person);
        /* news speaks to nobody: تشرين is the month, not "you (woman) buy" */
        if ((f->features & F_PERSON) == F_PERSON2) cost += SETTING(w->lex, cost_rare_form);
        if (aspect == F_IMPERATIVE) cost += SETTING(w->lex, cost_rare_form);
        if ((f->features & F_CONSTRUCT) && !pronoun) cost += SETTING(w->lex, cost_construct);
        if (l->pos == POS_VERB && (aspect == F_PASSIVE_PART || aspect == F_ACTIVE_PART))
            cost += SETTING(w->lex, cost_participle);
        if (!l->closed) cost += SETTING(w->lex, cost_open_word) + l->rarity;
        if (l->cue || l->n_frames)
            cost -= SETTING(w->lex, gain_news_word); /* of words alike the one of news: لفت, not لف */
        bool finite = l->pos == POS_VERB && (aspect == F_PERFECT || aspect == F_IMPERFECT);
        /* أعلن is hardly ever "they (women) supported" */
        if (finite && (f->features & (F_NUMBER | F_GENDER)) == (F_PLUR | F_FEM))
            cost += SETTING(w->lex, cost_rare_form);
        /* و before a verb is the conjunction: ودعت is و + دعت */
        if (finite && (p->prefixes & M_WA)) cost -= SETTING(w->lex, gain_verb_after_wa);
        a.cost = (int16_t)cost;
        a.class = class_of(a.pos, a.function, a.features);
        a.upos = upos_of(l, a.features);
        add_analysis(w, a);
        /* an adjective or participle may stand for the person or thing; كان is the copula or a verb of its own */
        if (a.upos == POS_ADJ)
            a.upos = POS_NOUN;
        else if (a.upos == POS_VERB && l->auxiliary == AUXILIARY_AUX)
            a.upos = POS_AUX;
        else
            continue;
        a.cost = (int16_t)(a.cost + SETTING(w->lex, cost_second_class));
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
                                                     (uint8_t)n,
                                                     p->cost};
        uint8_t end = w->raw[p->from + n - 1];
        if (pronoun && copy[n - 1] == L_TA)
            copy[n - 1] = L_HA;
        else if (pronoun && (end == L_YA_HAMZA || end == L_WAW_HAMZA)) /* لقائه, أعضاؤها */
            copy[n - 1] = L_HAMZA;
        else
            break;
    }
}

static bool phrase_path(const path *p)
{
    return (p->prefixes & (M_FUTURE | M_QUESTION)) == 0;
}

/* The features of a nisba adjective by its ending; 0 where the letters end otherwise. */
static uint16_t nisba_features(const uint8_t *stem, uint32_t n)
{
    uint8_t end = stem[n - 1], before = n > 1 ? stem[n - 2] : 0, third = n > 2 ? stem[n - 3] : 0;
    if (end == L_YA) return F_MASC | F_SING;
    if (end == L_HA && before == L_YA) return F_FEM | F_SING;
    if (end == L_NUN && (before == L_YA || before == L_WAW) && third == L_YA)
        return before == L_YA ? F_MASC | F_PLUR | F_OBLIQUE : F_MASC | F_PLUR;
    if (end == L_TA && before == L_ALEF && third == L_YA) return F_FEM | F_PLUR;
    if (end == L_NUN && before == L_ALEF && third == L_YA) return F_MASC | F_DUAL;
    return 0;
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
        if (given && name->value) cost += SETTING(w->lex, cost_given_word); /* also a word of the language */
        cost += v->cost;
        int spelling = name->n_letters == v->stem_n
                           ? spelling_cost(w->lex, w->lex->letters + name->letters, w->raw + v->stem, v->stem_n)
                           : 0;
        if (spelling >= SETTING(w->lex, cost_spelling) && (given || w->lex->entities[name->ref].kind == ENTITY_person))
            continue; /* بأن is not بان, but لبنان may be spelled oddly */
        cost += spelling;
        if (nisba)
            cost += SETTING(w->lex, cost_nisba); /* an adjective of the language that is spelled alike comes first */
        a.cost = (int16_t)cost;
        a.class = nisba ? W_ADJ : W_NAME;
        a.upos = a.pos;
        a.named = state ? NAMED_STATE : given ? NAMED_GIVEN : NAMED_KNOWN;
        if (nisba) a.features = nisba_features(w->folded + v->stem, v->stem_n);
        if (name->kind == NAME_entity && state && w->lex->entities[name->ref].feminine)
            a.features = F_SING | F_FEM; /* تركيا تواصل */
        add_analysis(w, a);
        if (nisba) {
            a.upos = POS_NOUN;
            a.cost = (int16_t)(a.cost + SETTING(w->lex, cost_second_class));
            add_analysis(w, a);
        }
        if (entity) return;
    }
}

/* A word that the lexicon does not have: most likely a name; with an article and ي or ية an adjective. */
static void unknown_word(work *w, const path *paths, uint32_t n_paths)
{
    for (uint32_t i = 0; i < n_paths; i++) {
        const path *p = &paths[i];
        if ((p->prefixes & (M_FUTURE | M_QUESTION)) || w->n - p->from < 3) continue;
        bool article = (p->prefixes & M_ARTICLE) != 0;
        uint8_t end = w->folded[w->n - 1], end2 = w->n > 1 ? w->folded[w->n - 2] : 0;
        bool nisba = article && (end == L_YA || (end == L_HA && end2 == L_YA));
        analysis a = {.pos = nisba ? POS_ADJ : POS_X,
                      .prefixes = p->prefixes,
                      .prep = p->prep,
                      .stem = p->from,
                      .stem_n = (uint8_t)(w->n - p->from)};
        a.cost = (int16_t)(SETTING(w->lex, cost_unknown) + (article ? -SETTING(w->lex, gain_unknown_article) : 0) +
                           2 * p->cost);
        a.class = nisba ? W_ADJ : W_NAME;
        a.upos = nisba ? POS_ADJ : POS_PROPN;
        a.named = NAMED_UNKNOWN;
        if (nisba) a.features = nisba_features(w->folded + p->from, w->n - p->from);
        add_analysis(w, a);
    }
}

/* A form that is a word of a closed class (أن, هناك) is hardly ever the rare verb that is spelled alike. */
static void prefer_closed(work *w)
{
    bool closed = false;
    for (uint32_t i = 0; i < w->n_analyses; i++) {
        const analysis *a = &w->analyses[i];
        closed |= a->lemma && w->lex->lemmas[a->lemma].closed && !a->misspelled && !(a->prefixes & ~(M_WA | M_FA)) &&
                  !a->pronoun && a->stem_n > 1;
    }
    if (!closed) return;
    for (uint32_t i = 0; i < w->n_analyses; i++)
        if (w->analyses[i].class == W_VERB && !w->lex->lemmas[w->analyses[i].lemma].closed)
            w->analyses[i].cost = (int16_t)(w->analyses[i].cost + SETTING(w->lex, cost_verb_as_closed));
}

/* Drops readings that cost so much more than the best that no neighbour could save them. */
static void keep_likely(work *w)
{
    int16_t least = INT16_MAX;
    for (uint32_t i = 0; i < w->n_analyses; i++)
        if (w->analyses[i].cost < least) least = w->analyses[i].cost;
    uint32_t n = 0;
    for (uint32_t i = 0; i < w->n_analyses; i++)
        if (w->analyses[i].cost - least <= SETTING(w->lex, cost_hopeless) * COST_SCALE)
            w->analyses[n++] = w->analyses[i];
    w->n_analyses = n;
}

static word_type *keep_type(arena *a, const word_type *t)
{
    word_type *type = ARENA_NEW(a, word_type);
    uint8_t *raw = arena_alloc(a, t->n);
    *type = *t;
    memcpy(raw, t->raw, t->n);
    type->raw = raw;
    type->analyses = ARENA_ARRAY(a, analysis, t->n_analyses);
    type->variants = ARENA_ARRAY(a, variant, t->n_variants);
    memcpy(type->analyses, t->analyses, t->n_analyses * sizeof(analysis));
    if (t->n_variants) memcpy(type->variants, t->variants, t->n_variants * sizeof(variant));
    type->again = false;
    return type;
}

static word_type *analyse(morph_cache *cache, const lexicon *lex, const uint8_t *raw, const uint8_t *folded, uint16_t n,
                          uint32_t hash)
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
            uint8_t pronoun = accusative ? 0 : (uint8_t)(c + 1);
            path q = *p;
            q.cost = (int16_t)(q.cost + k->cost);
            try_stem(&w, &q, left - k->n, pronoun, accusative);
            if (names && left - k->n > 1) add_variant(&w, p, left - k->n, pronoun, accusative);
        }
    }
    prefer_closed(&w);
    for (uint32_t i = 0; i < w.n_variants; i++) known_name(&w, &w.variants[i]);
    bool known = false;
    for (uint32_t i = 0; i < w.n_analyses; i++) known |= w.analyses[i].cost < SETTING(lex, cost_doubtful);
    if (!known) unknown_word(&w, paths, n_paths);
    if (w.n_analyses == 0)
        add_analysis(&w, (analysis){.pos = POS_X,
                                    .cost = (int16_t)SETTING(lex, cost_unknown),
                                    .stem_n = (uint8_t)(n < 255 ? n : 255),
                                    .class = W_NAME,
                                    .named = NAMED_UNKNOWN,
                                    .upos = n && letter_is_arabic(raw[0]) ? POS_PROPN : POS_X});

    bool known_form = choose_knows(lex, folded, n);
    for (uint32_t i = 0; i < w.n_analyses; i++) {
        analysis *a = &w.analyses[i];
        if (a->lemma && a->upos == POS_PROPN) a->named = NAMED_WORD;
        choose_label(lex, a);
        a->cost = (int16_t)(a->cost * COST_SCALE + choose_cost(lex, folded, n, a, known_form));
    }
    keep_likely(&w);
    return keep_type(&cache->a, &(word_type){.raw = raw,
                                             .n = n,
                                             .hash = hash,
                                             .analyses = w.analyses,
                                             .n_analyses = (uint8_t)w.n_analyses,
                                             .variants = w.variants,
                                             .n_variants = (uint8_t)w.n_variants});
}

void morph_cache_init(morph_cache *c, jmp_buf *on_full)
{
    *c = (morph_cache){0};
    arena_init(&c->a, 0);
    arena_init(&c->spare, 0);
    c->a.on_full = c->spare.on_full = on_full;
}

void morph_cache_free(morph_cache *c)
{
    arena_free(&c->a);
    arena_free(&c->spare);
    free(c->slots);
    *c = (morph_cache){0};
}

static void cache_put(morph_cache *c, word_type *type)
{
    uint32_t at = type->hash & (c->cap - 1);
    while (c->slots[at]) at = (at + 1) & (c->cap - 1);
    c->slots[at] = type;
    c->n++;
}

/* Makes room: copies the types that came again to the spare arena and forgets the others. */
static void cache_thin(morph_cache *c)
{
    word_type **kept = ARENA_ARRAY(&c->spare, word_type *, CACHE_TYPES + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->cap; i++)
        if (c->slots[i] && c->slots[i]->again && n < CACHE_TYPES / 2) kept[n++] = keep_type(&c->spare, c->slots[i]);
    arena swap = c->a;
    c->a = c->spare;
    c->spare = swap;
    arena_free(&c->spare);
    c->spare.on_full = c->a.on_full;
    memset(c->slots, 0, c->cap * sizeof *c->slots);
    c->n = 0;
    for (uint32_t i = 0; i < n; i++) cache_put(c, kept[i]);
}

static bool cache_grow(morph_cache *c)
{
    uint32_t cap = c->cap, bigger = cap ? cap * 2 : 1u << 14;
    word_type **old = c->slots, **slots = calloc(bigger, sizeof *slots);
    if (!slots) return false;
    c->slots = slots;
    c->cap = bigger;
    c->n = 0;
    for (uint32_t i = 0; i < cap; i++)
        if (old[i]) cache_put(c, old[i]);
    free(old);
    return true;
}

static const word_type *type_of(morph_cache *c, const lexicon *lex, const text *t, const token *k)
{
    const uint8_t *raw = t->raw + k->letters;
    uint32_t hash = (uint32_t)hash_bytes(raw, k->n);
    if (c->n * 2 >= c->cap && !cache_grow(c)) longjmp(*c->a.on_full, 1);
    for (uint32_t i = hash & (c->cap - 1); c->slots[i]; i = (i + 1) & (c->cap - 1)) {
        word_type *type = c->slots[i];
        if (type->hash != hash || type->n != k->n || memcmp(type->raw, raw, k->n) != 0) continue;
        type->again = true;
        return type;
    }
    word_type *fresh = analyse(c, lex, raw, t->folded + k->letters, k->n, hash);
    cache_put(c, fresh);
    return fresh;
}

static bool is_symbol(uint32_t mark)
{
    return mark == '%' || mark == 0x66a || mark == '+' || mark == '=' || mark == '<' || mark == '>' || mark == '$' ||
           mark == 0x20ac || mark == 0xa3 || mark == '@' || mark == '#' || mark == '&' || mark == '^' || mark == '~' ||
           mark == '|' || mark == 0xb0 || mark >= 0x1f000;
}

/* A token that is no word: one reading. */
static analysis other_token(const token *k)
{
    analysis a = {.pos = POS_PUNCT, .upos = POS_PUNCT, .class = W_PUNCT};
    unsigned core = CORE_COMMA;
    if (k->kind == TOKEN_NUMBER) {
        a = (analysis){.pos = POS_NUM, .upos = POS_NUM, .class = W_NUM, .stem_n = (uint8_t)(k->n < 255 ? k->n : 255)};
        core = CORE_DIGITS;
    } else if (k->flags & (TOKEN_OPENS | TOKEN_CLOSES)) {
        a.class = W_OTHER; /* quotation marks say nothing of the words around them: وتابع “… */
        core = CORE_QUOTE;
    } else if (k->mark == '.' || k->mark == ':' || k->mark == '!' || k->mark == '?' || k->mark == 0x61f)
        core = CORE_STOP;
    if (k->kind == TOKEN_PUNCT && is_symbol(k->mark)) a.upos = POS_SYM;
    choose_core(&a, core);
    return a;
}

/* The same readings, those of a class at a price: a word with a shadda is no preposition (بيّن), one behind a slash no verb (آذار/مارس). */
static choice dearer(const choice *c, word_class class, int32_t price, arena *a)
{
    analysis *copy = ARENA_ARRAY(a, analysis, c->n);
    memcpy(copy, c->options, c->n * sizeof *copy);
    for (uint8_t i = 0; i < c->n; i++)
        if (copy[i].class == class) copy[i].cost = (int16_t)(copy[i].cost + price * COST_SCALE);
    return (choice){copy, c->n, c->told};
}

static void choose(words *w, const text *t, const lexicon *lex, const sentence *s, arena *a)
{
    uint32_t n = s->end - s->first;
    choice *lattice = ARENA_ARRAY(a, choice, n + 1);
    uint8_t *picks = arena_alloc(a, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const word_type *type = w->types[s->first + i];
        const token *k = &t->tokens.at[s->first + i];
        lattice[i] = type ? (choice){type->analyses, type->n_analyses, k->quote == NO_QUOTE}
                          : (choice){&w->chosen[s->first + i], 1, false};
        if (k->flags & TOKEN_SHADDA) lattice[i] = dearer(&lattice[i], W_PREP, SETTING(lex, cost_particle), a);
        if (i && k[-1].mark == '/') lattice[i] = dearer(&lattice[i], W_VERB, SETTING(lex, cost_slash), a);
    }
    choose_path(lex, lattice, n, picks, a);
    for (uint32_t i = 0; i < n; i++) w->chosen[s->first + i] = lattice[i].options[picks[i]];
}

void morph_read(words *w, const text *t, const lexicon *lex, morph_cache *cache, arena *a)
{
    uint32_t n = t->tokens.n;
    if (cache->n > CACHE_TYPES) cache_thin(cache);
    w->types = ARENA_ARRAY(a, const word_type *, n + 1);
    w->chosen = ARENA_ARRAY(a, analysis, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const token *k = &t->tokens.at[i];
        if (k->kind == TOKEN_WORD || k->kind == TOKEN_LATIN)
            w->types[i] = type_of(cache, lex, t, k);
        else
            w->chosen[i] = other_token(k);
    }
    for (uint32_t s = 0; s < t->sentences.n; s++) {
        choose(w, t, lex, &t->sentences.at[s], a);
        predicate_choose(w, t, &t->sentences.at[s]);
    }
}

/* Another verb in the same person, tense and clitics? */
static bool same_place(const analysis *a, const analysis *chosen)
{
    unsigned person = F_PERSON | F_GENDER | F_NUMBER;
    return a->pos == POS_VERB && a->lemma != chosen->lemma && a->prefixes == chosen->prefixes &&
           morph_aspect(a) == morph_aspect(chosen) && (a->features & person) == (chosen->features & person);
}

uint32_t morph_verb(const words *w, uint32_t i, uint32_t n)
{
    const analysis *chosen = &w->chosen[i];
    if (n == 0) return chosen->lemma;
    const word_type *type = w->types[i];
    for (uint8_t k = 0; type && k < type->n_analyses; k++) {
        const analysis *a = &type->analyses[k];
        if (!same_place(a, chosen)) continue;
        bool again = false;
        for (uint8_t z = 0; z < k; z++)
            again |= type->analyses[z].lemma == a->lemma && same_place(&type->analyses[z], chosen);
        if (!again && --n == 0) return a->lemma;
    }
    return 0;
}
