/* English: what its files share.
 *
 * A reporting verb is looked for word by word in the list; its clause (language/) gives the subject and tells
 * verbs from nouns and participles, the items of the stretch tell what stands before and behind. */
#ifndef CB_EXTRACT_CLAIM_ENGLISH_H
#define CB_EXTRACT_CLAIM_ENGLISH_H

#include "extract/claims.h"
#include "lexicon/tag.h"

enum { CB_ENGLISH_CUES = 3 };

/* Beside CB_TAKEN_...: no reporting verb begins with this token. */
enum { CB_ENGLISH_NO_VERB = 128 };

/* A reporting verb with its subject: "Smith told investors", "said Smith", "was quoted as saying". */
struct cb_english_frame {
    const struct cb_list_row *row;
    uint32_t uses;       /* of enum cb_verb_use */
    uint32_t verb;       /* item */
    uint32_t behind;     /* the item behind the verb and what belongs to it: pointed out, called on */
    uint32_t first, end; /* items, without marks on either side */
    uint32_t complement; /* item where what is said may begin */
    struct cb_span speaker, addressee;
    struct cb_phrase cue[CB_ENGLISH_CUES]; /* the verb with its auxiliaries */
    uint32_t cue_count;
    bool inverted;    /* said Smith */
    bool shared;      /* , adding that ...; and warned that: the subject is that of the clause before */
    bool relative;    /* Smith, who said that */
    bool passive;     /* was told, was announced */
    bool as;          /* as Smith said */
    bool progressive; /* is saying */
    bool negated, modal;
};

/* ---- claim_english_phrases.c: who ---- */

static inline uint32_t cb_english_count(const struct cb_claim_finder *f)
{
    return (uint32_t)f->stretch.items.count;
}

static inline uint32_t cb_english_classes(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_word(&f->stretch, item).classes;
}

static inline uint32_t cb_english_token(const struct cb_claim_finder *f, uint32_t item)
{
    return f->stretch.items.items[item].first;
}

static inline bool cb_english_is_quote(const struct cb_claim_finder *f, uint32_t item)
{
    return item < cb_english_count(f) && f->stretch.items.items[item].kind == CB_ITEM_QUOTE;
}

static inline bool cb_english_is_word(const struct cb_claim_finder *f, uint32_t item)
{
    return item < cb_english_count(f) && f->stretch.items.items[item].kind == CB_ITEM_WORD;
}

/* Part of a claim or a frame already? */
static inline bool cb_english_is_taken(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_items_taken(f, item, item + 1, CB_TAKEN_CLAIM | CB_TAKEN_FRAME);
}

/* Behind the stretch, or a mark that ends a sentence. */
bool cb_english_is_end(const struct cb_claim_finder *f, uint32_t item);

/* A comma or a dash. */
bool cb_english_is_pause(const struct cb_claim_finder *f, uint32_t item);

bool cb_english_is_capital(const struct cb_claim_finder *f, uint32_t item);

/* Does the item end with 's, as the name of an owner? */
bool cb_english_is_owner(const struct cb_claim_finder *f, uint32_t item);

/* The span of an owner without its 's. */
struct cb_span cb_english_owner_span(const struct cb_claim_finder *f, uint32_t first, uint32_t end);

/* The item that holds `token`; CB_NONE when it is outside the stretch, or inside a quotation or parenthesis.
 */
uint32_t cb_english_item(const struct cb_claim_finder *f, uint32_t token);

/* The phrase of items from `first` on that names somebody, up to `limit`. */
struct cb_phrase cb_english_phrase(const struct cb_claim_finder *f, uint32_t first, uint32_t limit);

/* The same with an apposition behind a comma. */
struct cb_phrase cb_english_apposition(const struct cb_claim_finder *f, struct cb_phrase phrase);

/* Does the verb at `item` have its subject before it? *out gets it, without what only stands between; empty
 * in a clause that shares the one before. */
bool cb_english_subject(const struct cb_claim_finder *f, struct cb_english_frame *frame, uint32_t group);

/* ---- claim_english_frames.c: the clause that says who says it ---- */

/* Reads the reporting clause whose verb is `item`; false when the item is no reporting verb or has no
 * subject. */
bool cb_english_frame_read(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out);

/* Is `use` in the column of what the verb takes? */
bool cb_english_takes(const struct cb_english_frame *frame, const char *use);

enum cb_act cb_english_act(const struct cb_english_frame *frame);

/* Cue, speaker, addressee, medium and act of the frame, which stands in items [first, end). */
void cb_english_apply(const struct cb_claim_finder *f, const struct cb_english_frame *frame, uint32_t first,
                      uint32_t end, struct cb_claim_draft *draft);

/* ---- claim_english_said.c: what is said ---- */

/* Is there a clause of its own between items [first, end): a finite verb that is no relative clause's? */
bool cb_english_has_clause(const struct cb_claim_finder *f, uint32_t first, uint32_t end);

/* The end of what is said from item `first` on. */
uint32_t cb_english_said_end(const struct cb_claim_finder *f, uint32_t first);

/* Behind "on Monday", "in a statement", which begin at `item`; `item` itself when none does. */
uint32_t cb_english_behind_adverbial(const struct cb_claim_finder *f, uint32_t item);

/* Behind a reporting clause that ends at `item`: "on Monday", "in an interview", up to the next mark. */
uint32_t cb_english_tail_end(const struct cb_claim_finder *f, uint32_t item);

/* Does what `frame` reports begin at *at (which moves behind adverbials)? The rule that says so, or NULL. */
const char *cb_english_complement(const struct cb_claim_finder *f, const struct cb_english_frame *frame,
                                  uint32_t *at);

/* ---- the finders, each over one stretch ---- */

cb_status cb_english_quotes_find(struct cb_claim_finder *f, bool objects, struct cb_err *err);

/* Reported speech; *soft counts those claims that leave room for one about the whole sentence. */
cb_status cb_english_said_find(struct cb_claim_finder *f, size_t *soft, struct cb_err *err);
cb_status cb_english_sources_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_english_nouns_find(struct cb_claim_finder *f, size_t *soft, struct cb_err *err);
cb_status cb_english_sums_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_english_free_find(struct cb_claim_finder *f, struct cb_err *err);
cb_status cb_english_stated_find(struct cb_claim_finder *f, struct cb_err *err);

/* ---- claim_english_speakers.c ---- */

/* Whom "the engineer" or "the chief executive" takes up: who has that office, or was called so before;
 * CB_NONE when the words are no such phrase or nobody was. */
uint32_t cb_english_called(const struct cb_claim_finder *f, struct cb_span words);

/* A source at `item`: according to X, in X's view. *end gets the item behind it; false when none is there. */
bool cb_english_source_at(const struct cb_claim_finder *f, uint32_t item, struct cb_claim_draft *draft,
                          uint32_t *end);

#endif
