/* fuzz_time: dates: ISO days, the two calendars, and texts made of time words and numbers in any order.
 * Claims: days and dates lead back to one another; what is found in a text is a span of days in order, within
 * the text. Input: 4 bytes for the day of the article, the rest a text: each byte is a word of data/time (by
 * its number), a digit, a mark or a blank. */
#include "fuzz.h"

#include "base/buf.h"
#include "lexicon/builtin.h"
#include "lexicon/compile.h"
#include "morph/phrase.h"
#include "time/time.h"

#include <string.h>

enum { WORDS_FROM = 128 };

static lexicon lex;
static morph_cache cache;
static jmp_buf full;
static VEC(str) terms; /* as data/time/ writes them */

static void open_once(void)
{
    static arena kept;
    table_file *files;
    size_t n;
    if (lex.image) return;
    khabar_error error = {0};
    CLAIM(lexicon_open(&lex, builtin_image(), builtin_size(), true, &error) == KHABAR_OK);
    arena_init(&kept, 0);
    CLAIM(lexicon_sources(lex.sources, lex.n_sources, &kept, &files, &n, &error) == KHABAR_OK);
    for (size_t i = 0; i < n; i++) {
        if (!str_starts(files[i].path, STR("time/"))) continue;
        for (str rest = files[i].bytes; rest.n;) {
            str line = str_cut(&rest, '\n'), term = str_cut(&line, '\t');
            if (term.n && term.p[0] != '#') *vec_push(&kept, &terms) = term;
        }
    }
    CLAIM(terms.n > 0);
    morph_cache_init(&cache, &full);
}

static void check_calendar(int32_t days)
{
    calendar_date c = calendar_date_of(days);
    CLAIM(calendar_valid(c) && calendar_days(c) == days);
    CLAIM(calendar_weekday(days) >= 1 && calendar_weekday(days) <= 7);
    char iso[32];
    snprintf(iso, sizeof iso, "%04d-%02d-%02d", c.year, c.month, c.day);
    CLAIM(calendar_parse(str_of(iso)) == days);
}

static void check_text(str s, int32_t day)
{
    arena a;
    text t;
    words w;
    phrases p;
    times found;
    khabar_error error = {0};
    arena_init(&a, 0);
    CLAIM(text_read(&t, &lex, &a, (str){0}, s, &error) == KHABAR_OK);
    morph_read(&w, &t, &lex, &cache, &a);
    phrase_read(&p, &t, &w, &lex, &a);
    time_read(&found, &t, &w, &p, &lex, day, &a);
    for (uint32_t i = 0; i < found.at.n; i++) {
        const timex *x = &found.at.at[i];
        CLAIM(x->first <= x->last && x->last < t.tokens.n);
        CLAIM(i == 0 || found.at.at[i - 1].last < x->first);
        CLAIM(t.tokens.at[x->first].sentence == t.tokens.at[x->last].sentence);
        CLAIM((x->start == NO_DAY) == (x->end == NO_DAY) && x->start <= x->end);
        CLAIM(x->clock == NO_CLOCK || (x->clock >= 0 && x->clock <= 24 * 3600));
        buf value = {0};
        time_value(x, &value);
        CLAIM(value.n > 0 && value.n < 64);
        buf_free(&value);
        if (x->start == NO_DAY) continue;
        /* centuries ago may lie before the calendar where the article itself is that old */
        bool our_times = day == INT32_MIN || (day > calendar_days((calendar_date){1000, 1, 1}) &&
                                              day < calendar_days((calendar_date){2900, 1, 1}));
        if (our_times) CLAIM(calendar_valid(calendar_date_of(x->start)) && calendar_valid(calendar_date_of(x->end)));
    }
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    open_once();
    calendar_parse((str){(const char *)bytes, n});
    if (n < 4 || n > 4096) return 0;
    uint32_t raw;
    memcpy(&raw, bytes, 4);
    /* a day of the years 1 to 2999, or not known */
    int32_t first = calendar_days((calendar_date){1, 1, 1}), last = calendar_days((calendar_date){2999, 12, 31});
    int32_t day = raw == UINT32_MAX ? INT32_MIN : first + (int32_t)(raw % (uint32_t)(last - first + 1));
    if (day != INT32_MIN) check_calendar(day);

    buf s = {0};
    for (size_t i = 4; i < n; i++) {
        uint8_t c = bytes[i];
        if (c < WORDS_FROM) {
            buf_char(&s, c < ' ' && c != '\n' ? ' ' : (char)c);
            continue;
        }
        /* two bytes name a word, and whether a conjunction or the article goes before it */
        uint32_t which = c - WORDS_FROM;
        if (i + 1 < n) which = which << 8 | bytes[++i];
        static const uint8_t before[] = {L_WAW, L_ALEF, L_LAM};
        char utf8[8];
        uint32_t from = which & 0x4000 ? 0 : 1, end = which & 0x2000 ? 3 : 1;
        size_t k = letters_to_utf8(before + from, end - from, utf8);
        buf_char(&s, ' ');
        buf_add(&s, (str){utf8, k});
        buf_add(&s, terms.at[(which & 0x1fff) % terms.n]);
        buf_char(&s, ' ');
    }
    check_text(buf_str(&s), day);
    buf_free(&s);
    return 0;
}
