/* Floor 2. What the extractors found in one article. Everything points into the document by span, and to
 * other facts by index into the lists of struct cb_facts. Slices live in the document's arena or as long as
 * the lexicon. */
#ifndef CB_MODEL_FACTS_H
#define CB_MODEL_FACTS_H

#include "model/document.h"
#include "text/decimal.h"

enum cb_entity_kind {
    CB_ENTITY_OTHER = 0,
    CB_ENTITY_PERSON,
    CB_ENTITY_ORGANIZATION,
    CB_ENTITY_PLACE,
    CB_ENTITY_PRODUCT,
    CB_ENTITY_EVENT,
    CB_ENTITY_WORK,
    CB_ENTITY_LAW,
    CB_ENTITY_KIND_COUNT
};
const char *cb_entity_kind_name(enum cb_entity_kind kind);
/* false when `name` is not one of the contract's words. */
bool cb_entity_kind_by_name(struct cb_str name, enum cb_entity_kind *out);

/* How sure a finder is of a mention's kind; the sum over an article decides. */
enum cb_certainty { CB_GUESSED = 0, CB_LIKELY = 1, CB_SURE = 3 };

enum cb_mention_kind { CB_MENTION_NAME = 0, CB_MENTION_ALIAS, CB_MENTION_NOMINAL, CB_MENTION_PRONOUN };
const char *cb_mention_kind_name(enum cb_mention_kind kind);

/* One place where a name (or, after resolve/, a nominal or pronoun) stands. */
struct cb_mention {
    struct cb_span span;
    struct cb_str form;              /* the name without its ending: "Nvidia" for "Nvidias" */
    struct cb_str canonical;         /* the gazetteer's name for it, or ptr NULL */
    enum cb_entity_kind entity_kind; /* as the finder sees it */
    enum cb_certainty certainty;
    enum cb_mention_kind kind;
    uint32_t entity; /* set by resolve/; CB_NONE before */
    const char *rule;
    const char *link; /* of an alias: the rule that says why it means its entity; else NULL */
};

/* One entity of this article. Same key = same entity in every article. */
struct cb_entity {
    struct cb_str key;  /* stable and readable: "person/dario-amodei" */
    struct cb_str name; /* canonical */
    enum cb_entity_kind kind;
    uint32_t weight; /* how much evidence this article gives for `kind` */
};

struct cb_alias {
    uint32_t entity;
    struct cb_str alias; /* a form other than the canonical name */
};

enum cb_position_state { CB_POSITION_HELD = 0, CB_POSITION_FORMER, CB_POSITION_DESIGNATED };
/* NULL for CB_POSITION_HELD, else "former", "designated". */
const char *cb_position_state_name(enum cb_position_state state);

struct cb_position {
    uint32_t person;       /* mention */
    uint32_t organization; /* mention, or CB_NONE */
    struct cb_str title;   /* the office as written: "CEO" */
    struct cb_span span;
    const char *rule;
    enum cb_position_state state;
};

enum cb_source_kind {
    CB_SOURCE_OTHER = 0,
    CB_SOURCE_OUTLET,
    CB_SOURCE_AGENCY,
    CB_SOURCE_REPORT,
    CB_SOURCE_PERSON
};
const char *cb_source_kind_name(enum cb_source_kind kind);
bool cb_source_kind_by_name(struct cb_str name, enum cb_source_kind *out);

/* An outlet or document that the article names; same name = same source in every article. */
struct cb_source {
    struct cb_str name;
    enum cb_source_kind kind;
    struct cb_str domain; /* or ptr NULL */
};

struct cb_citation {
    uint32_t source;
    struct cb_span span; /* the name of the source, without quotation marks */
    const char *rule;
};

enum cb_figure_kind {
    CB_FIGURE_NUMBER = 0,
    CB_FIGURE_MONEY,
    CB_FIGURE_PERCENT,
    CB_FIGURE_COUNT,
    CB_FIGURE_MULTIPLE,
    CB_FIGURE_DATE,
    CB_FIGURE_DURATION,
    CB_FIGURE_RANK,
    CB_FIGURE_QUANTITY
};
const char *cb_figure_kind_name(enum cb_figure_kind kind);

enum cb_bound { CB_BOUND_EXACT = 0, CB_BOUND_AT_MOST, CB_BOUND_AT_LEAST, CB_BOUND_ABOUT, CB_BOUND_RANGE };
const char *cb_bound_name(enum cb_bound bound);

struct cb_figure {
    struct cb_span span; /* with 'rund', 'bis zu' */
    enum cb_figure_kind kind;
    enum cb_bound bound;
    bool approximate;
    bool has_low, has_high;
    struct cb_decimal low, high;
    char date_low[11], date_high[11]; /* ISO day, or "" */
    struct cb_str unit;               /* or ptr NULL */
    struct cb_span what;              /* the thing counted or measured; empty = not said */
    struct cb_str what_key;           /* or ptr NULL */
    uint32_t entity;                  /* whose figure it is, or CB_NONE */
    uint32_t claim;                   /* the innermost claim it stands in, or CB_NONE */
    const char *rule;
};

enum cb_claim_kind {
    CB_CLAIM_STATED = 0,
    CB_CLAIM_DIRECT,
    CB_CLAIM_INDIRECT,
    CB_CLAIM_INDIRECT_FREE_INDIRECT,
    CB_CLAIM_FREE_INDIRECT,
    CB_CLAIM_REPORTED
};
const char *cb_claim_kind_name(enum cb_claim_kind kind);

enum cb_medium { CB_MEDIUM_UNKNOWN = 0, CB_MEDIUM_SPEECH, CB_MEDIUM_THOUGHT, CB_MEDIUM_WRITING };
/* NULL for CB_MEDIUM_UNKNOWN. */
const char *cb_medium_name(enum cb_medium medium);
bool cb_medium_by_name(struct cb_str name, enum cb_medium *out);

enum cb_act {
    CB_ACT_UNKNOWN = 0,
    CB_ACT_SAY,
    CB_ACT_DEMAND,
    CB_ACT_CRITICIZE,
    CB_ACT_WARN,
    CB_ACT_ANNOUNCE,
    CB_ACT_DENY,
    CB_ACT_CONFIRM,
    CB_ACT_PREDICT,
    CB_ACT_PROPOSE,
    CB_ACT_ASK,
    CB_ACT_PRAISE,
    CB_ACT_ACCUSE,
    CB_ACT_SUPPORT,
    CB_ACT_REJECT
};
/* NULL for CB_ACT_UNKNOWN. */
const char *cb_act_name(enum cb_act act);
bool cb_act_by_name(struct cb_str name, enum cb_act *out);

/* Why a claim has no speaker. */
enum cb_no_speaker {
    CB_SPEAKER_KNOWN = 0,
    CB_SPEAKER_NOT_NAMED, /* a speaker is there in words, but is no entity we know: "Experten" */
    CB_SPEAKER_PASSIVE,   /* passive or impersonal: "es heisst", "wurde mitgeteilt" */
    CB_SPEAKER_NOT_FOUND, /* nobody near who could have said it */
    CB_SPEAKER_OWN_VOICE, /* the article itself ('stated') */
};
/* NULL for CB_SPEAKER_KNOWN, else "not named", "passive", "not found", "own voice". */
const char *cb_no_speaker_name(enum cb_no_speaker reason);

struct cb_claim {
    struct cb_span span;
    enum cb_claim_kind kind;
    enum cb_medium medium;
    enum cb_act act;
    uint32_t speaker;      /* entity, or CB_NONE */
    uint32_t cited_source; /* source, or CB_NONE */
    enum cb_no_speaker no_speaker;
    const char *rule;
};

enum cb_role { CB_ROLE_CLAIM = 0, CB_ROLE_SPEAKER, CB_ROLE_CUE, CB_ROLE_FRAME, CB_ROLE_ADDRESSEE };
const char *cb_role_name(enum cb_role role);

/* One of the spans of a claim's role; several rows of one role = a discontinuous one. */
struct cb_claim_span {
    uint32_t claim;
    enum cb_role role;
    struct cb_span span;
};

enum cb_claim_entity_role { CB_CLAIM_BY = 0, CB_CLAIM_ABOUT, CB_CLAIM_TO };
/* "speaker", "about", "addressee". */
const char *cb_claim_entity_role_name(enum cb_claim_entity_role role);

struct cb_claim_entity {
    uint32_t claim, entity;
    enum cb_claim_entity_role role;
};

/* How far the clause of a proposition holds, beside its negation. */
enum cb_modality {
    CB_MODALITY_NONE = 0, /* as it stands */
    CB_MODALITY_CAN,
    CB_MODALITY_COULD,
    CB_MODALITY_MAY,
    CB_MODALITY_MUST,
    CB_MODALITY_SHOULD,
    CB_MODALITY_WANT,
    CB_MODALITY_WILL,
    CB_MODALITY_WOULD,
    CB_MODALITY_IF,       /* a condition: 'wenn', 'falls' */
    CB_MODALITY_WHETHER,  /* a question: 'ob' */
    CB_MODALITY_TO,       /* an infinitive of which nobody says that it came true: 'plant, ... zu bauen' */
    CB_MODALITY_REPORTED, /* in a clause with dass, or in the mood of what others say */
};
/* NULL for CB_MODALITY_NONE, else "can", "could", ... */
const char *cb_modality_name(enum cb_modality modality);
bool cb_modality_by_name(struct cb_str name, enum cb_modality *out);

/* Who does what to whom. The words of a slot may stand apart: 'hat ... genehmigt'. */
struct cb_proposition {
    struct cb_span span;             /* from its first word to its last */
    struct cb_span subject;          /* one stretch of words */
    struct cb_span object;           /* without the preposition where that stands apart, before a list */
    struct cb_span preposition;      /* that one; or empty */
    const struct cb_span *predicate; /* in text order, not empty */
    uint32_t predicate_count;
    struct cb_str lemma; /* of the predicate: 'ablehnen', 'investieren in' */
    bool negated, passive;
    enum cb_modality modality;
    enum cb_act act;                        /* of a verb that reports */
    uint32_t subject_entity, object_entity; /* or CB_NONE */
    uint32_t claim;                         /* the innermost claim it stands in, or CB_NONE */
    const char *rule;
};

struct cb_proposition_figure {
    uint32_t proposition, figure;
};

/* Which way a word says that a thing should go, or went too far. */
enum cb_direction {
    CB_DIRECTION_MORE = 0,   /* stricter, higher, sooner */
    CB_DIRECTION_LESS,       /* looser, lower, none */
    CB_DIRECTION_TOO_LITTLE, /* complained of: who says it wants more */
    CB_DIRECTION_TOO_MUCH,
};
/* "more", "less", "too_little", "too_much". */
const char *cb_direction_name(enum cb_direction direction);
bool cb_direction_by_name(struct cb_str name, enum cb_direction *out);

/* One place of such a word, wherever it stands: 'strengere', 'nicht weit genug'. */
struct cb_stance_word {
    struct cb_span span;
    enum cb_direction direction;
    bool turned; /* its clause or phrase turns it round: 'nicht lockern', 'gegen strengere Regeln' */
    const char *rule;
};

CB_LIST_TYPE(cb_mentions, struct cb_mention)
CB_LIST_TYPE(cb_entities, struct cb_entity)
CB_LIST_TYPE(cb_aliases, struct cb_alias)
CB_LIST_TYPE(cb_positions, struct cb_position)
CB_LIST_TYPE(cb_sources, struct cb_source)
CB_LIST_TYPE(cb_citations, struct cb_citation)
CB_LIST_TYPE(cb_figures, struct cb_figure)
CB_LIST_TYPE(cb_claims, struct cb_claim)
CB_LIST_TYPE(cb_claim_spans, struct cb_claim_span)
CB_LIST_TYPE(cb_claim_entities, struct cb_claim_entity)
CB_LIST_TYPE(cb_propositions, struct cb_proposition)
CB_LIST_TYPE(cb_proposition_figures, struct cb_proposition_figure)
CB_LIST_TYPE(cb_stance_words, struct cb_stance_word)

/* Each list in text order (by span, longer first) once its stage is done. A zeroed cb_facts is valid and
 * empty. */
struct cb_facts {
    struct cb_mentions mentions;
    struct cb_entities entities;
    struct cb_aliases aliases;
    struct cb_positions positions;
    struct cb_sources sources;
    struct cb_citations citations;
    struct cb_figures figures;
    struct cb_claims claims;
    struct cb_claim_spans claim_spans;
    struct cb_claim_entities claim_entities;
    struct cb_propositions propositions;
    struct cb_proposition_figures proposition_figures; /* by proposition */
    struct cb_stance_words stance_words;
};

#endif
