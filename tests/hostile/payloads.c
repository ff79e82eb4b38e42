/* Titles, authors, outlets and texts that want to act on a terminal, a page, a spreadsheet or a shell, in
 * every format that is read. Each holds the word "gotcha" where it would act. */
#include "hostile/bytes.h"

#include <string.h>

static const struct {
    const char *name;
    struct bytes bytes;
} PAYLOADS[] = {
    {"script", BYTES("<script>gotcha()</script>")},
    {"image", BYTES("<img src=x onerror=gotcha()>")},
    {"svg", BYTES("<svg/onload=gotcha()>")},
    {"end-of-comment", BYTES("--><script>gotcha()</script><!--")},
    {"end-of-element", BYTES("</td></table></title></style></script><script>gotcha()</script>")},
    {"attribute", BYTES("\" onmouseover=\"gotcha()\" x=\"")},
    {"attribute-single", BYTES("' onmouseover='gotcha()' x='")},
    {"entities", BYTES("&lt;script&gt;gotcha()&lt;/script&gt; &#60;b&#62; &amp;amp; &nosuch;")},
    {"markdown",
     BYTES("[gotcha](javascript:gotcha()) | ![x](http://gotcha.invalid/x.png) `x` **y** \\| <b>z</b>")},
    {"formula", BYTES("=HYPERLINK(\"http://gotcha.invalid\";\"x\")")},
    {"formula-plus", BYTES("+1+cmd|'/C gotcha'!A0")},
    {"formula-minus", BYTES("-2+3+gotcha")},
    {"formula-at", BYTES("@SUM(1+1)*gotcha")},
    {"formula-tab", BYTES("\t=gotcha()")},
    {"colour", BYTES("\x1B[31mgotcha\x1B[0m")},
    {"window-title", BYTES("\x1B]0;gotcha\x07")},
    {"clear-screen", BYTES("\x1B[2J\x1B[Hgotcha")},
    {"c1", BYTES("\xC2\x9B"
                 "31mgotcha")},
    {"backspaces", BYTES("safe\x08\x08\x08\x08gotcha")},
    {"carriage-return", BYTES("safe\rgotcha")},
    {"line-end", BYTES("safe\nclaimbase: gotcha")},
    {"bidi", BYTES("\xE2\x80\xAEgotcha\xE2\x80\xAC \xE2\x81\xA6x\xE2\x81\xA9 \xE2\x80\x8F")},
    {"zalgo", BYTES("g\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86\xCC\x87\xCC\x88otcha")},
    {"sql", BYTES("'; DROP TABLE claims; -- gotcha")},
    {"format", BYTES("%s%s%n%1000000d gotcha")},
    {"shell", BYTES("$(gotcha) `gotcha` ; gotcha | gotcha")},
    {"path", BYTES("../../../../gotcha")},
    {"quotes", BYTES("\"\"\"gotcha\"\",\"\n\"")},
};

/* How a format writes a value that stands in it, and where: %0 stands for the value. */
enum escape { RAW, JSON, CSV, XML, HEADER };

static const struct {
    const char *ending;
    enum escape escape;
    const char *text;
} FORMATS[] = {
    {"txt", RAW,
     "%0\n\nVon %0\n\nDie Stadt %0 baut 3 Br\xC3\xBC"
     "cken, sagte %0. Das koste 4 Euro.\n"},
    {"md", RAW,
     "---\ntitle: \"%0\"\nauthor: %0\nurl: %0\n---\n# %0\n\n%0 sagte, die Stadt baue 3 Br\xC3\xBC"
     "cken. | %0 |\n"},
    {"html", RAW,
     "<html><head><title>%0</title><meta name=author content=\"%0\"><meta property=\"og:site_name\" "
     "content='%0'>"
     "<link rel=canonical href=\"javascript:%0\"></head><body><article><h1>%0</h1><p>Die Stadt %0 baut 3 "
     "Br&uuml;cken, "
     "sagte Ilse Brandt am Montag. Das koste nach ersten Berechnungen 4 Millionen Euro, "
     "%0.</p><p>%0</p></article>"
     "</body></html>\n"},
    {"page.html", XML,
     "<html><head><title>%0</title><meta name=author content=\"%0\"><meta property=\"og:site_name\" "
     "content=\"%0\">"
     "<link rel=canonical href=\"%0\"></head><body><article><h1>%0</h1><p>Die Stadt %0 baut 3 Br&uuml;cken, "
     "sagte "
     "Ilse Brandt am Montag. Das koste nach ersten Berechnungen 4 Millionen Euro, "
     "%0.</p></article></body></html>\n"},
    {"json", JSON,
     "{\"title\": \"%0\", \"author\": \"%0\", \"source\": \"%0\", \"url\": \"%0\", \"published\": \"%0\", "
     "\"text\": \"Die Stadt %0 baut 3 Br\xC3\xBC"
     "cken, sagte %0.\"}\n"},
    {"jsonl", JSON,
     "{\"title\": \"%0\", \"author\": [\"%0\"], \"source\": \"%0\", \"id\": \"%0\", \"text\": \"%0 baut.\"}\n"
     "{\"%0\": \"%0\"}\n"},
    {"csv", CSV, "title,author,outlet,url,text\n%0,%0,%0,%0,%0\n%0\n"},
    {"rss", XML,
     "<?xml version=\"1.0\"?><rss "
     "version=\"2.0\"><channel><title>%0</title><link>%0</link><item><title>%0</title>"
     "<author>%0</author><link>%0</link><description>%0 Die Stadt "
     "baut.</description></item></channel></rss>\n"},
    {"eml", HEADER,
     "From: %0 <a@example.org>\nSubject: %0\nList-Id: %0\nContent-Type: text/plain; charset=%0\n\n%0 "
     "baut.\n"},
    {"mbox", HEADER,
     "From %0\nFrom: %0\nSubject: %0\nContent-Type: multipart/mixed; "
     "boundary=\"%0\"\n\n--%0\n\n%0\n--%0--\n"},
};

static void write_escaped(FILE *file, struct bytes value, enum escape escape)
{
    if (escape == CSV)
        fputc('"', file);
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (escape == JSON && ((unsigned char)c < 0x20 || c == '"' || c == '\\'))
            fprintf(file, "\\u%04x", (unsigned)(unsigned char)c);
        else if (escape == XML && ((unsigned char)c < 0x20 || strchr("<>&\"'", c)))
            fprintf(file, "&#%d;", (unsigned char)c);
        else if (escape == HEADER && (c == '\n' || c == '\r'))
            fputs("\n ", file);
        else
            fputc(c, file);
        if (escape == CSV && c == '"')
            fputc('"', file);
    }
    if (escape == CSV)
        fputc('"', file);
}

void hostile_payloads(const char *folder)
{
    char name[128];

    for (size_t f = 0; f < sizeof FORMATS / sizeof *FORMATS; f++)
        for (size_t p = 0; p < sizeof PAYLOADS / sizeof *PAYLOADS; p++) {
            FILE *file;
            snprintf(name, sizeof name, "%s.%s", PAYLOADS[p].name, FORMATS[f].ending);
            file = hostile_open(folder, name);
            for (const char *c = FORMATS[f].text; *c; c++) {
                if (c[0] == '%' && c[1] == '0')
                    write_escaped(file, PAYLOADS[p].bytes, FORMATS[f].escape), c++;
                else
                    fputc(*c, file);
            }
            hostile_close(file);
        }
}
