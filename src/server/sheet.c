/* sheet: see sheet.h. CSV is that of RFC 4180, in UTF-8. */
#include "server/sheet.h"

#include <math.h>

static void json_name(sheet *s, const char *name)
{
    if (s->comma) buf_char(s->out, ',');
    s->comma = true;
    if (!name) return;
    buf_char(s->out, '"');
    buf_z(s->out, name);
    buf_z(s->out, "\":");
}

static void csv_text(buf *out, str value)
{
    bool quoted = false;
    for (size_t i = 0; i < value.n && !quoted; i++) quoted = strchr(",\"\r\n", value.p[i]) && value.p[i];
    if (!quoted) {
        buf_add(out, value);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == '"') buf_char(out, '"');
        buf_char(out, value.p[i]);
    }
    buf_char(out, '"');
}

/* Begins a cell; true where its value is to follow. */
static bool csv_cell(sheet *s, const char *name)
{
    if (s->comma) buf_char(s->out, ',');
    s->comma = true;
    if (s->mode == SHEET_CELLS) return true;
    if (s->prefix) {
        buf_z(s->out, s->prefix);
        buf_char(s->out, '_');
    }
    buf_z(s->out, name);
    return false;
}

void sheet_text(sheet *s, const char *name, str value)
{
    if (s->mode == SHEET_JSON) {
        if (value.n == 0) return;
        json_name(s, name);
        buf_json(s->out, value);
    } else if (csv_cell(s, name))
        csv_text(s->out, value);
}

void sheet_int(sheet *s, const char *name, int64_t value, int64_t none)
{
    if (s->mode == SHEET_JSON) {
        if (value == none) return;
        json_name(s, name);
        buf_printf(s->out, "%lld", (long long)value);
    } else if (csv_cell(s, name) && value != none)
        buf_printf(s->out, "%lld", (long long)value);
}

void sheet_real(sheet *s, const char *name, double value, int digits)
{
    if (s->mode == SHEET_JSON) {
        if (isnan(value)) return;
        json_name(s, name);
        buf_printf(s->out, "%.*f", digits, value);
    } else if (csv_cell(s, name) && !isnan(value))
        buf_printf(s->out, "%.*f", digits, value);
}

void sheet_flag(sheet *s, const char *name, bool value)
{
    if (s->mode == SHEET_JSON) {
        if (!value) return;
        json_name(s, name);
        buf_z(s->out, "true");
    } else if (csv_cell(s, name))
        buf_char(s->out, value ? '1' : '0');
}

void sheet_part(sheet *s, const char *name)
{
    if (s->mode == SHEET_JSON)
        sheet_open(s, name, '{');
    else
        s->prefix = name;
}

void sheet_part_end(sheet *s)
{
    if (s->mode == SHEET_JSON)
        sheet_close(s, '}');
    else
        s->prefix = NULL;
}

void sheet_open(sheet *s, const char *name, char bracket)
{
    if (s->mode != SHEET_JSON) return;
    json_name(s, name);
    buf_char(s->out, bracket);
    s->comma = false;
}

void sheet_close(sheet *s, char bracket)
{
    if (s->mode != SHEET_JSON) return;
    buf_char(s->out, bracket);
    s->comma = true;
}

void sheet_item(sheet *s, str value)
{
    if (s->mode != SHEET_JSON) return;
    json_name(s, NULL);
    buf_json(s->out, value);
}

void sheet_row(sheet *s)
{
    if (s->mode == SHEET_JSON)
        sheet_open(s, NULL, '{');
    else
        s->comma = false;
}

void sheet_row_end(sheet *s)
{
    if (s->mode == SHEET_JSON)
        sheet_close(s, '}');
    else
        buf_z(s->out, "\r\n");
}
