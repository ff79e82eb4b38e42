/* What the files of the citation finder share; private to them. */
#ifndef CB_EXTRACT_CITATIONS_H
#define CB_EXTRACT_CITATIONS_H

#include "extract/claim_words.h"
#include "lexicon/lexicon.h"
#include "model/facts.h"

/* Words that may name a source. */
struct cb_source_name {
    uint32_t first, last; /* tokens of the name, without quotation marks */
    bool quoted;          /* quotation marks stand around it */
    const struct cb_list_row
        *row;                   /* of the gazetteer; NULL: an unknown name in quotation marks, or a domain */
    struct cb_str name, domain; /* as the source is called */
    enum cb_source_kind kind;
};

struct cb_citation_finder {
    const struct cb_document *doc;
    const struct cb_list *sources, *frames;
    struct cb_facts *facts;
    struct cb_map names;        /* name of a source -> its index + 1 */
    struct cb_str report;       /* the name of the report that "der Bericht" takes up; ptr NULL = none */
    struct cb_span report_seen; /* where it was named without being cited; empty = cited */
};

/* The name of an outlet that begins at token `token` and ends before `limit`: in the gazetteer, a domain, or
 * unknown in quotation marks (`token` is then the opening mark). */
bool cb_source_name_here(const struct cb_citation_finder *f, uint32_t token, uint32_t limit,
                         struct cb_source_name *out);

static inline bool cb_source_name_read(const struct cb_citation_finder *f, uint32_t token, uint32_t limit,
                                       struct cb_source_name *out)
{
    const struct cb_token *t = &f->doc->tokens.items[token];

    return ((t->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_QUOTE_MARK)) || t->kind == CB_TOKEN_ADDRESS ||
            cb_token_may_begin(t, CB_LIST_SOURCES)) && /* most words may not */
           cb_source_name_here(f, token, limit, out);
}

/* The rule by which `name` is where the article has something from; NULL when it is only talked about. */
const char *cb_citation_rule(const struct cb_citation_finder *f, const struct cb_source_name *name);

/* Studies and reports that sentence `sentence` names as its source. CB_NO_MEMORY. */
cb_status cb_documents_find(struct cb_citation_finder *f, uint32_t sentence, struct cb_err *err);

/* Adds a citation of the source called `name`, which is made when it is new; *source (may be NULL) gets it.
 */
cb_status cb_citation_add(struct cb_citation_finder *f, struct cb_span span, struct cb_str name,
                          struct cb_str domain, enum cb_source_kind kind, const char *rule,
                          struct cb_err *err);

/* Has the row, where there is one, the word `use` in its column `column`? */
static inline bool cb_row_has_word(const struct cb_list_row *row, int column, struct cb_str use)
{
    return row && cb_field_has(row->fields[column], use);
}

/* Has the row of the frames for a token the use? */
static inline bool cb_citation_has_use(const struct cb_citation_finder *f, uint32_t token, struct cb_str use)
{
    return cb_row_has_word(cb_token_row(&f->doc->tokens.items[token], CB_LIST_FRAMES), CB_FRAME_USE, use);
}

#endif
