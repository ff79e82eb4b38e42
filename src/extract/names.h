/* Private to names*.c: what they share while the names of one article are looked for.
 *
 * First pass: recognisers look at each place and leave finds (a name stands here) and hints (this word may be
 * a name, and of what kind). What they learn goes into `known`: forms of the article with their evidence.
 * Second pass: every other place where a known form stands is a mention too. A find or a known form always
 * has all of its evidence from this article and the word lists. */
#ifndef CB_EXTRACT_NAMES_H
#define CB_EXTRACT_NAMES_H

#include "extract/extract.h"
#include "extract/names_classes.h"

/* What the lists say of a word, and how it is written. */
enum name_word_flag {
    NAME_SHAPE = 1,       /* has a capital: may be part of a name */
    NAME_FUNCTION = 2,    /* article, preposition, auxiliary ... */
    NAME_DETERMINER = 4,  /* der, im, seine: what follows is a common noun, or a name that takes an article */
    NAME_INDEFINITE = 8,  /* ein, kein, jeder */
    NAME_NEVER = 16,      /* KI, Montag, Prozent: no name, whatever stands around it */
    NAME_COMMON = 32,     /* a common noun by the lists or by its ending */
    NAME_FIRST_NAME = 64, /* by the list, or behind a title in this article */
    NAME_PARTICLE = 128,  /* von, de: inside names of persons */
    NAME_PLACE_AFTER = 256, /* in, aus, nach */
    NAME_VERSION = 512,     /* Pro, Max: ends names of products */
    NAME_DIRECTION = 1024,  /* Nord, Mitte: ends names, begins none */
    NAME_PLACE_ENDING = 2048,
    NAME_PLACE_START = 4096,    /* Bad, Sankt */
    NAME_ACRONYM = 8192,        /* capitals only, two letters or more */
    NAME_REPORTING = 16384,     /* a form of a verb that reports speech */
    NAME_LOWER_CASE = 32768,    /* written small */
    NAME_AMBIGUOUS = 262144,    /* a common noun as it stands, not only by its ending: Essen, Halle */
    NAME_NOUN_ENDING = 524288,  /* ends with a noun of the list: Lindhafen, Vorjahreswert */
    NAME_NAMING = 1048576,      /* called, namens: a name follows */
    NAME_WAY = 2097152,         /* über, bei: before names of places, but before others, too */
    NAME_PARTY = 131072,        /* a party: in brackets behind a person */
    NAME_COMMON_ENDING = 65536, /* -ung, -keit: a common noun by its ending */
};

/* What organization_words.csv says of a word. */
enum organization_use {
    ORGANIZATION_NONE = 0,
    ORGANIZATION_LEGAL,      /* Solvara GmbH */
    ORGANIZATION_ENDING,     /* Pellworth Group */
    ORGANIZATION_HEAD,       /* Universität Lindau, Institut für Arbeit */
    ORGANIZATION_HEAD_OF,    /* Verband der Bauern */
    ORGANIZATION_TAIL,       /* Frankfurter Börse */
    ORGANIZATION_CLUB,       /* FC Talheide */
    ORGANIZATION_INSTITUTION /* Bundesregierung: a name by itself */
};

/* What titles.csv says of a word. */
enum title_kind {
    TITLE_NONE = 0,
    TITLE_HONORIFIC, /* Herr, Dr. */
    TITLE_CHIEF,     /* CEO, Chefin: all of them one office */
    TITLE_OFFICE,    /* Ministerin, Sprecher */
    TITLE_ROLE       /* Ärztin: stands before a name but is no office */
};

/* The lists of names, in the order in which they are asked. */
enum { NAME_LIST_OWN, NAME_LIST_ORGANIZATIONS, NAME_LIST_PLACES, NAME_LIST_SOURCES, NAME_LISTS };

struct cb_figure_scan;
struct name_entry;

/* One distinct word of the article, as written, with what the lists say and how it is used. */
struct name_word {
    struct cb_str text, lower;
    uint32_t flags;
    enum title_kind title;
    enum organization_use organization;
    char gender;                   /* of an organization word: 'f', 'm', 'n', 'p' or 0 */
    bool apposition;               /* a noun that stands before a name and tells its kind ... */
    bool compound;                 /* ... or behind its hyphen */
    bool street, law;              /* by its ending the name of a street, of a law */
    enum cb_entity_kind noun_kind; /* the kind that it tells */
    uint32_t count;                /* places where it stands */
    uint32_t determined;           /* of these, behind a determiner */
    uint32_t inside;               /* of these, not at the start of a sentence */

    uint32_t longest; /* tokens of the longest known name that begins with it */
    uint32_t hints[CB_ENTITY_KIND_COUNT];
    const char *hint_rule;
    bool word; /* no number, no sign */
    /* for the model (names_features.c) */
    uint32_t lists;          /* of which lists it is a whole form */
    uint32_t pos, small_pos; /* parts of speech that its readings allow, as written and in small letters */
    uint8_t origin;          /* enum cb_word_origin */
    uint32_t table;          /* enum name_table_class: what it can be, and without its -s or -er, above */
    uint32_t coarse;         /* the strongest thing to be said of it, as a small number */
    uint64_t hash, shape, head, memory;
    uint64_t ending; /* hash of the last three bytes in lower case */
    /* Names in the lists of names that begin with it: bytes of the longest, by list ... */
    uint32_t reach[NAME_LISTS];
    uint32_t adjective_reach; /* ... and with another ending of adjectives in place of its own, in any */
    bool reaches;             /* any of these is not 0, or listed_cut */
    bool listed_cut;          /* a name of a list, but for a genitive ending */
    bool is_known;            /* it is a form of `known` */
    uint32_t title_reach;     /* bytes of the longest title that begins with it ... */
    uint32_t firm_reach;      /* ... and of the longest of the organization words */
    struct name_entry *entry; /* what is kept of it from article to article */
};

struct name_sums;   /* names_model.h */
struct name_cached; /* the same */

/* A word of the vocabulary: a struct name_word as it is before an article is looked at. */
struct name_entry {
    struct name_word word;
    const struct cb_name_vocabulary *owner;
    uint32_t article, index; /* the article that had it last, and where */
    int8_t number;           /* is it a number in one word? 0: not asked yet; 1: yes; -1: no */
    struct name_sums *sums;  /* NULL until the model has met it */
};

CB_LIST_TYPE(name_entries, struct name_entry *)

/* The words that were read already, with all that lists, lexicons and model say of each: names_vocabulary.c.
 * Lives in doc->kept and is forgotten with it, or, where an article has none of its own, in the article. */
struct cb_name_vocabulary {
    const struct cb_lexicon *lexicon;
    struct cb_kept *kept; /* or NULL */
    uint32_t age;         /* of kept, when this was made */
    struct cb_arena *arena;
    struct name_entries entries;
    struct cb_map places;           /* text of a word -> its place in entries + 1 */
    uint32_t article;               /* number of the article that is read now */
    struct name_cached *sums;       /* NAME_CACHED of them; NULL: none yet */
    struct cb_figure_scan *numbers; /* to tell number words */
};

/* A name stands here. */
struct name_find {
    uint32_t first, last; /* tokens */
    struct cb_span span;
    struct cb_str form;      /* without inflection, words joined by single spaces */
    struct cb_str canonical; /* or ptr NULL */
    enum cb_entity_kind kind;
    enum cb_certainty certainty;
    bool outlet; /* by import/sources.csv */
    bool quoted; /* in quotation marks, or where an outlet is named */
    const char *rule;
};

/* A form that is a name in this article. */
struct known_name {
    struct cb_str form, canonical;
    uint32_t score[CB_ENTITY_KIND_COUNT];
    bool surname;     /* last part of a person's full name */
    bool bare;        /* only where no determiner stands before it */
    bool gazetteer;   /* in one of the lists of names */
    bool quoted;      /* a common noun but for the quotation marks */
    bool introduced;  /* an acronym in brackets behind the name that it is short for */
    const char *rule; /* of the mentions found by memory */
};

/* A mention as the rules see it, before the model has looked. */
struct name_proposal {
    struct cb_mention mention;
    uint32_t first, last; /* tokens */
    bool part;            /* of a token only: "Quantara" in "Quantara-Chef" */
};

CB_LIST_TYPE(name_words, struct name_word)
CB_LIST_TYPE(name_proposals, struct name_proposal)
CB_LIST_TYPE(name_finds, struct name_find)
CB_LIST_TYPE(known_names, struct known_name)

struct names {
    const struct cb_document *doc;
    const struct cb_lexicon *lexicon;
    struct cb_facts *facts;
    struct cb_arena *arena;
    bool english;
    const struct cb_list *titles, *organization_words, *name_words_list, *function_words, *first_names,
        *nouns;
    const struct cb_list *reporting_verbs, *units, *currencies;
    const struct cb_list *name_lists[NAME_LISTS]; /* the users' names come first */
    struct cb_name_vocabulary *vocabulary;
    struct name_words words;
    struct name_word **word_of; /* token -> word */
    uint32_t *find_of;          /* token -> find that begins there + 1 */
    bool *taken;                /* token is part of a find */
    bool *skipped;              /* sentence -> boilerplate: no names there */
    bool *capitals;             /* sentence -> most words have a capital: capitals tell nothing */
    struct name_finds finds;
    struct known_names known;
    struct cb_map known_index;       /* form -> known name */
    struct name_proposals proposals; /* in text order */
    uint32_t *proposal_of;           /* token -> proposal it is part of + 1 */
    const struct cb_words *lexicon_words;
    struct names_table table;
    uint16_t *phrases; /* token -> classes of the name of several words that it is in, by the table;
                        * NAME_PHRASE_FIRST where that begins */
    bool *open;        /* token -> the model decides whether it is part of a name; the others are outside */
};

/* ---- words ---- */

/* Fills what the lists and lexicons say of the word of `token`: text and lower are set. */
void cb_names_look_up_word(const struct names *n, struct name_word *word, const struct cb_token *token);

/* The longest names of list `l` that begin with the word: reach, adjective_reach and listed_cut. */
void cb_names_reach(const struct names *n, struct name_word *word, int l);

/* ---- the vocabulary (names_vocabulary.c) ---- */

/* Begins an article with vocabulary `v`, or, when it is NULL, with one of its own. */
cb_status cb_names_use_vocabulary(struct names *n, struct cb_name_vocabulary *v, struct cb_err *err);

/* The vocabulary's entry for a token, made where there is none; NULL when there is no memory. */
struct name_entry *cb_names_entry(const struct names *n, uint32_t token);

/* "Zweihundertfünfzig": a number in one word. */
bool cb_names_is_number_word(const struct names *n, uint32_t token);

/* ---- words of the article (names_words.c) ---- */

/* Fills words and everything that is kept for each token and sentence. */
cb_status cb_names_words(struct names *n, struct cb_err *err);

static inline struct name_word *name_word(const struct names *n, uint32_t token)
{
    return n->word_of[token];
}

static inline bool name_has(const struct names *n, uint32_t token, uint32_t flags)
{
    return (name_word(n, token)->flags & flags) != 0;
}

/* The word with this text; NULL when the article has none. */
struct name_word *cb_names_word_by_text(const struct names *n, struct cb_str text);

/* Are both tokens in one sentence, with `other` a real token of it? */
static inline bool cb_names_same_sentence(const struct names *n, uint32_t token, uint32_t other)
{
    return other < n->doc->tokens.count &&
           n->doc->tokens.items[token].sentence == n->doc->tokens.items[other].sentence;
}

/* First token of the sentence of `token`, and the one behind its last. */
static inline uint32_t cb_names_sentence_first(const struct names *n, uint32_t token)
{
    return n->doc->sentences.items[n->doc->tokens.items[token].sentence].first;
}

static inline uint32_t cb_names_sentence_end(const struct names *n, uint32_t token)
{
    const struct cb_sentence *s = &n->doc->sentences.items[n->doc->tokens.items[token].sentence];

    return s->first + s->count;
}

/* May this token be part of a name by its look alone: a capital, no function word, no common noun, none of
 * the words that are never names? */
static inline bool cb_names_is_candidate(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);

    return (word->flags & (NAME_SHAPE | NAME_FUNCTION | NAME_NEVER | NAME_COMMON)) == NAME_SHAPE &&
           n->doc->tokens.items[token].kind == CB_TOKEN_WORD && word->title == TITLE_NONE && !word->street &&
           !word->law && word->organization != ORGANIZATION_LEGAL;
}

/* The same, more strictly: it does not end with a noun of the list either. */
bool cb_names_is_unknown(const struct names *n, uint32_t token);

/* Does a determiner stand before it, or a determiner and adjectives? */
bool cb_names_is_determined(const struct names *n, uint32_t token);

/* The last of at most `max` candidates that follow each other from `first` on; first - 1 when there is none.
 */
uint32_t cb_names_run(const struct names *n, uint32_t first, uint32_t max);

/* The tokens as one form, with single spaces; ptr NULL when there is no memory. */
struct cb_str cb_names_form(const struct names *n, uint32_t first, uint32_t last);

/* Is the token this sign of punctuation? */
bool cb_names_is_sign(const struct names *n, uint32_t token, const char *sign);

/* The form of a word without a genitive ending: "Quantara" for "Quantaras" when the article has "Quantara"
 * too or `genitive` says that one stands here; the word itself where nothing is to be cut. */
struct cb_str cb_names_base(const struct names *n, struct cb_str text, bool genitive);

/* ---- what is known (names_known.c) ---- */

/* Adds a find, unless one of its tokens is taken, and makes its form known. */
cb_status cb_names_add_find(struct names *n, struct name_find find, struct cb_err *err);

/* Makes a form known as a name of `kind`; *out (may be NULL) gets it. `words` is the number of its tokens. */
cb_status cb_names_know(struct names *n, struct cb_str form, uint32_t words, enum cb_entity_kind kind,
                        enum cb_certainty certainty, struct known_name **out, struct cb_err *err);

/* The known name of this form; NULL when there is none. */
struct known_name *cb_names_known(const struct names *n, struct cb_str form);

/* Weak evidence: the word of `token` may be a name of `kind`. Enough of it makes it known. */
void cb_names_hint(struct names *n, struct cb_str form, enum cb_entity_kind kind, uint32_t weight,
                   const char *rule);

/* The kind that most of the evidence speaks for. */
enum cb_entity_kind cb_names_kind(const struct known_name *known);

/* Turns hints that are strong enough into known names. */
cb_status cb_names_weigh_hints(struct names *n, struct cb_err *err);

/* ---- the recognisers: each tries the name that begins with `token` and adds a find; *found says so ---- */

cb_status cb_names_try_gazetteer(struct names *n, uint32_t token, uint32_t least, bool *found,
                                 struct cb_err *err);
cb_status cb_names_try_person(struct names *n, uint32_t token, bool *found, struct cb_err *err);
cb_status cb_names_try_organization(struct names *n, uint32_t token, bool *found, struct cb_err *err);
cb_status cb_names_try_product(struct names *n, uint32_t token, bool *found, struct cb_err *err);
cb_status cb_names_try_context(struct names *n, uint32_t token, bool *found, struct cb_err *err);
cb_status cb_names_try_quoted(struct names *n, uint32_t quotation, struct cb_err *err);
cb_status cb_names_try_capital(struct names *n, uint32_t token, bool *found, struct cb_err *err);

cb_status cb_names_try_english(struct names *n, uint32_t token, bool only_organizations, bool *found,
                               struct cb_err *err);

cb_status cb_names_try_pair(struct names *n, uint32_t token, bool *found, struct cb_err *err);

/* Leaves hints for the word of `token`, once all finds are there. */
void cb_names_hint_bare(struct names *n, uint32_t token);

/* Leaves hints for the word of `token`. */
cb_status cb_names_take_hints(struct names *n, uint32_t token, struct cb_err *err);

/* May this part of a compound be a name: a capital, and no word that the lists know as something else? */
bool cb_names_is_part(const struct names *n, struct cb_str part);

/* Is this text a name in the gazetteers, as a whole? Fills what a find needs but its place. */
bool cb_names_look_up(const struct names *n, struct cb_str text, bool quoted, struct name_find *out);

/* The title word that ends at `token` ('Chef', 'chief executive'): its first token in *first. TITLE_NONE when
 * none. */
enum title_kind cb_names_title_ending_at(const struct names *n, uint32_t token, uint32_t *first);

/* The title word that begins at `token`: its last token in *last. */
enum title_kind cb_names_title_starting_at(const struct names *n, uint32_t token, uint32_t *last);

/* ---- second pass and positions ---- */

/* Fills n->proposals: finds, known forms, parts of compounds (names_mentions.c). */
cb_status cb_names_propose(struct names *n, struct cb_err *err);

struct name_model;

/* Writes the mentions of facts: what the model sees, and of the proposals what it leaves standing; all
 * proposals without a model (names_decide.c). */
cb_status cb_names_decide(struct names *n, const struct name_model *model, struct cb_err *err);

/* ---- the order of the work (names.c); gen/ uses the two parts by themselves ---- */

/* Everything before the model. `vocabulary` may be NULL: words are then looked up for this article alone. */
cb_status cb_names_prepare(struct names *n, const struct cb_document *doc, const struct cb_lexicon *lexicon,
                           struct cb_name_vocabulary *vocabulary, struct cb_err *err);

/* Decides, and writes mentions and positions to `facts`. `model` may be NULL. */
cb_status cb_names_finish(struct names *n, const struct name_model *model, struct cb_facts *facts,
                          struct cb_err *err);

/* Who holds which office, from the mentions (names_positions.c). */
cb_status cb_names_find_positions(struct names *n, struct cb_err *err);

#endif
