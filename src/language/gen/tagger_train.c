/* tagger-train MORPHOLOGY WORDS.csv NAMES... -- CONLLU... OUTPUT: trains the weights of the tagger.
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

enum { FOLDS = 5 };

struct sentence {
    struct cb_tag_word *words;
    uint8_t *gold;
    uint32_t count;
    uint8_t *tags;                 /* of the first pass, by a model that has not seen the sentence */
    float (*scores)[CB_TAG_COUNT]; /* and its scores */
};
CB_LIST_TYPE(sentences, struct sentence)
CB_LIST_TYPE(tag_words, struct cb_tag_word)
CB_LIST_TYPE(bytes, uint8_t)

/* One feature while training. */
struct weight {
    uint64_t feature; /* 0: free */
    uint32_t count;   /* in the treebanks */
    uint32_t index;   /* of its weights, plus 1; 0: too rare */
};

struct model {
    struct weight *table;
    uint32_t mask, used;
    float (*weights)[CB_TAG_COUNT], (*sums)[CB_TAG_COUNT], (*mean)[CB_TAG_COUNT];
    uint32_t (*changed)[CB_TAG_COUNT]; /* step of the last change */
    uint32_t step;
};

struct training {
    struct cb_arena arena;
    struct cb_words words;
    struct cb_map names;
    struct sentences sentences;
    struct model first, second;
    uint32_t rows, min_count, margin, epochs, runs;
    float gap;
    uint32_t dropout; /* in percent */
    uint64_t random;
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
    static const char *const NAMES[] = {"X",     "NOUN",  "PROPN", "",    "",     "",      "",
                                        "",      "",      "ADJ",   "ADV", "DET",  "PRON",  "ADP",
                                        "CCONJ", "SCONJ", "PART",  "NUM", "INTJ", "PUNCT", "SYM"};
    bool aux = cb_str_eq(cells[3], CB_STR("AUX"));

    if (aux || cb_str_eq(cells[3], CB_STR("VERB"))) {
        enum cb_tag finite = aux ? CB_TAG_AUX_FINITE : CB_TAG_VERB_FINITE;
        if (has(cells[5], "VerbForm=Fin") || has(cells[5], "Mood="))
            return finite;
        if (has(cells[5], "VerbForm=Part") || has(cells[5], "VerbForm=Ger") ||
            cb_str_eq(cells[4], CB_STR("VBN")) || cb_str_eq(cells[4], CB_STR("VVPP")))
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

/* ---- sentences: raw first, as hyphens join words ---- */

struct raw_word {
    struct cb_str form;
    enum cb_tag tag;
    bool glued; /* no space behind */
};
CB_LIST_TYPE(raw_words, struct raw_word)

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* Our tokens keep hyphen compounds whole, with the tag of their last part. */
static bool joins(const struct raw_word *before, struct cb_str form)
{
    char last = before->form.ptr[before->form.len - 1];

    if (!before->glued)
        return false;
    if (cb_str_eq(form, CB_STR("-")))
        return is_alphanumeric(last);
    return last == '-' && before->form.len > 1 && is_alphanumeric(form.ptr[0]);
}

static void add_raw(struct training *t, struct raw_words *raw, struct cb_str form, enum cb_tag tag,
                    bool glued)
{
    struct raw_word *last = raw->count ? &raw->items[raw->count - 1] : NULL;

    if (last && joins(last, form)) {
        last->form = cb_arena_join(&t->arena, last->form, form);
        if (tag != CB_TAG_PUNCT)
            last->tag = tag;
        last->glued = glued;
        return;
    }
    last = CB_PUSH(&t->arena, raw);
    if (!last)
        exit(5);
    *last = (struct raw_word){form, tag, glued};
}

static void add_word(struct training *t, struct tag_words *words, struct bytes *gold, struct cb_str form,
                     enum cb_tag tag)
{
    struct cb_tag_word *word = CB_PUSH(&t->arena, words);
    uint8_t *g = CB_PUSH(&t->arena, gold);
    uint32_t shape = 0;

    if (!word || !g)
        exit(5);
    if (cb_tag_starts(words->count > 1 ? &words->items[words->count - 2] : NULL))
        shape |= CB_SHAPE_FIRST;
    if (is_listed_name(t, form))
        shape |= CB_SHAPE_NAME;
    cb_tag_word_init(&t->words, form, cb_fold_lower(&t->arena, form), shape, word);
    /* 'später' is an adverb for one treebank, an adjective for another and for us */
    if (tag == CB_TAG_ADV && !(word->allowed >> tag & 1) && (word->allowed >> CB_TAG_ADJ & 1))
        tag = CB_TAG_ADJ;
    word->allowed |= UINT32_C(1) << tag;
    *g = (uint8_t)tag;
}

static void end_sentence(struct training *t, struct raw_words *raw)
{
    struct sentence *s = raw->count ? CB_PUSH(&t->arena, &t->sentences) : NULL;
    struct tag_words words = {0};
    struct bytes gold = {0};

    for (size_t i = 0; i < raw->count; i++)
        add_word(t, &words, &gold, raw->items[i].form, raw->items[i].tag);
    if (s)
        *s = (struct sentence){words.items, gold.items, (uint32_t)words.count,
                               CB_NEW_ARRAY(&t->arena, uint8_t, words.count),
                               cb_arena_array(&t->arena, words.count, sizeof(float[CB_TAG_COUNT]))};
    *raw = (struct raw_words){0};
}

/* Sentences of our own, one a line: word/TAG word/TAG. */
static void read_sentences(struct training *t, const char *path)
{
    static const char *const TAGS[CB_TAG_COUNT] = {"X",     "NOUN",  "PROPN", "VF",  "VI",   "VP",   "AF",
                                                   "AI",    "AP",    "ADJ",   "ADV", "DET",  "PRON", "ADP",
                                                   "CCONJ", "SCONJ", "PART",  "NUM", "INTJ", ".",    "SYM"};
    struct cb_str text = read_file(t, path);
    struct raw_words raw = {0};

    while (text.ptr) {
        struct cb_str line = cb_str_split(&text, '\n');
        while (line.ptr && line.len) {
            struct cb_str word = cb_str_split(&line, ' '), tag;
            size_t slash = word.len;
            int g = 0;
            while (slash > 0 && word.ptr[slash - 1] != '/')
                slash--;
            tag = cb_str_sub(word, slash, word.len);
            while (g < CB_TAG_COUNT && !cb_str_eq(tag, cb_str_of(TAGS[g])))
                g++;
            if (g == CB_TAG_COUNT || slash < 2) {
                fprintf(stderr, "%s: %.*s: no such tag\n", path, CB_STR_ARG(word));
                exit(3);
            }
            add_raw(t, &raw, cb_str_sub(word, 0, slash - 1), (enum cb_tag)g, false);
        }
        end_sentence(t, &raw);
    }
}

/* A multiword token is one word for us, with the tag of its first part (im, zum: ADP; don't: AUX). */
static void read_treebank(struct training *t, const char *path)
{
    struct cb_str text = read_file(t, path), cells[10], range = {NULL, 0};
    struct raw_words raw = {0};
    bool glued = false;
    uint32_t skip = 0;

    while (text.ptr) {
        struct cb_str line = cb_str_split(&text, '\n');
        uint32_t id;
        if (line.len == 0)
            end_sentence(t, &raw);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        for (int c = 0; c < 10; c++)
            cells[c] = cb_str_split(&line, '\t');
        if (has(cells[0], "."))
            continue;
        id = (uint32_t)strtoul(cells[0].ptr, NULL, 10);
        if (has(cells[0], "-")) {
            range = cells[1];
            glued = has(cells[9], "SpaceAfter=No");
            cb_str_split(&cells[0], '-');
            skip = (uint32_t)strtoul(cells[0].ptr, NULL, 10);
            continue;
        }
        if (range.ptr) {
            add_raw(t, &raw, range, tag_of(cells), glued);
            range.ptr = NULL;
        } else if (id > skip) {
            add_raw(t, &raw, cells[1], tag_of(cells), has(cells[9], "SpaceAfter=No"));
        }
        if (id >= skip)
            skip = 0;
    }
    end_sentence(t, &raw);
}

/* ---- weights ---- */

typedef uint32_t features_fn(const struct cb_tag_word *, uint32_t, uint32_t, const uint8_t *, uint64_t *);

static struct weight *find(const struct model *m, uint64_t feature)
{
    uint64_t at = feature >> 20;

    while (m->table[at & m->mask].feature && m->table[at & m->mask].feature != feature)
        at++;
    return &m->table[at & m->mask];
}

/* Counts the features of the gold tags; those seen often enough get weights. */
static void collect(struct training *t, struct model *m, features_fn *features_of)
{
    uint64_t features[CB_TAG_FEATURES_MAX];

    m->mask = (1u << 25) - 1;
    m->table = calloc((size_t)m->mask + 1, sizeof *m->table);
    if (!m->table)
        exit(5);
    for (size_t s = 0; s < t->sentences.count; s++)
        for (uint32_t i = 0; i < t->sentences.items[s].count; i++) {
            const struct sentence *x = &t->sentences.items[s];
            uint32_t n = features_of(x->words, x->count, i, x->gold, features);
            for (uint32_t k = 0; k < n; k++) {
                struct weight *w = find(m, features[k]);
                w->feature = features[k];
                w->count++;
                if (w->count == t->min_count)
                    w->index = ++m->used;
            }
        }
    m->weights = calloc(m->used, sizeof *m->weights);
    m->sums = calloc(m->used, sizeof *m->sums);
    m->changed = calloc(m->used, sizeof *m->changed);
    m->mean = calloc(m->used, sizeof *m->mean);
    if (!m->mean || !m->weights || !m->sums || !m->changed)
        exit(5);
    printf("%u features\n", m->used);
}

static void forget(struct model *m)
{
    memset(m->weights, 0, m->used * sizeof *m->weights);
    memset(m->sums, 0, m->used * sizeof *m->sums);
    memset(m->changed, 0, m->used * sizeof *m->changed);
    m->step = 0;
}

/* Adds the averages of the weights to the mean of the runs. */
static void average(const struct training *t, struct model *m)
{
    for (uint32_t r = 0; r < m->used; r++)
        for (int g = 0; g < CB_TAG_COUNT; g++) {
            m->sums[r][g] += m->weights[r][g] * (float)(m->step - m->changed[r][g]);
            m->mean[r][g] += m->sums[r][g] / (float)m->step / (float)t->runs;
        }
}

/* Learning with some features missing at random makes the others learn to do without them (Hinton 2012,
 * "dropout"). */
static uint32_t drop(struct training *t, uint64_t *features, uint32_t n)
{
    uint32_t kept = 0;

    for (uint32_t k = 0; k < n; k++) {
        t->random = t->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        if ((t->random >> 33) % 100 >= t->dropout)
            features[kept++] = features[k];
    }
    return kept;
}

/* Adds the weights of the features to `scores`; leaves the rows' numbers in `rows`. Returns how many. */
static uint32_t score(const struct model *m, const uint64_t *features, uint32_t n, float scores[CB_TAG_COUNT],
                      uint32_t *rows)
{
    uint32_t count = 0;

    for (uint32_t k = 0; k < n; k++) {
        const struct weight *w = find(m, features[k]);
        if (!w->index)
            continue;
        rows[count++] = w->index - 1;
        for (int g = 0; g < CB_TAG_COUNT; g++)
            scores[g] += m->weights[w->index - 1][g];
    }
    return count;
}

static void change(struct model *m, const uint32_t *rows, uint32_t n, int tag, float by)
{
    for (uint32_t k = 0; k < n; k++) {
        uint32_t r = rows[k];
        m->sums[r][tag] += m->weights[r][tag] * (float)(m->step - m->changed[r][tag]);
        m->changed[r][tag] = m->step;
        m->weights[r][tag] += by;
    }
}

static uint8_t best_of(const float scores[CB_TAG_COUNT], uint32_t allowed)
{
    uint8_t best = CB_TAG_COUNT;

    for (uint32_t g = 0; g < CB_TAG_COUNT; g++)
        if ((allowed >> g & 1) && (best == CB_TAG_COUNT || scores[g] > scores[best]))
            best = (uint8_t)g;
    return best;
}

/* The gold tag must lead by GAP: a close right decision is learnt from too. */
static void correct(struct training *t, struct model *m, const uint32_t *rows, uint32_t n,
                    const float scores[CB_TAG_COUNT], uint32_t allowed, uint8_t gold)
{
    uint8_t rival = best_of(scores, allowed & ~(UINT32_C(1) << gold));

    m->step++;
    if (rival == CB_TAG_COUNT || scores[gold] - scores[rival] > t->gap)
        return;
    change(m, rows, n, gold, 1);
    change(m, rows, n, rival, -1);
}

/* ---- first pass ---- */

/* Tags one sentence; learns from it when `learning`, else keeps its scores for the second pass. */
static uint32_t first_pass(struct training *t, const struct sentence *s, bool learning)
{
    struct model *m = &t->first;
    uint32_t errors = 0;

    for (uint32_t i = 0; i < s->count; i++) {
        uint64_t features[CB_TAG_FEATURES_MAX];
        uint32_t rows[CB_TAG_FEATURES_MAX], n;
        float scores[CB_TAG_COUNT] = {0};
        n = cb_tag_features(s->words, s->count, i, s->tags, features);
        if (learning)
            n = drop(t, features, n);
        n = score(m, features, n, scores, rows);
        s->tags[i] = best_of(scores, s->words[i].allowed);
        errors += s->tags[i] != s->gold[i];
        if (learning)
            correct(t, m, rows, n, scores, s->words[i].allowed, s->gold[i]);
        else
            memcpy(s->scores[i], scores, sizeof scores);
    }
    return errors;
}

/* A fixed order of sentences that looks random: the same weights on every machine. */
static void shuffle(uint32_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        uint32_t swap = order[i - 1];
        size_t j;
        *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        j = (size_t)(*state >> 33) % i;
        order[i - 1] = order[j];
        order[j] = swap;
    }
}

static uint32_t *first_order(const struct training *t)
{
    uint32_t *order = calloc(t->sentences.count, sizeof *order);

    if (!order)
        exit(5);
    for (uint32_t i = 0; i < t->sentences.count; i++)
        order[i] = i;
    return order;
}

/* Trains the first pass on all sentences but those of `fold` (numbers modulo FOLDS; FOLDS: all), several
 * times in other orders; the mean of the runs is what counts. */
static void train_first(struct training *t, uint32_t fold)
{
    uint32_t *order = first_order(t), errors = 0;

    memset(t->first.mean, 0, t->first.used * sizeof *t->first.mean);
    for (uint32_t run = 0; run < t->runs; run++) {
        forget(&t->first);
        for (int epoch = 0; epoch < (int)t->epochs; epoch++) {
            shuffle(order, t->sentences.count, &t->random);
            for (size_t s = 0; s < t->sentences.count; s++)
                if (order[s] % FOLDS != fold)
                    first_pass(t, &t->sentences.items[order[s]], true);
        }
        average(t, &t->first);
    }
    memcpy(t->first.weights, t->first.mean, t->first.used * sizeof *t->first.mean);
    for (uint32_t s = 0; s < t->sentences.count; s++)
        if (fold == FOLDS || s % FOLDS == fold)
            errors += first_pass(t, &t->sentences.items[s], false);
    printf("first pass, %s: %u errors\n", fold == FOLDS ? "all sentences" : "a fold that it has not seen",
           errors);
    free(order);
}

/* ---- second pass ---- */

static uint32_t second_pass(struct training *t, const struct sentence *s, uint8_t *tags)
{
    uint32_t errors = 0;

    memcpy(tags, s->tags, s->count);
    for (uint32_t i = 0; i < s->count; i++) {
        uint64_t features[CB_TAG_FEATURES_MAX];
        uint32_t rows[CB_TAG_FEATURES_MAX], n;
        float scores[CB_TAG_COUNT];
        memcpy(scores, s->scores[i], sizeof scores);
        n = drop(t, features, cb_tag_features_again(s->words, s->count, i, tags, features));
        n = score(&t->second, features, n, scores, rows);
        tags[i] = best_of(scores, s->words[i].allowed);
        errors += tags[i] != s->gold[i];
        correct(t, &t->second, rows, n, scores, s->words[i].allowed, s->gold[i]);
    }
    return errors;
}

static void train_second(struct training *t)
{
    uint32_t *order = first_order(t), errors = 0;
    uint8_t tags[4096];

    for (uint32_t run = 0; run < t->runs; run++) {
        forget(&t->second);
        for (int epoch = 0; epoch < (int)t->epochs; epoch++) {
            errors = 0;
            shuffle(order, t->sentences.count, &t->random);
            for (size_t s = 0; s < t->sentences.count; s++)
                if (t->sentences.items[order[s]].count < sizeof tags)
                    errors += second_pass(t, &t->sentences.items[order[s]], tags);
        }
        average(t, &t->second);
    }
    printf("second pass: %u errors in the last epoch\n", errors);
    memcpy(t->second.weights, t->second.mean, t->second.used * sizeof *t->second.mean);
    free(order);
}

/* ---- output ---- */

static uint32_t setting(const char *name, uint32_t normal)
{
    const char *text = getenv(name);

    return text ? (uint32_t)strtoul(text, NULL, 10) : normal;
}

struct candidate {
    struct cb_tag_row row;
    uint64_t feature;
    uint32_t size; /* sum of its weights without their signs */
};

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return (x->feature > y->feature) - (x->feature < y->feature);
}

static size_t quantize(const struct model *m, float scale, struct candidate *out)
{
    size_t count = 0;

    for (uint32_t i = 0; i <= m->mask; i++) {
        struct candidate c = {.feature = m->table[i].feature, .row.check = CB_TAG_CHECK(m->table[i].feature)};
        if (!m->table[i].index)
            continue;
        for (int g = 0; g < CB_TAG_COUNT; g++) {
            float w = roundf(m->weights[m->table[i].index - 1][g] * scale);
            c.row.weights[g] = (int8_t)fmaxf(-127, fminf(127, w));
            c.size += (uint32_t)abs(c.row.weights[g]);
        }
        if (c.size)
            out[count++] = c;
    }
    return count;
}

/* Puts the weightiest first; what finds its bucket full is left out. */
static size_t fill(struct cb_tag_row *rows, uint32_t row_count, struct candidate *candidates, size_t count)
{
    size_t lost = 0;

    qsort(candidates, count, sizeof *candidates, compare_candidates);
    for (size_t i = 0; i < count; i++) {
        struct cb_tag_row *bucket =
            &rows[candidates[i].feature & (row_count - 1) & ~(uint64_t)(CB_TAG_BUCKET - 1)];
        int b = 0;
        while (b < CB_TAG_BUCKET && bucket[b].check && bucket[b].check != candidates[i].row.check)
            b++;
        if (b < CB_TAG_BUCKET && !bucket[b].check)
            bucket[b] = candidates[i].row;
        else
            lost++;
    }
    return lost;
}

static bool write_model(struct training *t, const char *path)
{
    const float SCALE = (float)setting("SCALE", 16);
    struct cb_tagger_header header = {CB_TAGGER_MAGIC, t->rows, sizeof(struct cb_tag_row), t->margin};
    struct candidate *candidates = calloc(t->first.used + t->second.used, sizeof *candidates);
    struct cb_tag_row *rows = calloc(t->rows, sizeof *rows);
    FILE *file = fopen(path, "wb");
    size_t count;
    bool ok = file && rows && candidates;

    if (ok) {
        count = quantize(&t->first, SCALE, candidates);
        count += quantize(&t->second, SCALE, candidates + count);
        printf("%zu features with weights, %zu of them left out\n", count,
               fill(rows, t->rows, candidates, count));
        ok = fwrite(&header, sizeof header, 1, file) == 1 &&
             fwrite(rows, sizeof *rows, t->rows, file) == t->rows;
    }
    ok = file && fclose(file) == 0 && ok;
    free(candidates);
    free(rows);
    return ok;
}

int main(int argc, char **argv)
{
    struct training t = {.rows = 1u << setting("ROWS", 15),
                         .min_count = setting("MIN_COUNT", 2),
                         .margin = setting("MARGIN", 60),
                         .runs = setting("RUNS", 6),
                         .random = setting("SEED", 1),
                         .epochs = setting("EPOCHS", 10),
                         .gap = (float)setting("GAP", 6),
                         .dropout = setting("DROPOUT", 35)};
    int i = 3;

    if (argc < 6) {
        fprintf(stderr, "usage: tagger-train MORPHOLOGY WORDS.csv NAMES.csv... -- "
                        "TREEBANK.conllu|SENTENCES.txt... OUTPUT\n");
        return 2;
    }
    if (cb_words_load(read_file(&t, argv[1]), argv[2], read_file(&t, argv[2]), &t.arena, &t.words, NULL) !=
        CB_OK)
        return 3;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++)
        read_names(&t, argv[i]);
    for (i++; i < argc - 1; i++)
        (cb_str_ends(cb_str_of(argv[i]), CB_STR(".txt")) ? read_sentences : read_treebank)(&t, argv[i]);
    collect(&t, &t.first, cb_tag_features);
    collect(&t, &t.second, cb_tag_features_again);
    for (uint32_t fold = 0; fold < FOLDS; fold++)
        train_first(&t, fold);
    train_second(&t);
    train_first(&t, FOLDS);
    return write_model(&t, argv[argc - 1]) ? 0 : 5;
}
