/* What the files of the claim finder share; private to them.
 *
 * Each file looks at one stretch (claim_stretches.h) at a time and adds the claims of its kind; what is
 * already part of a claim or of its frame is marked, so that the next file leaves it alone. */
#ifndef CB_EXTRACT_CLAIMS_H
#define CB_EXTRACT_CLAIMS_H

#include "extract/claim_stretches.h"
#include "model/facts.h"

/* Items [first, end) of the stretch; first == end: nothing. */
struct cb_phrase {
    uint32_t first, end;
};

static inline bool cb_phrase_is_empty(struct cb_phrase phrase)
{
    return phrase.first >= phrase.end;
}

/* Complements that a reporting verb takes: the column `use` of its list. */
enum cb_verb_use {
    CB_USE_DASS = 1,
    CB_USE_CLAUSE = 2,
    CB_USE_QUOTE = 4,
    CB_USE_INFINITIVE = 8,
    CB_USE_QUESTION = 16,
    CB_USE_OBJECT = 32,
    CB_USE_REFLEXIVE = 64,
    CB_USE_IMPERSONAL = 128, /* es heißt */
    CB_USE_ADDRESSEE =
        256, /* told the committee that; forderte den Rat auf: its object is who is spoken to */
    CB_USE_CORRELATE = 512,   /* pocht darauf, dass: takes a clause only with such a word */
    CB_USE_TRANSITIVE = 1024, /* empfiehlt sich: with sich it is another verb */
};

/* The reporting verb of a clause with all its parts. */
struct cb_predicate {
    const struct cb_list_row *row;
    uint32_t uses;   /* of enum cb_verb_use */
    uint32_t finite; /* item */
    uint32_t cue[4]; /* items, rising */
    uint32_t cue_count;
    bool passive;
    bool negated;
};

enum { CB_DRAFT_PARTS = 4 };

/* A claim as a finder sees it, before its speaker is known as an entity. Spans are bytes; empty = not there.
 */
struct cb_claim_draft {
    enum cb_claim_kind kind;
    enum cb_medium medium;
    enum cb_act act;
    const char *rule;
    struct cb_span claim[CB_DRAFT_PARTS], cue[CB_DRAFT_PARTS], frame[CB_DRAFT_PARTS];
    size_t claim_count, cue_count, frame_count;
    struct cb_span speaker, addressee;
    struct cb_span
        meant;    /* the words to take the speaker from, where they are not its own: "nach eigenen Angaben" */
    bool passive; /* nobody is named because the clause names nobody */
    bool inherited; /* the speaker is that of the claim before */
};

/* Who speaks, from one stretch to the next. */
struct cb_talk {
    struct cb_span speaker; /* words; empty = nobody yet */
    uint32_t entity;        /* or CB_NONE */
    uint32_t source;        /* of the claim that the speaker was seen in, or CB_NONE */
    enum cb_no_speaker reason;
    enum cb_medium medium;
    uint32_t stretch; /* number of the stretch of the last claim */
    uint32_t end;     /* where that claim and its frame end */
    uint32_t claim;   /* the last claim, or CB_NONE */
    bool direct;      /* it was a quotation */
};

enum { CB_TAKEN_CLAIM = 1, CB_TAKEN_FRAME = 2 };

struct cb_claim_finder {
    const struct cb_document *doc;
    const struct cb_list *reporting, *frames, *first_names, *titles;
    struct cb_facts *facts;
    const struct cb_word *words;
    struct cb_stretch stretch;
    uint32_t stretch_number;
    size_t stretch_claims; /* claims of the stretches before this one */
    struct cb_span
        last_stretch; /* the stretch before this one, in the same passage and without a claim; or empty */
    uint8_t *taken;   /* one for each token of the document: CB_TAKEN_... */
    struct cb_talk talk;
    uint32_t free_claim, free_stretch; /* the last claim of free speech, which may go on, and its stretch */
    size_t free_span;                  /* its claim span */
    uint32_t last_person;              /* entity of the person named last before this stretch, or CB_NONE */
    size_t mention;                    /* mentions before this one stand before this stretch */
    enum cb_language language;
};

/* ---- claim_phrases.c: who ---- */

/* The noun phrase that begins at `item` and ends before `limit`; empty when none begins there. */
struct cb_phrase cb_phrase_at(const struct cb_claim_finder *f, uint32_t item, uint32_t limit);

/* `phrase` with an apposition behind a comma, where one follows: "Bill Graham, Parteichef der Liberalen". */
struct cb_phrase cb_phrase_with_apposition(const struct cb_claim_finder *f, struct cb_phrase phrase);

/* Does a phrase begin with this item that may be a genitive: der Polizei, politischer Beobachter? */
bool cb_phrase_is_genitive(const struct cb_claim_finder *f, uint32_t item);

/* The items of a phrase of the language layer with all that hangs on it; empty where it is CB_NONE or reaches
 * out of the stretch. */
struct cb_phrase cb_phrase_items(const struct cb_claim_finder *f, uint32_t phrase);

/* The clause of the language layer that the verb of segment `segment` stands in; NULL when there is none. */
const struct cb_clause *cb_segment_clause(const struct cb_claim_finder *f, uint32_t segment);

/* A word with a capital that is no article, preposition or verb at the start of its sentence. */
bool cb_item_is_noun(const struct cb_claim_finder *f, uint32_t item);

/* An article, a possessive or the like. */
bool cb_opens_phrase(const struct cb_claim_finder *f, uint32_t item);

/* Von der Leyen: the end of a person's name that begins with this item; `item` when none does. */
uint32_t cb_name_end(const struct cb_claim_finder *f, uint32_t item);

/* Does a name of a person end with this item? */
bool cb_phrase_is_person(const struct cb_claim_finder *f, uint32_t item);

/* ---- claim_subject.c ---- */

/* Who does what `predicate` says, in segment `segment`; *addressee gets whom it is said to. Both may be
 * empty. */
struct cb_phrase cb_phrase_subject(const struct cb_claim_finder *f, uint32_t segment,
                                   const struct cb_predicate *predicate, struct cb_phrase *addressee);

/* ---- claim_verbs.c: does what ---- */

/* The reporting verb of segment `segment`; false when it has none. */
bool cb_predicate_read(const struct cb_claim_finder *f, uint32_t segment, struct cb_predicate *out);

/* The verb of segment `segment` with its separated prefix, whatever it means: row is NULL. */
void cb_predicate_of_verb(const struct cb_claim_finder *f, uint32_t segment, struct cb_predicate *out);

/* What a row of the reporting verbs takes, of enum cb_verb_use. */
uint32_t cb_verb_uses(const struct cb_list_row *row);

/* pocht auf, warnt vor: is `preposition` one that the list names for the verb's object? With the empty word:
 * does the verb sum up what is said only with such a preposition? */
bool cb_predicate_governs(const struct cb_predicate *predicate, struct cb_str preposition);

enum cb_medium cb_predicate_medium(const struct cb_predicate *predicate);
enum cb_act cb_predicate_act(const struct cb_predicate *predicate);

/* ---- claim_reporting.c: the clause that says who says it ---- */

enum cb_frame_kind {
    CB_FRAME_VERB = 0,
    CB_FRAME_SO, /* so der Minister */
    CB_FRAME_AS, /* wie der Minister sagte */
};

/* A reporting clause. */
struct cb_frame {
    enum cb_frame_kind kind;
    uint32_t segment;
    uint32_t first, end;           /* items, its commas left out */
    struct cb_predicate predicate; /* row is NULL for CB_FRAME_SO */
    struct cb_phrase subject, addressee;
    bool verb_first; /* sagte er: may stand behind or inside what is said */
};

/* Reads segment `segment` as a reporting clause, with what belongs to it on both sides; false when it is
 * none. */
bool cb_frame_read(const struct cb_claim_finder *f, uint32_t segment, struct cb_frame *out);

/* „...“, strich sie hervor: a clause that begins with its verb right behind a quotation is a reporting one,
 * with whatever verb; false when it names nobody. */
bool cb_frame_read_any(const struct cb_claim_finder *f, uint32_t segment, struct cb_frame *out);

/* Who speaks, in the words of the frame; for 'zitieren' that is who is quoted. */
struct cb_phrase cb_frame_speaker(const struct cb_claim_finder *f, const struct cb_frame *frame);

/* Cue, speaker, addressee, medium and act of the frame. */
void cb_frame_apply(const struct cb_claim_finder *f, const struct cb_frame *frame,
                    struct cb_claim_draft *draft);

/* ---- claim_addressee.c: to whom ---- */

/* Whom the clause of segment `segment` with its reporting verb speaks to; empty when it says nobody. */
struct cb_phrase cb_addressee_of(const struct cb_claim_finder *f, uint32_t segment,
                                 const struct cb_predicate *predicate);

/* ---- claim_prepositions.c: according to whom ---- */

/* Is there a phrase like "laut Amodei" among items [first, end)? *speaker and *cue get its parts. */
bool cb_origin_in(const struct cb_claim_finder *f, uint32_t first, uint32_t end, struct cb_phrase *speaker,
                  struct cb_phrase *cue);

/* ---- claim_nouns.c ---- */

/* Does segment `segment` end with a noun like Behauptung, Vorwurf, and whatever belongs to it? */
bool cb_noun_ends(const struct cb_claim_finder *f, uint32_t segment);

/* ---- claim_nested.c: what is in quotation marks ---- */

/* Are the quoted words a sentence, or as good as one? */
bool cb_quotation_is_sentence(const struct cb_claim_finder *f, uint32_t item);

/* Is the quotation at `item` a name, a title, or a word that is only marked, rather than what somebody said?
 */
bool cb_quotation_is_name(const struct cb_claim_finder *f, uint32_t item);

/* ---- claim_indirect.c: how far what is said reaches ---- */

/* The end (item) of what is said from segment `from` on, up to where the article speaks for itself again.
 * `reported`: its mood or its dass shows that it is said. */
uint32_t cb_said_end(const struct cb_claim_finder *f, uint32_t from, bool reported);

/* Is segment `segment` something said: a clause with dass, in the subjunctive, a question, an infinitive? As
 * far as `uses` (of enum cb_verb_use) allows. */
bool cb_is_said(const struct cb_claim_finder *f, uint32_t segment, uint32_t uses);

/* ---- claims.c: what was found ---- */

/* Adds *draft to the facts with its spans, speaker and source, and marks what it takes. */
cb_status cb_claim_add(struct cb_claim_finder *f, const struct cb_claim_draft *draft, struct cb_err *err);

/* Adds items [first, end) without the marks at its end to a list of spans; nothing when that is empty. */
void cb_draft_claim(const struct cb_claim_finder *f, struct cb_claim_draft *draft, uint32_t first,
                    uint32_t end);
void cb_draft_frame(const struct cb_claim_finder *f, struct cb_claim_draft *draft, uint32_t first,
                    uint32_t end);
void cb_draft_cue(const struct cb_claim_finder *f, struct cb_claim_draft *draft,
                  const struct cb_predicate *predicate);

/* Is any token of items [first, end) part of a claim (or frame) already? */
static inline bool cb_items_taken(const struct cb_claim_finder *f, uint32_t first, uint32_t end, uint8_t what)
{
    for (uint32_t i = first; i < end && i < f->stretch.items.count; i++)
        if (f->taken[f->stretch.items.items[i].first] & what)
            return true;
    return false;
}

/* ---- the finders, each over one stretch ---- */

cb_status cb_direct_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_object_find(struct cb_claim_finder *f, struct cb_err *err); /* quotations as objects of a verb */
cb_status cb_quoted_words_find(struct cb_claim_finder *f, struct cb_err *err); /* and what is left of them */
cb_status cb_indirect_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_noun_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_noun_quote_find(struct cb_claim_finder *f, struct cb_err *err); /* mit den Worten „...“ */
cb_status cb_prepositional_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_nested_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_free_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_reported_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_stated_find(struct cb_claim_finder *f, struct cb_err *err);

/* Sentences in a row are one claim: makes the free claim of the stretch before reach to the end of this one;
 * false where there is none of this kind. cb_free_add makes the draft one of this stretch. */
bool cb_free_extend(struct cb_claim_finder *f, enum cb_claim_kind kind);
cb_status cb_free_add(struct cb_claim_finder *f, struct cb_claim_draft *draft, struct cb_err *err);

/* Takes back the article's own assertion about `span`, the last claim, because it is somebody's after all. */
void cb_stated_drop(struct cb_claim_finder *f, struct cb_span span);
cb_status cb_english_find(struct cb_claim_finder *f, struct cb_err *err);

/* ---- claim_speakers.c, claim_links.c ---- */

/* Index of the first mention that begins at or behind byte `offset`. */
size_t cb_mention_from(const struct cb_facts *facts, uint32_t offset);

/* The entity of a speaker's words; CB_NONE when it is none that we know. */
uint32_t cb_speaker_entity(const struct cb_claim_finder *f, struct cb_span words);

/* The source that is cited inside `span`; CB_NONE when there is none. */
uint32_t cb_cited_in(const struct cb_claim_finder *f, struct cb_span span);

/* Once all claims are there: sorts them into text order, ties entities and figures to them. */
cb_status cb_claims_link(struct cb_claim_finder *f, struct cb_err *err);

#endif
