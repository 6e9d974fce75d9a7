/* role: a role or title, with the body, nation and name that belong to it; see finder.h.
 *
 *   وزير الخارجية السعودي الأمير فيصل بن فرحان    role, nation, title, name: one mention of one person
 *
 * Invariant: a role that is definite (by article, genitive or pronoun) takes no genitive more; only then a name follows. */
#include "entity/finder.h"

enum { ROLE_TOKENS = 16, QUOTED_TOKENS = 4 };

/* A role while it is read, token by token. */
typedef struct reading {
    const finder *f;
    const phrase *p;   /* its first words */
    const lex_role *r; /* what the lexicon says of them */
    mention m;
    uint32_t i, j;                   /* its first token; the one to be read next */
    uint32_t name, name_last, known; /* the name that ends it, and its entity */
    bool title, definite;
    bool complete;  /* no genitive can follow */
    bool generic;   /* a title or rank: an office that follows counts for more */
    bool adjective; /* the word read last is one: nothing is in construct with it */
} reading;

/* What became of the token to be read next. */
typedef enum { STEP_OTHER, STEP_TAKEN, STEP_END } step;

static bool plain(uint32_t prefixes)
{
    return !(prefixes & ~(uint32_t)(M_ARTICLE | M_ACCUSATIVE));
}

static step take(reading *x, uint32_t last)
{
    x->m.role_last = x->m.last = last;
    x->j = last + 1;
    x->adjective = false;
    return STEP_TAKEN;
}

static step take_body(reading *x, const mention *body, uint32_t next)
{
    const lexicon *lex = x->f->lex;
    body_give(&x->m, body);
    /* مسؤول في حلف شمال الأطلسي: no government's */
    bool of_states = body->country && lex->entities[body->country].kind == ENTITY_code;
    if (of_states && x->m.sector == SECTOR_GOV && x->r->office == OFFICE_official) x->m.sector = SECTOR_;
    name_add_nested(x->f, *body);
    x->complete = x->definite = true;
    return take(x, next - 1);
}

/* قائد لواء "سبكتروم" */
static step take_quoted(reading *x)
{
    const finder *f = x->f;
    const token *k = &f->t->tokens.at[x->j];
    const quotation *q = k->quote != NO_QUOTE ? &f->t->quotes.at[k->quote] : NULL;
    if (!q || !(k->flags & TOKEN_OPENS) || !q->closed || q->close - x->j > QUOTED_TOKENS || q->close >= f->end ||
        x->complete)
        return STEP_END;
    x->complete = true;
    return take(x, q->close);
}

bool role_after_transitive(const finder *f, uint32_t i)
{
    const analysis *a = i > 0 && is_word(f, i - 1) ? at(f, i - 1) : NULL;
    if (!a || !morph_is_finite(a) || a->pronoun || (a->features & F_PASSIVE)) return false;
    const lex_lemma *l = &f->lex->lemmas[a->lemma];
    for (uint32_t z = 0; z < l->n_frames; z++) {
        const lex_frame *frame = &f->lex->frames[f->lex->frame_refs[l->frames + z]];
        for (uint8_t k = 0; k < frame->n_recipient; k++)
            if (frame->recipient[k] == SLOT_OBJECT) return true;
    }
    return false;
}

/* Does a known person who is named right after a role hold none of that state: صافح الرئيس الأميركي ياسر عرفات? */
static bool is_of_another(const reading *x, const phrase *person)
{
    const lexicon *lex = x->f->lex;
    const lex_entity *e = &lex->entities[entity_of(x->f, person)];
    if (!x->m.country || x->m.org || !role_after_transitive(x->f, x->i) || e->n_tenures == 0) return false;
    for (uint32_t k = 0; k < e->n_tenures; k++)
        if (lex->tenures[e->first_tenure + k].country == x->m.country) return false;
    return true;
}

/* A known person's name ends the role. */
static step take_person(reading *x)
{
    const phrase *person = name_entity(x->f, x->j, ENTITY_person, false);
    if (!person || (person->prefixes & (M_WA | M_FA | M_PREP)) || !(x->complete || person->last > x->j))
        return STEP_OTHER;
    if (is_of_another(x, person)) return STEP_END;
    x->name = x->j;
    x->name_last = name_with_fathers(x->f, person->last);
    x->known = entity_of(x->f, person);
    return STEP_END;
}

/* السابق, بالنيابة */
static step take_status(reading *x)
{
    const phrase *status = named(x->f, x->j, NAME_status);
    if (!status) return STEP_OTHER;
    unsigned s = x->f->lex->names[status->name].ref;
    x->m.status = (uint8_t)(s + 1);
    if (s == STATUS_former || s == STATUS_late) x->m.flags |= MENTION_FORMER;
    return take(x, status->last);
}

static bool may_be_plural(const finder *f, uint32_t i)
{
    const word_type *type = f->w->types[i];
    for (uint8_t z = 0; type && z < type->n_analyses; z++) /* الكتاب: the book, or the writers */
        if ((type->analyses[z].features & F_NUMBER) == F_PLUR && type->analyses[z].class != W_VERB) return true;
    return false;
}

/* اتهم وزير الإعلام المعارضة, أبلغ الأمين العام للأمم المتحدة القادة: may an adjective at j be one of the role or of its last word? */
static bool agrees(const reading *x)
{
    const analysis *a = at(x->f, x->j), *last = at(x->f, x->j - 1);
    if (x->m.flags & MENTION_PLURAL) return true;
    /* دعا الوزير الفلسطينيين: of one there is no adjective in the plural */
    if ((a->features & F_NUMBER) == F_PLUR) return may_be_plural(x->f, x->j - 1);
    return !morph_genders_differ(a, at(x->f, x->i)) || !morph_genders_differ(a, last);
}

static step take_nation(reading *x)
{
    const finder *f = x->f;
    const phrase *nisba = named(f, x->j, NAME_nisba);
    if (!nisba && (x->m.flags & MENTION_PLURAL)) nisba = named(f, x->j, NAME_people); /* دبلوماسيين روسا */
    if (!nisba || !plain(nisba->prefixes) || (has_article(f, x->j) != x->complete && x->definite)) return STEP_OTHER;
    bool plural = (name_of(f, nisba)->flags & LEX_NAME_PLURAL) || (at(f, x->j)->features & F_NUMBER) == F_PLUR;
    if (x->complete && plural && !agrees(x)) return STEP_END;
    if (x->m.country == 0) x->m.country = f->lex->entities[entity_of(f, nisba)].country;
    if (has_article(f, nisba->last)) x->complete = x->definite = true;
    take(x, nisba->last);
    x->adjective = true;
    return STEP_TAKEN;
}

/* مسؤول عسكري */
static step take_modifier(reading *x)
{
    const finder *f = x->f;
    const phrase *modifier = named(f, x->j, NAME_modifier);
    const analysis *a = at(f, x->j);
    if (!modifier || !plain(a->prefixes) || a->class != W_ADJ) return STEP_OTHER;
    if (x->m.sector == 0 && !(x->m.flags & MENTION_OWN_ROLE))
        x->m.sector = f->lex->modifiers[entity_of(f, modifier)].sector;
    take(x, modifier->last);
    x->adjective = true;
    return STEP_TAKEN;
}

static bool is_joined(const analysis *a)
{
    return (a->prefixes & (M_WA | M_FA)) != 0;
}

static bool is_linked(const analysis *a)
{
    return !is_joined(a) && ((a->prefixes & M_PREP) || a->pos == POS_ADP);
}

/* الوزير الإيراني والوزير العراقي: does another state's adjective stand right behind the second office? */
static bool is_of_other_state(const reading *x, const phrase *second)
{
    const finder *f = x->f;
    for (uint32_t k = second->last + 1; k < f->end && k <= second->last + 2 && x->m.country; k++) {
        if (!is_word(f, k)) break;
        const phrase *nation = named(f, k, NAME_nisba);
        if (nation && plain(nation->prefixes)) return f->lex->entities[entity_of(f, nation)].country != x->m.country;
    }
    return false;
}

/* استقبل سلطان عمان الرئيس الإيراني, انتقد النائب الوزير: the second of two offices side by side is another's after a verb with
 * an object, and where it is another state's. */
static bool is_other(const reading *x, const phrase *second)
{
    return role_after_transitive(x->f, x->i) || is_of_other_state(x, second);
}

/* Another role: a title before the name, a second office, or (after an open role) its complement. */
static step take_role(reading *x)
{
    const finder *f = x->f;
    const analysis *a = at(f, x->j);
    const phrase *second = named(f, x->j, NAME_role);
    if (!second) return STEP_OTHER;
    if (second->pronoun && x->complete) return STEP_END; /* التقى الوزير نظيره */
    if (is_linked(a) || (second->prefixes & M_PREP)) return STEP_OTHER;
    const lex_role *r2 = &f->lex->roles[f->lex->names[second->name].ref];
    if (r2->kind == ROLE_POST) return STEP_OTHER;
    if (is_joined(a) && (r2->kind != 0 || !(r2->office || r2->sector == SECTOR_GOV) || !is_word(f, second->last + 1)))
        return STEP_END;
    bool plain_role = x->complete && !x->generic && r2->kind == ROLE_PLAIN;
    if (plain_role && (is_joined(a) ? is_of_other_state(x, second) : is_other(x, second))) return STEP_END;
    mention *m = &x->m;
    if (m->sector == 0) m->sector = r2->sector;
    if (m->country == 0) m->country = r2->country;
    if (m->org == 0) m->org = r2->org;
    if (!x->complete && m->office == OFFICE_none && r2->kind == 0 && x->r->office == OFFICE_none)
        m->sector = r2->sector ? r2->sector : m->sector;
    if (x->generic && r2->kind == 0) { /* الأمير ولي العهد: the office counts */
        m->office = r2->office;
        m->role = f->lex->names[second->name].ref + 1;
        m->sector = r2->sector ? r2->sector : m->sector;
        x->generic = x->title = false;
    }
    x->complete = has_article(f, x->j) || has_article(f, second->last) || r2->kind == 1 || second->pronoun != 0;
    x->definite |= x->complete;
    return take(x, second->last);
}

/* وزير الشؤون الاجتماعية والعمل: a joined word with the article inside the name of an office */
static step take_joined(reading *x)
{
    const finder *f = x->f;
    const analysis *a = at(f, x->j);
    if (!is_joined(a)) return STEP_OTHER;
    if (x->complete && (a->prefixes & M_ARTICLE) && a->class == W_NOUN && has_article(f, x->j - 1) &&
        x->r->sector == SECTOR_GOV && x->m.country == 0 && x->j + 1 < f->end)
        return take(x, x->j);
    return STEP_END;
}

/* May the role that was read be one inside the body at j: مسؤول في وزارة الخارجية, القيادي في حركة حماس, ضابط بالجيش? Whoever
 * heads a body or a state is only met there. */
static bool is_inside(const reading *x, uint32_t j, const mention *body)
{
    const finder *f = x->f;
    const token *k = &f->t->tokens.at[x->j];
    bool in = f->t->folded[k->letters] == (j > x->j ? L_FA : L_BA) && (j == x->j || k->n == 2);
    switch ((lex_office)x->m.office) {
    case OFFICE_none:
    case OFFICE_official:
    case OFFICE_legislator:
    case OFFICE_commander:
    case OFFICE_adviser:
    case OFFICE_military:
    case OFFICE_igo_official: break;
    default: return false;
    }
    const phrase *place = name_entity(f, j, ENTITY_place, false);
    bool seat = (body->flags & MENTION_METONYM) && place && has_article(f, j) && place->last == body->last &&
                str_eq(lexicon_text(f->lex, f->lex->entities[entity_of(f, place)].subkind), STR("site"));
    return in && x->m.country == 0 && x->m.org == 0 && x->r->kind != ROLE_TITLE && (body->kind == ACTOR_ORG || seat);
}

/* المتحدث باسم …, الأمين العام للأمم المتحدة. In a clause of its own the preposition may belong to the verb: it is taken
 * where a name follows, or the role is one of a body. */
static step take_linked(reading *x)
{
    const finder *f = x->f;
    const analysis *a = at(f, x->j);
    if (!is_linked(a)) return STEP_OTHER;
    uint32_t start = a->pos == POS_ADP && !(a->prefixes & M_PREP) ? x->j + 1 : x->j, next;
    /* نائبا لرئيس مجلس الإدارة */
    const phrase *of = (a->prefixes & M_PREP) && !x->complete ? named(f, x->j, NAME_role) : NULL;
    if (of && !x->m.country && (at(f, x->i)->prefixes & M_ACCUSATIVE)) {
        const lex_role *r2 = &f->lex->roles[entity_of(f, of)];
        if (r2->sector) x->m.sector = r2->sector;
        x->complete = has_article(f, of->last);
        return take(x, of->last);
    }
    const uint8_t *letters = f->t->folded + f->t->tokens.at[x->j].letters;
    bool li_or_bi = (a->prefixes & M_PREP) && (letters[0] == L_LAM || letters[0] == L_BA);
    mention body;
    if (start < f->end && body_named(f, start, &body, &next)) {
        uint32_t after = is_mark(f, next, 0x60c) ? next + 1 : next;
        bool name_follows = name_of_person(f, after, true) != NO_TOKEN || name_entity(f, after, ENTITY_person, false);
        bool of_body =
            li_or_bi && x->m.country == 0 &&
            (x->r->office == OFFICE_igo_head || x->r->office == OFFICE_igo_official || body.kind == ACTOR_ORG);
        /* قال المدير لصحيفة الخبر: told to, not of it */
        bool told = body.sector == SECTOR_JRN && letters[0] == L_LAM && (a->prefixes & M_PREP) && !name_follows;
        if (told) return STEP_END;
        return name_follows || of_body || is_inside(x, start, &body) ? take_body(x, &body, next) : STEP_END;
    }
    if (li_or_bi && (a->prefixes & M_ARTICLE) && a->class == W_NOUN && x->complete && x->m.country == 0) {
        /* المدير الجهوي للصحة بصفاقس حاتم الغرياني: perhaps a place stands before the name */
        uint32_t after = x->j + 1;
        if (is_word(f, after) && (at(f, after)->prefixes & M_PREP) && body_named(f, after, &body, &next)) after = next;
        if (name_of_person(f, after, true) != NO_TOKEN) return take(x, x->j);
    }
    return STEP_END;
}

/* Does the word to be read next begin something else than a word of the role? */
static bool ends_role(const reading *x, bool given, bool also_word)
{
    const finder *f = x->f;
    const analysis *a = at(f, x->j);
    bool article = has_article(f, x->j);
    if (x->title || (x->complete && named(f, x->j, NAME_time)) || !body_continues(f, x->j)) return true;
    if (x->complete && !article) return true;
    if (x->complete && a->class != W_NAME && !agrees(x)) return true;
    if (body_begins_another(f, x->j)) return true;
    /* الرئيس + noun: a new phrase */
    if (x->complete && a->class == W_NOUN && has_article(f, x->i)) return true;
    if (!x->complete && name_is_unknown(f, x->j) && !article && !given) return true;
    return given && !also_word && !article;
}

/* وزير الخارجية, رئيس لجنة الأمن: a genitive, or an adjective of the role. */
static step take_complement(reading *x)
{
    const finder *f = x->f;
    bool also_word, given = name_is_given(f, x->j, &also_word);
    if (x->complete && !has_article(f, x->j) && (given || name_is_unknown(f, x->j))) return STEP_END; /* the name */
    mention body;
    uint32_t next;
    if (x->adjective && !has_article(f, x->j) && at(f, x->j)->class != W_ADJ)
        return STEP_END; /* مسؤولون أميركيون إيران */
    if (!x->complete && !x->title && body_named(f, x->j, &body, &next)) return take_body(x, &body, next);
    if (ends_role(x, given, also_word)) return STEP_END;
    if (!x->complete && at(f, x->j)->class == W_NOUN) {
        const phrase *head = named(f, x->j, NAME_head); /* أمين عام محكمة */
        if (head && x->m.sector == SECTOR_) x->m.sector = f->lex->heads[entity_of(f, head)].sector;
        x->m.flags |= MENTION_OWN_ROLE;
        if (x->m.office == OFFICE_head_of_state || x->m.office == OFFICE_igo_head) x->m.office = OFFICE_none;
    }
    if (has_article(f, x->j)) x->complete = x->definite = true;
    return take(x, x->j);
}

static step take_next(reading *x)
{
    static step (*const steps[])(reading *) = {take_person, take_status, take_nation, take_modifier,
                                               take_role,   take_joined, take_linked, take_complement};
    if (is_quote(x->f, x->j)) return take_quoted(x);
    if (!is_word(x->f, x->j)) return STEP_END;
    for (size_t z = 0; z < sizeof steps / sizeof *steps; z++) {
        step s = steps[z](x);
        if (s != STEP_OTHER) return s;
    }
    return STEP_END;
}

/* رئيس الوزراء، محمد شياع السوداني، …: the name after a role that is complete, with or without a comma before it. */
static void find_name(reading *x)
{
    const finder *f = x->f;
    bool comma = is_mark(f, x->j, 0x60c);
    uint32_t start = comma ? x->j + 1 : x->j;
    if (is_mark(f, start, '(')) return;
    const phrase *person = start < f->end ? name_entity(f, start, ENTITY_person, false) : NULL;
    if (person && is_of_another(x, person)) return;
    if (person && !(person->prefixes & (M_WA | M_FA | M_PREP))) {
        x->name = start, x->name_last = name_with_fathers(f, person->last), x->known = entity_of(f, person);
    } else {
        uint32_t last = name_of_person(f, start, !(x->m.flags & MENTION_PLURAL));
        /* after a comma only a name of two words that another comma follows */
        if (comma && last != NO_TOKEN && (last == start || !is_mark(f, last + 1, 0x60c))) last = NO_TOKEN;
        if (last != NO_TOKEN) x->name = start, x->name_last = last;
    }
    if (comma && x->name != NO_TOKEN && !is_mark(f, x->name_last + 1, 0x60c) && x->name_last + 1 < f->end &&
        at(f, x->name_last + 1)->class != W_VERB && !person)
        x->name = NO_TOKEN;
}

static void set_name(reading *x)
{
    mention *m = &x->m;
    m->name_first = x->name;
    m->name_last = m->last = x->name_last;
    m->entity = x->known;
    m->flags &= (uint16_t)~MENTION_PLURAL;
    if (x->known && x->f->lex->entities[x->known].feminine) m->flags |= MENTION_FEMININE;
}

/* The role stands for its holder; false where it is a title that alone names nobody. */
static bool without_name(reading *x)
{
    mention *m = &x->m;
    /* وزيرا الخارجية: before a definite complement the alef is the dual's */
    const token *k = &x->f->t->tokens.at[x->p->last];
    bool dual = x->definite && m->last > x->p->last && !has_article(x->f, x->i) &&
                x->f->t->raw[k->letters + k->n - 1] == L_ALEF;
    if (dual) m->flags |= MENTION_PLURAL;
    if (m->flags & MENTION_PLURAL) { /* خبراء الأمم المتحدة: a group whose name is its role */
        m->kind = ACTOR_GROUP;
        m->group = name_of(x->f, x->p)->ref + 1 + ROLE_GROUP;
        m->name_first = x->i;
        m->name_last = m->last;
    }
    if (x->title && !x->definite) return false;
    if (x->title) m->flags |= MENTION_TITLE_ONLY;
    bool accusative = (at(x->f, x->i)->prefixes & M_ACCUSATIVE) != 0; /* رئيسا لأركان الجيش: whoever that will be */
    if (!x->definite || accusative) m->flags |= MENTION_INDEFINITE;
    return true;
}

/* The first words of a role. */
static reading begin(const finder *f, uint32_t i, const phrase *p)
{
    const lex_name *n = name_of(f, p);
    const lex_role *r = &f->lex->roles[n->ref];
    reading x = {.f = f, .p = p, .r = r, .m = mention_of(i, p->last), .i = i, .j = p->last + 1, .name = NO_TOKEN};
    mention *m = &x.m;
    m->kind = ACTOR_PERSON;
    m->prep = p->prep;
    m->prefixes = p->prefixes;
    m->role = n->ref + 1;
    m->office = r->office;
    m->sector = r->sector;
    m->country = r->country;
    m->org = r->org;
    if (r->org) {
        if (m->sector == SECTOR_) m->sector = f->lex->entities[r->org].sector;
        m->flags |= MENTION_OWN_ROLE;
    }
    m->role_first = i;
    m->role_last = p->last;
    if (n->flags & LEX_NAME_PLURAL) m->flags |= MENTION_PLURAL;
    if (n->flags & LEX_NAME_FEMININE || (at(f, i)->features & F_GENDER) == F_FEM) m->flags |= MENTION_FEMININE;
    if (p->pronoun) m->flags |= MENTION_PRONOUN;
    x.title = r->kind == 1;
    x.generic = r->kind != 0;
    x.definite = has_article(f, i) || p->pronoun;
    x.complete = x.definite || x.title;
    if (p->last > i && !p->pronoun && !x.title) x.complete = false; /* الناطق باسم …: open to the right */
    for (uint32_t k = i + 1; k <= p->last; k++) {
        x.complete |= has_article(f, k);
        /* أمير قطر, حاكم مصرف لبنان */
        x.complete |= k == p->last && (r->country || r->org) && name_entity(f, k, ENTITY_state, true);
        const phrase *status = named(f, k, NAME_status); /* رئيس سابق may be one role of the lexicon */
        if (status && f->lex->names[status->name].ref == STATUS_former) m->flags |= MENTION_FORMER;
    }
    x.definite |= x.complete;
    return x;
}

bool role_phrase(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_role);
    if (!p || at(f, i)->class == W_VERB || f->lex->roles[entity_of(f, p)].kind == ROLE_POST) return false;
    reading x = begin(f, i, p);
    while (x.j < f->end && x.j < i + ROLE_TOKENS && take_next(&x) == STEP_TAKEN) {
    }
    if (x.name == NO_TOKEN && (x.complete || x.title)) find_name(&x);
    if (x.name != NO_TOKEN)
        set_name(&x);
    else if (!without_name(&x))
        return false;
    if (x.m.sector == SECTOR_ && x.m.office != OFFICE_none && x.m.country && !x.m.org)
        x.m.sector = f->lex->office_sectors[x.m.office]; /* الرئيس الأيرلندي */
    *out = x.m;
    return true;
}
