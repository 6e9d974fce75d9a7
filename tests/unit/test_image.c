/* image: a damaged lexicon image is an error at open, or at worst other knowledge; never a crash. */
#include "lexicon.h"

#include "base/hash.h"
#include "lexicon/image.h"

static unsigned char *copy;
static size_t size, hashed_from;

static int make_copy(void **state)
{
    (void)state;
    size = builtin_size();
    copy = aligned_alloc(16, (size + 15) & ~(size_t)15);
    if (!copy) return 1;
    memcpy(copy, builtin_image(), size);
    const image_header *h = (const image_header *)(void *)copy;
    hashed_from = offsetof(image_header, sections);
    if (hash_bytes(copy + hashed_from, size - hashed_from) != h->hash) hashed_from = sizeof *h;
    return 0;
}

static int free_copy(void **state)
{
    (void)state;
    free(copy);
    return 0;
}

static khabar_status open_copy(size_t n, khabar_error *error)
{
    lexicon lex;
    khabar_status status = lexicon_open(&lex, copy, n, false, error);
    lexicon_close(&lex);
    return status;
}

static void the_built_in_image_is_sound(void **state)
{
    (void)state;
    khabar_error error = {0};
    if (open_copy(size, &error) != KHABAR_OK) fail_msg("%s", error.message);
}

static void a_truncated_image_is_an_error(void **state)
{
    (void)state;
    size_t lengths[] = {
        0,        1,         15,      16, 40, sizeof(image_header) - 1, sizeof(image_header), sizeof(image_header) + 1,
        size / 2, size - 16, size - 1};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        khabar_error error = {0};
        /* of exactly that length, so that reading beyond it is seen by the sanitizer */
        unsigned char *part = aligned_alloc(16, (lengths[i] + 16) & ~(size_t)15);
        memcpy(part, copy, lengths[i]);
        lexicon lex;
        assert_int_equal(lexicon_open(&lex, part, lengths[i], false, &error), KHABAR_ERR_LEXICON);
        assert_true(strlen(error.message) > 0);
        free(part);
    }
}

static void every_flipped_byte_of_the_head_is_an_error(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof(image_header) - sizeof(uint64_t); at++) {
        khabar_error error = {0};
        unsigned char was = copy[at];
        copy[at] ^= 0x41;
        /* the bytes behind the head are whole: the hash cannot help, the bounds must */
        khabar_status status = open_copy(size, &error);
        copy[at] = was;
        if (status == KHABAR_OK) fail_msg("byte %zu of the head", at);
    }
}

static void flipped_bytes_behind_the_head_are_an_error(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 40; i++) {
        khabar_error error = {0};
        size_t at = sizeof(image_header) + test_random(&seed) % (size - sizeof(image_header));
        copy[at] ^= (unsigned char)(1u << test_random(&seed) % 8);
        khabar_status status = open_copy(size, &error);
        memcpy(copy + at, (const unsigned char *)builtin_image() + at, 1);
        if (status != KHABAR_ERR_LEXICON) fail_msg("byte %zu", at);
        assert_non_null(strstr(error.message, "damaged"));
    }
}

/* Look-ups of all kinds in a lexicon that was opened. */
static void look_up(const lexicon *lex)
{
    static const char *const words[] = {"قال", "الرئيس", "وزارة", "أمريكا", "قصفت", "ب", "كلمهلاتوجد"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        uint8_t letters[64];
        size_t n = letters_from_utf8(str_of(words[i]), letters);
        for (size_t j = 0; j < n; j++) letters[j] = letters_fold[letters[j]];
        for (const lex_form *f = lexicon_form(lex, letters, n); f; f = f->more ? f + 1 : NULL)
            lexicon_text(lex, lex->lemmas[f->lemma].text);
        uint32_t id = lexicon_word(lex, letters, n), node = id ? lexicon_edge(lex, 0, id - 1) : 0;
        for (uint32_t j = 0; node && j < lex->nodes[node].n; j++)
            lexicon_text(lex, lex->names[lex->nodes[node].first + j].letters);
    }
    lexicon_country(lex, STR("RUS"));
    lexicon_label(lex, STR("said"), 1);
    for (int32_t day = -40000; day < 40000; day += 9999) lexicon_holder(lex, OFFICE_head_of_state, 10, 0, day);
}

/* A forger makes the hash agree: every reference is checked all the same. */
static void forged_images_do_no_harm(void **state)
{
    (void)state;
    image_header *h = (image_header *)(void *)copy;
    uint64_t seed = 3, whole = h->hash;
    for (int section = 0; section < IMAGE_SECTIONS; section++) {
        size_t end = section + 1 < IMAGE_SECTIONS ? h->sections[section + 1].at : size, from = h->sections[section].at;
        if (from >= end) continue;
        for (int round = 0; round < 2; round++) {
            size_t at[8];
            for (int i = 0; i < 8; i++) {
                at[i] = from + test_random(&seed) % (end - from);
                copy[at[i]] = (unsigned char)test_random(&seed);
            }
            h->hash = hash_bytes(copy + hashed_from, size - hashed_from);
            lexicon lex;
            khabar_error error = {0};
            khabar_status status = lexicon_open(&lex, copy, size, false, &error);
            assert_true(status == KHABAR_OK || status == KHABAR_ERR_LEXICON);
            if (status == KHABAR_OK) look_up(&lex);
            lexicon_close(&lex);
            for (int i = 0; i < 8; i++) copy[at[i]] = ((const unsigned char *)builtin_image())[at[i]];
            h->hash = whole;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_image_is_sound),
        cmocka_unit_test(a_truncated_image_is_an_error),
        cmocka_unit_test(every_flipped_byte_of_the_head_is_an_error),
        cmocka_unit_test(flipped_bytes_behind_the_head_are_an_error),
        cmocka_unit_test(forged_images_do_no_harm),
    };
    return cmocka_run_group_tests_name("image", tests, make_copy, free_copy);
}
