#include "text/shingles.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

static const uint64_t START = UINT64_C(0xCBF29CE484222325), FACTOR = UINT64_C(0x100000001B3);
static const uint64_t HAS_DIGIT = 1, FINGERPRINT = (UINT64_C(1) << 31) - 1;

/* Every bit of the result depends on every bit of `h`. */
static uint64_t mixed(uint64_t h)
{
    h ^= h >> 33;
    h *= UINT64_C(0xFF51AFD7ED558CCD);
    h ^= h >> 33;
    h *= UINT64_C(0xC4CEB9FE1A85EC53);
    return h ^ h >> 33;
}

static uint64_t joined(uint64_t h, uint64_t word)
{
    return mixed(h * FACTOR + word);
}

static uint64_t with_letter(uint64_t h, UChar32 c)
{
    c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
    if (c == 0xDF) /* sharp s: Swiss papers write ss */
        return with_letter(with_letter(h, 's'), 's');
    return (h ^ (uint64_t)(uint32_t)c) * FACTOR;
}

static bool is_apostrophe(UChar32 c)
{
    return c == '\'' || c == 0x2019;
}

/* Does `c`, between `last` and `next`, belong to the word that they are of? */
static bool is_inside(UChar32 last, UChar32 c, UChar32 next)
{
    if (is_apostrophe(c))
        return u_isalpha(last) && u_isalpha(next);
    return (c == '.' || c == ',') && u_isdigit(last) && u_isdigit(next);
}

static bool is_ascii_alnum(uint8_t c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* An ASCII byte that ends every word: most do, and need no look at what follows. */
static bool ends_word(uint8_t c, UChar32 last)
{
    return c < 0x80 && c != '\'' && ((c != '.' && c != ',') || !u_isdigit(last));
}

/* The word at the start of `text`: its hash, and in *size its bytes; no word has size 0. */
static uint64_t first_word(struct cb_str text, size_t *size)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    UChar32 last = 0, c;
    uint64_t h = START;
    bool digit = false;
    size_t i = 0;

    while (i < text.len) {
        size_t next = i;
        if (is_ascii_alnum(bytes[i])) { /* what follows, for most letters */
            last = bytes[i++];
            digit |= last <= '9';
            h = (h ^ (uint64_t)(last <= '9' ? last : last | 0x20)) * FACTOR;
            continue;
        }
        if (ends_word(bytes[i], last))
            break;
        U8_NEXT_UNSAFE(bytes, next, c);
        if (!u_isalnum(c) && u_charType(c) != U_NON_SPACING_MARK) {
            size_t behind = next;
            UChar32 follower = 0;
            if (behind < text.len)
                U8_NEXT_UNSAFE(bytes, behind, follower);
            if (i == 0 || !is_inside(last, c, follower))
                break;
            if (is_apostrophe(c)) {
                i = next;
                continue;
            }
        }
        digit |= u_isdigit(c) != 0;
        h = with_letter(h, c);
        last = c;
        i = next;
    }
    *size = i;
    return (mixed(h) & ~HAS_DIGIT) | (digit ? HAS_DIGIT : 0);
}

cb_status cb_words_add(struct cb_arena *arena, struct cb_str text, struct cb_words *words, struct cb_err *err)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    size_t i = 0;

    while (i < text.len) {
        size_t size;
        uint64_t hash, *word;
        if (bytes[i] < 0x80 && !is_ascii_alnum(bytes[i])) {
            i++;
            continue;
        }
        hash = first_word(cb_str_sub(text, i, text.len), &size);
        if (size == 0) {
            U8_FWD_1_UNSAFE(bytes, i);
            continue;
        }
        word = CB_PUSH(arena, words);
        if (!word)
            return cb_err_no_memory(err);
        *word = hash;
        i += size;
    }
    return CB_OK;
}

uint64_t cb_words_hash(const struct cb_words *words)
{
    uint64_t h = START;

    for (size_t i = 0; i < words->count; i++)
        h = joined(h, words->items[i]);
    return h;
}

/* ---- sets ---- */

/* Shell sort: the sets are of some words. Gaps: Ciura (2001). */
static void sort(uint64_t *items, size_t count)
{
    static const size_t GAPS[] = {15701, 6980, 3102, 1379, 613, 301, 132, 57, 23, 10, 4, 1};

    for (size_t g = 0; g < sizeof GAPS / sizeof *GAPS; g++)
        for (size_t i = GAPS[g]; i < count; i++) {
            uint64_t item = items[i];
            size_t j = i;
            for (; j >= GAPS[g] && items[j - GAPS[g]] > item; j -= GAPS[g])
                items[j] = items[j - GAPS[g]];
            items[j] = item;
        }
}

/* Many: their highest bits, which are as good as drawn, put each near its place. Where there is no memory,
 * without. */
static void sort_many(struct cb_arena *arena, struct cb_hashes *hashes)
{
    enum { BITS = 8, PLACES = 1 << BITS, FROM = 64 };
    size_t starts[PLACES + 1] = {0};
    uint64_t *sorted = hashes->count < FROM ? NULL : CB_NEW_ARRAY_UNSET(arena, uint64_t, hashes->count);

    if (sorted) {
        for (size_t i = 0; i < hashes->count; i++)
            starts[(hashes->items[i] >> (64 - BITS)) + 1]++;
        for (size_t p = 1; p < PLACES; p++)
            starts[p] += starts[p - 1];
        for (size_t i = 0; i < hashes->count; i++)
            sorted[starts[hashes->items[i] >> (64 - BITS)]++] = hashes->items[i];
        hashes->items = sorted;
        for (size_t p = 0, start = 0; p < PLACES; start = starts[p++])
            sort(sorted + start, starts[p] - start);
        return;
    }
    sort(hashes->items, hashes->count);
}

static void drop_equal(struct cb_hashes *hashes)
{
    size_t n = 0;

    for (size_t i = 0; i < hashes->count; i++)
        if (n == 0 || hashes->items[n - 1] != hashes->items[i])
            hashes->items[n++] = hashes->items[i];
    hashes->count = n;
}

size_t cb_hashes_common(const struct cb_hashes *a, const struct cb_hashes *b)
{
    size_t n = 0;

    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint64_t x = a->items[i], y = b->items[j];
        n += x == y;
        i += x <= y;
        j += y <= x;
    }
    return n;
}

/* The runs of `length` words in text order. */
static cb_status list_runs(struct cb_arena *arena, const struct cb_words *words, size_t length,
                           struct cb_hashes *out, struct cb_err *err)
{
    size_t runs = words->count < length ? words->count > 0 : words->count - length + 1;

    *out = (struct cb_hashes){CB_NEW_ARRAY(arena, uint64_t, runs), runs};
    if (!out->items)
        return cb_err_no_memory(err);
    for (size_t i = 0; i < runs; i++) {
        uint64_t h = START;
        for (size_t j = i; j < i + length && j < words->count; j++)
            h = joined(h, words->items[j]);
        out->items[i] = h;
    }
    return CB_OK;
}

cb_status cb_words_shingles(struct cb_arena *arena, const struct cb_words *words, size_t length,
                            struct cb_hashes *out, struct cb_err *err)
{
    cb_status rc = list_runs(arena, words, length, out, err);

    if (rc == CB_OK) {
        sort_many(arena, out);
        drop_equal(out);
    }
    return rc;
}

/* The fingerprints of a text of these runs; they may be put into the place of the runs. */
static cb_status choose(struct cb_arena *arena, struct cb_hashes runs, size_t window, size_t few,
                        struct cb_hashes *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t least = 0;

    *out = runs;
    if (runs.count <= few || runs.count <= window)
        goto sort;
    CB_TRY_NEW(out->items = CB_NEW_ARRAY(arena, uint64_t, runs.count));
    out->count = 0;
    for (size_t end = window; end <= runs.count; end++) {
        size_t start = end - window, before = least;
        if (end == window || least < start) {
            least = start;
            for (size_t i = start + 1; i < end; i++)
                least = runs.items[i] <= runs.items[least] ? i : least;
        } else if (runs.items[end - 1] <= runs.items[least]) {
            least = end - 1;
        }
        if (end == window || least != before)
            out->items[out->count++] = runs.items[least];
    }
sort:
    for (size_t i = 0; i < out->count; i++)
        out->items[i] = out->items[i] >> 16 & FINGERPRINT; /* the highest bits are mostly 0: least ones */
    sort(out->items, out->count);
    drop_equal(out);
done:
    return rc;
}

cb_status cb_words_fingerprints(struct cb_arena *arena, const struct cb_words *words, size_t length,
                                size_t window, size_t few, struct cb_hashes *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_hashes runs;

    CB_TRY(list_runs(arena, words, length, &runs, err));
    CB_TRY(choose(arena, runs, window, few, out, err));
done:
    return rc;
}

cb_status cb_words_shingles_and_fingerprints(struct cb_arena *arena, const struct cb_words *words,
                                             size_t length, size_t window, size_t few,
                                             struct cb_hashes *shingles, struct cb_hashes *fingerprints,
                                             struct cb_err *err)
{
    cb_status rc;
    struct cb_hashes runs;

    CB_TRY(list_runs(arena, words, length, &runs, err));
    *shingles = (struct cb_hashes){CB_NEW_ARRAY_UNSET(arena, uint64_t, runs.count), runs.count};
    CB_TRY_NEW(shingles->items);
    if (runs.count > 0)
        memcpy(shingles->items, runs.items, runs.count * sizeof *runs.items);
    sort_many(arena, shingles);
    drop_equal(shingles);
    CB_TRY(choose(arena, runs, window, few, fingerprints, err));
done:
    return rc;
}

cb_status cb_words_numbers(struct cb_arena *arena, const struct cb_words *words, struct cb_hashes *out,
                           struct cb_err *err)
{
    *out = (struct cb_hashes){CB_NEW_ARRAY(arena, uint64_t, words->count), 0};
    if (!out->items)
        return cb_err_no_memory(err);
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i] & HAS_DIGIT)
            out->items[out->count++] = words->items[i];
    sort(out->items, out->count);
    drop_equal(out);
    return CB_OK;
}
