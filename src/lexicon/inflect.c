/* inflect: see inflect.h.  Rules after W. Wright, A Grammar of the Arabic Language, vol. I, §§ 84-190 and 299-340. */
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

/* Endings in a latin cipher, one letter a sign, so that the rules below read in one direction. a, i, u are short vowels:
 * they write nothing, but a hamza before them takes their seat. */
static word plus(word w, const char *ascii)
{
    for (; *ascii; ascii++) switch (*ascii) {
        case 'A': add(&w, L_ALEF); break;
        case 't': add(&w, L_TA); break;
        case 'p': add(&w, L_TA_MARBUTA); break;
        case 'w': add(&w, L_WAW); break;
        case 'y': add(&w, L_YA); break;
        case 'n': add(&w, L_NUN); break;
        case 'm': add(&w, L_MIM); break;
        case 'a':
        case 'i':
        case 'u': break;
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

static word without_first(const word *w)
{
    word rest = {.n = 0};
    for (uint8_t i = 1; i < w->n; i++) add(&rest, w->c[i]);
    return rest;
}

static bool is_hamza(uint8_t c)
{
    return c == L_HAMZA || c == L_ALEF_HAMZA || c == L_WAW_HAMZA || c == L_YA_HAMZA;
}

static bool is_weak(uint8_t c)
{
    return c == L_WAW || c == L_YA;
}

/* Is the letter written together with the one after it? */
static bool joins(uint8_t c)
{
    bool dal_to_zay = c >= LETTER(0x62f) && c <= LETTER(0x632);
    return !(c == L_ALEF || c == L_ALEF_MADDA || c == L_WAW || is_hamza(c) || dal_to_zay);
}

/* The last hamza before an ending: قرأ + وا is قرؤوا, بطيء + ة بطيئة, لقاء + ين لقاءين, جزء + ين جزأين. */
static uint8_t seat(const word *w, char vowel)
{
    uint8_t now = last(w), before = before_last(w);
    if (vowel == 'i' || vowel == 'y') return L_YA_HAMZA;
    if (now == L_ALEF_HAMZA && (vowel == 'u' || vowel == 'w')) return L_WAW_HAMZA;
    if (now != L_HAMZA) return now;
    if (before == L_YA) return L_YA_HAMZA;
    if (before == L_WAW) return L_HAMZA;
    if (vowel == 'u' || vowel == 'w') return L_WAW_HAMZA;
    if (before == L_ALEF) return L_HAMZA;
    if (vowel == 'A') return joins(before) ? L_YA_HAMZA : L_HAMZA;
    return L_ALEF_HAMZA;
}

static word join(word w, const char *ending)
{
    if (w.n > 1 && is_hamza(last(&w))) {
        if (*ending == 'A' && last(&w) == L_ALEF_HAMZA) return plus(with_last(w, L_ALEF_MADDA), ending + 1);
        w = with_last(w, seat(&w, *ending));
    }
    return plus(w, ending);
}

/* The hamza of the last syllable of a stem where it has i (متفائل, أنشئ) or a (ينشأ, مساءل). */
static word hamza_of_last(word w, bool i)
{
    if (w.n < 3) return w;
    if (is_hamza(last(&w))) return with_last(w, i ? L_YA_HAMZA : L_ALEF_HAMZA);
    if (!is_hamza(before_last(&w))) return w;
    return with_before_last(w, i ? L_YA_HAMZA : w.c[w.n - 3] == L_ALEF ? L_HAMZA : L_ALEF_HAMZA);
}

static void out(const sink *s, word w, int features)
{
    if (w.n > 1 && w.n < WORD_MAX) s->emit(s->context, &w, (uint16_t)features);
}

/* A form in وا or ون: beside قرؤوا, جاؤوا and يقرؤون stand قرأوا, جاءوا and يقرأون. */
static void out_plural(const sink *s, word w, const char *ending, int features)
{
    out(s, join(w, ending), features);
    if (*ending == 'w' && (last(&w) == L_ALEF_HAMZA || (last(&w) == L_HAMZA && before_last(&w) == L_ALEF)))
        out(s, plus(w, ending), features);
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
    bool first_hamza, first_waw, hollow, defective, doubled;
} weakness;

static weakness weakness_of(const verb_row *v)
{
    weakness k = {0};
    const word *r = &v->root;
    uint8_t end = last(&v->perfect), before = before_last(&v->perfect);
    k.first_hamza = r->n > 0 && r->c[0] == L_HAMZA;
    if (r->n == 3) {
        k.first_waw = r->c[0] == L_WAW;
        k.defective = is_weak(r->c[2]);
        /* A hollow root shows its weakness only where the perfect has a long ā in its place (قال, آل, but عوّض). */
        bool can = v->form == 1 || v->form == 4 || v->form == 7 || v->form == 8 || v->form == 10;
        k.hollow =
            is_weak(r->c[1]) && can && !k.defective && (before == L_ALEF || (v->form == 1 && before == L_ALEF_MADDA));
        k.doubled = r->c[1] == r->c[2] && v->form != 2 && v->form != 5 && end == r->c[2] && before != r->c[2];
    } else if (r->n == 4) {
        k.defective = is_weak(r->c[3]);
        k.doubled = v->form == 12 && v->perfect.n == 5 && v->perfect.c[0] == L_ALEF; /* the type اطمأن */
    }
    if (v->form == 9) k.doubled = true;
    return k;
}

/* ---- perfect ---- */

/* The perfect before an ending that begins with a consonant: قل(ت), مدد(ت), دعو(ت), رمي(ت), جئ(ت), أسأ(ت). */
static word perfect_before_consonant(const verb_row *v, weakness k)
{
    word p = v->perfect;
    uint8_t end = last(&p);
    if (k.defective && end == L_ALEF) return with_last(p, v->form == 1 && last(&v->root) == L_WAW ? L_WAW : L_YA);
    if (k.defective && end == L_ALEF_MAQSURA) return with_last(p, L_YA);
    if (k.hollow) {
        word w = cut(p, 2);
        if (before_last(&p) == L_ALEF_MADDA) add(&w, L_ALEF_HAMZA); /* ألت */
        if (end == L_HAMZA)
            end = v->form != 1 ? L_ALEF_HAMZA : before_last(&v->imperfect) == L_WAW ? L_WAW_HAMZA : L_YA_HAMZA;
        add(&w, end);
        return w;
    }
    if (k.doubled) add(&p, end);
    return p;
}

static word merged(word stem, uint8_t first, const char *ending)
{
    return last(&stem) == first ? plus(stem, ending + 1) : plus(stem, ending);
}

/* p: third person singular; c: before a consonant, empty where these forms are not wanted. */
static void perfect_forms(const sink *s, word p, word c, weakness k, int voice)
{
    int f = F_PERFECT | voice;
    uint8_t end = last(&p);
    bool drops = k.defective && (end == L_ALEF || end == L_ALEF_MAQSURA), shortens = k.defective && end == L_YA;
    word stem = drops ? cut(p, 1) : p, plural = drops || shortens ? cut(p, 1) : p;
    if (shortens && last(&plural) == L_YA_HAMZA) plural = with_last(plural, L_WAW_HAMZA); /* رئي: رؤوا */
    out(s, p, f | F_PERSON3 | F_MASC | F_SING);
    out(s, join(stem, "at"), f | F_PERSON3 | F_FEM | F_SING);
    out(s, join(drops ? c : p, "A"), f | F_PERSON3 | F_MASC | F_DUAL);
    out(s, join(stem, "atA"), f | F_PERSON3 | F_FEM | F_DUAL);
    out_plural(s, plural, drops ? "awA" : "wA", f | F_PERSON3 | F_MASC | F_PLUR);
    if (c.n == 0) return;
    out(s, merged(c, L_NUN, "n"), f | F_PERSON3 | F_FEM | F_PLUR);
    out(s, merged(c, L_TA, "t"), f | F_PERSON1 | F_SING);
    out(s, merged(c, L_NUN, "nA"), f | F_PERSON1 | F_PLUR);
    out(s, merged(c, L_TA, "t"), f | F_PERSON2 | F_SING); /* of both genders */
    out(s, merged(c, L_TA, "tmA"), f | F_PERSON2 | F_DUAL);
    out(s, merged(c, L_TA, "tm"), f | F_PERSON2 | F_MASC | F_PLUR);
    out(s, merged(c, L_TA, "tn"), f | F_PERSON2 | F_FEM | F_PLUR);
}

/* ---- imperfect and imperative ---- */

/* The imperfect without its prefix, before each kind of ending. */
typedef struct stems {
    word full, jussive, plural, dual, feminine; /* feminine: before the ن of women */
    bool open;                                  /* the vowel that is left at the end of `plural` is a (يسعون) */
} stems;

/* The imperfect without its last vowel (jussive): يقل, يدع, يستقم, يجئ, يشأ, يسؤ. */
static word jussive_stem(word stem, weakness k)
{
    if (k.defective) return cut(stem, 1);
    if (k.hollow && stem.n > 2) {
        uint8_t end = last(&stem), vowel = before_last(&stem);
        stem = cut(stem, 2);
        if (end == L_HAMZA) end = vowel == L_YA ? L_YA_HAMZA : vowel == L_WAW ? L_WAW_HAMZA : L_ALEF_HAMZA;
        add(&stem, end);
    }
    return stem;
}

static stems stems_of(const word *full, weakness k)
{
    uint8_t end = last(full);
    stems t = {.full = *full, .jussive = jussive_stem(*full, k), .plural = *full, .dual = *full};
    t.feminine = t.jussive;
    if (k.defective) {
        t.open = end == L_ALEF_MAQSURA || end == L_ALEF;
        t.plural = cut(*full, 1);
        if (!t.open && last(&t.plural) == L_YA_HAMZA) t.plural = with_last(t.plural, L_WAW_HAMZA); /* يرتؤون */
        t.dual = t.feminine = t.open ? with_last(*full, L_YA) : *full;
    } else if (k.doubled) {
        uint8_t seat_before = before_last(&t.feminine);
        if (is_hamza(seat_before)) t.feminine = with_before_last(t.feminine, L_ALEF_HAMZA); /* يطمأنن */
        add(&t.feminine, end);
    }
    return t;
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

static void imperfect_forms(const sink *s, const stems *t, int voice)
{
    static const struct {
        uint8_t prefix;
        int features;
    } singular[] = {
        {L_YA, F_PERSON3 | F_MASC | F_SING}, {L_TA, F_PERSON3 | F_FEM | F_SING}, {L_TA, F_PERSON2 | F_MASC | F_SING},
        {L_ALEF_HAMZA, F_PERSON1 | F_SING},  {L_NUN, F_PERSON1 | F_PLUR},
    };
    int f = F_IMPERFECT | voice, brief = f | F_SHORT;
    for (size_t i = 0; i < sizeof singular / sizeof *singular; i++) {
        out(s, imperfect_prefixed(singular[i].prefix, &t->full), f | singular[i].features);
        if (t->jussive.n && t->jussive.n != t->full.n)
            out(s, imperfect_prefixed(singular[i].prefix, &t->jussive), brief | singular[i].features);
    }
    for (size_t i = 0; i < 2; i++) {
        uint8_t prefix = i ? L_TA : L_YA;
        int person = i ? F_PERSON2 : F_PERSON3, pair = i ? F_PERSON2 : F_PERSON3 | F_MASC; /* تكتبان: you two */
        word plural = with_prefix(prefix, &t->plural), dual = with_prefix(prefix, &t->dual);
        out_plural(s, plural, t->open ? "awn" : "wn", f | person | F_MASC | F_PLUR);
        out_plural(s, plural, t->open ? "awA" : "wA", brief | person | F_MASC | F_PLUR);
        out(s, join(dual, "An"), f | pair | F_DUAL);
        out(s, join(dual, "A"), brief | pair | F_DUAL);
        if (t->feminine.n) out(s, merged(with_prefix(prefix, &t->feminine), L_NUN, "n"), f | person | F_FEM | F_PLUR);
    }
    word dual = with_prefix(L_TA, &t->dual), she = with_prefix(L_TA, &t->plural);
    out(s, join(dual, "An"), f | F_PERSON3 | F_FEM | F_DUAL);
    out(s, join(dual, "A"), brief | F_PERSON3 | F_FEM | F_DUAL);
    out(s, join(she, t->open ? "ayn" : "yn"), f | F_PERSON2 | F_FEM | F_SING);
    out(s, join(she, t->open ? "ay" : "y"), brief | F_PERSON2 | F_FEM | F_SING);
}

/* Three verbs of form I lose their first radical, a hamza: the letters that are left. */
static bool loses_hamza(const word *root)
{
    static const uint8_t rest[][2] = {{LETTER(0x62e), LETTER(0x630)}, {L_KAF, L_LAM}, {L_MIM, LETTER(0x631)}};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (memcmp(root->c + 1, rest[i], 2) == 0) return true;
    return false;
}

/* What the imperative of form I has before its stem: ا (اكتب) or nothing (قل, صل, مد); false where it has no written
 * form that is sure: يأذن does not tell whether ائذن or اؤذن. */
static bool imperative_of_first(const verb_row *v, weakness k, word *stem, uint8_t *prefix)
{
    if (v->root.n != 3 || stem->n < 2) return false;
    bool waw_left = k.first_waw && stem->c[0] == L_WAW;
    *prefix = 0;
    if (k.first_hamza) {
        if (k.hollow || k.doubled || stem->n != 3 || stem->c[0] != L_ALEF_HAMZA) return false;
        if (loses_hamza(&v->root)) return *stem = without_first(stem), true;
        if (!k.defective || is_weak(v->root.c[1])) return false;
        *prefix = L_ALEF;
        stem->c[0] = L_YA_HAMZA; /* ائت */
        return true;
    }
    if (k.hollow || k.doubled || (k.first_waw && !waw_left)) return !is_hamza(stem->c[0]);
    *prefix = L_ALEF;
    return !waw_left && stem->n > 2;
}

/* The same of the other forms: أكرم, آمن, انطلق, ائتمن, but أكّد, آخذ, تقدم. */
static void imperative_of_derived(const verb_row *v, word *stem, uint8_t *prefix)
{
    bool hamza = stem->n && is_hamza(stem->c[0]);
    *prefix = 0;
    if (v->form == 4) {
        *prefix = hamza ? L_ALEF_MADDA : L_ALEF_HAMZA;
        if (hamza) *stem = without_first(stem);
    } else if (v->perfect.c[0] == L_ALEF) {
        *prefix = L_ALEF;
        if (hamza) stem->c[0] = L_YA_HAMZA;
    } else if (hamza && stem->n > 1 && stem->c[1] == L_ALEF) {
        *stem = without_first(stem);
        stem->c[0] = L_ALEF_MADDA;
    } else if (hamza) {
        stem->c[0] = L_ALEF_HAMZA;
    }
}

/* The women's form is left out: it is hardly ever printed, and spelled like the perfect or a noun (شأن, أعلن). */
static void imperative_forms(const sink *s, const verb_row *v, word stem, weakness k)
{
    uint8_t prefix = 0;
    int f = F_IMPERATIVE | F_PERSON2;
    if (v->form == 9) return;
    if (v->form == 1) {
        if (!imperative_of_first(v, k, &stem, &prefix)) return;
    } else {
        imperative_of_derived(v, &stem, &prefix);
    }
    stems t = stems_of(&stem, k);
    if (prefix) {
        word *each[] = {&t.jussive, &t.plural, &t.dual};
        for (size_t i = 0; i < 3; i++) *each[i] = with_prefix(prefix, each[i]);
    }
    out_plural(s, t.plural, t.open ? "awA" : "wA", f | F_MASC | F_PLUR);
    if (t.jussive.n < 2) return; /* of قِ only قوا: في and لي are other words */
    /* Of two letters only what is common is given (قل, خذ, ضع): دو and جئ stand in foreign names. */
    if (t.jussive.n > 2 || (v->form == 1 && !is_hamza(last(&t.jussive)))) out(s, t.jussive, f | F_MASC | F_SING);
    out(s, join(t.plural, t.open ? "ay" : "y"), f | F_FEM | F_SING);
    out(s, join(t.dual, "A"), f | F_DUAL);
}

/* ---- passive ---- */

static word passive_perfect(const verb_row *v, weakness k)
{
    word p = v->perfect;
    uint8_t i = v->form == 5 ? 1 : v->form == 8 ? 1 : v->form == 10 ? 3 : 0; /* where the first radical stands */
    if (p.n < 2) return p;
    if (p.c[0] == L_ALEF_MADDA) { /* آمن: أومن */
        word w = {.c = {L_ALEF_HAMZA, L_WAW}, .n = 2};
        for (uint8_t j = 1; j < p.n; j++) add(&w, p.c[j]);
        p = w;
    }
    if (v->form == 3 && p.c[1] == L_ALEF) p.c[1] = L_WAW;
    if (v->form == 6 && p.n > 2 && p.c[2] == L_ALEF) p.c[2] = L_WAW;
    if (k.first_hamza && i && p.n > i + 2 && is_hamza(p.c[i])) p.c[i] = L_WAW_HAMZA; /* اؤتمن, استؤنف */
    if (k.hollow) return with_before_last(p, L_YA);
    if (k.doubled) return p;
    if (k.defective) p = with_last(p, L_YA);
    return hamza_of_last(p, true);
}

static word passive_imperfect(const verb_row *v, const word *stem, weakness k)
{
    word w = *stem;
    if (v->form == 1 && k.first_waw && w.n == 2 && w.c[0] != L_WAW) w = with_prefix(L_WAW, &w);
    if ((v->form == 1 || v->form == 8) && w.n && w.c[0] == L_ALEF_HAMZA) w.c[0] = L_WAW_HAMZA; /* يؤخذ, يؤتمن */
    if (k.hollow) return with_before_last(w, L_ALEF);
    if (k.doubled) return w;
    if (k.defective) w = with_last(w, before_last(&w) == L_YA ? L_ALEF : L_ALEF_MAQSURA);
    return hamza_of_last(w, false);
}

static bool same_word(const word *a, const word *b)
{
    return a->n == b->n && memcmp(a->c, b->c, a->n) == 0;
}

static void passive_forms(const sink *s, const verb_row *v, const word *stem, weakness k)
{
    word p = passive_perfect(v, k), i = passive_imperfect(v, stem, k);
    weakness ending = {.defective = k.defective}; /* دُعُوا: only the last radical is weak in it */
    /* Of the hollow the forms with a short vowel are spelled as in the active: قلت, يقل, يقلن. */
    word c = k.hollow ? (word){.n = 0} : p;
    if (k.doubled) add(&c, last(&p));
    if (!same_word(&p, &v->perfect)) perfect_forms(s, p, c, ending, F_PASSIVE);
    if (same_word(&i, stem)) return;
    stems t = stems_of(&i, k);
    if (k.hollow) t.jussive.n = t.feminine.n = 0;
    imperfect_forms(s, &t, F_PASSIVE);
}

/* ---- participles ---- */

static word active_participle(const verb_row *v, const word *stem, weakness k)
{
    const uint8_t *r = v->root.c;
    word w = {0};
    if (v->form != 1 || v->root.n != 3) {
        w = *stem;
        if (v->form == 8 && w.n && w.c[0] == L_ALEF_HAMZA) w.c[0] = L_WAW_HAMZA; /* مؤتمر */
        if (k.defective) w = with_last(w, L_YA);
        if (!k.hollow && !k.doubled) w = hamza_of_last(w, true);
        return with_prefix(L_MIM, &w);
    }
    if (r[1] == L_YA && r[2] == L_YA) return w; /* حي is an adjective of its own */
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
        w = passive_imperfect(v, stem, k);
        return with_prefix(L_MIM, &w);
    }
    add(&w, r[0] == L_HAMZA ? L_ALEF_HAMZA : r[0]);
    if (k.hollow) {
        add(&w, r[1]), add(&w, r[2]);
        return w;
    }
    if (k.defective) { /* مدعو, مرمي, مرضي, مرئي */
        add(&w, r[1] == L_HAMZA ? L_YA_HAMZA : r[1]);
        add(&w, r[2] == L_WAW && last(&v->perfect) == L_ALEF ? L_WAW : L_YA);
        return w;
    }
    add(&w, r[1] == L_HAMZA ? L_WAW_HAMZA : r[1]);
    add(&w, L_WAW);
    add(&w, r[2]);
    return w;
}

void inflect_verb(const verb_row *v, bool transitive, inflect_emit emit, void *context)
{
    sink s = {emit, context};
    weakness k = weakness_of(v);
    if (v->perfect.n < 2 || v->imperfect.n < 3) return;
    word stem = without_first(&v->imperfect);
    stems t = stems_of(&stem, k);
    perfect_forms(&s, v->perfect, perfect_before_consonant(v, k), k, 0);
    imperfect_forms(&s, &t, 0);
    imperative_forms(&s, v, stem, k);
    if (transitive) passive_forms(&s, v, &stem, k);
    word active = active_participle(v, &stem, k), passive = passive_participle(v, &stem, k);
    /* مؤتمر is a noun, and the participle of ائتمر hardly ever */
    if (v->form == 8 && k.first_hamza && !transitive) return;
    inflect_nominal(&active, false, true, F_ACTIVE_PART, emit, context);
    if (last(&active) == L_YA && k.defective) { /* رامٍ, راءٍ; the جاءٍ of جاء is spelled like the perfect */
        word bare = cut(active, 1);
        if (before_last(&bare) == L_ALEF && last(&bare) == L_YA_HAMZA) bare = with_last(bare, L_HAMZA);
        out(&s, bare, F_ACTIVE_PART | F_MASC | F_SING);
    }
    if (transitive && !same_word(&active, &passive))
        inflect_nominal(&passive, false, true, F_PASSIVE_PART, emit, context);
}

/* ---- nouns and adjectives ---- */

/* A noun that ends in hamza, before a pronoun: وزراؤه وزرائه, مبدؤه مبدئه, عبئه. What joins has the seat of عبئا in the
 * accusative too, which is no construct. شيئا is given whole: a stem فيئ would be read in فيينا. */
static void hamza_forms(const sink *s, word w, int f)
{
    if (w.n < 2 || !is_hamza(last(&w)) || last(&w) == L_YA_HAMZA) return;
    uint8_t before = before_last(&w);
    word u = join(w, "u"), i = join(w, "i");
    if (w.n == 3 && before == L_YA) {
        out(s, join(w, "A"), f | F_OBLIQUE);
        return;
    }
    if (!same_word(&u, &w) && before != L_YA) out(s, u, f | F_CONSTRUCT);
    out(s, i, f | F_OBLIQUE | (last(&w) == L_HAMZA && joins(before) ? 0 : F_CONSTRUCT));
}

void inflect_plural(const word *plural, bool feminine, uint16_t features, inflect_emit emit, void *context)
{
    sink s = {emit, context};
    int f = features | F_PLUR | (feminine ? F_FEM : F_MASC);
    word w = *plural;
    if (w.n > 4 && last(&w) == L_TA && before_last(&w) == L_ALEF) { /* what comes of مفاجأة and مباراة by rule */
        word stem = cut(w, 2);
        if (last(&stem) == L_ALEF_HAMZA) w = join(stem, "At");
        if (last(&stem) == L_ALEF) w = stem.n > 3 ? plus(with_last(stem, L_YA), "At") : (word){.n = 0};
    }
    out(&s, w, f);
    /* three letters before ون make a sound plural (عربون); two are most often of the pattern فُعول (شؤون, سجون) */
    if (w.n > 4 && last(&w) == L_NUN && before_last(&w) == L_WAW) {
        word stem = cut(w, 2);
        word oblique = last(&stem) == L_WAW_HAMZA ? with_last(stem, L_YA_HAMZA) : stem;
        out(&s, plus(oblique, "yn"), f | F_OBLIQUE);
        out(&s, plus(stem, "w"), f | F_CONSTRUCT);
        out(&s, plus(oblique, "y"), f | F_CONSTRUCT | F_OBLIQUE);
    }
    if (last(&w) == L_HAMZA && before_last(&w) == L_ALEF) hamza_forms(&s, w, f); /* وزراء: وزراؤه وزرائه */
}

static void dual_forms(const sink *s, word base, int f)
{
    out(s, join(base, "An"), f | F_DUAL);
    out(s, join(base, "ayn"), f | F_DUAL | F_OBLIQUE);
    out(s, join(base, "A"), f | F_DUAL | F_CONSTRUCT);
    out(s, join(base, "ay"), f | F_DUAL | F_CONSTRUCT | F_OBLIQUE);
}

/* The feminine singular in ة and what it has itself, and the sound plural in ات. */
static void feminine_forms(const sink *s, word feminine, word plural, int f)
{
    out(s, feminine, f | F_FEM | F_SING);
    dual_forms(s, with_last(feminine, L_TA), f | F_FEM);
    out(s, plural, f | F_FEM | F_PLUR);
}

/* The sound plural in ون; open: after a (مصطفون). */
static void masculine_plural(const sink *s, word stem, bool open, int f)
{
    f |= F_MASC | F_PLUR;
    out(s, join(stem, open ? "awn" : "wn"), f);
    out(s, join(stem, open ? "ayn" : "yn"), f | F_OBLIQUE);
    out(s, join(stem, open ? "aw" : "w"), f | F_CONSTRUCT);
    out(s, join(stem, open ? "ay" : "y"), f | F_CONSTRUCT | F_OBLIQUE);
}

/* The stem that the dual ending follows; empty where the noun has none. */
static word dual_stem(const word *w, bool feminine)
{
    switch (last(w)) {
    case L_TA_MARBUTA: return with_last(*w, L_TA);
    case L_ALEF_MAQSURA: return with_last(*w, L_YA);
    case L_ALEF: return w->n == 3 ? with_last(*w, L_WAW) : (word){.n = 0}; /* عصوان */
    case L_HAMZA: /* صحراوان */ return feminine && w->n > 4 && before_last(w) == L_ALEF ? with_last(*w, L_WAW) : *w;
    default: return *w;
    }
}

/* An adjective of the measure أفعل (أحمر, أكبر) has a feminine of another measure, which stands in the data. */
static bool of_measure_afal(const word *w, int features)
{
    return (features & F_ASPECT) == 0 && w->n == 4 && w->c[0] == L_ALEF_HAMZA && w->c[2] != L_ALEF && w->c[2] != L_YA &&
           last(w) != L_YA && last(w) != L_TA_MARBUTA;
}

void inflect_nominal(const word *singular, bool feminine, bool with_feminine, uint16_t features, inflect_emit emit,
                     void *context)
{
    sink s = {emit, context};
    if (singular->n < 2) return;
    word w = *singular, base = dual_stem(&w, feminine);
    uint8_t end = last(&w);
    int f = features | (feminine ? F_FEM : F_MASC), participle = features & F_ASPECT;
    out(&s, w, f | F_SING);
    if (base.n) dual_forms(&s, base, f);
    hamza_forms(&s, w, f | F_SING);
    if (!with_feminine || of_measure_afal(&w, features)) return;
    if (feminine) { /* بطيئة, but of حمراء and أخرى the plurals stand in the data */
        w = cut(w, 1);
        if (end == L_TA_MARBUTA) out(&s, join(last(&w) == L_ALEF ? with_last(w, L_YA) : w, "At"), f | F_PLUR);
        return;
    }
    if (end == L_ALEF_MAQSURA || (end == L_ALEF && participle)) { /* معطى: معطاة معطيات معطون */
        if (w.n < 4 || w.c[0] != L_MIM) return;
        feminine_forms(&s, join(cut(w, 1), "Ap"), plus(with_last(w, L_YA), "At"), features);
        masculine_plural(&s, cut(w, 1), true, features);
        return;
    }
    if (end == L_TA_MARBUTA) w = cut(w, 1);
    feminine_forms(&s, join(w, "ap"), join(w, "At"), features);
    if (participle == F_ACTIVE_PART && end == L_YA) { /* رامون */
        w = cut(w, 1);
        if (last(&w) == L_YA_HAMZA) w = with_last(w, L_WAW_HAMZA); /* راؤون */
    }
    masculine_plural(&s, w, false, features);
}
