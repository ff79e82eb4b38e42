/* What the files of the proposition finder share; private to them.
 *
 * A clause is cut into frames, one for each verb that carries a meaning, with the phrases that belong to it
 * (proposition_frames.c and the two of its language); each frame gives one proposition for each subject and
 * each object, phrase of time and phrase with a preposition (proposition_facts.c), in the manner of the
 * clause types of Del Corro and Gemulla 2013, "ClausIE: Clause-Based Open Information Extraction". */
#ifndef CB_EXTRACT_PROPOSITIONS_H
#define CB_EXTRACT_PROPOSITIONS_H

#include "lexicon/lexicon.h"
#include "lexicon/tag.h"
#include "model/facts.h"

#define CB_TAGGED(tag)       (UINT32_C(1) << (tag))
#define CB_TAGGED_PARTICIPLE (CB_TAGGED(CB_TAG_VERB_PARTICIPLE) | CB_TAGGED(CB_TAG_AUX_PARTICIPLE))
#define CB_TAGGED_INFINITIVE (CB_TAGGED(CB_TAG_VERB_INFINITIVE) | CB_TAGGED(CB_TAG_AUX_INFINITIVE))
#define CB_TAGGED_FINITE     (CB_TAGGED(CB_TAG_VERB_FINITE) | CB_TAGGED(CB_TAG_AUX_FINITE))
#define CB_TAGGED_AUX                                                                                        \
    (CB_TAGGED(CB_TAG_AUX_FINITE) | CB_TAGGED(CB_TAG_AUX_PARTICIPLE) | CB_TAGGED(CB_TAG_AUX_INFINITIVE))
#define CB_TAGGED_VERB (CB_TAGGED_PARTICIPLE | CB_TAGGED_INFINITIVE | CB_TAGGED_FINITE)
#define CB_TAGGED_NOUN (CB_TAGGED(CB_TAG_NOUN) | CB_TAGGED(CB_TAG_PROPN))

/* Tokens first to last. */
struct cb_range {
    uint32_t first, last;
};

enum { CB_PREDICATE_PARTS = 24, CB_FRAME_PHRASES = 24, CB_MEMBERS_MAX = 8 };

/* The words of a predicate: ranges of tokens, rising, apart. Zeroed = none. */
struct cb_predicate_words {
    struct cb_range parts[CB_PREDICATE_PARTS];
    uint32_t count;
};

/* The words of a subject or an object. */
struct cb_slot {
    struct cb_range words;
    uint32_t preposition; /* one that stands apart from the words, or CB_NONE */
    uint32_t head;        /* the noun, or CB_NONE: a clause, an adjective */
    uint32_t phrase;      /* or CB_NONE */
};

/* A verb with what belongs to it. */
struct cb_frame_of {
    uint32_t clause;
    uint32_t verb; /* the token that carries the meaning */
    struct cb_predicate_words words;
    uint32_t subject;                     /* phrase, or CB_NONE */
    uint32_t arguments[CB_FRAME_PHRASES]; /* phrases, in text order */
    uint32_t argument_count;
    uint32_t adjective;      /* of a copula, or CB_NONE */
    uint32_t degree;         /* the first of the adverbs before it: 'sehr ernst'; else the adjective */
    struct cb_range adverb;  /* of manner, where the verb has nothing else; first is CB_NONE: none */
    struct cb_range content; /* the clause that is its object; first is CB_NONE: none */
    uint32_t pronoun;        /* the relative pronoun, and what it stands for; or CB_NONE */
    uint32_t antecedent;
    uint32_t
        governor; /* German: the clause that an infinitive is told with: 'versucht | zu rufen'; or CB_NONE */
    bool copula, negated, passive, reflexive;
    enum cb_modality modality;
};

enum { CB_FRAMES_MAX = 12 }; /* of one clause */

/* A slot that was asked for: which phrase and how (0: none), and what it is. */
enum { CB_KEPT_SLOTS = 64 };
struct cb_kept_slot {
    uint32_t key;
    struct cb_slot slot;
};

struct cb_propositions_finder {
    const struct cb_document *doc;
    struct cb_facts *facts;
    const struct cb_list *words, *support, *reporting;
    uint32_t *child, *sibling; /* of each phrase: the first that hangs on it; the next on the same one */
    bool english;
    struct cb_frame_of frames[CB_FRAMES_MAX];
    uint32_t frame_count;
    struct cb_kept_slot *kept_slots; /* CB_KEPT_SLOTS of them: one phrase is asked for several times */
    uint32_t left;                   /* propositions that the clause may still give */
};

static inline const struct cb_token *cb_pf_token(const struct cb_propositions_finder *f, uint32_t token)
{
    return &f->doc->tokens.items[token];
}

static inline bool cb_pf_has_tag(const struct cb_propositions_finder *f, uint32_t token, uint32_t tags)
{
    return (CB_TAGGED(f->doc->tokens.items[token].tag) & tags) != 0;
}

static inline const struct cb_noun_phrase *cb_pf_phrase(const struct cb_propositions_finder *f,
                                                        uint32_t phrase)
{
    return &f->doc->phrases.items[phrase];
}

/* ---- proposition_slots.c: phrases as slots ---- */

/* The phrase and what is joined to it: 'Polizei und Feuerwehr' are two. At most CB_MEMBERS_MAX; returns their
 * number. */
uint32_t cb_slot_members(const struct cb_propositions_finder *f, uint32_t phrase, uint32_t *members);

/* How much of what hangs on a noun is told with it, beside its genitives and the name behind it. */
enum cb_reach {
    CB_REACH_NOUN, /* nothing */
    CB_REACH_OF,   /* English: phrases with of */
    CB_REACH_ALL,  /* all phrases with prepositions */
};

/* The words of a phrase; with its preposition when `with` says so. */
struct cb_slot cb_slot_of(const struct cb_propositions_finder *f, uint32_t phrase, bool with,
                          enum cb_reach reach);

/* German: takes in the adverbs right before the words, which may limit them: 'nur zehn Prozent', 'zunächst
 * keine Filme'; not those that only join sentences. `clause` is that of the verb. */
void cb_slot_take_adverbs(const struct cb_propositions_finder *f, uint32_t clause, struct cb_slot *slot);

/* German: takes in the words right before a subject that make it fewer: 'nur | wenige', 'fast | alle'. */
void cb_slot_take_limits(const struct cb_propositions_finder *f, struct cb_slot *slot);

/* Is the phrase told with the one that it hangs on: a genitive, a name, the end of a span of time? */
bool cb_slot_belongs(const struct cb_propositions_finder *f, uint32_t phrase);

/* Takes a token out of the words. */
void cb_slot_drop(struct cb_predicate_words *words, uint32_t token);

/* 'nicht Autos, sondern | Räder': is the slot what holds in place of what is denied? */
bool cb_slot_is_instead(const struct cb_propositions_finder *f, const struct cb_slot *slot);

/* Adds the tokens of `range` to the words, in order. Too many are dropped. */
void cb_slot_add(struct cb_predicate_words *words, struct cb_range range);

/* ---- proposition_verbs.c: what a frame's verb says ---- */

/* The modality that the word says; CB_NONE: none. */
enum cb_modality cb_word_modality(const struct cb_propositions_finder *f, uint32_t token);

/* 'zum Beispiel', 'in der Regel': a phrase that says nothing of its own. */
bool cb_phrase_is_idle(const struct cb_propositions_finder *f, uint32_t phrase);

/* Does any of its classes ('fulfilled object-control') equal `name`? */
bool cb_proposition_is(const struct cb_propositions_finder *f, uint32_t token, struct cb_str name);

/* Sets copula, negated, passive and modality of a frame whose verb, words and clause are known. */
void cb_frame_judge(const struct cb_propositions_finder *f, struct cb_frame_of *frame);

/* The verb's lemma, with its prefix and 'sich'. ptr NULL: no memory. */
struct cb_str cb_frame_lemma(const struct cb_propositions_finder *f, const struct cb_frame_of *frame);

/* What a verb of reporting does; CB_ACT_UNKNOWN for others. */
enum cb_act cb_verb_act(const struct cb_propositions_finder *f, uint32_t verb);
enum cb_act cb_lemma_act(const struct cb_propositions_finder *f, struct cb_str lemma);
enum cb_act cb_frame_act(const struct cb_propositions_finder *f, const struct cb_frame_of *frame);

/* The row of support_verbs.csv for the frame's verb and the noun of `phrase`; NULL when there is none. */
const struct cb_list_row *cb_frame_support(const struct cb_propositions_finder *f,
                                           const struct cb_frame_of *frame, uint32_t phrase);

/* ---- proposition_frames.c ---- */

/* Fills f->frames with those of the clause. Linear in its length. */
void cb_frames_of_clause(struct cb_propositions_finder *f, uint32_t clause);

/* ---- proposition_facts.c ---- */

/* Adds the propositions of one frame. CB_NO_MEMORY. */
cb_status cb_frame_facts(struct cb_propositions_finder *f, const struct cb_frame_of *frame,
                         struct cb_err *err);

/* Adds those that stand in noun phrases [first, end) of the document: participles before nouns, offices. */
cb_status cb_phrase_facts(struct cb_propositions_finder *f, uint32_t phrase, struct cb_err *err);

/* ---- proposition_links.c ---- */

/* Who or what the slot means: the entity of its name, nominal or pronoun; or CB_NONE. */
uint32_t cb_slot_entity(const struct cb_propositions_finder *f, const struct cb_slot *slot);

/* Once all propositions are there: sorts them, drops those that say the same with the same words, ties
 * entities, claims and figures to them. CB_NO_MEMORY. */
cb_status cb_propositions_link(struct cb_propositions_finder *f, struct cb_err *err);

#endif
