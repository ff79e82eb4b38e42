#include "reader/refine.h"

#include "base/map.h"
#include "reader/leftover.h"

enum { SAME_BYTES = 40 };

static void set(struct cb_passage *passage, enum cb_passage_kind kind, const char *rule)
{
    passage->kind = kind;
    passage->rule = rule;
}

/* Between paragraphs a section's name, a day, a question may be part of the article. */
static void refine(struct cb_passage *passage, const struct cb_line *line, bool inside)
{
    switch (line->leftover) {
    case CB_LEFT_NONE:
        break;
    case CB_LEFT_CAPTION:
        set(passage, CB_PASSAGE_CAPTION, "any.passage.caption");
        break;
    case CB_LEFT_REFERENCES:
    case CB_LEFT_REFERENCE_HEAD:
        set(passage, CB_PASSAGE_REFERENCES, "any.passage.references");
        break;
    case CB_LEFT_SECTION:
    case CB_LEFT_DATE:
        if (!inside)
            set(passage, CB_PASSAGE_BOILERPLATE, "any.passage.leftover");
        break;
    case CB_LEFT_BYLINE:
        set(passage, CB_PASSAGE_BOILERPLATE, "any.passage.byline");
        break;
    case CB_LEFT_TIME:
        set(passage, CB_PASSAGE_BOILERPLATE, "any.passage.timestamp");
        break;
    case CB_LEFT_SIGN_OFF:
        set(passage, CB_PASSAGE_BOILERPLATE, "any.passage.sign-off");
        break;
    case CB_LEFT_REMAINS:
    case CB_LEFT_TEASERS:
    case CB_LEFT_COMMENTS:
        set(passage, CB_PASSAGE_BOILERPLATE, "any.passage.leftover");
        break;
    case CB_LEFT_CREDIT:
        set(passage, CB_PASSAGE_BOILERPLATE, "any.passage.photo-credit");
        break;
    }
}

static bool is_article(enum cb_passage_kind kind)
{
    return kind == CB_PASSAGE_BODY || kind == CB_PASSAGE_SUBHEADING || kind == CB_PASSAGE_QUESTION;
}

/* Whole sentences: what the article begins and ends with. */
static bool is_prose(const struct cb_passage *passage, const struct cb_line *line)
{
    return passage->kind == CB_PASSAGE_BODY && line->leftover == CB_LEFT_NONE && line->words >= 8 &&
           line->sentences > 0;
}

static cb_status mark_repetitions(struct cb_document *doc, const struct cb_lines *lines, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map seen = {0};

    for (size_t i = 0; i < lines->count; i++) {
        struct cb_passage *passage = &doc->passages.items[i];
        bool added = true;
        if (lines->items[i].text.len < SAME_BYTES || passage->kind == CB_PASSAGE_BOILERPLATE)
            continue;
        CB_TRY_NEW(cb_map_add(doc->arena, &seen, lines->items[i].text, &added));
        if (!added && is_article(passage->kind))
            set(passage, CB_PASSAGE_BOILERPLATE, "any.passage.repeated");
    }
done:
    return rc;
}

cb_status cb_passages_refine(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_lines lines = {0};
    size_t first, last = 0;

    for (size_t i = 0; i < doc->passages.count; i++) {
        struct cb_line *line = CB_PUSH(doc->arena, &lines);
        CB_TRY_NEW(line);
        line->span = doc->passages.items[i].span;
        cb_line_look_over(doc, line);
    }
    CB_TRY(cb_leftovers_judge(doc, lexicon, &lines, err));
    first = lines.count;
    for (size_t i = 0; i < lines.count; i++)
        if (is_prose(&doc->passages.items[i], &lines.items[i])) {
            first = first < lines.count ? first : i;
            last = i;
        }
    for (size_t i = 0; i < lines.count; i++)
        if (is_article(doc->passages.items[i].kind))
            refine(&doc->passages.items[i], &lines.items[i], i > first && i < last);
    CB_TRY(mark_repetitions(doc, &lines, err));
    for (size_t i = 0; i < lines.count && !doc->title.ptr; i++)
        if (doc->passages.items[i].kind == CB_PASSAGE_HEADLINE)
            doc->title = lines.items[i].text;
done:
    return rc;
}
