#include "report/page.h"

#include "base/assets.h"
#include "report/render.h"
#include "text/sha256.h"

static void add_escaped(struct cb_buf *out, struct cb_str text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        const char *sign = text.ptr[i] == '&'    ? "&amp;"
                           : text.ptr[i] == '<'  ? "&lt;"
                           : text.ptr[i] == '>'  ? "&gt;"
                           : text.ptr[i] == '"'  ? "&quot;"
                           : text.ptr[i] == '\'' ? "&#39;"
                                                 : NULL;
        if (!sign)
            continue;
        cb_buf_add(out, cb_str_sub(text, from, i));
        cb_buf_add_z(out, sign);
        from = i + 1;
    }
    cb_buf_add(out, cb_str_sub(text, from, text.len));
}

/* Nothing in it but printing ASCII. */
static bool is_plain(struct cb_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < 0x20 || (unsigned char)text.ptr[i] >= 0x7F)
            return false;
    return true;
}

void cb_html_add(struct cb_buf *out, struct cb_str text)
{
    struct cb_buf visible;

    if (is_plain(text)) {
        add_escaped(out, text);
        return;
    }
    cb_buf_init(&visible, SIZE_MAX / 4);
    while (text.ptr) {
        struct cb_str line = cb_str_split(&text, '\n');
        cb_buf_clear(&visible);
        cb_render_visible(&visible, line);
        add_escaped(out, cb_buf_view(&visible));
        if (text.ptr)
            cb_buf_add_char(out, '\n');
        out->failed = out->failed || cb_buf_failed(&visible);
    }
    cb_buf_release(&visible);
}

void cb_html_add_z(struct cb_buf *out, const char *text)
{
    cb_html_add(out, cb_str_of(text));
}

static struct cb_str asset(const char *name)
{
    struct cb_str text = cb_assets_find(name);

    if (!text.ptr)
        CB_BUG("a part of the page is missing from the program");
    return text;
}

void cb_page_begin(struct cb_buf *out, const char *title)
{
    struct cb_str style = asset("src/report/page.css"), script = asset("src/report/page.js");
    char style_hash[45], script_hash[45];

    cb_sha256_base64(style, style_hash);
    cb_sha256_base64(script, script_hash);
    cb_buf_printf(out,
                  "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"generator\" content=\"claimbase\">\n<title>",
                  style_hash, script_hash);
    cb_html_add_z(out, title);
    cb_buf_add_z(out, "</title>\n<style>");
    cb_buf_add(out, style);
    cb_buf_add_z(out, "</style>\n</head>\n<body>\n<main>\n");
}

void cb_page_end(struct cb_buf *out)
{
    cb_buf_add_z(out, "</main>\n<script>");
    cb_buf_add(out, asset("src/report/page.js"));
    cb_buf_add_z(out, "</script>\n</body>\n</html>\n");
}
