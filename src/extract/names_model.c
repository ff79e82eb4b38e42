/* Scores of labels from the weights, and the best sequence of labels. */
#include "extract/names_model.h"

#include "base/weights.h"

enum name_class cb_name_class(enum cb_entity_kind kind)
{
    switch (kind) {
    case CB_ENTITY_PERSON:
        return NAME_CLASS_PERSON;
    case CB_ENTITY_ORGANIZATION:
        return NAME_CLASS_ORGANIZATION;
    case CB_ENTITY_PLACE:
        return NAME_CLASS_PLACE;
    case CB_ENTITY_OTHER:
    case CB_ENTITY_PRODUCT:
    case CB_ENTITY_EVENT:
    case CB_ENTITY_WORK:
    case CB_ENTITY_LAW:
    case CB_ENTITY_KIND_COUNT:
        break;
    }
    return NAME_CLASS_OTHER;
}

bool cb_name_model_open(struct cb_str block, struct name_model *out)
{
    const struct name_model_header *header = (const void *)block.ptr;

    if (block.len < sizeof *header || header->magic != NAME_MODEL_MAGIC || header->rows < NAME_BUCKET ||
        (header->rows & (header->rows - 1)) ||
        block.len < sizeof *header + (size_t)header->rows * sizeof(struct name_row))
        return false;
    *out = (struct name_model){(const struct name_row *)(header + 1), header->rows - 1, header};
    return true;
}

/* ---- sums of weights ---- */

enum { SUMS = 16 };
_Static_assert(sizeof(struct name_row) == SUMS, "a row is two vectors");

struct sums {
    cb_shorts8 half[2]; /* the check's two bytes are added too and never looked at */
};

static void add_features(const struct name_model *model, const uint64_t *features, uint32_t count,
                         struct sums *sums)
{
    const uint64_t mask = model->mask & ~(uint64_t)(NAME_BUCKET - 1);

    for (uint32_t k = 0; k < count; k++)
        __builtin_prefetch(&model->rows[features[k] & mask]);
    for (uint32_t k = 0; k < count; k++) {
        const struct name_row *row = &model->rows[features[k] & mask];
        uint16_t check = NAME_CHECK(features[k]);
        int b = 0;
        while (b < NAME_BUCKET && row[b].check != check)
            b++;
        if (b == NAME_BUCKET)
            continue;
        cb_weights_add16(&row[b], sums->half);
    }
}

/* What a word adds for a neighbour at each distance: the same wherever it stands in the article. */
struct name_sums {
    struct sums at[2 * NAME_REACH + 1];
    bool done[2 * NAME_REACH + 1];
};

/* Sums of what depends on little, by key: one place for each, the last key has it. */
struct name_cached {
    struct name_key key;
    struct sums sums;
};

enum { CACHE_BITS = 12, LANES = (NAME_LABELS + 3) / 4 * 4, VECTORS = LANES / 4 };

struct run {
    const struct names *n;
    const struct name_model *model;
    struct name_sums **words,
        *outside; /* of the article's words, NULL where not asked; beyond the sentence */
    cb_ints4 steps[NAME_LABELS][VECTORS]; /* from label to label; FORBIDDEN where it cannot follow */
    int32_t (*best)[LANES];
    uint8_t (*from)[NAME_LABELS];
};

static void add_sums(struct sums *to, const struct sums *more)
{
    to->half[0] += more->half[0];
    to->half[1] += more->half[1];
}

/* The part that depends on the word alone: kept with it, unless this article sees the word in another light.
 */
static cb_status add_word_alone(const struct run *run, const struct name_word *word, int offset,
                                struct sums *sums, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint64_t features[NAME_WORD_FEATURES];
    struct name_entry *entry = word ? word->entry : NULL;
    bool kept = entry && entry->word.flags == word->flags && entry->word.coarse == word->coarse;

    if (kept && !entry->sums) {
        entry->sums = CB_NEW(run->n->vocabulary->arena, struct name_sums);
        CB_TRY_NEW(entry->sums);
        run->n->doc->kept->bytes += sizeof *entry->sums;
    }
    if (kept && entry->sums->done[offset + NAME_REACH]) {
        *sums = entry->sums->at[offset + NAME_REACH];
        goto done;
    }
    add_features(run->model, features, cb_names_word_features(word, offset, features), sums);
    if (kept) {
        entry->sums->at[offset + NAME_REACH] = *sums;
        entry->sums->done[offset + NAME_REACH] = true;
    }
done:
    return rc;
}

/* The place for the sums of this key: filled where *known, else to be filled. */
static struct sums *cached_sums(const struct run *run, struct name_key key, bool *known)
{
    uint64_t hash = (key.numbers ^ (uintptr_t)key.rule) * UINT64_C(0x9E3779B97F4A7C15);
    struct name_cached *cached = &run->n->vocabulary->sums[hash >> (64 - CACHE_BITS)];

    *known = cached->key.numbers == key.numbers && cached->key.rule == key.rule;
    if (!*known)
        *cached = (struct name_cached){.key = key};
    return &cached->sums;
}

static cb_status add_word(const struct run *run, const struct name_word *word, int offset, struct sums *sums,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint64_t features[NAME_WORD_FEATURES];
    bool known;
    struct name_sums **slot = word ? &run->words[word - run->n->words.items] : NULL;
    struct name_sums *of = word ? *slot : run->outside;
    int at = offset + NAME_REACH;

    if (!of) {
        of = *slot = CB_NEW(run->n->arena, struct name_sums);
        CB_TRY_NEW(of);
    }
    if (!of->done[at]) {
        CB_TRY(add_word_alone(run, word, offset, &of->at[at], err));
        if (word && offset >= -1 && offset <= 1) {
            struct sums *use = cached_sums(run, cb_names_use_key(word, offset), &known);
            if (!known)
                add_features(run->model, features, cb_names_use_features(word, offset, features), use);
            add_sums(&of->at[at], use);
        }
        of->done[at] = true;
    }
    add_sums(sums, &of->at[at]);
done:
    return rc;
}

static cb_status score(const struct run *run, uint32_t token, int16_t scores[SUMS], struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint64_t features[NAME_TOKEN_FEATURES];
    struct sums sums = {0};
    const struct name_place place = cb_names_place(run->n, token);
    bool known;

    for (int o = -NAME_REACH; o <= NAME_REACH; o++)
        CB_TRY(add_word(run, name_word_beside(run->n, token, o), o, &sums, err));
    for (int g = 0; g < NAME_GROUPS; g++) {
        enum name_group group = (enum name_group)g;
        struct sums *kept = cached_sums(run, cb_names_group_key(&place, group), &known);
        if (!known)
            add_features(run->model, features, cb_names_group_features(&place, group, features), kept);
        add_sums(&sums, kept);
    }
    add_features(run->model, features, cb_names_lone_features(&place, features), &sums);
    memcpy(scores, &sums, sizeof sums);
done:
    return rc;
}

/* May `label` follow `before`? An inside needs the begin or inside of its own kind. */
static bool follows(int before, int label)
{
    bool inside = label != NAME_OUTSIDE && label % 2 == 0;

    return !inside || before == label || before == label - 1;
}

enum { NEVER = INT32_MIN / 2, FORBIDDEN = INT32_MIN / 4 }; /* below all sums of scores */

static void set_steps(struct run *run)
{
    for (int p = 0; p < NAME_LABELS; p++)
        for (int l = 0; l < NAME_LABELS; l++)
            run->steps[p][l / 4][l % 4] = follows(p, l) ? run->model->header->steps[p][l] : FORBIDDEN;
}

/* The first of a run: nothing stands before it. */
static void begin(const struct run *run, const int16_t scores[SUMS])
{
    for (int l = 0; l < NAME_LABELS; l++) {
        run->best[0][l] =
            (follows(NAME_LABELS, l) ? run->model->header->steps[NAME_LABELS][l] : NEVER) + scores[l];
        run->from[0][l] = 0;
    }
}

/* Viterbi's step for all labels at once. A begin may follow everything and its inside follows it: what is
 * forbidden never wins. */
static void step(const struct run *run, uint32_t i, const int16_t scores[SUMS])
{
    cb_ints4 best[VECTORS], from[VECTORS] = {0};

    for (int v = 0; v < VECTORS; v++)
        best[v] = (cb_ints4){NEVER, NEVER, NEVER, NEVER};
    for (int p = 0; p < NAME_LABELS; p++)
        for (int v = 0; v < VECTORS; v++) {
            cb_ints4 sum = run->steps[p][v] + run->best[i - 1][p], better = sum > best[v];
            best[v] = (sum & better) | (best[v] & ~better);
            from[v] = (better & p) | (from[v] & ~better);
        }
    for (int l = 0; l < NAME_LABELS; l++) {
        run->best[i][l] = best[l / 4][l % 4] + scores[l];
        run->from[i][l] = (uint8_t)from[l / 4][l % 4];
    }
}

/* The best labels for the open tokens [first, end). */
static cb_status decode(const struct run *run, uint32_t first, uint32_t end, uint8_t *labels,
                        struct cb_err *err)
{
    cb_status rc = CB_OK;
    int16_t scores[SUMS];
    uint32_t count = end - first;
    uint8_t label = 0;

    for (uint32_t i = 0; i < count; i++) {
        CB_TRY(score(run, first + i, scores, err));
        if (i == 0)
            begin(run, scores);
        else
            step(run, i, scores);
    }
    for (unsigned l = 1; l < NAME_LABELS; l++)
        if (run->best[count - 1][l] > run->best[count - 1][label])
            label = (uint8_t)l;
    for (uint32_t i = count; i-- > 0;) {
        labels[first + i] = label;
        label = run->from[i][label];
    }
done:
    return rc;
}

cb_status cb_name_model_run(const struct names *n, const struct name_model *model, uint8_t *labels,
                            struct cb_err *err)
{
    enum { LONGEST = 512 }; /* open tokens in a row: longer runs are cut */
    cb_status rc = CB_OK;
    struct run run = {.n = n, .model = model};
    uint32_t count = (uint32_t)n->doc->tokens.count;

    if (!n->vocabulary->sums) {
        n->vocabulary->sums = CB_NEW_ARRAY(n->vocabulary->arena, struct name_cached, (size_t)1 << CACHE_BITS);
        CB_TRY_NEW(n->vocabulary->sums);
        n->doc->kept->bytes += sizeof *n->vocabulary->sums << CACHE_BITS;
    }
    run.words = cb_arena_array(n->arena, n->words.count, sizeof *run.words);
    run.outside = CB_NEW(n->arena, struct name_sums);
    run.best = cb_arena_array_unset(n->arena, LONGEST, sizeof *run.best);
    run.from = cb_arena_array_unset(n->arena, LONGEST, sizeof *run.from);
    CB_TRY_NEW(run.words && run.outside && run.best && run.from);
    set_steps(&run);
    memset(labels, NAME_OUTSIDE, count);
    for (uint32_t i = 0, end; i < count; i = end) {
        end = i + 1;
        if (!n->open[i])
            continue;
        while (end < count && end - i < LONGEST && cb_names_same_sentence(n, i, end) && n->open[end])
            end++;
        CB_TRY(decode(&run, i, end, labels, err));
    }
done:
    return rc;
}
