/* role: a role or title, with the body, nation and name that belong to it; see finder.h.
 *
 *   وزير الخارجية السعودي الأمير فيصل بن فرحان    role, nation, title, name: one mention of one person
 *
 * Invariant: a role that is definite (by article, genitive or pronoun) takes no genitive more; only then a name follows. */
#include "entity/finder.h"

enum { ROLE_TOKENS = 16 };

bool role_phrase(const finder *f, uint32_t i, mention *out)
{
    const phrase *p = named(f, i, NAME_role);
    if (!p || at(f, i)->class == W_VERB) return false;
    const lex_name *n = name_of(f, p);
    const lex_role *r = &f->lex->roles[n->ref];
    mention m = name_mention(i, p->last);
    m.kind = ACTOR_PERSON;
    m.prep = p->prep;
    m.prefixes = p->prefixes;
    m.role = n->ref + 1;
    m.office = r->office;
    m.sector = r->sector;
    m.role_first = i;
    m.role_last = p->last;
    bool title = r->kind == 1, definite = has_article(f, i), generic_title = r->kind != 0;
    if (n->flags & LEX_NAME_PLURAL) m.flags |= MENTION_PLURAL;
    if (n->flags & LEX_NAME_FEMININE || (at(f, i)->features & F_GENDER) == F_FEM) m.flags |= MENTION_FEMININE;
    if (p->pronoun) {
        m.flags |= MENTION_PRONOUN;
        definite = true;
    }
    uint32_t j = p->last + 1;
    bool complete = definite || title;                          /* no genitive can follow */
    if (p->last > i && !p->pronoun && !title) complete = false; /* الناطق باسم …: open to the right */
    if (p->last > i)
        for (uint32_t k = i + 1; k <= p->last; k++) complete |= has_article(f, k);
    if (complete) definite = true;
    uint32_t name = NO_TOKEN, name_last = NO_TOKEN, known = 0;
    while (j < f->end && j < i + ROLE_TOKENS) {
        if (is_quote(f, j)) {
            /* قائد لواء "سبكتروم" */
            const quotation *q =
                f->t->tokens.at[j].quote != NO_QUOTE ? &f->t->quotes.at[f->t->tokens.at[j].quote] : NULL;
            if (q && (f->t->tokens.at[j].flags & TOKEN_OPENS) && q->closed && q->close - j <= 4 && q->close < f->end &&
                !complete) {
                j = q->close + 1;
                m.role_last = m.last = q->close;
                complete = true;
                continue;
            }
            break;
        }
        if (!is_word(f, j)) break;
        const analysis *a = at(f, j);
        /* a known person's name ends the role */
        const phrase *person = name_entity(f, j, ENTITY_person, false);
        if (person && !(person->prefixes & (M_WA | M_FA | M_PREP)) && (complete || person->last > j)) {
            name = j, name_last = name_with_fathers(f, person->last), known = entity_of(f, person);
            break;
        }
        const phrase *status = named(f, j, NAME_status);
        if (status) {
            unsigned s = f->lex->names[status->name].ref;
            m.status = (uint8_t)(s + 1);
            if (s == STATUS_former || s == STATUS_late) m.flags |= MENTION_FORMER;
            j = status->last + 1;
            m.role_last = m.last = status->last;
            continue;
        }
        const phrase *nisba = named(f, j, NAME_nisba);
        if (nisba && !(nisba->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) && (has_article(f, j) == complete || !definite)) {
            if (m.country == 0) m.country = f->lex->entities[entity_of(f, nisba)].country;
            j = nisba->last + 1;
            m.role_last = m.last = nisba->last;
            if (has_article(f, nisba->last)) complete = definite = true;
            continue;
        }
        const phrase *modifier = named(f, j, NAME_modifier);
        if (modifier && !(a->prefixes & ~(M_ARTICLE | M_ACCUSATIVE)) && a->class == W_ADJ) {
            if (m.sector == 0) m.sector = f->lex->modifiers[entity_of(f, modifier)].sector;
            j = modifier->last + 1;
            m.role_last = m.last = modifier->last;
            continue;
        }
        bool conj = (a->prefixes & (M_WA | M_FA)) != 0;
        bool linked = !conj && ((a->prefixes & M_PREP) || a->pos == POS_ADP);
        mention body;
        uint32_t next;
        const phrase *second = named(f, j, NAME_role);
        if (second && second->pronoun && complete) break; /* التقى الوزير نظيره */
        if (second && !linked && !(second->prefixes & M_PREP)) {
            /* another role: a title before the name, a second office, or (after an open role) its complement */
            const lex_role *r2 = &f->lex->roles[f->lex->names[second->name].ref];
            if (conj && r2->kind != 0) break;
            if (!conj || r2->office || r2->sector == SECTOR_GOV) {
                uint32_t after = second->last + 1;
                if (conj && !(is_word(f, after))) break;
                if (m.sector == 0) m.sector = r2->sector;
                if (!complete && m.office == OFFICE_none && r2->kind == 0 && r->office == OFFICE_none)
                    m.sector = r2->sector ? r2->sector : m.sector;
                if (generic_title && r2->kind == 0) { /* الأمير ولي العهد: the office counts */
                    m.office = r2->office;
                    m.role = f->lex->names[second->name].ref + 1;
                    m.sector = r2->sector ? r2->sector : m.sector;
                    generic_title = false;
                }
                complete = has_article(f, j) || has_article(f, second->last) || r2->kind == 1 || second->pronoun != 0;
                definite |= complete;
                j = after;
                m.role_last = m.last = second->last;
                continue;
            }
            break;
        }
        if (conj) {
            /* وزير الشؤون الاجتماعية والعمل: a joined word with the article inside the name of an office */
            if (complete && (a->prefixes & M_ARTICLE) && a->class == W_NOUN && has_article(f, j - 1) &&
                r->sector == SECTOR_GOV && m.country == 0 && j + 1 < f->end) {
                m.role_last = m.last = j++;
                continue;
            }
            break;
        }
        if (linked) {
            uint32_t start = a->pos == POS_ADP && !(a->prefixes & M_PREP) ? j + 1 : j;
            bool li_or_bi = (a->prefixes & M_PREP) && (f->t->folded[f->t->tokens.at[j].letters] == L_LAM ||
                                                       f->t->folded[f->t->tokens.at[j].letters] == L_BA);
            if (start < f->end && body_named(f, start, &body, &next)) {
                /* in a clause of its own the preposition may belong to the verb: take it where a name follows, or the
                 * role is one of a body (الأمين العام للأمم المتحدة) */
                uint32_t after = is_mark(f, next, 0x60c) ? next + 1 : next;
                bool name_follows =
                    name_of_person(f, after, true) != NO_TOKEN || name_entity(f, after, ENTITY_person, false);
                bool of_body =
                    li_or_bi &&
                    (r->office == OFFICE_igo_head || r->office == OFFICE_igo_official || body.kind == ACTOR_ORG) &&
                    m.country == 0;
                if (name_follows || of_body) {
                    body_give(&m, &body);
                    name_add_nested(f, body);
                    j = next;
                    m.role_last = m.last = next - 1;
                    complete = definite = true;
                    continue;
                }
            } else if (li_or_bi && (a->prefixes & M_ARTICLE) && a->class == W_NOUN && complete && m.country == 0 &&
                       name_of_person(f, j + 1, true) != NO_TOKEN) {
                j++;
                m.role_last = m.last = j - 1;
                continue;
            }
            break;
        }
        bool also_word, given = name_is_given(f, j, &also_word);
        if (complete && !has_article(f, j) && (given || name_is_unknown(f, j))) break; /* the name */
        if (!complete && !title && body_named(f, j, &body, &next)) {
            body_give(&m, &body);
            name_add_nested(f, body);
            j = next;
            m.role_last = m.last = next - 1;
            complete = definite = true;
            continue;
        }
        if (title) break;
        if (named(f, j, NAME_time) && complete) break;
        if (!body_continues(f, j)) break;
        if (complete && !has_article(f, j)) break;
        /* مسؤول أميركي قوله: nothing is in construct with an adjective */
        if (at(f, j - 1)->class == W_ADJ && a->class != W_ADJ && !has_article(f, j)) break;
        if (complete && a->class == W_NOUN && j > p->last + 1 && has_article(f, i)) break;
        if (complete && a->class == W_NOUN && has_article(f, i) && j == p->last + 1)
            break; /* الرئيس + noun: a new phrase */
        if (!complete && name_is_unknown(f, j) && !has_article(f, j) && !given) break;
        if (given && !also_word && !has_article(f, j)) break;
        if (!complete && a->class == W_NOUN) {
            m.flags |= MENTION_OWN_ROLE;
            if (m.office == OFFICE_head_of_state || m.office == OFFICE_igo_head) m.office = OFFICE_none;
        }
        if (has_article(f, j)) complete = definite = true;
        m.role_last = m.last = j++;
    }
    if (name == NO_TOKEN && (complete || title)) {
        uint32_t start = j;
        /* رئيس الوزراء، محمد شياع السوداني، … */
        bool comma = is_mark(f, start, 0x60c);
        if (comma) start++;
        if (is_mark(f, start, '(')) start = NO_TOKEN;
        const phrase *person = start != NO_TOKEN && start < f->end ? name_entity(f, start, ENTITY_person, false) : NULL;
        if (person && !(person->prefixes & (M_WA | M_FA | M_PREP))) {
            name = start, name_last = name_with_fathers(f, person->last), known = entity_of(f, person);
        } else if (start != NO_TOKEN) {
            uint32_t last = name_of_person(f, start, !(m.flags & MENTION_PLURAL));
            /* after a comma only a name of two words that another comma follows */
            if (comma && last != NO_TOKEN && (last == start || !is_mark(f, last + 1, 0x60c))) last = NO_TOKEN;
            if (last != NO_TOKEN) name = start, name_last = last;
        }
        if (comma && name != NO_TOKEN && !is_mark(f, name_last + 1, 0x60c) && name_last + 1 < f->end &&
            at(f, name_last + 1)->class != W_VERB && !person)
            name = NO_TOKEN;
    }
    if (name != NO_TOKEN) {
        /* the lexicon's short name may be the beginning or end of a longer one */
        m.name_first = name;
        m.name_last = name_last;
        m.last = name_last;
        m.entity = known;
        m.flags &= (uint16_t)~MENTION_PLURAL;
        if (known && f->lex->entities[known].feminine) m.flags |= MENTION_FEMININE;
    } else {
        if (m.flags & MENTION_PLURAL) { /* خبراء الأمم المتحدة: a group whose name is its role */
            m.kind = ACTOR_GROUP;
            m.group = n->ref + 1 + ROLE_GROUP;
            m.name_first = i;
            m.name_last = m.last;
        }
        if (title && r->kind == 1) {
            m.flags |= MENTION_TITLE_ONLY;
            if (!definite) return false;
        }
        if (!definite) m.flags |= MENTION_INDEFINITE;
    }
    *out = m;
    return true;
}
