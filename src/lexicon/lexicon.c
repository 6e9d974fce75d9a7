/* lexicon: opens and checks an image, and looks things up in it.  See lexicon.h. */
#include "lexicon/lexicon.h"
#include "base/hash.h"
#include "lexicon/image.h"

#include <assert.h>
#include <stdlib.h>

#define BAD(...) return error_set(error, KHABAR_ERR_LEXICON, "lexicon image: " __VA_ARGS__)

/* Every reference from one section to another must lie inside it. */
static khabar_status check_references(const lexicon *l, khabar_error *error)
{
    for (uint32_t i = 0; i < l->n_forms; i++)
        if (l->forms[i].letters + (size_t)l->forms[i].n > l->n_letters || l->forms[i].lemma >= l->n_lemmas ||
            l->forms[i].n > WORD_MAX || (l->forms[i].more && i + 1 == l->n_forms))
            BAD("form %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_form_slots; i++)
        if (l->form_slots[i] > l->n_forms) BAD("form slot %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_lemmas; i++)
        if (l->lemmas[i].verb >= l->n_lemmas || l->lemmas[i].cue > l->n_cues || l->lemmas[i].row >= l->n_rows ||
            l->lemmas[i].frames + (size_t)l->lemmas[i].n_frames > l->n_frame_refs || l->lemmas[i].pos >= POS_COUNT ||
            l->lemmas[i].upos >= POS_COUNT || l->lemmas[i].tail > l->n_clitics || l->lemmas[i].function >= FN_COUNT ||
            l->lemmas[i].modality >= MODALITY_COUNT || l->lemmas[i].toll >= TOLL_COUNT)
            BAD("lemma %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_words; i++)
        if (l->words[i].letters + (size_t)l->words[i].n > l->n_letters) BAD("word %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_word_slots; i++)
        if (l->word_slots[i] > l->n_words) BAD("word slot %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_edges; i++)
        if (l->edges[i].next >= l->n_nodes) BAD("edge %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_nodes; i++)
        if (l->nodes[i].first + (size_t)l->nodes[i].n > l->n_names) BAD("node %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_names; i++) {
        const lex_name *n = &l->names[i];
        uint32_t size = 1;
        switch (n->kind) {
        case NAME_entity:
        case NAME_club:
        case NAME_body_nisba:
        case NAME_nisba:
        case NAME_people:
        case NAME_metonym:
        case NAME_former: size = l->n_entities; break;
        case NAME_role: size = l->n_roles; break;
        case NAME_group: size = l->n_groups; break;
        case NAME_head: size = l->n_heads; break;
        case NAME_modifier: size = l->n_modifiers; break;
        case NAME_cue: size = l->n_cues; break;
        case NAME_frame: size = l->n_frames; break;
        case NAME_time:
        case NAME_timing: size = l->n_times; break;
        case NAME_topic: size = 16; break;
        case NAME_context: size = CONTEXT_COUNT + 1; break;
        case NAME_status: size = STATUS_COUNT; break;
        case NAME_modality: size = MODALITY_COUNT; break;
        case NAME_toll: size = TOLL_WORDS; break;
        case NAME_instrument: size = l->n_strings; break;
        default: break;
        }
        if (n->kind == NAME_toll && n->value >= TOLL_COUNT) BAD("name %u is out of bounds", i);
        if (n->kind >= NAME_COUNT || n->ref >= size || n->letters + (size_t)n->n_letters > l->n_letters)
            BAD("name %u is out of bounds", i);
    }
    for (uint32_t i = 0; i < l->n_entities; i++)
        if (l->entities[i].country >= l->n_entities || l->entities[i].sector >= SECTOR_COUNT ||
            l->entities[i].kind >= ENTITY_COUNT || l->entities[i].row >= l->n_rows ||
            l->entities[i].first_tenure + (size_t)l->entities[i].n_tenures > l->n_tenures)
            BAD("entity %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_tenures; i++)
        if (l->tenures[i].person >= l->n_entities || l->tenures[i].org >= l->n_entities ||
            l->tenures[i].row >= l->n_rows || l->tenures[i].country >= l->n_entities ||
            l->tenures[i].office >= OFFICE_COUNT || l->offices[i] >= l->n_tenures)
            BAD("tenure %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_roles; i++)
        if (l->roles[i].office >= OFFICE_COUNT || l->roles[i].sector >= SECTOR_COUNT || l->roles[i].row >= l->n_rows ||
            l->roles[i].org >= l->n_entities || l->roles[i].country >= l->n_entities)
            BAD("role %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_groups; i++)
        if (l->groups[i].sector >= SECTOR_COUNT || l->groups[i].row >= l->n_rows ||
            l->groups[i].country >= l->n_entities)
            BAD("group %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_heads; i++)
        if (l->heads[i].sector >= SECTOR_COUNT || l->heads[i].row >= l->n_rows) BAD("head %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_modifiers; i++)
        if (l->modifiers[i].sector >= SECTOR_COUNT || l->modifiers[i].row >= l->n_rows)
            BAD("modifier %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_cues; i++)
        if (l->cues[i].class >= CUE_COUNT || l->cues[i].last_prep > 32 || l->cues[i].row >= l->n_rows ||
            l->cues[i].near + (size_t)l->cues[i].n_near > l->n_frame_words)
            BAD("cue %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_frames; i++) {
        const lex_frame *f = &l->frames[i];
        if (f->type >= TYPE_COUNT || f->n_recipient > FRAME_SLOTS || f->row >= l->n_rows ||
            f->near + (size_t)f->n_near > l->n_frame_words || f->not_near + (size_t)f->n_not > l->n_frame_words)
            BAD("frame %u is out of bounds", i);
        if (f->actor >= SLOT_PREP + 32) BAD("frame %u is out of bounds", i);
        for (uint8_t z = 0; z < f->n_recipient; z++)
            if (f->recipient[z] >= SLOT_PREP + 32) BAD("frame %u is out of bounds", i);
    }
    if (l->n_settings != SETTING_COUNT) BAD("%u settings where %d are wanted", l->n_settings, SETTING_COUNT);
    for (uint32_t i = 0; i < SETTING_COUNT; i++)
        if (l->settings[i] < 0 || l->settings[i] > SETTING_MAX) BAD("setting %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_frame_words; i++)
        if (l->frame_words[i] != FRAME_WORD_AND && (l->frame_words[i] & FRAME_WORD_PREP) &&
            (l->frame_words[i] & ~FRAME_WORD_PREP) >= 32)
            BAD("word %u of a frame is out of bounds", i);
    for (uint32_t i = 0; i < l->n_frame_refs; i++)
        if (l->frame_refs[i] >= l->n_frames) BAD("frame reference %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_outlets; i++)
        if (l->outlets[i].country >= l->n_entities) BAD("outlet %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_office_sectors; i++)
        if (l->office_sectors[i] >= SECTOR_COUNT) BAD("sector of office %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_times; i++)
        if (l->times[i].kind >= TIME_COUNT || l->times[i].row >= l->n_rows ||
            (l->times[i].kind != TIME_number &&
             (l->times[i].value > TIME_VALUE_MAX || l->times[i].value < -TIME_VALUE_MAX)))
            BAD("time word %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_hijri; i++)
        if (l->hijri[i].year != l->hijri[0].year + i || l->hijri[i].start < -700000 || l->hijri[i].start > 400000)
            BAD("Hijri year %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_clitics; i++)
        if (l->clitics[i].n == 0 || l->clitics[i].n > 4 || l->clitics[i].kind >= CLITIC_COUNT ||
            l->clitics[i].prep >= 32)
            BAD("clitic %u is out of bounds", i);
    for (uint32_t i = 0; i < l->n_tree_index; i++)
        for (int k = 0; k < LEX_TREE_BUCKET; k++)
            if (l->tree_index[i].row[k] >= l->n_tree_labels) BAD("weights of relations %u are out of bounds", i);
    return KHABAR_OK;
}

khabar_status lexicon_open(lexicon *lex, const void *image, size_t size, bool trusted, khabar_error *error)
{
    static const size_t sizes[] = {
#define X(name, type) sizeof(type),
        LEX_SECTIONS(X)
#undef X
    };
    const image_header *h = image;
    *lex = (lexicon){.image = image, .size = size};
    assert((uintptr_t)image % 16 == 0);
    if (size < sizeof *h || memcmp(h->magic, IMAGE_MAGIC, sizeof h->magic) != 0) BAD("this is no khabar lexicon");
    if (h->order != IMAGE_ORDER) BAD("made on a machine of another byte order; compile it here with khabar-lexc");
    if (h->version != IMAGE_VERSION)
        BAD("version %u, but this program reads version %d; compile it again with khabar-lexc", h->version,
            IMAGE_VERSION);
    if (h->size != size) BAD("%zu bytes long where its head says %llu: truncated?", size, (unsigned long long)h->size);
    for (int i = 0; i < IMAGE_SECTIONS; i++) {
        uint64_t at = h->sections[i].at, n = h->sections[i].n;
        if (at % 16 || at < sizeof *h || at > size || n > UINT32_MAX - 1 || n > (size - at) / sizes[i])
            BAD("section %d is out of bounds", i);
    }
    if (!trusted && hash_bytes((const char *)image + IMAGE_HASHED_FROM, size - IMAGE_HASHED_FROM) != h->hash)
        BAD("its hash does not agree with its bytes: the file is damaged");
    lex->hash = h->hash;
#define X(name, type)                                                                                                  \
    lex->name = (const type *)(const void *)(lex->image + h->sections[IMAGE_##name].at);                               \
    lex->n_##name = (uint32_t)h->sections[IMAGE_##name].n;
    LEX_SECTIONS(X)
#undef X
#define POWER_OF_TWO(n) ((n) && ((n) & ((n)-1)) == 0)
    if (!POWER_OF_TWO(lex->n_form_slots) || !POWER_OF_TWO(lex->n_word_slots) || !POWER_OF_TWO(lex->n_edges) ||
        !POWER_OF_TWO(lex->n_choices))
        BAD("a hash table's size is no power of two");
    if (lex->n_strings < 2 || !lex->n_lemmas || !lex->n_entities || !lex->n_nodes || lex->n_offices != lex->n_tenures ||
        lex->n_office_sectors != OFFICE_COUNT || lex->n_type_quads != TYPE_COUNT ||
        lex->n_transitions != LABEL_LEFT * LABEL_RIGHT || lex->n_group_transitions != COARSE_LEFT * COARSE_RIGHT ||
        lex->n_label_costs != LABEL_COUNT || !lex->n_tree_moves || !lex->n_tree_index || !lex->n_tree_labels)
        BAD("a section is missing");
    return trusted ? KHABAR_OK : check_references(lex, error);
}

void lexicon_close(lexicon *lex)
{
    free(lex->owned);
    *lex = (lexicon){0};
}

str lexicon_text(const lexicon *lex, lex_text t)
{
    if ((size_t)t + 2 > lex->n_strings) return (str){0};
    size_t n = lex->strings[t] | (size_t)lex->strings[t + 1] << 8;
    if ((size_t)t + 2 + n > lex->n_strings) return (str){0};
    return (str){(const char *)lex->strings + t + 2, n};
}

static bool same_folded(const lexicon *lex, const lex_form *f, const uint8_t *folded, size_t n)
{
    if (f->n != n) return false;
    const uint8_t *raw = lex->letters + f->letters;
    for (size_t i = 0; i < n; i++)
        if (letters_fold[raw[i]] != folded[i]) return false;
    return true;
}

const lex_form *lexicon_form(const lexicon *lex, const uint8_t *folded, size_t n)
{
    uint32_t mask = lex->n_form_slots - 1, i = (uint32_t)hash_bytes(folded, n) & mask;
    for (uint32_t tried = 0; lex->form_slots[i] && tried <= mask; i = (i + 1) & mask, tried++) {
        const lex_form *f = &lex->forms[lex->form_slots[i] - 1];
        if (same_folded(lex, f, folded, n)) return f;
    }
    return NULL;
}

uint32_t lexicon_word(const lexicon *lex, const uint8_t *folded, size_t n)
{
    uint32_t mask = lex->n_word_slots - 1, i = (uint32_t)hash_bytes(folded, n) & mask;
    for (uint32_t tried = 0; lex->word_slots[i] && tried <= mask; i = (i + 1) & mask, tried++) {
        const lex_word *w = &lex->words[lex->word_slots[i] - 1];
        if (w->n == n && memcmp(lex->letters + w->letters, folded, n) == 0) return lex->word_slots[i];
    }
    return 0;
}

uint32_t lexicon_edge(const lexicon *lex, uint32_t node, uint32_t word_id)
{
    uint32_t mask = lex->n_edges - 1, i = hash_mix32(node, word_id) & mask;
    for (uint32_t tried = 0; lex->edges[i].next && tried <= mask; i = (i + 1) & mask, tried++)
        if (lex->edges[i].node == node && lex->edges[i].word == word_id) return lex->edges[i].next;
    return 0;
}

int32_t lexicon_choice(const lexicon *lex, uint32_t key, int32_t unknown)
{
    uint32_t mask = lex->n_choices - 1, i = key & mask;
    for (uint32_t tried = 0; lex->choices[i].key && tried <= mask; i = (i + 1) & mask, tried++)
        if (lex->choices[i].key == key) return lex->choices[i].cost;
    return unknown;
}

uint16_t lexicon_country(const lexicon *lex, str code)
{
    for (uint32_t i = 1; i < lex->n_entities && lex->entities[i].kind <= ENTITY_code; i++)
        if (str_eq(lexicon_text(lex, lex->entities[i].code), code)) return (uint16_t)i;
    return 0;
}

str lexicon_label(const lexicon *lex, str key, int language)
{
    for (uint32_t i = 0; i < lex->n_labels; i++)
        if (str_eq(lexicon_text(lex, lex->labels[i].key), key))
            return lexicon_text(lex, language ? lex->labels[i].en : lex->labels[i].ar);
    return key;
}

const lex_tenure *lexicon_holder(const lexicon *lex, lex_office office, uint16_t country, uint32_t org, int32_t day)
{
    /* offices is sorted by office, country, org, from: find the first of this office and country. */
    uint32_t low = 0, high = lex->n_offices;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        const lex_tenure *t = &lex->tenures[lex->offices[mid]];
        bool before = t->office != office     ? t->office < office
                      : t->country != country ? t->country < country
                                              : t->org < org;
        if (before)
            low = mid + 1;
        else
            high = mid;
    }
    const lex_tenure *found = NULL;
    for (; low < lex->n_offices; low++) {
        const lex_tenure *t = &lex->tenures[lex->offices[low]];
        if (t->office != office || t->country != country || t->org != org) break;
        if (t->from > day || t->to < day || t->from == INT32_MIN) continue;
        /* On the day of a handover both hold the office: the later one counts. Two with open ends: nobody is sure. */
        if (found && found->person != t->person && found->to > day) return NULL;
        found = t;
    }
    return found;
}
