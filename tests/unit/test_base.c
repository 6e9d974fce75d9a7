/* base: arena, buf, str, utf8, hash, pool and flow, each with its edges. */
#include "test.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/flow.h"
#include "base/pool.h"
#include "base/utf8.h"

#include <stdatomic.h>

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    for (int round = 0; round < 2; round++) {
        for (size_t size = 1; size < 2000; size += 7) {
            unsigned char *p = arena_alloc(&a, size);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
            memset(p, 0xff, size);
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

static void arena_needs_no_more_blocks_once_warm(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    size_t taken = 0;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++) arena_alloc(&a, 1000);
        if (round == 0) taken = a.taken;
        assert_int_equal(a.taken, taken);
        arena_reset(&a);
    }
    arena_free(&a);
}

static void arena_gives_back_what_one_large_article_took(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    arena_alloc(&a, 100);
    for (int i = 0; i < 8; i++) arena_alloc(&a, (size_t)8 << 20);
    assert_true(a.taken > (size_t)64 << 20);
    arena_reset(&a);
    assert_true(a.taken <= (size_t)17 << 20);
    arena_free(&a);
}

static void arena_grows_in_place_or_moves(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    char *p = arena_alloc(&a, 10);
    memcpy(p, "123456789", 10);
    char *q = arena_grow(&a, p, 10, 5000);
    assert_ptr_equal(p, q);
    assert_string_equal(q, "123456789");
    for (size_t i = 10; i < 5000; i++) assert_int_equal(q[i], 0);
    arena_alloc(&a, 1);
    char *r = arena_grow(&a, q, 5000, 6000);
    assert_ptr_not_equal(q, r);
    assert_string_equal(r, "123456789");
    arena_free(&a);
}

static void arena_full_goes_to_its_guard(void **state)
{
    (void)state;
    arena a;
    jmp_buf full;
    arena_init(&a, 1 << 20);
    a.on_full = &full;
    if (setjmp(full) == 0) {
        for (int i = 0; i < 100; i++) arena_alloc(&a, 100000);
        fail_msg("ten megabytes fit into one");
    }
    assert_true(a.taken <= 1 << 20);
    arena_free(&a);
}

static void arena_writes_text(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    str s = arena_printf(&a, "%s %d %s", "قال", 7, "مرات");
    assert_str(s, "قال 7 مرات");
    assert_int_equal(s.p[s.n], 0);
    assert_str(arena_copy(&a, (str){0}), "");
    arena_free(&a);
}

static void vec_keeps_what_is_pushed(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    VEC(uint32_t) v = {0};
    for (uint32_t i = 0; i < 100000; i++) {
        uint32_t *p = vec_push(&a, &v);
        assert_int_equal(*p, 0);
        *p = i;
    }
    assert_int_equal(v.n, 100000);
    for (uint32_t i = 0; i < v.n; i++) assert_int_equal(v.at[i], i);
    arena_free(&a);
}

static void buf_grows(void **state)
{
    (void)state;
    buf b = {0};
    for (int i = 0; i < 5000; i++) buf_printf(&b, "%04d|", i);
    assert_int_equal(b.n, 25000);
    for (int i = 0; i < 5000; i++) {
        char want[8];
        snprintf(want, sizeof want, "%04d|", i);
        assert_memory_equal(b.bytes + 5 * i, want, 5);
    }
    buf_add(&b, (str){0});
    buf_z(&b, "");
    assert_int_equal(b.n, 25000);
    assert_false(b.failed);
    buf_free(&b);
    assert_null(b.bytes);
}

static void buf_writes_json_strings(void **state)
{
    (void)state;
    static const struct {
        str in;
        const char *out;
    } rows[] = {
        {LIT(""), "\"\""},
        {LIT("قال: «نعم»"), "\"قال: «نعم»\""},
        {LIT("a\"b\\c/d"), "\"a\\\"b\\\\c/d\""},
        {LIT("1\n2\r3\t4"), "\"1\\n2\\r3\\t4\""},
        {LIT("\0\001\037\177x"), "\"\\u0000\\u0001\\u001f\\u007fx\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf b = {0};
        buf_json(&b, rows[i].in);
        assert_str(buf_str(&b), rows[i].out);
        buf_free(&b);
    }
}

static void str_compares(void **state)
{
    (void)state;
    assert_true(str_eq((str){0}, STR("")));
    assert_true(str_eq(STR("نعم"), STR("نعم")));
    assert_false(str_eq(STR("نعم"), STR("نع")));
    assert_true(str_starts(STR("بيان"), STR("بي")));
    assert_true(str_starts(STR("بيان"), (str){0}));
    assert_false(str_starts(STR("ب"), STR("بي")));
    assert_true(str_ends(STR("cues.tsv"), STR(".tsv")));
    assert_false(str_ends(STR("tsv"), STR(".tsv")));
    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("ab"), STR("a")) > 0);
    assert_int_equal(str_cmp(STR("ab"), STR("ab")), 0);
    assert_int_equal(str_cmp((str){0}, (str){0}), 0);
}

static void str_cuts_and_trims(void **state)
{
    (void)state;
    str rest = STR("a||b|");
    assert_str(str_cut(&rest, '|'), "a");
    assert_str(str_cut(&rest, '|'), "");
    assert_str(str_cut(&rest, '|'), "b");
    assert_int_equal(rest.n, 0);
    assert_str(str_cut(&rest, '|'), "");
    str none = {0};
    assert_str(str_cut(&none, '|'), "");
    assert_str(str_trim(STR(" \t\r\n نعم \n")), "نعم");
    assert_str(str_trim(STR(" \n ")), "");
    assert_str(str_trim((str){0}), "");
}

static void utf8_says_the_first_wrong_byte(void **state)
{
    (void)state;
    static const struct {
        str in;
        size_t bad;
    } rows[] = {
        {LIT(""), 0},
        {LIT("abc"), 3},
        {LIT("قال"), 6},
        {LIT("\xf0\x9f\x93\xb0"), 4},
        {LIT("ab\x80"), 2},           /* a byte of the middle, alone */
        {LIT("ab\xd9"), 2},           /* cut off */
        {LIT("\xe2\x80"), 0},         /* cut off */
        {LIT("\xf0\x9f\x93"), 0},     /* cut off */
        {LIT("\xc0\xaf"), 0},         /* overlong slash */
        {LIT("\xc1\xbf"), 0},         /* overlong */
        {LIT("\xe0\x9f\xbf"), 0},     /* overlong */
        {LIT("\xf0\x8f\xbf\xbf"), 0}, /* overlong */
        {LIT("x\xed\xa0\x80"), 1},    /* surrogate */
        {LIT("x\xed\x9f\xbf"), 4},    /* the last before the surrogates */
        {LIT("\xf4\x8f\xbf\xbf"), 4}, /* U+10FFFF */
        {LIT("\xf4\x90\x80\x80"), 0}, /* beyond it */
        {LIT("\xf5\x80\x80\x80"), 0},
        {LIT("\xff"), 0},
        {LIT("a\xc7\xe1\xcd"), 1}, /* windows-1256 */
        {LIT("a\0b"), 3},          /* NUL is UTF-8 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        /* a copy of exactly that length, so that reading beyond it is seen by the sanitizer */
        char *copy = malloc(rows[i].in.n + (rows[i].in.n == 0));
        memcpy(copy, rows[i].in.p, rows[i].in.n);
        assert_int_equal(utf8_check((str){copy, rows[i].in.n}), rows[i].bad);
        free(copy);
    }
}

static void utf8_writes_what_it_reads(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
        if (cp >= 0xd800 && cp < 0xe000) continue;
        char bytes[4];
        size_t n = utf8_put(cp, bytes);
        const unsigned char *p = (const unsigned char *)bytes;
        if (utf8_check((str){bytes, n}) != n || utf8_next(&p) != cp || p != (const unsigned char *)bytes + n)
            fail_msg("U+%04X", cp);
    }
}

static void utf8_counts_code_points(void **state)
{
    (void)state;
    assert_int_equal(utf8_length(STR("")), 0);
    assert_int_equal(utf8_length(STR("قال x 📰")), 7);
}

static void hash_is_the_same_everywhere(void **state)
{
    (void)state;
    assert_true(hash_bytes("", 0) == 0x2d06800538d394c2u);
    assert_true(hash_bytes("khabar", 6) == hash_bytes("khabar", 6));
    assert_true(hash_bytes("khabar", 6) != hash_bytes("khabaR", 6));
    assert_int_not_equal(hash_mix32(1, 2), hash_mix32(2, 1));
}

typedef struct tally {
    atomic_uint times[1000];
    atomic_uint busy[16], overlaps;
} tally;

static void tally_item(void *context, uint32_t thread, uint32_t item)
{
    tally *t = context;
    if (atomic_fetch_add(&t->busy[thread], 1) != 0) atomic_fetch_add(&t->overlaps, 1);
    atomic_fetch_add(&t->times[item], 1);
    atomic_fetch_sub(&t->busy[thread], 1);
}

static void pool_runs_each_item_once(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {0, 1, 3, 1000}, threads[] = {1, 2, 7, 16};
    for (size_t s = 0; s < 4; s++)
        for (size_t t = 0; t < 4; t++) {
            tally *y = calloc(1, sizeof *y);
            pool_run(threads[t], sizes[s], tally_item, y);
            for (uint32_t i = 0; i < 1000; i++) assert_int_equal(atomic_load(&y->times[i]), i < sizes[s]);
            assert_int_equal(atomic_load(&y->overlaps), 0);
            free(y);
        }
    assert_true(pool_processors() >= 1);
}

enum { PASSED = 1000, PASSED_ROOMS = 8 };

typedef struct passing {
    uint32_t of_room[PASSED_ROOMS], came, left, stop_at;
    atomic_bool worked[PASSED], filling, draining;
    atomic_uint wrong;
} passing;

static bool passing_fill(void *context, uint32_t room)
{
    passing *p = context;
    if (atomic_exchange(&p->filling, true)) atomic_fetch_add(&p->wrong, 1);
    bool more = p->came < PASSED;
    if (more) p->of_room[room] = p->came++;
    atomic_store(&p->filling, false);
    return more;
}

static void passing_work(void *context, uint32_t thread, uint32_t room)
{
    passing *p = context;
    (void)thread;
    if (atomic_exchange(&p->worked[p->of_room[room]], true)) atomic_fetch_add(&p->wrong, 1);
}

static bool passing_drain(void *context, uint32_t room)
{
    passing *p = context;
    if (atomic_exchange(&p->draining, true)) atomic_fetch_add(&p->wrong, 1);
    if (p->of_room[room] != p->left || !atomic_load(&p->worked[p->left])) atomic_fetch_add(&p->wrong, 1);
    p->left++;
    atomic_store(&p->draining, false);
    return p->left != p->stop_at;
}

static void flow_keeps_the_order(void **state)
{
    (void)state;
    static const flow_steps steps = {passing_fill, passing_work, passing_drain};
    static const uint32_t threads[] = {1, 2, 7, 16}, rooms[] = {1, 2, PASSED_ROOMS}, stops[] = {0, 1, 500};
    for (size_t t = 0; t < 4; t++)
        for (size_t r = 0; r < 3; r++)
            for (size_t s = 0; s < 3; s++) {
                passing *p = calloc(1, sizeof *p);
                p->stop_at = stops[s];
                assert_int_equal(flow_run(threads[t], rooms[r], 4, &steps, p, NULL), KHABAR_OK);
                assert_int_equal(p->left, stops[s] ? stops[s] : PASSED);
                assert_int_equal(atomic_load(&p->wrong), 0);
                free(p);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_needs_no_more_blocks_once_warm),
        cmocka_unit_test(arena_gives_back_what_one_large_article_took),
        cmocka_unit_test(arena_grows_in_place_or_moves),
        cmocka_unit_test(arena_full_goes_to_its_guard),
        cmocka_unit_test(arena_writes_text),
        cmocka_unit_test(vec_keeps_what_is_pushed),
        cmocka_unit_test(buf_grows),
        cmocka_unit_test(buf_writes_json_strings),
        cmocka_unit_test(str_compares),
        cmocka_unit_test(str_cuts_and_trims),
        cmocka_unit_test(utf8_says_the_first_wrong_byte),
        cmocka_unit_test(utf8_writes_what_it_reads),
        cmocka_unit_test(utf8_counts_code_points),
        cmocka_unit_test(hash_is_the_same_everywhere),
        cmocka_unit_test(pool_runs_each_item_once),
        cmocka_unit_test(flow_keeps_the_order),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
