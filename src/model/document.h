/* Floor 2. One article on its way through the stages: its text and what is known of the text's structure.
 *
 * Places inside the program are byte offsets into `text` (0-based, half-open), always at character
 * boundaries: a slice is a pointer and a length away. The database counts code points; store/ converts
 * (cb_document_char). */
#ifndef CB_MODEL_DOCUMENT_H
#define CB_MODEL_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

#define CB_NONE UINT32_MAX /* an index that points at nothing */

/* [start, end) in bytes of the text. start == end: nothing. */
struct cb_span {
    uint32_t start, end;
};

static inline bool cb_span_is_empty(struct cb_span s)
{
    return s.start >= s.end;
}

static inline bool cb_span_contains(struct cb_span outer, struct cb_span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool cb_span_overlaps(struct cb_span a, struct cb_span b)
{
    return a.start < b.end && b.start < a.end;
}

enum cb_language { CB_GERMAN = 0, CB_ENGLISH, CB_LANGUAGE_COUNT };

/* "de", "en". */
const char *cb_language_code(enum cb_language language);

/* false when `code` (any case, a region may follow: "de-AT") is no language of ours. */
bool cb_language_by_code(struct cb_str code, enum cb_language *out);

enum cb_passage_kind {
    CB_PASSAGE_BODY = 0,
    CB_PASSAGE_HEADLINE,
    CB_PASSAGE_SUBHEADING,
    CB_PASSAGE_CAPTION,
    CB_PASSAGE_QUESTION,
    CB_PASSAGE_REFERENCES,
    CB_PASSAGE_BOILERPLATE,
    CB_PASSAGE_KIND_COUNT
};

/* The contract's word for it: "body", "headline", ... */
const char *cb_passage_kind_name(enum cb_passage_kind kind);

struct cb_passage {
    enum cb_passage_kind kind;
    struct cb_span span; /* without white space at its ends; in order, not overlapping */
    const char *rule;    /* rules.id; lives as long as the program */
};

enum cb_token_kind {
    CB_TOKEN_WORD = 0, /* letters, with inner hyphens, apostrophes, digits: Anthropic-CEO, H200, z.B. */
    CB_TOKEN_NUMBER,   /* digits with inner separators: 50.000 12,4 2025 3. (as an ordinal) */
    CB_TOKEN_PUNCTUATION,
    CB_TOKEN_SYMBOL,  /* % $ + ~ ... */
    CB_TOKEN_ADDRESS, /* URL, domain name, e-mail address */
    CB_TOKEN_HASHTAG, /* #word, @name */
};

enum cb_token_flag {
    CB_TOKEN_CAPITAL = 1,      /* begins with an upper-case letter */
    CB_TOKEN_ALL_CAPITALS = 2, /* two or more letters, no lower-case letter */
    CB_TOKEN_HAS_DIGIT = 4,
    CB_TOKEN_HAS_HYPHEN = 8,
    CB_TOKEN_INNER_CAPITAL = 16, /* an upper-case letter behind a lower-case one: DeepSeek, OpenAI */
    CB_TOKEN_SENTENCE_START =
        32, /* first word of its sentence, or first word inside an opening quotation mark */
    CB_TOKEN_ABBREVIATION = 64,  /* its full stop belongs to it */
    CB_TOKEN_ORDINAL = 128,      /* a number whose full stop belongs to it */
    CB_TOKEN_SPACE_BEFORE = 256, /* white space stands before it */
    CB_TOKEN_QUOTE_MARK = 512,   /* a quotation mark, of any convention, opening or closing */
};

/* What the list of function words says of a word. */
enum cb_word_class {
    CB_CLASS_NONE = 0, /* not in the list: most nouns, verbs, adjectives, names */
    CB_CLASS_ARTICLE,
    CB_CLASS_PRONOUN,
    CB_CLASS_PREPOSITION,
    CB_CLASS_CONJUNCTION,  /* joins equals: und, aber */
    CB_CLASS_SUBORDINATOR, /* begins a subordinate clause: dass, weil */
    CB_CLASS_PARTICLE,
    CB_CLASS_ADVERB,
    CB_CLASS_AUXILIARY,
    CB_CLASS_MODAL,
};

struct cb_vocabulary_word;
struct cb_listed;

/* What is kept from one article to the next: the words of the articles before, in language/'s vocabulary, or
 * of this article alone. Everything in it is forgotten at once. */
struct cb_kept {
    struct cb_arena *arena;
    size_t bytes;     /* about what is in use */
    uint32_t age;     /* how often all was forgotten */
    uint32_t article; /* number of the article in hand */
};

/* What a stage has found out of a form by itself, whatever stands around it: for the next time that it is
 * met. In the memory of `kept`; NULL until the stage has met it. */
enum cb_note {
    CB_NOTE_ANALYSIS, /* struct cb_word: what cb_words_analyze says of the form */
    CB_NOTE_NAME,     /* struct name_entry of extract/names.h */
    CB_NOTE_PIECE,    /* struct cb_piece of extract/figures.h */
    CB_NOTE_COUNT
};

struct cb_notes {
    void *of[CB_NOTE_COUNT];
};

struct cb_token {
    struct cb_span span;
    enum cb_token_kind kind;
    uint32_t flags;    /* of enum cb_token_flag */
    uint32_t sentence; /* index */
    enum cb_word_class word_class;
    struct cb_vocabulary_word *word; /* language/'s own: what it knows of the form */
    struct cb_notes *notes;          /* of the form */
    const struct cb_listed *listed;  /* what the word lists say of it: lexicon/lexicon.h */
    struct cb_str lower;             /* the token in lower case, for look-ups */
    struct cb_str lemma;             /* of its chosen reading; the form where nothing is known */
    struct cb_str joined; /* of a verb with a separated prefix or a particle, the lemma with it: mitteilen,
                           * carry out; else empty */
    uint32_t features;    /* of its chosen reading: enum cb_feature of lexicon/morph.h */
    uint32_t clause;      /* the innermost clause it is a word of; CB_NONE for the signs between clauses */
    uint32_t phrase;      /* the innermost phrase it is a word of, its preposition included, or CB_NONE */
    uint8_t tag;          /* enum cb_tag of lexicon/tag.h */
};

struct cb_sentence {
    struct cb_span span;
    uint32_t first, count; /* its tokens */
    uint32_t passage;      /* index */
};

/* A quotation: a pair of marks and what stands between. In order of `open`; a nested one follows its outer
 * one. */
struct cb_quotation {
    uint32_t open, close; /* tokens; close is the last token of the passage where the mark was never closed */
    struct cb_span span;  /* with its marks */
    uint32_t parent;      /* the quotation it stands in, or CB_NONE */
    bool closed;
};

enum cb_clause_kind {
    CB_CLAUSE_MAIN = 0,    /* verb second or first, or without verb */
    CB_CLAUSE_SUBORDINATE, /* with a conjunction or question word: dass, weil, ob, wie */
    CB_CLAUSE_RELATIVE,
    CB_CLAUSE_INFINITIVE, /* (um) ... zu */
    CB_CLAUSE_PARTICIPLE, /* English: 'Founded in 1990, ...', '..., saying that' */
};

/* "main", "subordinate", "relative", "infinitive", "participle". */
const char *cb_clause_kind_name(enum cb_clause_kind kind);

/* One clause: what claims, figures and propositions stand on. Its tokens may be cut by clauses inside it. */
struct cb_clause {
    enum cb_clause_kind kind;
    uint32_t first, last; /* tokens; the whole stretch, with what is embedded */
    uint32_t parent;      /* the clause it depends on or stands in, or CB_NONE */
    uint32_t opener;      /* conjunction, relative pronoun or question word, or CB_NONE; outside the clause
                           * where it is shared with the one before: 'weil er kam und ging' */
    uint32_t finite;      /* finite verb, or CB_NONE */
    uint32_t verb;     /* the verb that carries the meaning: finite, participle or infinitive, or CB_NONE */
    uint32_t particle; /* separated prefix (teilte ... mit), or CB_NONE */
    uint32_t subject_first, subject_last; /* tokens of the likely subject, or CB_NONE; outside the clause
                                           * where it is shared with the one before: 'Er kam und ging' */
    bool negated, passive;
    bool perfect;            /* hat/ist/had ... with a participle */
    bool inserted;           /* stands inside its parent: a frame ('..., sagte er, ...') or in brackets */
    uint32_t modal;          /* the modal verb before an infinitive, or CB_NONE */
    uint32_t negation;       /* the first word that negates, or CB_NONE */
    uint32_t tail_first;     /* the verbs beside the finite one that end its bracket: 'gebaut worden sein', */
    uint32_t tail_last;      /* 'zu bauen'; or CB_NONE */
    uint32_t antecedent;     /* of a relative clause, the phrase it belongs to, or CB_NONE */
    uint32_t subject;        /* the phrase of its subject, or CB_NONE; of another clause where it is shared */
    uint32_t subject_clause; /* the clause that is its subject: 'Dass er kommt, freut alle'; or CB_NONE */
    uint32_t phrases;        /* its first phrase, the others by `next`; CB_NONE = it has none */
};

/* What a phrase does in its clause, or to its parent. */
enum cb_phrase_role {
    CB_ROLE_NONE = 0,   /* not known */
    CB_ROLE_SUBJECT,    /* of its clause */
    CB_ROLE_OBJECT,     /* German: accusative */
    CB_ROLE_DATIVE,     /* English: the first of two objects */
    CB_ROLE_PREDICATE,  /* 'ist eine Bank' */
    CB_ROLE_ADVERBIAL,  /* time and measure without preposition: 'jeden Tag' */
    CB_ROLE_OBLIQUE,    /* with a preposition, of the verb */
    CB_ROLE_ATTRIBUTE,  /* with a preposition, of its parent: 'Chef von Nvidia' */
    CB_ROLE_GENITIVE,   /* of its parent: 'Chefin der Bank', 'Berlins Straßen', 'the firm's chief' */
    CB_ROLE_APPOSITION, /* of its parent: 'Huang, Chef von Nvidia', 'Nvidia-Chef | Jensen Huang' */
    CB_ROLE_CONJUNCT,   /* beside its parent: 'Polizei und | Feuerwehr' */
};

/* "subject", "object", ...; "phrase" for CB_ROLE_NONE. */
const char *cb_phrase_role_name(enum cb_phrase_role role);

enum cb_case { CB_CASE_NOMINATIVE = 1, CB_CASE_GENITIVE = 2, CB_CASE_DATIVE = 4, CB_CASE_ACCUSATIVE = 8 };

/* A nominal group: article, adjectives and noun; a name; a pronoun. What hangs on it (genitives,
 * prepositional attributes, appositions, conjuncts) are phrases of their own with it as their parent. */
struct cb_noun_phrase {
    uint32_t first, last; /* tokens, without preposition */
    uint32_t head;        /* noun, last word of a name, pronoun, number */
    uint32_t preposition; /* or CB_NONE; may stand behind: 'der Firma zufolge'. A conjunct has that of its
                           * parent */
    uint32_t clause;      /* or CB_NONE */
    uint32_t parent;      /* the phrase it hangs on, or CB_NONE: it hangs on the verb */
    uint32_t next;        /* of the same clause, or CB_NONE */
    uint32_t reach;       /* the last token of it and of all that hangs on it */
    uint8_t role;         /* enum cb_phrase_role */
    uint8_t cases;        /* of enum cb_case: those it can stand in, all where nothing tells */
    bool plural;          /* its own noun, without what is joined to it */
};

CB_LIST_TYPE(cb_clauses, struct cb_clause)
CB_LIST_TYPE(cb_noun_phrases, struct cb_noun_phrase)
CB_LIST_TYPE(cb_passages, struct cb_passage)
CB_LIST_TYPE(cb_tokens, struct cb_token)
CB_LIST_TYPE(cb_sentences, struct cb_sentence)
CB_LIST_TYPE(cb_quotations, struct cb_quotation)

/* What is known of an article beside its text. */
enum cb_meta {
    CB_META_TITLE = 0,
    CB_META_AUTHOR,
    CB_META_PUBLISHED,
    CB_META_MODIFIED,
    CB_META_SOURCE,
    CB_META_URL,
    CB_META_LANGUAGE,
    CB_META_COUNT
};

/* Every slice lives in `arena` (or as long as the program, or as cb_language_analyze says); ptr NULL = not
 * known. */
struct cb_document {
    struct cb_arena *arena;
    struct cb_kept *kept; /* set with the tokens */
    struct cb_str text;   /* UTF-8, valid, NFC, LF line ends, no byte order mark; less than 2^31 bytes */
    struct cb_str path, url, title, author, source;
    struct cb_str published; /* ISO date, or ptr NULL */
    struct cb_str modified;  /* the day of the last change; ISO date, or ptr NULL */
    struct cb_str layout;    /* reader/layout.h: the blocks as the input marks them; ptr NULL: plain text */
    struct cb_str notice;    /* what the reader has to say about it, for people: a paywall; or ptr NULL */
    const char *origins[CB_META_COUNT]; /* where each came from ("JSON-LD headline"); NULL: not known */
    char sha256[65];                    /* of the input's bytes, hexadecimal */
    bool path_counts; /* the path only counts the articles of a file: another one may stand there tomorrow */
    bool language_known;
    enum cb_language language;
    struct cb_passages passages;   /* filled by reader/ */
    struct cb_sentences sentences; /* the rest by language/ */
    struct cb_tokens tokens;
    struct cb_quotations quotations;
    struct cb_clauses clauses;      /* in text order, outer before inner */
    struct cb_noun_phrases phrases; /* in the order of their heads */
    /* The first token that ends behind each CB_PLACE_BYTES-th byte of the text; NULL: not noted. */
    uint32_t *token_places;
};

enum { CB_PLACE_BYTES = 64 };

static inline struct cb_str cb_document_slice(const struct cb_document *doc, struct cb_span span)
{
    return cb_str_sub(doc->text, span.start, span.end);
}

static inline struct cb_str cb_token_text(const struct cb_document *doc, uint32_t token)
{
    return cb_document_slice(doc, doc->tokens.items[token].span);
}

/* The span from the first to the last of these tokens. */
static inline struct cb_span cb_tokens_span(const struct cb_document *doc, uint32_t first, uint32_t last)
{
    return (struct cb_span){doc->tokens.items[first].span.start, doc->tokens.items[last].span.end};
}

/* Notes token_places, once the tokens are there: cb_document_token_at need not search then. false when there
 * is no memory. */
bool cb_document_note_places(struct cb_document *doc);

/* The first token that ends behind byte `offset`; tokens.count when there is none. */
uint32_t cb_document_token_at(const struct cb_document *doc, uint32_t offset);

/* The sentence that holds byte `offset`, or the last one before it; CB_NONE when there is none. */
uint32_t cb_document_sentence_at(const struct cb_document *doc, uint32_t offset);

/* Counts code points from byte offsets that mostly rise: linear over a whole article. Zero it with the
 * document. */
struct cb_char_counter {
    const struct cb_document *doc;
    uint32_t byte, chars;
};

/* The number of code points before byte `offset` of the counter's document. */
uint32_t cb_document_char(struct cb_char_counter *counter, uint32_t offset);

#endif
