/* What the grammar of claims knows of single words: their classes (import/<language>/claim_words.csv) and,
 * for verbs, form and mood as the language layer reads them. */
#ifndef CB_EXTRACT_CLAIM_WORDS_H
#define CB_EXTRACT_CLAIM_WORDS_H

#include "lexicon/lexicon.h"

enum cb_grammar_class {
    CB_WORD_DASS = 1u << 0,
    CB_WORD_QUESTION = 1u << 1,
    CB_WORD_SUBORDINATOR = 1u << 2,
    CB_WORD_OPENER = 1u << 3, /* um, ohne, statt: open an infinitive clause */
    CB_WORD_DETERMINER = 1u << 4,
    CB_WORD_OBLIQUE = 1u << 5, /* never nominative: dem, des, einen */
    CB_WORD_POSSESSIVE = 1u << 6,
    CB_WORD_PRONOUN = 1u << 7,   /* er, man: a subject by itself */
    CB_WORD_OBJECTIVE = 1u << 8, /* ihm, uns */
    CB_WORD_RELATIVE = 1u << 9,
    CB_WORD_PREPOSITION = 1u << 10,
    CB_WORD_PARTICLE = 1u << 11, /* separable: teilte ... mit */
    CB_WORD_COORDINATOR = 1u << 12,
    CB_WORD_ADVERB = 1u << 13,
    CB_WORD_TIME = 1u << 14,
    CB_WORD_CORRELATE = 1u << 15, /* davon, darauf */
    CB_WORD_REFLEXIVE = 1u << 16,
    CB_WORD_ZU = 1u << 17,
    CB_WORD_HAVE = 1u << 18,
    CB_WORD_BE = 1u << 19,
    CB_WORD_BECOME = 1u << 20,
    CB_WORD_MODAL = 1u << 21,
    CB_WORD_SHALL = 1u << 22, /* soll: hearsay */
    CB_WORD_AS = 1u << 23,    /* wie, as */
    CB_WORD_NEGATION = 1u << 24,
    CB_WORD_NAME_PARTICLE = 1u << 25, /* von, van: inside a name */
    CB_WORD_AUXILIARY = CB_WORD_HAVE | CB_WORD_BE | CB_WORD_BECOME | CB_WORD_MODAL,
};

enum cb_verb_form {
    CB_VERB_FORM_INFINITIVE = 1u << 0,
    CB_VERB_FORM_PRESENT = 1u << 1,
    CB_VERB_FORM_PRETERITE = 1u << 2,
    CB_VERB_FORM_SUBJUNCTIVE_1 = 1u << 3,
    CB_VERB_FORM_SUBJUNCTIVE_2 = 1u << 4,
    CB_VERB_FORM_PARTICIPLE = 1u << 5,
    CB_VERB_FORM_ZU = 1u << 6, /* infinitive with zu inside: anzukündigen */
    CB_VERB_FORM_MAYBE =
        1u << 7, /* taken for another form, but may be the finite verb where there is no other */
    CB_VERB_FORM_INDICATIVE = CB_VERB_FORM_PRESENT | CB_VERB_FORM_PRETERITE,
    CB_VERB_FORM_SUBJUNCTIVE = CB_VERB_FORM_SUBJUNCTIVE_1 | CB_VERB_FORM_SUBJUNCTIVE_2,
    CB_VERB_FORM_FINITE = CB_VERB_FORM_INDICATIVE | CB_VERB_FORM_SUBJUNCTIVE,
};

struct cb_word {
    uint32_t classes; /* of enum cb_grammar_class */
    uint32_t forms;   /* of enum cb_verb_form */
};

/* *out gets one cb_word for each token of `doc`, in its arena. CB_NO_MEMORY. */
cb_status cb_words_classify(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                            struct cb_word **out, struct cb_err *err);

/* The bit of a class called `name` in the list; 0 when there is none. */
uint32_t cb_grammar_class_by_name(struct cb_str name);

/* Is `word` one of the words of `field`, which are separated by blanks or '|'? */
bool cb_field_has(struct cb_str field, struct cb_str word);

#endif
