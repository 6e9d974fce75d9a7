/* spot: see spot.h. */
#include "syntax/spot.h"
#include "base/hash.h"

static uint8_t gap_of(const token *k)
{
    if (k->flags & TOKEN_OPENS || k->mark == '(' || k->mark == '[') return GAP_OPENS;
    if (k->flags & TOKEN_CLOSES || k->mark == ')' || k->mark == ']') return GAP_CLOSES;
    switch (k->mark) {
    case ',':
    case 0x60c: return GAP_COMMA;
    case ':': return GAP_COLON;
    case '-':
    case 0x2013:
    case 0x2014:
    case 0x2015: return GAP_DASH;
    default: return GAP_STRONG;
    }
}

/* What the lexicon's names of one word say a noun is. */
static unsigned sense_of(const node *n, const words *w, const lexicon *lex)
{
    const word_type *type = w->types[n->token];
    if (!type || n->part != PART_STEM) return SENSE_NONE;
    for (uint8_t v = 0; v < type->n_variants; v++) {
        const variant *x = &type->variants[v];
        if (x->node == 0 || x->stem + x->stem_n != n->from + n->n || x->stem < n->from) continue;
        const lex_node *at = &lex->nodes[x->node];
        for (uint32_t i = 0; i < at->n; i++) {
            const lex_name *name = &lex->names[at->first + i];
            switch (name->kind) {
            case NAME_time: return SENSE_TIME;
            case NAME_role:
            case NAME_people:
            case NAME_group:
            case NAME_given: return SENSE_HUMAN;
            case NAME_head: return SENSE_BODY;
            case NAME_entity:
                return lex->entities[name->ref].kind == ENTITY_person ? SENSE_HUMAN
                       : lex->entities[name->ref].kind == ENTITY_org  ? SENSE_BODY
                                                                      : SENSE_PLACE;
            default: break;
            }
        }
    }
    return SENSE_NONE;
}

/* Classes of all readings of a word: the chosen one may be wrong. */
static uint8_t reads_of(const node *n, const words *w)
{
    const word_type *type = w->types[n->token];
    uint8_t reads = 0;
    if (!type || n->part != PART_STEM) return 0;
    for (uint8_t k = 0; k < type->n_analyses; k++) switch (type->analyses[k].upos) {
        case POS_VERB: reads |= READS_VERB; break;
        case POS_NOUN: reads |= READS_NOUN; break;
        case POS_ADJ: reads |= READS_ADJ; break;
        case POS_PROPN: reads |= READS_NAME; break;
        default: break;
        }
    return reads;
}

/* What kind of its class a word is, below SPOT_KINDS. */
static unsigned kind_of(const node *n, const spot *s, const lexicon *lex)
{
    unsigned aspect = n->features & F_ASPECT;
    switch (n->upos) {
    case POS_VERB:
    case POS_AUX:
        if (n->function == FN_kana) return 16 + (aspect == F_IMPERFECT);
        return (unsigned)(aspect == F_IMPERFECT) | (n->features & F_PASSIVE ? 2u : 0) |
               (lex->lemmas[n->lemma].transitive ? 4u : 0) | (n->lemma == 0 ? 8u : 0);
    case POS_NOUN:
        return (unsigned)s->definite | (aspect == F_MASDAR ? 4u : 0) | (s->ending == ENDING_ACCUSATIVE ? 8u : 0);
    case POS_ADJ:
        return (unsigned)s->definite | (aspect == F_PASSIVE_PART ? 4u : 0) | (s->ending == ENDING_ACCUSATIVE ? 8u : 0);
    case POS_PRON: return n->part == PART_PRONOUN ? SPOT_KINDS - 1 : n->function;
    case POS_PROPN: return n->lemma != 0;
    default: return n->part == PART_PREP ? SPOT_KINDS - 1 : n->function < SPOT_KINDS - 1 ? n->function : 0;
    }
}

/* The case, where letters show it. */
static uint8_t ending_of(const node *n, const text *t, const analysis *chosen)
{
    const uint8_t *raw = t->raw + t->tokens.at[n->token].letters + n->from;
    if (chosen->prefixes & M_ACCUSATIVE) return ENDING_ACCUSATIVE;
    if (n->features & F_OBLIQUE) return ENDING_OBLIQUE;
    if ((n->features & F_NUMBER) == F_DUAL) return ENDING_NOMINATIVE;
    bool plural = (n->features & F_NUMBER) == F_PLUR && (n->features & F_GENDER) == F_MASC;
    if (!plural || n->n < 3) return ENDING_UNKNOWN;
    return raw[n->n - 1] == L_NUN && raw[n->n - 2] == L_WAW ? ENDING_NOMINATIVE : ENDING_UNKNOWN;
}

/* A hash of the text of the lemma: the same whatever rows the lexicon has beside it; 0: none. */
static uint16_t lemma_of(const node *n, const lexicon *lex)
{
    str s = {0};
    if (n->lemma)
        s = lexicon_text(lex, lex->lemmas[n->lemma].text);
    else if (n->part == PART_PREP && n->prep && n->prep <= lex->n_preps)
        s = lexicon_text(lex, lex->preps[n->prep - 1].name);
    if (s.n == 0) return 0;
    uint16_t h = (uint16_t)hash_bytes(s.p, s.n);
    return h ? h : 1;
}

static void see(spot *s, const tree *x, uint32_t i, const text *t, const words *w, const lexicon *lex)
{
    const node *n = &x->at.at[i];
    const analysis *chosen = &w->chosen[n->token];
    bool pronoun = i + 1 < x->at.n && n[1].token == n->token && n[1].part == PART_PRONOUN;
    bool nominal = n->upos == POS_NOUN || n->upos == POS_ADJ || n->upos == POS_NUM;
    s->node = i;
    s->quote = t->tokens.at[n->token].quote;
    s->pos = n->upos;
    s->gender = (uint8_t)((n->features & F_GENDER) >> 2);
    s->number = (uint8_t)((n->features & F_NUMBER) >> 4);
    s->person = (uint8_t)(n->features & F_PERSON);
    s->definite = (uint8_t)(n->article                                          ? DEFINITE_ARTICLE
                            : n->upos == POS_PROPN                              ? DEFINITE_NAME
                            : nominal && (pronoun || n->features & F_CONSTRUCT) ? DEFINITE_GOVERNS
                                                                                : DEFINITE_NOT);
    s->ending = nominal && n->part == PART_STEM ? ending_of(n, t, chosen) : 0;
    s->lemma = lemma_of(n, lex);
    s->reads = reads_of(n, w);
    if (nominal || n->upos == POS_PROPN || n->upos == POS_X) s->sense = (uint8_t)sense_of(n, w, lex);
    s->tag = (uint16_t)(n->upos * SPOT_KINDS + kind_of(n, s, lex));
}

void parser_begin(parser *p, const tree *x, uint32_t first, uint32_t end, const text *t, const words *w,
                  const lexicon *lex, arena *a)
{
    *p = (parser){.at = ARENA_ARRAY(a, spot, end - first + 1)};
    uint8_t gap = 0;
    for (uint32_t i = first; i < end; i++) {
        if (x->at.at[i].upos == POS_PUNCT) {
            gap |= gap_of(&t->tokens.at[x->at.at[i].token]);
            continue;
        }
        spot *s = &p->at[p->n];
        see(s, x, i, t, w, lex);
        s->relation = s->left_relation = s->right_relation = REL_COUNT;
        s->left = s->right = s->head = p->n++;
        s->gap = gap;
        gap = 0;
    }
    p->at[p->n] = (spot){.tag = TAG_NONE,
                         .pos = POS_COUNT,
                         .gap = gap,
                         .left = p->n,
                         .right = p->n,
                         .relation = REL_COUNT,
                         .left_relation = REL_COUNT,
                         .right_relation = REL_COUNT};
    p->stack = ARENA_ARRAY(a, uint32_t, p->n + 1);
    p->verb = ARENA_ARRAY(a, uint32_t, p->n + 1);
}

void parser_shift(parser *p)
{
    uint32_t i = p->depth++;
    p->stack[i] = p->next++;
    unsigned pos = p->at[p->stack[i]].pos;
    p->verb[i] = pos == POS_VERB || pos == POS_AUX ? i + 1 : i ? p->verb[i - 1] : 0;
}

uint8_t parser_has(tree_relation relation)
{
    switch (relation) {
    case REL_nsubj:
    case REL_nsubj_pass:
    case REL_csubj:
    case REL_csubj_pass: return HAS_SUBJECT;
    case REL_obj:
    case REL_iobj: return HAS_OBJECT;
    case REL_ccomp:
    case REL_xcomp: return HAS_CLAUSE;
    case REL_cop:
    case REL_aux: return HAS_COPULA;
    default: return 0;
    }
}

void parser_attach(parser *p, uint32_t head, tree_relation relation)
{
    uint32_t dependent = p->stack[--p->depth];
    spot *h = &p->at[head], *d = &p->at[dependent];
    d->head = head;
    d->relation = (uint8_t)relation;
    h->has |= parser_has(relation);
    if (relation == REL_case && !h->prep) h->prep = d->lemma ? d->lemma : 1;
    if (relation == REL_mark && !h->mark) h->mark = d->lemma ? d->lemma : 1;
    if (dependent < head) {
        if (h->left == head || dependent < h->left) h->left = dependent, h->left_relation = (uint8_t)relation;
    } else {
        h->right = dependent, h->right_relation = (uint8_t)relation;
    }
}
