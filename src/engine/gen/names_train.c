/* names-train de|en OUTPUT GOLD.jsonl...: trains the weights of the model of names.
 *
 * A row of GOLD has "lang", "text", "entities" and "optional" (code-point "start", "end", "kind", "why").
 * Short rows are packed into articles of 20 paragraphs. FOLDS=5 measures instead: each fold is read by a
 * model that has not seen it; ALONE=1: each set by a model that has not seen the set.
 * The sets' licences go with the weights: see import/README.md. A tool for maintainers. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "extract/names_model.h"
#include "language/language.h"
#include "reader/reader.h"

enum { PACK = 20, SETS = 16, ALL = (1 << NAME_LABELS) - 1 };

struct gold {
    uint32_t start, end; /* bytes */
    enum name_class class;
    bool optional, inner, other;
};
CB_LIST_TYPE(golds, struct gold)
CB_LIST_TYPE(indexes, uint32_t)

/* A token that the model decides. */
struct item {
    uint32_t first, count; /* features, in t->features */
    uint32_t allowed;      /* labels, one bit each */
    bool begins;           /* the token before is not open */
};
CB_LIST_TYPE(items, struct item)

struct article {
    struct cb_document doc;
    struct cb_buf text;
    struct golds gold;
    struct names names;
    uint32_t set, number, first_item, item_count; /* number: of the set's articles; parallel sets run alike */
    enum cb_language language;
};
CB_LIST_TYPE(articles, struct article)

struct slot {
    uint64_t feature; /* 0: free */
    uint32_t count, index;
};

struct training {
    struct cb_arena arena;
    struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];
    enum cb_language language;
    float other_language; /* what its articles count */
    struct articles articles;
    struct items items;
    struct indexes features; /* numbers of features; after collect() rows of weights, UINT32_MAX: too rare */
    struct slot *slots;
    uint32_t mask, slot_count, rows;
    float (*weights)[NAME_LABELS], (*squares)[NAME_LABELS], (*sums)[NAME_LABELS];
    uint64_t *names_of_rows;
    float steps[NAME_LABELS + 1][NAME_LABELS], step_squares[NAME_LABELS + 1][NAME_LABELS];
    const char *set_names[SETS];
    bool has_other[SETS];
    float set_weight[SETS];
    uint32_t sets;
    uint64_t random;
    double rate, decay, dropout;
    uint32_t epochs, min_count, table_rows;
};

/* Plain decimals: 0.25, 12. */
static double setting(const char *name, double normal)
{
    const char *text = getenv(name);
    double value = 0, place = 0;

    if (!text)
        return normal;
    for (; *text; text++) {
        if (*text == '.') {
            place = 1;
        } else if (*text >= '0' && *text <= '9') {
            value = value * 10 + (*text - '0');
            place *= 10;
        }
    }
    return place > 0 ? value / place : value;
}

static void fail(const char *what)
{
    fprintf(stderr, "names-train: %s\n", what);
    exit(3);
}

static void must(cb_status rc, const struct cb_err *err)
{
    if (rc != CB_OK)
        fail(err->text);
}

static void *room(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size);

    if (!p)
        fail("no memory");
    return p;
}

static double random_unit(struct training *t)
{
    t->random = t->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(t->random >> 33) / (double)(UINT64_C(1) << 31);
}

/* ---- gold ---- */

static uint32_t byte_of(const char *text, size_t code_point)
{
    const char *p = text;

    for (size_t i = 0; i < code_point && *p; i++)
        for (p++; ((unsigned char)*p & 0xC0) == 0x80; p++)
            ;
    return (uint32_t)(p - text);
}

static enum name_class class_named(const char *kind)
{
    enum cb_entity_kind k = CB_ENTITY_OTHER;

    cb_entity_kind_by_name(cb_str_of(kind), &k);
    return cb_name_class(k);
}

static void add_golds(struct training *t, struct article *a, json_t *list, const char *text, uint32_t offset,
                      bool optional)
{
    size_t i;
    json_t *m;

    json_array_foreach(list, i, m)
    {
        struct gold *g = CB_PUSH(&t->arena, &a->gold);
        const char *why = json_string_value(json_object_get(m, "why"));
        const char *kind = json_string_value(json_object_get(m, "kind"));
        if (!g)
            fail("no memory");
        g->start = offset + byte_of(text, (size_t)json_integer_value(json_object_get(m, "start")));
        g->end = offset + byte_of(text, (size_t)json_integer_value(json_object_get(m, "end")));
        g->class = class_named(kind ? kind : "other");
        g->optional = optional;
        g->inner = why && strcmp(why, "inner") == 0;
        g->other = optional && why && strcmp(why, "kind") == 0 && g->class == NAME_CLASS_OTHER;
        if (!optional && g->class == NAME_CLASS_OTHER)
            t->has_other[a->set] = true;
    }
}

static struct article *new_article(struct training *t, uint32_t set)
{
    struct article *a = CB_PUSH(&t->arena, &t->articles);

    if (!a)
        fail("no memory");
    cb_buf_init(&a->text, 1 << 24);
    a->set = set;
    return a;
}

static void add_row(struct training *t, struct article *a, json_t *row)
{
    const char *text = json_string_value(json_object_get(row, "text"));
    uint32_t offset;

    if (cb_buf_view(&a->text).len)
        cb_buf_add(&a->text, CB_STR("\n\n"));
    offset = (uint32_t)cb_buf_view(&a->text).len;
    cb_buf_add(&a->text, cb_str_of(text));
    add_golds(t, a, json_object_get(row, "entities"), text, offset, false);
    add_golds(t, a, json_object_get(row, "optional"), text, offset, true);
}

static void read_set(struct training *t, const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room_of_line = 0, rows = 0, length = 0, in_pack = 0;
    uint32_t number = 0;
    struct article *a = NULL;
    uint32_t set = t->sets++;
    const char *name = strrchr(path, '/');

    if (!file || set == SETS)
        fail(path);
    t->set_names[set] = name ? name + 1 : path;
    while (getline(&line, &room_of_line, file) > 0) {
        rows++;
        length += strlen(line);
    }
    rewind(file);
    while (getline(&line, &room_of_line, file) > 0) {
        json_t *row = json_loads(line, 0, NULL);
        const char *lang = json_string_value(json_object_get(row, "lang"));
        enum cb_language language = CB_GERMAN;
        if (!row || !lang || !cb_language_by_code(cb_str_of(lang), &language))
            fail(path);
        if (language == t->language || t->other_language > 0) {
            if (!a || length / rows > 1200 || in_pack == PACK || a->language != language) {
                a = new_article(t, set);
                a->language = language;
                a->number = number++;
                in_pack = 0;
            }
            add_row(t, a, row);
            in_pack++;
        }
        json_decref(row);
    }
    free(line);
    fclose(file);
}

/* ---- articles to items ---- */

static void analyze(struct training *t, struct article *a)
{
    struct cb_err err = {0};

    a->doc = (struct cb_document){.arena = &t->arena, .language = a->language, .language_known = true};
    must(cb_document_read(&a->doc, t->set_names[a->set], cb_buf_view(&a->text), &err), &err);
    must(cb_passages_mark(&a->doc, t->lexicons[a->language], &err), &err);
    must(cb_language_analyze(&a->doc, t->lexicons[a->language], NULL, &err), &err);
    must(cb_names_prepare(&a->names, &a->doc, t->lexicons[a->language], NULL, &err), &err);
}

static uint32_t number_of(struct training *t, uint64_t feature)
{
    uint64_t at = feature >> 20;

    while (t->slots[at & t->mask].feature && t->slots[at & t->mask].feature != feature)
        at++;
    at &= t->mask;
    if (!t->slots[at].feature && ++t->slot_count > t->mask / 2)
        fail("too many features");
    t->slots[at].feature = feature;
    t->slots[at].count++;
    return (uint32_t)at;
}

static void add_features(struct training *t, struct item *item, const uint64_t *features, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        uint32_t *slot = CB_PUSH(&t->arena, &t->features);
        if (!slot)
            fail("no memory");
        *slot = number_of(t, features[k]);
    }
    item->count += count;
}

static void add_word(struct training *t, struct item *item, const struct name_word *word, int offset)
{
    uint64_t features[NAME_WORD_FEATURES];

    add_features(t, item, features, cb_names_word_features(word, offset, features));
    add_features(t, item, features, cb_names_use_features(word, offset, features));
}

static uint32_t possessive(struct cb_str s)
{
    return cb_str_ends(s, CB_STR("'s")) ? 2 : cb_str_ends(s, CB_STR("\xE2\x80\x99s")) ? 4 : 0;
}

/* The labels that the gold allows for each token. */
static void allow(const struct training *t, const struct article *a, uint32_t *allowed, uint32_t *lost)
{
    const uint32_t OTHER =
        1u << NAME_BEGIN(NAME_CLASS_OTHER) | 1u << NAME_INSIDE(NAME_CLASS_OTHER) | 1u << NAME_OUTSIDE;
    uint32_t count = (uint32_t)a->doc.tokens.count;

    for (uint32_t i = 0; i < count; i++)
        allowed[i] = t->has_other[a->set] ? 1u << NAME_OUTSIDE : OTHER;
    for (int pass = 0; pass < 2; pass++)
        for (size_t g = 0; g < a->gold.count; g++) {
            const struct gold *gold = &a->gold.items[g];
            uint32_t first = cb_document_token_at(&a->doc, gold->start), last = first;
            if (gold->optional != (pass == 0) || (gold->optional && gold->inner))
                continue;
            while (last + 1 < count && a->doc.tokens.items[last].span.end < gold->end)
                last++;
            if (first >= count || a->doc.tokens.items[first].span.start != gold->start ||
                (a->doc.tokens.items[last].span.end != gold->end &&
                 a->doc.tokens.items[last].span.end - possessive(cb_token_text(&a->doc, last)) !=
                     gold->end)) {
                *lost += !gold->optional;
                if (getenv("LOST") && !gold->optional)
                    printf("lost %.*s\n", CB_STR_ARG(cb_str_sub(a->doc.text, gold->start, gold->end)));
                continue;
            }
            for (uint32_t i = first; i <= last; i++) {
                *lost += !gold->optional && i == first && !a->names.open[i];
                if (getenv("LOST") && !gold->optional && !a->names.open[i])
                    printf("closed %.*s\n", CB_STR_ARG(cb_str_sub(a->doc.text, gold->start, gold->end)));
                if (gold->optional)
                    allowed[i] = gold->other ? OTHER : 1u << NAME_OUTSIDE;
                else
                    allowed[i] = 1u << (i == first ? NAME_BEGIN(gold->class) : NAME_INSIDE(gold->class));
            }
        }
}

static void make_items(struct training *t, struct article *a, uint32_t *lost)
{
    uint32_t count = (uint32_t)a->doc.tokens.count;
    uint32_t *allowed = room(count, sizeof *allowed);
    uint64_t features[NAME_WORD_FEATURES + NAME_TOKEN_FEATURES];
    bool open_before = false;

    allow(t, a, allowed, lost);
    a->first_item = (uint32_t)t->items.count;
    for (uint32_t i = 0; i < count; i++) {
        bool open = a->names.open[i];
        struct item *item = open ? CB_PUSH(&t->arena, &t->items) : NULL;
        if (item) {
            item->begins = !open_before || !cb_names_same_sentence(&a->names, i, i - 1);
            item->first = (uint32_t)t->features.count;
            item->allowed = allowed[i];
            for (int o = -NAME_REACH; o <= NAME_REACH; o++)
                add_word(t, item, name_word_beside(&a->names, i, o), o);
            add_features(t, item, features, cb_names_token_features(&a->names, i, features));
        }
        open_before = open;
    }
    a->item_count = (uint32_t)t->items.count - a->first_item;
    free(allowed);
}

/* Gives weights to the features that are frequent enough. */
static void collect(struct training *t)
{
    for (uint32_t i = 0; i <= t->mask; i++)
        t->slots[i].index = t->slots[i].count >= t->min_count ? t->rows++ : UINT32_MAX;
    t->names_of_rows = room(t->rows, sizeof *t->names_of_rows);
    for (uint32_t i = 0; i <= t->mask; i++)
        if (t->slots[i].index != UINT32_MAX)
            t->names_of_rows[t->slots[i].index] = t->slots[i].feature;
    for (size_t k = 0; k < t->features.count; k++)
        t->features.items[k] = t->slots[t->features.items[k]].index;
    t->weights = room(t->rows, sizeof *t->weights);
    t->squares = room(t->rows, sizeof *t->squares);
    t->sums = room(t->rows, sizeof *t->sums);
    printf("%zu tokens, %u features\n", t->items.count, t->rows);
}

/* ---- the conditional random field ---- */

enum { LONGEST = 512 };

struct lattice {
    float score[LONGEST][NAME_LABELS], forward[LONGEST][NAME_LABELS], backward[LONGEST][NAME_LABELS];
    float marginal[LONGEST][NAME_LABELS];
    float step[NAME_LABELS + 1][NAME_LABELS];
};

static bool follows(int before, int label)
{
    bool inside = label != NAME_OUTSIDE && label % 2 == 0;

    return !inside || before == label || before == label - 1;
}

static float log_sum(const float *x, int n)
{
    float max = -INFINITY, sum = 0;

    for (int i = 0; i < n; i++)
        max = x[i] > max ? x[i] : max;
    if (max == -INFINITY)
        return max;
    for (int i = 0; i < n; i++)
        sum += expf(x[i] - max);
    return max + logf(sum);
}

/* Marginals of labels and steps, of all sequences or of those that the gold allows, times `sign`, are added
 * up. */
static void expect(const struct training *t, struct lattice *x, const struct item *items, uint32_t count,
                   bool gold, float sign)
{
    float terms[NAME_LABELS], z;

    for (uint32_t i = 0; i < count; i++)
        for (int l = 0; l < NAME_LABELS; l++) {
            bool allowed = !gold || (items[i].allowed >> l & 1);
            for (int p = 0; i > 0 && p < NAME_LABELS; p++)
                terms[p] = follows(p, l) ? x->forward[i - 1][p] + t->steps[p][l] : -INFINITY;
            x->forward[i][l] = !allowed            ? -INFINITY
                               : i > 0             ? log_sum(terms, NAME_LABELS) + x->score[i][l]
                               : l == 0 || (l & 1) ? t->steps[NAME_LABELS][l] + x->score[i][l]
                                                   : -INFINITY;
        }
    for (uint32_t i = count; i-- > 0;)
        for (int l = 0; l < NAME_LABELS; l++) {
            for (int q = 0; i + 1 < count && q < NAME_LABELS; q++)
                terms[q] = follows(l, q) && (!gold || (items[i + 1].allowed >> q & 1))
                               ? x->backward[i + 1][q] + t->steps[l][q] + x->score[i + 1][q]
                               : -INFINITY;
            x->backward[i][l] = i + 1 < count ? log_sum(terms, NAME_LABELS) : 0;
        }
    z = log_sum(x->forward[count - 1], NAME_LABELS);
    if (z == -INFINITY)
        return; /* a gold name that the lattice cannot hold */
    for (uint32_t i = 0; i < count; i++)
        for (int l = 0; l < NAME_LABELS; l++) {
            x->marginal[i][l] += sign * expf(x->forward[i][l] + x->backward[i][l] - z);
            if (i == 0)
                x->step[NAME_LABELS][l] += sign * expf(x->forward[0][l] + x->backward[0][l] - z);
            for (int p = 0; i > 0 && p < NAME_LABELS; p++)
                if (follows(p, l) && (!gold || (items[i].allowed >> l & 1)))
                    x->step[p][l] += sign * expf(x->forward[i - 1][p] + t->steps[p][l] + x->score[i][l] +
                                                 x->backward[i][l] - z);
        }
}

/* AdaGrad (Duchi, Hazan, Singer 2011). */
static void change(const struct training *t, float *weight, float *square, float gradient)
{
    gradient -= (float)t->decay * *weight;
    *square += gradient * gradient;
    *weight += (float)t->rate * gradient / (sqrtf(*square) + 1e-3f);
}

static void learn(struct training *t, struct lattice *x, const struct item *items, uint32_t count,
                  float weight)
{
    static uint32_t kept[LONGEST][NAME_WORD_FEATURES * 5 + NAME_TOKEN_FEATURES];
    static uint32_t kept_count[LONGEST];

    memset(x->marginal, 0, sizeof x->marginal[0] * count);
    memset(x->step, 0, sizeof x->step);
    for (uint32_t i = 0; i < count; i++) {
        memset(x->score[i], 0, sizeof x->score[i]);
        kept_count[i] = 0;
        for (uint32_t k = 0; k < items[i].count; k++) {
            uint32_t row = t->features.items[items[i].first + k];
            if (row == UINT32_MAX || (t->dropout > 0 && random_unit(t) < t->dropout))
                continue;
            kept[i][kept_count[i]++] = row;
            for (int l = 0; l < NAME_LABELS; l++)
                x->score[i][l] += t->weights[row][l];
        }
    }
    expect(t, x, items, count, true, weight);
    expect(t, x, items, count, false, -weight);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < kept_count[i]; k++)
            for (int l = 0; l < NAME_LABELS; l++)
                change(t, &t->weights[kept[i][k]][l], &t->squares[kept[i][k]][l], x->marginal[i][l]);
    for (int p = 0; p <= NAME_LABELS; p++)
        for (int l = 0; l < NAME_LABELS; l++)
            if (follows(p, l))
                change(t, &t->steps[p][l], &t->step_squares[p][l], x->step[p][l]);
}

static bool learns(const struct training *t, uint32_t a, uint32_t folds, uint32_t fold, uint32_t alone)
{
    return (folds == 0 || t->articles.items[a].number % folds != fold) && t->articles.items[a].set != alone;
}

static float weight_of(const struct training *t, const struct article *a)
{
    return t->set_weight[a->set] * (a->language == t->language ? 1 : t->other_language);
}

static void train(struct training *t, uint32_t folds, uint32_t fold, uint32_t alone)
{
    struct lattice *x = room(1, sizeof *x);
    struct indexes runs = {0};
    struct indexes sets = {0}; /* article of each run */

    memset(t->weights, 0, t->rows * sizeof *t->weights);
    memset(t->squares, 0, t->rows * sizeof *t->squares);
    memset(t->sums, 0, t->rows * sizeof *t->sums);
    memset(t->steps, 0, sizeof t->steps);
    memset(t->step_squares, 0, sizeof t->step_squares);
    t->random = 1;
    for (uint32_t a = 0; a < t->articles.count; a++)
        for (uint32_t i = 0; learns(t, a, folds, fold, alone) && i < t->articles.items[a].item_count; i++)
            if (t->items.items[t->articles.items[a].first_item + i].begins) {
                uint32_t *run = CB_PUSH(&t->arena, &runs), *set = CB_PUSH(&t->arena, &sets);
                if (!run || !set)
                    fail("no memory");
                *run = t->articles.items[a].first_item + i;
                *set = a;
            }
    for (uint32_t epoch = 0; epoch < t->epochs; epoch++) {
        for (size_t r = runs.count; r > 1; r--) {
            size_t j = (size_t)(random_unit(t) * (double)r);
            uint32_t swap = runs.items[r - 1], swap_set = sets.items[r - 1];
            runs.items[r - 1] = runs.items[j];
            runs.items[j] = swap;
            sets.items[r - 1] = sets.items[j];
            sets.items[j] = swap_set;
        }
        for (size_t r = 0; r < runs.count; r++) {
            const struct item *first = &t->items.items[runs.items[r]];
            uint32_t count = 1;
            while (runs.items[r] + count < t->items.count && !first[count].begins && count < LONGEST)
                count++;
            learn(t, x, first, count, weight_of(t, &t->articles.items[sets.items[r]]));
        }
    }
    free(x);
}

/* ---- output ---- */

struct candidate {
    struct name_row row;
    uint64_t feature;
    uint32_t size;
};

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return (x->feature > y->feature) - (x->feature < y->feature);
}

/* The block of integer weights: the weightiest features first; what finds its bucket full is left out. */
static struct cb_str make_block(const struct training *t, bool talk)
{
    const float SCALE = (float)setting("SCALE", 24), bias = (float)setting("BIAS", 0);
    size_t size = sizeof(struct name_model_header) + t->table_rows * sizeof(struct name_row), count = 0,
           lost = 0;
    char *block = room(1, size);
    struct name_model_header *header = (void *)block;
    struct name_row *rows = (void *)(header + 1);
    struct candidate *candidates = room(t->rows, sizeof *candidates);

    header->magic = NAME_MODEL_MAGIC;
    header->rows = t->table_rows;
    for (int p = 0; p <= NAME_LABELS; p++)
        for (int l = 0; l < NAME_LABELS; l++)
            header->steps[p][l] = (int16_t)lroundf((t->steps[p][l] - (l == NAME_OUTSIDE ? bias : 0)) * SCALE);
    for (uint32_t i = 0; i < t->rows; i++) {
        struct candidate c = {.feature = t->names_of_rows[i], .row.check = NAME_CHECK(t->names_of_rows[i])};
        for (int l = 0; l < NAME_LABELS; l++) {
            c.row.weights[l] = (int8_t)fmaxf(-127, fminf(127, roundf(t->weights[i][l] * SCALE)));
            c.size += (uint32_t)abs(c.row.weights[l]);
        }
        if (c.size > (uint32_t)setting("LEAST", 3))
            candidates[count++] = c;
    }
    qsort(candidates, count, sizeof *candidates, compare_candidates);
    for (size_t i = 0; i < count; i++) {
        struct name_row *bucket =
            &rows[candidates[i].feature & (t->table_rows - 1) & ~(uint64_t)(NAME_BUCKET - 1)];
        int b = 0;
        while (b < NAME_BUCKET && bucket[b].check && bucket[b].check != candidates[i].row.check)
            b++;
        if (b < NAME_BUCKET && !bucket[b].check)
            bucket[b] = candidates[i].row;
        else
            lost++;
    }
    if (talk)
        printf("%zu features with weights, %zu left out\n", count, lost);
    free(candidates);
    return (struct cb_str){block, size};
}

/* ---- measuring ---- */

struct score {
    uint32_t right, span, found, gold, overlap;
};

static bool is_ignored(const struct training *t, const struct article *a, const struct cb_mention *m)
{
    bool hits = false, exact = false, optional = false;

    for (size_t g = 0; g < a->gold.count; g++) {
        const struct gold *gold = &a->gold.items[g];
        bool same = gold->start == m->span.start && gold->end == m->span.end;
        bool over = gold->start < m->span.end && m->span.start < gold->end;
        if (same && !gold->optional)
            return false;
        exact = exact || (same && gold->optional);
        hits = hits || (over && !gold->optional);
        optional = optional || (over && gold->optional && !gold->inner);
    }
    return exact || (!hits && optional) ||
           (!hits && !t->has_other[a->set] && cb_name_class(m->entity_kind) == NAME_CLASS_OTHER);
}

static void measure(const struct training *t, struct article *a, struct cb_str block, struct score *s,
                    bool talk)
{
    struct cb_facts facts = {0};
    struct cb_err err = {0};
    struct name_model model;
    bool *used = room(a->gold.count, sizeof *used);
    struct cb_arena_mark mark = cb_arena_mark(a->doc.arena);

    must(cb_names_finish(&a->names, block.ptr && cb_name_model_open(block, &model) ? &model : NULL, &facts,
                         &err),
         &err);
    for (size_t g = 0; g < a->gold.count; g++)
        s->gold += !a->gold.items[g].optional;
    for (size_t i = 0; i < facts.mentions.count; i++) {
        const struct cb_mention *m = &facts.mentions.items[i];
        bool right = false, over = false;
        if (is_ignored(t, a, m))
            continue;
        s->found++;
        for (size_t g = 0; g < a->gold.count; g++) {
            const struct gold *gold = &a->gold.items[g];
            if (gold->optional || gold->end <= m->span.start || m->span.end <= gold->start)
                continue;
            if (!used[g] && !over)
                over = used[g] = true;
            if (gold->start == m->span.start && gold->end == m->span.end) {
                s->span++;
                right = right || gold->class == cb_name_class(m->entity_kind);
            }
        }
        s->right += right;
        s->overlap += over;
        if (talk && !right)
            printf("E %s\t%.*s\t%s\t%s\n", t->set_names[a->set],
                   CB_STR_ARG(cb_document_slice(&a->doc, m->span)), cb_entity_kind_name(m->entity_kind),
                   m->rule);
    }
    if (talk)
        for (size_t g = 0; g < a->gold.count; g++)
            if (!a->gold.items[g].optional && !used[g])
                printf("M %s\t%.*s\t%d\n", t->set_names[a->set],
                       CB_STR_ARG(cb_str_sub(a->doc.text, a->gold.items[g].start, a->gold.items[g].end)),
                       (int)a->gold.items[g].class);
    cb_arena_rewind(a->doc.arena, mark);
    free(used);
}

static void show(const char *name, const struct score *s)
{
    double f = 2.0 / (double)(s->found + s->gold ? s->found + s->gold : 1);

    printf("%-28s P %.4f R %.4f strict %.4f span %.4f overlap %.4f of %u\n", name,
           (double)s->right / (s->found ? s->found : 1), (double)s->right / (s->gold ? s->gold : 1),
           f * s->right, f * s->span, f * s->overlap, s->gold);
}

static void measure_unseen(struct training *t, uint32_t folds, bool alone)
{
    struct score scores[SETS] = {0};
    uint32_t rounds = alone ? t->sets : folds;

    for (uint32_t r = 0; r < rounds; r++) {
        struct cb_str block;
        train(t, alone ? 0 : folds, r, alone ? r : SETS);
        block = make_block(t, false);
        for (uint32_t a = 0; a < t->articles.count; a++)
            if (!learns(t, a, alone ? 0 : folds, r, alone ? r : SETS) &&
                t->articles.items[a].language == t->language)
                measure(t, &t->articles.items[a], block, &scores[t->articles.items[a].set],
                        setting("ERRORS", 0) > 0);
        /* NOLINTNEXTLINE(performance-no-int-to-ptr): it is ours, the slice is const */
        free((void *)(uintptr_t)block.ptr);
    }
    for (uint32_t s = 0; s < t->sets; s++)
        show(t->set_names[s], &scores[s]);
}

int main(int argc, char **argv)
{
    static struct training t;
    struct cb_err err = {0};
    uint32_t lost = 0;
    struct score rules[SETS] = {0};
    struct cb_str block;
    FILE *file;

    if (argc < 4 || !cb_language_by_code(cb_str_of(argv[1]), &t.language)) {
        fprintf(stderr, "usage: names-train de|en OUTPUT GOLD.jsonl...\n");
        return 2;
    }
    t.rate = setting("RATE", 0.03);
    t.decay = setting("DECAY", 0.0005);
    t.dropout = setting("DROPOUT", 0.5);
    t.epochs = (uint32_t)setting("EPOCHS", 12);
    t.min_count = (uint32_t)setting("MIN_COUNT", 2);
    t.table_rows = 1u << (uint32_t)setting("ROWS", 16);
    t.mask = (1u << 24) - 1;
    t.slots = room((size_t)t.mask + 1, sizeof *t.slots);
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        must(cb_lexicon_load((enum cb_language)l, NULL, &t.arena, &t.lexicons[l], &err), &err);
    t.other_language = (float)setting("OTHER", 0);
    for (int i = 3; i < argc; i++) {
        char name[32];
        snprintf(name, sizeof name, "WEIGHT%d", i - 2);
        t.set_weight[t.sets] = (float)setting(name, 1);
        read_set(&t, argv[i]);
    }
    for (uint32_t a = 0; a < t.articles.count; a++) {
        analyze(&t, &t.articles.items[a]);
        make_items(&t, &t.articles.items[a], &lost);
        measure(&t, &t.articles.items[a], (struct cb_str){NULL, 0}, &rules[t.articles.items[a].set], false);
    }
    printf("%u gold names cannot be found\n", lost);
    for (uint32_t s = 0; s < t.sets; s++)
        show(t.set_names[s], &rules[s]);
    collect(&t);
    if (getenv("FOLDS") || getenv("ALONE")) {
        measure_unseen(&t, (uint32_t)setting("FOLDS", 5), setting("ALONE", 0) > 0);
        return 0;
    }
    train(&t, 0, 0, SETS);
    block = make_block(&t, true);
    file = fopen(argv[2], "wb");
    return file && fwrite(block.ptr, 1, block.len, file) == block.len && fclose(file) == 0 ? 0 : 5;
}
