/* tagger-train LANGUAGE MORPHOLOGY WORDS.csv NAMES... -- CONLLU... OUTPUT: trains the weights of the tagger.
 *
 * Names are CSV files whose first column lists names. The treebanks' licences go with the weights: see
 * import/README.md. A tool for maintainers; running claimbase needs the weights alone. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "language/tagger.h"
#include "text/csv.h"
#include "text/fold.h"

enum { ROWS = 1 << 17, EPOCHS = 8 };

struct sentence {
    struct cb_tag_word *words;
    uint8_t *gold;
    uint32_t count;
};
CB_LIST_TYPE(sentences, struct sentence)
CB_LIST_TYPE(tag_words, struct cb_tag_word)
CB_LIST_TYPE(bytes, uint8_t)

struct training {
    struct cb_arena arena;
    struct cb_words words;
    struct cb_map names;
    struct sentences sentences;
    float (*weights)[CB_TAG_ROOM], (*sums)[CB_TAG_ROOM];
    uint32_t (*seen)[CB_TAG_ROOM]; /* step of the last change */
    uint32_t step;
};

static struct cb_str read_file(struct training *t, const char *path)
{
    struct cb_buf bytes;
    struct cb_err err = {0};
    struct cb_str copy = {NULL, 0};

    cb_buf_init(&bytes, (size_t)1 << 30);
    if (cb_io_read_all(path, &bytes, &err) == CB_OK)
        copy = cb_arena_copy(&t->arena, cb_buf_view(&bytes));
    else
        fprintf(stderr, "tagger-train: %s\n", err.text);
    cb_buf_release(&bytes);
    if (!copy.ptr)
        exit(3);
    return copy;
}

static void read_names(struct training *t, const char *path)
{
    struct cb_csv_rows rows = {0};

    if (cb_csv_parse(path, read_file(t, path), &t->arena, &rows, NULL) != CB_OK)
        exit(3);
    for (size_t i = 1; i < rows.count; i++) {
        struct cb_str forms = rows.items[i].fields[0];
        while (forms.ptr)
            cb_map_add(&t->arena, &t->names, cb_str_split(&forms, '|'), NULL);
    }
}

/* ---- treebanks ---- */

static bool has(struct cb_str cell, const char *part)
{
    return cb_str_find(cell, cb_str_of(part), 0) != SIZE_MAX;
}

/* UPOS, XPOS, FEATS and MISC to our tag. PUD marks common nouns in names with Proper=True: names, for us. */
static enum cb_tag tag_of(const struct cb_str *cells)
{
    static const char *const NAMES[] = {"X",   "NOUN", "PROPN", "", "",    "",      "",      "",     "",    "ADJ",  "ADV",
                                        "DET", "PRON", "ADP",   "CCONJ", "SCONJ", "PART", "NUM", "INTJ", "PUNCT", "SYM"};
    bool aux = cb_str_eq(cells[3], CB_STR("AUX"));

    if (aux || cb_str_eq(cells[3], CB_STR("VERB"))) {
        enum cb_tag finite = aux ? CB_TAG_AUX_FINITE : CB_TAG_VERB_FINITE;
        if (has(cells[5], "VerbForm=Fin") || has(cells[5], "Mood="))
            return finite;
        if (has(cells[5], "VerbForm=Part") || has(cells[5], "VerbForm=Ger") || cb_str_eq(cells[4], CB_STR("VBN")) ||
            cb_str_eq(cells[4], CB_STR("VVPP")))
            return finite + 2;
        return finite + 1;
    }
    if (has(cells[9], "Proper=True") && has(cells[3], "N"))
        return CB_TAG_PROPN;
    for (int i = 0; i < CB_TAG_COUNT; i++)
        if (cb_str_eq(cells[3], cb_str_of(NAMES[i])))
            return (enum cb_tag)i;
    return CB_TAG_X;
}

static bool is_listed_name(const struct training *t, struct cb_str form)
{
    return cb_map_find(&t->names, form) || (form.len > 3 && form.ptr[form.len - 1] == 's' &&
                                            cb_map_find(&t->names, cb_str_sub(form, 0, form.len - 1)));
}

static void add_word(struct training *t, struct tag_words *words, struct bytes *gold, struct cb_str form, enum cb_tag tag)
{
    struct cb_word exact, lowered;
    struct cb_tag_word *word = CB_PUSH(&t->arena, words);
    uint8_t *g = CB_PUSH(&t->arena, gold);
    uint32_t shape = 0;

    if (!word || !g)
        exit(5);
    if (words->count == 1)
        shape |= CB_SHAPE_FIRST;
    if (is_listed_name(t, form))
        shape |= CB_SHAPE_NAME;
    if (tag == CB_TAG_PUNCT)
        shape |= CB_SHAPE_PUNCTUATION;
    else if (tag == CB_TAG_SYM && form.len <= 3)
        shape |= CB_SHAPE_SYMBOL;
    cb_tag_word_init(&t->words, form, cb_fold_lower(&t->arena, form), shape, &exact, &lowered, word);
    *g = (uint8_t)tag;
}

static void end_sentence(struct training *t, struct tag_words *words, struct bytes *gold)
{
    struct sentence *s = words->count ? CB_PUSH(&t->arena, &t->sentences) : NULL;

    if (s)
        *s = (struct sentence){words->items, gold->items, (uint32_t)words->count};
    *words = (struct tag_words){0};
    *gold = (struct bytes){0};
}

/* A multiword token is one word for us, with the tag of its first part (im, zum: ADP; don't: AUX). */
static void read_treebank(struct training *t, const char *path)
{
    struct cb_str text = read_file(t, path), cells[10];
    struct tag_words words = {0};
    struct bytes gold = {0};
    struct cb_str range = {NULL, 0};
    uint32_t skip = 0;

    while (text.ptr) {
        struct cb_str line = cb_str_split(&text, '\n');
        if (line.len == 0)
            end_sentence(t, &words, &gold);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        for (int c = 0; c < 10; c++)
            cells[c] = cb_str_split(&line, '\t');
        if (has(cells[0], ".") )
            continue;
        if (has(cells[0], "-")) {
            struct cb_str to = cells[0];
            cb_str_split(&to, '-');
            range = cells[1];
            skip = (uint32_t)strtoul(to.ptr, NULL, 10);
            continue;
        }
        if (range.ptr) {
            add_word(t, &words, &gold, range, tag_of(cells));
            range.ptr = NULL;
        } else if (strtoul(cells[0].ptr, NULL, 10) > skip) {
            add_word(t, &words, &gold, cells[1], tag_of(cells));
        }
        if (strtoul(cells[0].ptr, NULL, 10) >= skip)
            skip = 0;
    }
}

/* ---- perceptron ---- */

static void change(struct training *t, const uint64_t *features, uint32_t n, int tag, float by)
{
    for (uint32_t k = 0; k < n; k++) {
        uint32_t row = (uint32_t)(features[k] & (ROWS - 1));
        t->sums[row][tag] += t->weights[row][tag] * (float)(t->step - t->seen[row][tag]);
        t->seen[row][tag] = t->step;
        t->weights[row][tag] += by;
    }
}

static uint32_t learn(struct training *t, const struct sentence *s)
{
    uint32_t errors = 0;
    uint8_t before = CB_TAG_COUNT, before2 = CB_TAG_COUNT;

    for (uint32_t i = 0; i < s->count; i++) {
        uint64_t features[CB_TAG_FEATURES_MAX];
        float scores[CB_TAG_ROOM] = {0};
        uint8_t best = 0;
        uint32_t n = cb_tag_features(s->words, s->count, i, before, before2, features);
        t->step++;
        for (uint32_t k = 0; k < n; k++)
            for (int g = 0; g < CB_TAG_COUNT; g++)
                scores[g] += t->weights[features[k] & (ROWS - 1)][g];
        for (uint8_t g = 1; g < CB_TAG_COUNT; g++)
            if (scores[g] > scores[best])
                best = g;
        if (best != s->gold[i]) {
            errors++;
            change(t, features, n, s->gold[i], 1);
            change(t, features, n, best, -1);
        }
        before2 = before;
        before = best;
    }
    return errors;
}

/* A fixed order of sentences that looks random: the same weights on every machine. */
static void shuffle(struct sentences *s, uint64_t *state)
{
    for (size_t i = s->count; i > 1; i--) {
        struct sentence swap = s->items[i - 1];
        size_t j;
        *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        j = (size_t)(*state >> 33) % i;
        s->items[i - 1] = s->items[j];
        s->items[j] = swap;
    }
}

static bool write_model(struct training *t, const char *path)
{
    struct cb_tagger_header header = {CB_TAGGER_MAGIC, ROWS, CB_TAG_ROOM, 0};
    FILE *file = fopen(path, "wb");
    float scale = 0, total = (float)t->step;
    bool ok = file && fwrite(&header, sizeof header, 1, file) == 1;

    for (uint32_t r = 0; r < ROWS; r++)
        for (int g = 0; g < CB_TAG_COUNT; g++) {
            t->sums[r][g] = (t->sums[r][g] + t->weights[r][g] * (float)(t->step - t->seen[r][g])) / total;
            scale = fmaxf(scale, fabsf(t->sums[r][g]));
        }
    scale = 127 / fminf(scale, 12); /* larger weights are few: they are cut */
    for (uint32_t r = 0; ok && r < ROWS; r++) {
        int8_t row[CB_TAG_ROOM] = {0};
        for (int g = 0; g < CB_TAG_COUNT; g++)
            row[g] = (int8_t)fmaxf(-127, fminf(127, roundf(t->sums[r][g] * scale)));
        ok = fwrite(row, sizeof row, 1, file) == 1;
    }
    return file && fclose(file) == 0 && ok;
}

int main(int argc, char **argv)
{
    struct training t = {0};
    uint64_t state = 1;
    int i = 3;

    if (argc < 6) {
        fprintf(stderr, "usage: tagger-train MORPHOLOGY WORDS.csv NAMES.csv... -- TREEBANK.conllu... OUTPUT\n");
        return 2;
    }
    t.weights = calloc(ROWS, sizeof *t.weights);
    t.sums = calloc(ROWS, sizeof *t.sums);
    t.seen = calloc(ROWS, sizeof *t.seen);
    if (!t.weights || !t.sums || !t.seen ||
        cb_words_load(read_file(&t, argv[1]), read_file(&t, argv[2]), &t.arena, &t.words, NULL) != CB_OK)
        return 3;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++)
        read_names(&t, argv[i]);
    for (i++; i < argc - 1; i++)
        read_treebank(&t, argv[i]);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        uint32_t errors = 0;
        shuffle(&t.sentences, &state);
        for (size_t s = 0; s < t.sentences.count; s++)
            errors += learn(&t, &t.sentences.items[s]);
        printf("epoch %d: %u errors\n", epoch + 1, errors);
    }
    return write_model(&t, argv[argc - 1]) ? 0 : 5;
}
