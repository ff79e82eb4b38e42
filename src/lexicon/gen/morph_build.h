/* Makes the full-form lexicon block of one language: collects forms with their readings, writes cb_morph's
 * layout. */
#ifndef CB_LEXICON_GEN_MORPH_BUILD_H
#define CB_LEXICON_GEN_MORPH_BUILD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "lexicon/morph.h"

struct morph_entry {
    struct cb_str form, lemma;
    uint32_t features;
    enum cb_pos pos;
};
CB_LIST_TYPE(morph_entries, struct morph_entry)

struct morph_build {
    struct cb_arena arena;
    struct morph_entries entries;
    struct cb_map sein_verbs; /* German verbs whose perfect is with sein */
    bool failed;              /* out of memory */
};

/* Adds one reading of `form`; both strings are copied, ß becomes ss in the form. Forms with white space are
 * passed over. */
void morph_add(struct morph_build *build, struct cb_str form, struct cb_str lemma, enum cb_pos pos,
               uint32_t features);

/* Sorts, joins readings that differ in person, number or case only, drops generated ones where the source has
 * another of that part of speech, and appends the block to *out. */
cb_status morph_write(struct morph_build *build, struct cb_buf *out, struct cb_err *err);

/* The German sources: verbs.json, words.json, adjectives.json in `directory`; sein_verbs is filled before. */
cb_status morph_read_german(struct morph_build *build, const char *directory, struct cb_err *err);

/* The English sources: WordNet's index.* and *.exc in `directory`. */
cb_status morph_read_english(struct morph_build *build, const char *directory, struct cb_err *err);

#endif
