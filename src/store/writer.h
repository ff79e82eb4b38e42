/* What the functions that write one article share; private to this folder. */
#ifndef CB_STORE_WRITER_H
#define CB_STORE_WRITER_H

#include "store/rows.h"

/* The article being written, and the row ids of its facts by their index. */
struct writer {
    struct cb_store *store;
    const struct cb_document *doc;
    const struct cb_facts *facts;
    struct cb_char_counter counter;
    int64_t article;
    int64_t *entities, *sources, *claims, *figures, *propositions;
    struct cb_claim_spans spans; /* of the claims, as they are numbered */
    struct cb_err *err;
};

/* Of a fact with a lean row: article, sentence, place with length and rule are its first five cells. */
cb_status cb_writer_add(struct writer *w, struct rows *rows, struct cb_span span, const char *rule,
                        struct cb_cell **row);

/* The first place of `span` and its length as code points, in `cell` and the next one. */
void cb_writer_length(struct writer *w, struct cb_cell *cell, struct cb_span span);

/* What stands at `span`, of a text where it would take long to cut it out; else ptr NULL. */
struct cb_str cb_writer_long_text(const struct writer *w, struct cb_span span);

/* Writes the digits of `n`, 20 bytes at most; where they end. */
char *cb_writer_number(char *out, int64_t n);

/* article_claims.c: all of them, in this order. */
cb_status cb_writer_claims(struct writer *w);
cb_status cb_writer_claim_entities(struct writer *w);
cb_status cb_writer_figures(struct writer *w);

/* The row id of item `index` of `ids`, NULL for CB_NONE. */
static inline void set_index(struct cb_cell *cell, const int64_t *ids, uint32_t index)
{
    if (index != CB_NONE)
        set_int(cell, ids[index]);
}

/* Nothing said is NULL, never the empty string. */
static inline struct cb_str filled(struct cb_str s)
{
    return s.len > 0 ? s : (struct cb_str){NULL, 0};
}

#endif
