/* inflect: see inflect.h.  Rules after W. Wright, A Grammar of the Arabic Language, vol. I, §§ 84-190. */
#include "lexicon/inflect.h"

#include <assert.h>

typedef struct sink {
    inflect_emit emit;
    void *context;
} sink;

static void add(word *w, uint8_t c)
{
    if (w->n < WORD_MAX) w->c[w->n++] = c;
}

static word plus(word w, const char *ascii)
{
    /* Endings in a latin cipher, one letter a sign, so that the rules below read in one direction. */
    for (; *ascii; ascii++) switch (*ascii) {
        case 'A': add(&w, L_ALEF); break;
        case 't': add(&w, L_TA); break;
        case 'p': add(&w, L_TA_MARBUTA); break;
        case 'w': add(&w, L_WAW); break;
        case 'y': add(&w, L_YA); break;
        case 'n': add(&w, L_NUN); break;
        case 'm': add(&w, L_MIM); break;
        default: assert(false && "unknown sign in an ending");
        }
    return w;
}

static word cut(word w, uint8_t letters)
{
    w.n = (uint8_t)(w.n > letters ? w.n - letters : 0);
    return w;
}

static uint8_t last(const word *w)
{
    return w->n ? w->c[w->n - 1] : 0;
}

static uint8_t before_last(const word *w)
{
    return w->n > 1 ? w->c[w->n - 2] : 0;
}

static word with_last(word w, uint8_t c)
{
    if (w.n) w.c[w.n - 1] = c;
    return w;
}

static word with_before_last(word w, uint8_t c)
{
    if (w.n > 1) w.c[w.n - 2] = c;
    return w;
}

static word with_prefix(uint8_t prefix, const word *stem)
{
    word w = {.c = {prefix}, .n = 1};
    for (uint8_t i = 0; i < stem->n; i++) add(&w, stem->c[i]);
    return w;
}

static bool is_hamza(uint8_t c)
{
    return c == L_HAMZA || c == L_ALEF_HAMZA || c == L_WAW_HAMZA || c == L_YA_HAMZA || c == L_ALEF_MADDA;
}

static void out(const sink *s, word w, int features)
{
    if (w.n && w.n < WORD_MAX) s->emit(s->context, &w, (uint16_t)features);
}

word word_of_utf8(str s)
{
    uint8_t raw[2 * 4 * WORD_MAX + 4];
    word w = {0};
    if (s.n > 4 * WORD_MAX) s.n = 4 * WORD_MAX;
    size_t n = letters_from_utf8(s, raw);
    for (size_t i = 0; i < n; i++) add(&w, raw[i]);
    return w;
}

/* What kind of weakness the verb shows, by its root. */
typedef struct weakness {
    bool first_waw, hollow, defective, doubled;
} weakness;

static weakness weakness_of(const verb_row *v)
{
    weakness k = {0};
    const word *r = &v->root;
    if (r->n == 3) {
        bool inner = r->c[1] == L_WAW || r->c[1] == L_YA;
        k.first_waw = r->c[0] == L_WAW;
        k.defective = r->c[2] == L_WAW || r->c[2] == L_YA;
        /* A hollow root shows its weakness only where the perfect has a long ā in its place (قال, but عوّض). */
        bool can = v->form == 1 || v->form == 4 || v->form == 7 || v->form == 8 || v->form == 10;
        k.hollow = inner && can && !k.defective && before_last(&v->perfect) == L_ALEF;
        k.doubled = r->c[1] == r->c[2] && v->form != 2 && v->form != 5 && last(&v->perfect) == r->c[2] &&
                    before_last(&v->perfect) != r->c[2];
    } else if (r->n == 4) {
        k.defective = r->c[3] == L_WAW || r->c[3] == L_YA;
        k.doubled = v->form == 4; /* the type اطمأن */
    }
    if (v->form == 9) k.doubled = true;
    return k;
}

/* The perfect before an ending that begins with a consonant: قل(ت), مدد(ت), دعو(ت), رمي(ت). */
static word perfect_before_consonant(const verb_row *v, weakness k)
{
    word p = v->perfect;
    uint8_t end = last(&p);
    if (k.defective && end == L_ALEF) return with_last(p, v->form == 1 && last(&v->imperfect) == L_WAW ? L_WAW : L_YA);
    if (k.defective && end == L_ALEF_MAQSURA) return with_last(p, L_YA);
    if (k.hollow) {
        word w = cut(p, 2);
        add(&w, end == L_HAMZA ? L_YA_HAMZA : end);
        return w;
    }
    if (k.doubled) add(&p, end);
    return p;
}

static word merged(word stem, uint8_t first, const char *ending)
{
    return last(&stem) == first ? plus(stem, ending + 1) : plus(stem, ending);
}

static void perfect_forms(const sink *s, word p, word c, weakness k, int voice)
{
    int f = F_PERFECT | voice;
    uint8_t end = last(&p);
    bool drops = k.defective && (end == L_ALEF || end == L_ALEF_MAQSURA);
    word short_stem = drops || (k.defective && end == L_YA) ? cut(p, 1) : p;
    out(s, p, f | F_PERSON3 | F_MASC | F_SING);
    out(s, plus(drops ? short_stem : p, "t"), f | F_PERSON3 | F_FEM | F_SING);
    out(s, plus(drops ? short_stem : p, "tA"), f | F_PERSON3 | F_FEM | F_DUAL);
    out(s, plus(short_stem, "wA"), f | F_PERSON3 | F_MASC | F_PLUR);
    if (end == L_ALEF_HAMZA) {
        out(s, plus(with_last(p, L_WAW_HAMZA), "wA"), f | F_PERSON3 | F_MASC | F_PLUR);
        out(s, with_last(p, L_ALEF_MADDA), f | F_PERSON3 | F_MASC | F_DUAL);
    } else {
        if (end == L_HAMZA) out(s, plus(with_last(p, L_WAW_HAMZA), "wA"), f | F_PERSON3 | F_MASC | F_PLUR);
        out(s, plus(drops ? c : p, "A"), f | F_PERSON3 | F_MASC | F_DUAL);
    }
    out(s, merged(c, L_NUN, "n"), f | F_PERSON3 | F_FEM | F_PLUR);
    out(s, merged(c, L_NUN, "nA"), f | F_PERSON1 | F_PLUR);
    out(s, merged(c, L_TA, "t"), f | F_PERSON1 | F_SING);
    out(s, merged(c, L_TA, "tm"), f | F_PERSON2 | F_MASC | F_PLUR);
}

/* The imperfect without its last vowel (jussive): يقل, يدع, يستقم. */
static word jussive_stem(word stem, weakness k)
{
    if (k.defective) return cut(stem, 1);
    if (k.hollow && stem.n > 2) {
        uint8_t end = last(&stem);
        bool high = before_last(&stem) == L_YA;
        stem = cut(stem, 2);
        add(&stem, end == L_HAMZA && high ? L_YA_HAMZA : end); /* يجئ */
    }
    return stem;
}

static word imperfect_prefixed(uint8_t prefix, const word *stem)
{
    if (prefix == L_ALEF_HAMZA && stem->n && stem->c[0] == L_ALEF_HAMZA) {
        word w = *stem;
        w.c[0] = L_ALEF_MADDA;
        return w;
    }
    return with_prefix(prefix, stem);
}

static void imperfect_forms(const sink *s, word stem, weakness k, int voice)
{
    static const struct {
        uint8_t prefix;
        int features;
    } singular[] = {
        {L_YA, F_PERSON3 | F_MASC | F_SING},
        {L_TA, F_PERSON3 | F_FEM | F_SING},
        {L_ALEF_HAMZA, F_PERSON1 | F_SING},
        {L_NUN, F_PERSON1 | F_PLUR},
    };
    int f = F_IMPERFECT | voice;
    uint8_t end = last(&stem);
    word jussive = jussive_stem(stem, k);
    for (size_t i = 0; i < 4; i++) {
        out(s, imperfect_prefixed(singular[i].prefix, &stem), f | singular[i].features);
        if (jussive.n != stem.n)
            out(s, imperfect_prefixed(singular[i].prefix, &jussive), f | F_SHORT | singular[i].features);
    }
    /* Plural and dual, third and second person. */
    bool weak_end = k.defective && (end == L_WAW || end == L_YA || end == L_ALEF_MAQSURA || end == L_ALEF);
    word plural = weak_end ? cut(stem, 1) : stem;
    word dual = weak_end && (end == L_ALEF_MAQSURA || end == L_ALEF) ? with_last(stem, L_YA) : stem;
    word feminine = weak_end ? dual : jussive;
    if (k.doubled) add(&feminine, end);
    for (size_t i = 0; i < 2; i++) {
        uint8_t prefix = i ? L_TA : L_YA;
        int person = i ? F_PERSON2 : F_PERSON3;
        word pl = imperfect_prefixed(prefix, &plural), du = imperfect_prefixed(prefix, &dual);
        word fem = imperfect_prefixed(prefix, &feminine);
        if (end == L_HAMZA && before_last(&plural) == L_YA) pl = with_last(pl, L_YA_HAMZA); /* يجيئون */
        out(s, plus(pl, "wn"), f | person | F_MASC | F_PLUR);
        out(s, plus(pl, "wA"), f | person | F_MASC | F_PLUR | F_SHORT);
        if (end == L_ALEF_HAMZA) {
            out(s, plus(with_last(pl, L_WAW_HAMZA), "wn"), f | person | F_MASC | F_PLUR);
            out(s, plus(with_last(pl, L_WAW_HAMZA), "wA"), f | person | F_MASC | F_PLUR | F_SHORT);
            du = with_last(du, L_ALEF_MADDA);
            out(s, plus(du, "n"), f | person | F_DUAL);
            out(s, du, f | person | F_DUAL | F_SHORT);
        } else {
            out(s, plus(du, "An"), f | person | F_DUAL);
            out(s, plus(du, "A"), f | person | F_DUAL | F_SHORT);
        }
        out(s, merged(fem, L_NUN, "n"), f | person | F_FEM | F_PLUR);
    }
}

static word passive_perfect(const verb_row *v, weakness k)
{
    word p = v->perfect;
    if (p.n < 2) return p;
    if (p.c[0] == L_ALEF_MADDA) { /* آمن: أومن */
        word w = {.c = {L_ALEF_HAMZA, L_WAW}, .n = 2};
        for (uint8_t i = 1; i < p.n; i++) add(&w, p.c[i]);
        p = w;
    }
    if (v->form == 3 && p.c[1] == L_ALEF) p.c[1] = L_WAW;
    if (v->form == 6 && p.n > 2 && p.c[2] == L_ALEF) p.c[2] = L_WAW;
    if (k.hollow) p = with_before_last(p, L_YA);
    if (k.defective) p = with_last(p, L_YA);
    if (v->form == 1 && !k.hollow && p.n == 3) {
        if (p.c[1] == L_ALEF_HAMZA) p.c[1] = L_YA_HAMZA;
        if (p.c[2] == L_ALEF_HAMZA) p.c[2] = L_YA_HAMZA;
    }
    return p;
}

static word passive_imperfect(const verb_row *v, const word *stem, weakness k)
{
    word w = *stem;
    if (k.hollow && w.n > 1) w = with_before_last(w, L_ALEF);
    if (k.defective) w = with_last(w, L_ALEF_MAQSURA);
    if (v->form == 1 && k.first_waw && w.n == 2) w = with_prefix(L_WAW, &w);
    if (v->form == 1 && w.n && w.c[0] == L_ALEF_HAMZA) w.c[0] = L_WAW_HAMZA; /* يؤخذ */
    return w;
}

static bool same_word(const word *a, const word *b)
{
    return a->n == b->n && memcmp(a->c, b->c, a->n) == 0;
}

static word active_participle(const verb_row *v, const word *stem, weakness k)
{
    const uint8_t *r = v->root.c;
    if (v->form != 1 || v->root.n != 3) return with_prefix(L_MIM, stem);
    word w = {0};
    if (r[0] == L_HAMZA)
        add(&w, L_ALEF_MADDA);
    else
        add(&w, r[0]), add(&w, L_ALEF);
    if (k.doubled) {
        add(&w, r[1]);
        return w;
    }
    add(&w, k.hollow || r[1] == L_HAMZA ? L_YA_HAMZA : r[1]);
    if (r[2] == L_HAMZA)
        add(&w, k.hollow ? L_YA : L_YA_HAMZA);
    else
        add(&w, r[2] == L_WAW ? L_YA : r[2]);
    return w;
}

static word passive_participle(const verb_row *v, const word *stem, weakness k)
{
    const uint8_t *r = v->root.c;
    word w = {.c = {L_MIM}, .n = 1};
    if (v->form != 1 || v->root.n != 3) {
        w = with_prefix(L_MIM, stem);
        if (k.hollow && before_last(&w) == L_YA) w = with_before_last(w, L_ALEF);
        return w;
    }
    add(&w, r[0] == L_HAMZA ? L_ALEF_HAMZA : r[0]);
    if (k.hollow) {
        add(&w, r[1]), add(&w, r[2]);
        return w;
    }
    add(&w, r[1] == L_HAMZA ? L_WAW_HAMZA : r[1]);
    if (r[2] == L_WAW) return add(&w, L_WAW), w;
    if (r[2] == L_YA) return add(&w, L_YA), w;
    add(&w, L_WAW);
    add(&w, r[2]);
    return w;
}

void inflect_verb(const verb_row *v, bool transitive, inflect_emit emit, void *context)
{
    sink s = {emit, context};
    weakness k = weakness_of(v);
    if (v->perfect.n < 2 || v->imperfect.n < 3) return;
    word stem = v->imperfect;
    memmove(stem.c, stem.c + 1, --stem.n);
    perfect_forms(&s, v->perfect, perfect_before_consonant(v, k), k, 0);
    imperfect_forms(&s, stem, k, 0);
    if (transitive) {
        word pp = passive_perfect(v, k), pi = passive_imperfect(v, &stem, k);
        weakness ending = {.defective = k.defective}; /* دُعُوا: only the last radical is weak in it */
        if (!same_word(&pp, &v->perfect)) perfect_forms(&s, pp, pp, ending, F_PASSIVE);
        if (!same_word(&pi, &stem)) imperfect_forms(&s, pi, k, F_PASSIVE);
    }
    word active = active_participle(v, &stem, k);
    inflect_nominal(&active, false, true, F_ACTIVE_PART, emit, context);
    if (k.defective && last(&active) != L_HAMZA) out(&s, cut(active, 1), F_ACTIVE_PART | F_MASC | F_SING);
    word passive = passive_participle(v, &stem, k);
    if (transitive && !same_word(&active, &passive))
        inflect_nominal(&passive, false, true, F_PASSIVE_PART, emit, context);
}

void inflect_plural(const word *plural, bool feminine, uint16_t features, inflect_emit emit, void *context)
{
    sink s = {emit, context};
    int f = features | F_PLUR | (feminine ? F_FEM : F_MASC);
    out(&s, *plural, f);
    /* three letters before ون make a sound plural (عربون); two are most often of the pattern فُعول (شؤون, سجون) */
    if (plural->n > 4 && last(plural) == L_NUN && before_last(plural) == L_WAW) {
        word stem = cut(*plural, 2);
        out(&s, plus(stem, "yn"), f | F_OBLIQUE);
        out(&s, plus(stem, "w"), f | F_CONSTRUCT);
        out(&s, plus(stem, "y"), f | F_CONSTRUCT | F_OBLIQUE);
    }
    if (last(plural) == L_HAMZA && before_last(plural) == L_ALEF) { /* وزراء: وزراؤه وزرائه */
        out(&s, with_last(*plural, L_WAW_HAMZA), f | F_CONSTRUCT);
        out(&s, with_last(*plural, L_YA_HAMZA), f | F_CONSTRUCT | F_OBLIQUE);
    }
}

static void dual_forms(const sink *s, word base, int f)
{
    out(s, plus(base, "An"), f | F_DUAL);
    out(s, plus(base, "yn"), f | F_DUAL | F_OBLIQUE);
    out(s, plus(base, "A"), f | F_DUAL | F_CONSTRUCT);
    out(s, plus(base, "y"), f | F_DUAL | F_CONSTRUCT | F_OBLIQUE);
}

void inflect_nominal(const word *singular, bool feminine, bool with_feminine, uint16_t features, inflect_emit emit,
                     void *context)
{
    sink s = {emit, context};
    if (singular->n < 2) return;
    word w = *singular;
    uint8_t end = last(&w);
    int f = features | (feminine ? F_FEM : F_MASC);
    out(&s, w, f | F_SING);
    word stem = end == L_TA_MARBUTA ? with_last(w, L_TA) : end == L_ALEF_MAQSURA ? with_last(w, L_YA) : w;
    dual_forms(&s, stem, f);
    if (end == L_HAMZA && before_last(&w) == L_ALEF) {
        out(&s, with_last(w, L_WAW_HAMZA), f | F_SING | F_CONSTRUCT);
        out(&s, with_last(w, L_YA_HAMZA), f | F_SING | F_CONSTRUCT | F_OBLIQUE);
    }
    if (!with_feminine) return;
    int feminine_f = features | F_FEM, masculine = features | F_MASC | F_PLUR;
    word base = end == L_TA_MARBUTA ? cut(w, 1) : stem;
    if (last(&base) == L_HAMZA && before_last(&base) == L_YA) base = with_last(base, L_YA_HAMZA); /* مليئة */
    out(&s, plus(base, "p"), feminine_f | F_SING);
    dual_forms(&s, plus(base, "t"), feminine_f);
    out(&s, plus(base, "At"), feminine_f | F_PLUR);
    bool weak = end == L_YA && is_hamza(before_last(&w)) == false && (features & F_ASPECT) != 0;
    word plural = weak ? cut(base, 1) : base;
    out(&s, plus(plural, "wn"), masculine);
    out(&s, plus(plural, "yn"), masculine | F_OBLIQUE);
    out(&s, plus(plural, "w"), masculine | F_CONSTRUCT);
    out(&s, plus(plural, "y"), masculine | F_CONSTRUCT | F_OBLIQUE);
}
