/* Floor 2. The full-form lexicon: every inflected form of a language with its readings, in one read-only
 * block that is linked into the program and used in place (nothing is parsed or copied at start).
 *
 * The block is a minimal acyclic automaton over the bytes of the forms (Daciuk et al. 2000, "Incremental
 * Construction of Minimal Acyclic Finite-State Automata") whose edges count the forms passed by, so that a
 * form gives its rank (Lucchesi and Kowaltowski 1993) and the rank its readings. gen/ makes the block;
 * import/README.md names the origin of the facts. Forms are kept with their capitals and with ss for ß. */
#ifndef CB_LEXICON_MORPH_H
#define CB_LEXICON_MORPH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Universal part-of-speech tags. */
enum cb_pos {
    CB_POS_X = 0,
    CB_POS_NOUN,
    CB_POS_PROPN,
    CB_POS_VERB,
    CB_POS_AUX,
    CB_POS_ADJ,
    CB_POS_ADV,
    CB_POS_DET,
    CB_POS_PRON,
    CB_POS_ADP,
    CB_POS_CCONJ,
    CB_POS_SCONJ,
    CB_POS_PART,
    CB_POS_NUM,
    CB_POS_INTJ,
    CB_POS_PUNCT,
    CB_POS_SYM,
    CB_POS_COUNT
};

/* "NOUN", "VERB", ... */
const char *cb_pos_name(enum cb_pos pos);
bool cb_pos_by_name(struct cb_str name, enum cb_pos *out);

/* Features of a reading, one bit each; a reading may allow several persons, numbers, cases. */
enum cb_feature {
    /* verbs */
    CB_FINITE = 1 << 0,
    CB_INFINITIVE = 1 << 1,
    CB_ZU_INFINITIVE = 1 << 2, /* mitzuteilen */
    CB_PARTICIPLE_1 = 1 << 3,
    CB_PARTICIPLE_2 = 1 << 4,
    CB_INDICATIVE = 1 << 5,
    CB_SUBJUNCTIVE = 1 << 6,
    CB_IMPERATIVE = 1 << 7,
    CB_PRESENT = 1 << 8, /* with CB_SUBJUNCTIVE: Konjunktiv I */
    CB_PAST = 1 << 9,    /* with CB_SUBJUNCTIVE: Konjunktiv II */
    CB_PERSON_1 = 1 << 10,
    CB_PERSON_2 = 1 << 11,
    CB_PERSON_3 = 1 << 12,
    CB_JOINED = 1 << 13, /* a separable verb with its prefix: mitteilt */
    /* number: verbs and nouns */
    CB_SINGULAR = 1 << 14,
    CB_PLURAL = 1 << 15,
    /* nouns, and adjectives by their ending */
    CB_MASCULINE = 1 << 16,
    CB_FEMININE = 1 << 17,
    CB_NEUTER = 1 << 18,
    CB_NOMINATIVE = 1 << 19,
    CB_GENITIVE = 1 << 20,
    CB_DATIVE = 1 << 21,
    CB_ACCUSATIVE = 1 << 22,
    /* adjectives and adverbs */
    CB_PREDICATIVE = 1 << 23, /* without ending */
    CB_COMPARATIVE = 1 << 24,
    CB_SUPERLATIVE = 1 << 25,
    CB_GENERATED = 1 << 26, /* made by rule, not found in a source */
    CB_WITH_SEIN = 1 << 27, /* a participle whose perfect is with sein: gegangen */
};

struct cb_reading {
    uint32_t features;
    uint16_t lemma; /* how the lemma is made of the form; for cb_morph_lemma */
    uint8_t pos;    /* enum cb_pos */
    uint8_t pad;
};

/* One block, checked once. */
struct cb_morph {
    const uint32_t *edges, *skips; /* parallel */
    const uint16_t *classes;       /* rank -> class */
    const uint32_t *readings_of;   /* class -> first reading; one more at the end */
    const struct cb_reading *readings;
    const struct cb_morph_edit *edits;
    const char *strings;
    uint32_t form_count;
    uint32_t first[256]; /* edge out of the root by its label, UINT32_MAX = none: it has the most edges */
};

/* Sets *out up over `block`, which must live as long and be 4-byte aligned. false when it is not one of ours.
 */
bool cb_morph_open(struct cb_str block, struct cb_morph *out);

/* The readings of `form` as it is written (ß counts as ss), *count of them; NULL and 0 when it is not there.
 */
const struct cb_reading *cb_morph_find(const struct cb_morph *morph, struct cb_str form, uint32_t *count);

/* The same with a capital first letter, or a small one, whatever `form` has; NULL where it begins with no
 * letter of ASCII or from À to ÿ. */
const struct cb_reading *cb_morph_find_cased(const struct cb_morph *morph, struct cb_str form, bool capital,
                                             uint32_t *count);

/* The lemma of `form` under `reading`: written with the form's own bytes where they are kept. A slice of
 * `form`, or in `arena`; ptr NULL when there is no memory. */
struct cb_str cb_morph_lemma(const struct cb_morph *morph, struct cb_str form,
                             const struct cb_reading *reading, struct cb_arena *arena);

/* ---- the block's layout, shared with gen/ ---- */

enum { CB_MORPH_MAGIC = 0x314d4243 /* "CBM1" */ };

/* lemma = form[0..at) + form[at + skip .. end - cut) + strings[add .. add + add_len) */
struct cb_morph_edit {
    uint8_t at, skip, cut, add_len;
    uint32_t add;
};

struct cb_morph_header {
    uint32_t magic, root, edge_count, form_count, class_count, reading_count, edit_count, string_bytes;
};

/* An edge: label in bits 0-7, last of its state in 8, ends a form in 9, target (index of its first edge; 0 =
 * none) above. */
#define CB_EDGE_LABEL(e)  ((e)&0xFFu)
#define CB_EDGE_LAST(e)   (((e) >> 8) & 1u)
#define CB_EDGE_FINAL(e)  (((e) >> 9) & 1u)
#define CB_EDGE_TARGET(e) ((e) >> 10)

#endif
