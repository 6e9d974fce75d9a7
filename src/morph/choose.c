/* choose: see choose.h. */
#include "morph/choose.h"

/* ---- labels ---- */

static unsigned agreement(uint16_t features)
{
    unsigned number = features & F_NUMBER;
    bool feminine = (features & F_GENDER) == F_FEM;
    if (number == F_DUAL) return AGREE_DUAL;
    if (number == F_PLUR) return feminine ? AGREE_FP : AGREE_MP;
    return feminine ? AGREE_FS : AGREE_MS;
}

static unsigned state(const analysis *a)
{
    if (a->prefixes & M_ARTICLE) return STATE_ARTICLE;
    if (a->prefixes & M_ACCUSATIVE) return STATE_ACCUSATIVE;
    return a->features & F_CONSTRUCT ? STATE_CONSTRUCT : STATE_PLAIN;
}

static unsigned nominal_core(unsigned first, const analysis *a)
{
    return first + agreement(a->features) * 4 + state(a);
}

static unsigned verb_core(unsigned first, const analysis *a)
{
    bool passive = (a->features & F_PASSIVE) != 0;
    unsigned aspect = morph_aspect(a), person = a->features & F_PERSON, group = a->features & (F_NUMBER | F_GENDER);
    unsigned form = aspect == F_PERFECT      ? passive ? ASPECT_PERFECT_PASSIVE : ASPECT_PERFECT
                    : aspect == F_IMPERATIVE ? ASPECT_IMPERATIVE
                    : passive                ? ASPECT_IMPERFECT_PASSIVE
                    : a->features & F_SHORT  ? ASPECT_SHORT
                                             : ASPECT_IMPERFECT;
    unsigned who = person == F_PERSON1          ? PERSON_1
                   : person == F_PERSON2        ? PERSON_2
                   : group == (F_SING | F_MASC) ? PERSON_3MS
                   : group == (F_SING | F_FEM)  ? PERSON_3FS
                   : group == (F_PLUR | F_MASC) ? PERSON_3MP
                                                : PERSON_3;
    return first + form * 6 + who;
}

static unsigned closed_core(const lex_lemma *l)
{
    if (l->upos == POS_NUM) return CORE_NUM;
    if (l->function != FN_prep) return CORE_CLOSED + l->function;
    unsigned prep = 0;
    while (l->preps && !(l->preps >> prep & 1)) prep++;
    return CORE_PREP + (l->preps ? prep + 1 : 0);
}

static unsigned core_of(const lexicon *lex, const analysis *a)
{
    const lex_lemma *l = &lex->lemmas[a->lemma];
    if (l->closed) return closed_core(l);
    switch ((lex_pos)a->upos) {
    case POS_VERB:
    case POS_AUX: return verb_core(l->auxiliary ? CORE_AUX : CORE_VERB, a);
    case POS_NOUN: return nominal_core(morph_aspect(a) == F_MASDAR ? CORE_MASDAR : CORE_NOUN, a);
    case POS_ADJ: return nominal_core(a->pos == POS_VERB ? CORE_PARTICIPLE : CORE_ADJ, a);
    case POS_PROPN: return CORE_NAME + a->named * 2u + ((a->prefixes & M_ARTICLE) != 0);
    case POS_NUM: return a->lemma ? CORE_NUM : CORE_DIGITS;
    case POS_X: return CORE_LATIN;
    default: return CORE_ADV;
    }
}

static unsigned pro_of(const analysis *a)
{
    bool conj = (a->prefixes & (M_WA | M_FA | M_QUESTION)) != 0;
    if (a->prefixes & M_FUTURE) return conj ? PRO_CONJ_FUTURE : PRO_FUTURE;
    if (a->prefixes & M_PREP) return conj ? PRO_CONJ_PREP : PRO_PREP;
    return conj ? PRO_CONJ : PRO_NONE;
}

static void set_label(analysis *a, unsigned core, unsigned pro, bool pronoun)
{
    a->core = (uint8_t)core;
    a->group = label_coarse(core);
    a->pro = (uint8_t)pro;
    a->bound = pronoun;
}

void choose_label(const lexicon *lex, analysis *a)
{
    /* بأن and وحده have their preposition and pronoun in the lexicon */
    const lex_lemma *l = &lex->lemmas[a->lemma];
    unsigned pro = pro_of(a);
    if (l->cut) pro = pro == PRO_CONJ ? PRO_CONJ_PREP : PRO_PREP;
    set_label(a, core_of(lex, a), pro, a->pronoun || l->tail);
}

void choose_core(analysis *a, unsigned core)
{
    set_label(a, core, PRO_NONE, false);
}

unsigned choose_label_number(const analysis *a)
{
    return label_number(a->core, a->pro, a->bound);
}

void choose_keys(const lexicon *lex, const uint8_t *folded, uint32_t n, const analysis *a, uint32_t keys[CHOICE_KEYS])
{
    unsigned number = choose_label_number(a);
    const char *letters = (const char *)folded;
    str lemma = a->lemma ? lexicon_text(lex, lex->lemmas[a->lemma].text) : (str){0};
    keys[0] = choice_key(CHOICE_LEMMA, lemma, a->upos);
    keys[1] = choice_key(CHOICE_FORM, (str){letters, n}, number);
    keys[2] = choice_key(CHOICE_LABEL, (str){0}, number);
    /* what a word that is not in the lexicon ends in */
    unsigned core = label_number(a->core, 0, false);
    bool unknown = a->lemma == 0 && n > 3;
    keys[3] = unknown ? choice_key(CHOICE_ENDING, (str){letters + n - 2, 2}, core) : 0;
    keys[4] = unknown ? choice_key(CHOICE_ENDING, (str){letters + n - 3, 3}, core) : 0;
}

bool choose_knows(const lexicon *lex, const uint8_t *folded, uint32_t n)
{
    static const int32_t none = INT32_MIN;
    return lexicon_choice(lex, choice_key(CHOICE_FORM, (str){(const char *)folded, n}, CHOICE_ANY), none) != none;
}

int32_t choose_cost(const lexicon *lex, const uint8_t *folded, uint32_t n, const analysis *a, bool known_form)
{
    const lex_lemma *l = &lex->lemmas[a->lemma];
    int32_t cost = l->choice[lexicon_lemma_choice(l, a->upos)] + lex->label_costs[choose_label_number(a)];
    if (a->lemma && !known_form) return cost;
    uint32_t keys[CHOICE_KEYS];
    choose_keys(lex, folded, n, a, keys);
    if (known_form) cost += lexicon_choice(lex, keys[1], 0);
    if (keys[3]) cost += lexicon_choice(lex, keys[3], 0) + lexicon_choice(lex, keys[4], 0);
    return cost;
}

/* ---- the path ---- */

/* What grammar says of two readings side by side, in the units of settings.tsv. */

static int verb_after(const lexicon *lex, const analysis *p, const analysis *a)
{
    int cost = 0;
    unsigned aspect = morph_aspect(a), function = p->function;
    bool tense = function == FN_neg_past || function == FN_neg_future || function == FN_future;
    if (tense && aspect != F_IMPERFECT) cost += SETTING(lex, cost_particle);
    if (function == FN_that_anna && aspect == F_PERFECT) cost += SETTING(lex, cost_past_after_an);
    if (function == FN_that_inna) cost += SETTING(lex, cost_inna_verb);
    /* تركيا تواصل: a state's name before its verb */
    if (p->class == W_NAME && !(a->prefixes & (M_WA | M_FA)) && (p->features & F_GENDER) == F_FEM &&
        (a->features & (F_PERSON | F_NUMBER | F_GENDER)) == (F_PERSON3 | F_SING | F_MASC))
        cost += SETTING(lex, cost_subject_gender);
    if ((a->features & F_SHORT) && !(function == FN_neg_past || function == FN_neg_future || function == FN_that_anna ||
                                     function == FN_purpose || function == FN_neg || (a->prefixes & M_PREP)))
        cost += SETTING(lex, cost_mood);
    return cost;
}

static int adjective_after(const lexicon *lex, const analysis *p, const analysis *a)
{
    if (p->class != W_NOUN && p->class != W_ADJ && p->class != W_NAME) return 0;
    int cost = 0;
    bool definite = (p->prefixes & M_ARTICLE) || p->pronoun || p->class == W_NAME;
    if (definite != ((a->prefixes & M_ARTICLE) != 0)) cost += SETTING(lex, cost_definiteness);
    unsigned g = p->features & F_GENDER, h = a->features & F_GENDER, number = p->features & F_NUMBER;
    if (g && h && number == F_SING && g != h) cost += SETTING(lex, cost_agreement);
    return cost;
}

static int noun_after(const lexicon *lex, const analysis *p, const analysis *a)
{
    /* تعهد الوزير: the feminine تعهد has no masculine subject; the masculine of تعهّد has */
    if (p->class == W_VERB)
        return (p->features & (F_PERSON | F_NUMBER | F_GENDER)) == (F_PERSON3 | F_SING | F_FEM) &&
                       (a->features & (F_GENDER | F_NUMBER)) == (F_MASC | F_SING) &&
                       !(a->prefixes & (M_PREP | M_ACCUSATIVE))
                   ? SETTING(lex, cost_subject_gender)
                   : 0;
    /* a noun with the article is not followed by its genitive */
    return p->class == W_NOUN && (p->prefixes & M_ARTICLE) && !(a->prefixes & ~M_ACCUSATIVE)
               ? SETTING(lex, cost_definite_genitive)
               : 0;
}

static int pair_cost(const lexicon *lex, const analysis *p, const analysis *a)
{
    switch ((word_class)a->class) {
    case W_VERB: return a->pos == POS_VERB ? verb_after(lex, p, a) : 0;
    case W_ADJ: return adjective_after(lex, p, a);
    case W_NOUN: return noun_after(lex, p, a);
    default: return 0;
    }
}

void choose_path(const lexicon *lex, const choice *lattice, uint32_t n, uint8_t *picks, arena *a)
{
    static const analysis start = {.pos = POS_PUNCT, .upos = POS_PUNCT, .class = W_START};
    int32_t(*best)[ANALYSES_MAX] = arena_alloc(a, sizeof *best * (n + 1));
    uint8_t(*back)[ANALYSES_MAX] = arena_alloc(a, sizeof *back * (n + 1));
    const int32_t told = SETTING(lex, cost_told_person) * COST_SCALE;
    const analysis *before = &start;
    uint32_t n_before = 1;
    if (n == 0) return;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t o = 0; o < lattice[i].n; o++) {
            const analysis *x = &lattice[i].options[o];
            int32_t least = INT32_MAX;
            for (uint32_t p = 0; p < n_before; p++) {
                const analysis *y = &before[p];
                int32_t cost = (i ? best[i - 1][p] : 0);
                if (!choose_is_free(x))
                    cost += lex->transitions[choose_step(y, x)] + lex->group_transitions[choose_group_step(y, x)] +
                            pair_cost(lex, y, x) * COST_SCALE;
                if (cost < least) least = cost, back[i][o] = (uint8_t)p;
            }
            unsigned person = x->upos == POS_VERB || x->upos == POS_AUX ? x->features & F_PERSON : 0;
            /* يدك is no hand of yours outside of quotations */
            bool yours = x->pronoun && (lex->clitics[x->pronoun - 1].features & F_PERSON) == F_PERSON2;
            bool speaks = person == F_PERSON1 || person == F_PERSON2 || yours;
            best[i][o] = least + x->cost + (speaks && lattice[i].told ? told : 0);
        }
        before = lattice[i].options;
        n_before = lattice[i].n;
    }
    uint8_t at = 0;
    for (uint8_t o = 1; o < lattice[n - 1].n; o++)
        if (best[n - 1][o] < best[n - 1][at]) at = o;
    for (uint32_t i = n; i-- > 0;) {
        picks[i] = at;
        at = back[i][at];
    }
}
