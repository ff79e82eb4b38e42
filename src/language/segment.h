/* The segments that punctuation and conjunctions cut a sentence into; private to this folder. */
#ifndef CB_LANGUAGE_SEGMENT_H
#define CB_LANGUAGE_SEGMENT_H

#include "language/syntax.h"

enum cb_segment_kind {
    CB_SEGMENT_PLAIN, /* without finite verb */
    CB_SEGMENT_FINITE,
    CB_SEGMENT_SUBORDINATE,
    CB_SEGMENT_RELATIVE,
    CB_SEGMENT_INFINITIVE,
    CB_SEGMENT_PARTICIPLE,
};

struct cb_segment {
    uint32_t first, last; /* tokens */
    enum cb_segment_kind kind;
    uint32_t opener, finite; /* tokens or CB_NONE */
    bool coordinated;        /* begins with und, oder, aber */
    bool comma;              /* a comma stands before it */
    bool strong;             /* a semicolon, colon or dash stands before it */
    bool begins;             /* plain, but a clause begins here whose verb comes behind other segments */
    bool opens, closes;      /* an opening bracket before it, a closing one behind it */
};

CB_LIST_TYPE(cb_segments, struct cb_segment)

struct cb_cutting {
    const struct cb_syntax *syntax;
    uint32_t begin, end;         /* tokens of the sentence */
    uint32_t *next_finite;       /* of the document: the first finite verb at or behind a token */
    uint32_t *last_cconj;        /* the last coordinating conjunction at or before a token */
    uint8_t *quote_border;       /* a quotation mark that parts clauses */
    struct cb_segments segments; /* of the sentence */
};

/* Looks up what cutting asks again and again, once for all tokens. CB_NO_MEMORY. */
cb_status cb_cutting_init(const struct cb_syntax *syntax, struct cb_cutting *s, struct cb_err *err);

/* Fills `segments` with those of the sentence [begin, end). Linear in its length. CB_NO_MEMORY. */
cb_status cb_cutting_run(struct cb_cutting *s, uint32_t begin, uint32_t end, struct cb_err *err);

/* Is the finite verb at the end of the segment, alone or with the other verbs: 'kommt', 'gekommen ist', 'hat
 * kommen lassen'? */
bool cb_segment_is_verb_last(const struct cb_syntax *syntax, const struct cb_segment *segment);

#endif
