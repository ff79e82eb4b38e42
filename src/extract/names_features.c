/* What the model looks at: of each word, of its place, and of what the rules have found there. */
#include "extract/names_model.h"

#include "lexicon/tag.h"
#include "lexicon/words.h"
#include "text/fold.h"

static uint64_t mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
    return a ^ a >> 29;
}

struct features {
    uint64_t *out;
    uint32_t count, max;
    uint64_t seed;
};

/* A feature: the number of its template and two values. */
static void add(struct features *f, uint64_t template, uint64_t a, uint64_t b)
{
    if (f->count < f->max)
        f->out[f->count++] = mix(mix(mix(f->seed, template), a), b + 0x51);
}

/* ---- words ---- */

enum list_bit {
    LIST_COUNTRY = 1,
    LIST_CITY = 2,
    LIST_REGION = 4,
    LIST_PLACE = 8,
    LIST_ORGANIZATION = 16,
    LIST_PRODUCT = 32,
    LIST_OUTLET = 64,
    LIST_UNIT = 128,
    LIST_GENITIVE = 256, /* all this without its -s */
    LIST_SMALL = 512,    /* the article has the word in small letters */
    LIST_BASE = 1024,    /* the article has the word without its -s */
    LIST_OF_ARTICLE = LIST_SMALL | LIST_BASE
};

static uint32_t lists_of(const struct names *n, struct cb_str text)
{
    const struct cb_list_row *row = cb_list_find(n->name_lists[NAME_LIST_PLACES], text);
    uint32_t bits = 0;
    enum cb_entity_kind kind;

    if (row)
        bits |= cb_str_eq(row->fields[CB_PLACE_KIND], CB_STR("country"))  ? LIST_COUNTRY
                : cb_str_eq(row->fields[CB_PLACE_KIND], CB_STR("city"))   ? LIST_CITY
                : cb_str_eq(row->fields[CB_PLACE_KIND], CB_STR("region")) ? LIST_REGION
                                                                          : LIST_PLACE;
    row = cb_list_find(n->name_lists[NAME_LIST_ORGANIZATIONS], text);
    if (row && cb_entity_kind_by_name(row->fields[CB_ORGANIZATION_KIND], &kind))
        bits |= kind == CB_ENTITY_ORGANIZATION ? LIST_ORGANIZATION : LIST_PRODUCT;
    if (cb_list_find(n->name_lists[NAME_LIST_SOURCES], text))
        bits |= LIST_OUTLET;
    return bits;
}

static uint32_t pos_of(const struct cb_word *word)
{
    uint32_t bits = 0;

    for (uint32_t i = 0; i < word->count; i++)
        bits |= UINT32_C(1) << word->items[i].pos;
    return bits;
}

/* A-Z X, a-z x, 0-9 9, others themselves; runs shortened: "US-Firma" is X-Xx. */
static uint64_t shape_of(struct cb_str text)
{
    uint64_t hash = 7;
    char last = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        char s = (char)c;
        if (c >= 'A' && c <= 'Z')
            s = 'X';
        else if ((c >= 'a' && c <= 'z') || c >= 0x80)
            s = c == 0xC3 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] < 0x9F ? 'X' : 'x';
        else if (c >= '0' && c <= '9')
            s = '9';
        if (c >= 0x80 && c < 0xC0)
            continue;
        if (s != last)
            hash = mix(hash, (uint64_t)s);
        last = s;
    }
    return hash;
}

/* The strongest thing to be said of a word, as one small number. */
static uint32_t coarse_of(const struct name_word *w, bool word)
{
    static const struct {
        uint32_t flag, class;
    } FLAGS[] = {{NAME_NEVER, 2},    {NAME_PARTICLE, 3},   {NAME_PLACE_AFTER, 4},
                 {NAME_WAY, 5},      {NAME_INDEFINITE, 6}, {NAME_DETERMINER, 7},
                 {NAME_FUNCTION, 8}, {NAME_REPORTING, 9},  {NAME_LOWER_CASE, 10}};

    if (!word)
        return w->text.len == 1 ? 64 + (unsigned char)w->text.ptr[0] : 1;
    for (size_t i = 0; i < sizeof FLAGS / sizeof *FLAGS; i++)
        if (w->flags & FLAGS[i].flag)
            return FLAGS[i].class;
    if (w->title != TITLE_NONE)
        return 11 + (uint32_t)w->title;
    if (w->organization != ORGANIZATION_NONE)
        return 16 + (uint32_t)w->organization;
    if (w->flags & NAME_FIRST_NAME)
        return w->lists ? 25 : 24;
    if (w->lists & (LIST_COUNTRY | LIST_CITY | LIST_REGION | LIST_PLACE))
        return 26;
    if (w->lists & (LIST_ORGANIZATION | LIST_PRODUCT | LIST_OUTLET))
        return 27;
    if (w->apposition || w->compound)
        return 28;
    if (w->flags & (NAME_COMMON | NAME_NOUN_ENDING))
        return 29;
    if (w->flags & NAME_ACRONYM)
        return 30;
    if (w->table & (NAMES_CITY_LARGE | NAMES_CITY_MIDDLE | NAMES_CITY_SMALL | NAMES_LANDSCAPE))
        return w->pos ? 36 : w->table & (NAMES_FIRST | NAMES_SURNAME) ? 41 : 35;
    if (w->table & (NAMES_FIRST | NAMES_SURNAME))
        return w->pos ? 38 : w->table & NAMES_FIRST ? 37 : 39;
    if (w->table & (NAMES_GROUP | NAMES_WORK))
        return 40;
    if (w->pos & (1u << CB_POS_NOUN))
        return w->origin == CB_WORD_LISTED ? 31 : 32;
    if (w->small_pos)
        return 33;
    return 34;
}

/* How the article uses the word. */
static uint64_t memory_of(const struct names *n, const struct name_word *w)
{
    const struct known_name *known = w->is_known ? cb_names_known(n, w->text) : NULL;
    uint64_t uses = w->count >= 4 ? 3 : w->count >= 2 ? 2 : 1;
    uint64_t determined = w->determined * 3 > w->count ? 2 : w->determined > 0;

    return uses | determined << 2 | (uint64_t)(w->inside > 0) << 4 |
           (uint64_t)((w->lists & LIST_SMALL) != 0) << 5 |
           (uint64_t)(known ? 1 + cb_names_kind(known) : 0) << 6 | (uint64_t)(known && known->surname) << 10;
}

enum {
    TABLE_GENITIVE = 1 << NAMES_CLASS_BITS, /* found without -s */
    TABLE_DEMONYM = 2 << NAMES_CLASS_BITS,  /* Berliner */
    TABLE_PARTS = 4 << NAMES_CLASS_BITS,    /* Müller-Lüdenscheidt: all parts are there */
    NAME_PHRASE_FIRST = 1 << 15
};

static uint32_t table_of(const struct names *n, struct cb_str text)
{
    uint32_t classes = cb_names_table_find(&n->table, text);
    size_t hyphen;

    if (!classes && text.len > 3 && text.ptr[text.len - 1] == 's' &&
        (classes = cb_names_table_find(&n->table, cb_str_sub(text, 0, text.len - 1))) != 0)
        return classes | TABLE_GENITIVE;
    if (!classes && text.len > 5 && cb_str_ends(text, CB_STR("er")) &&
        (classes = cb_names_table_find(&n->table, cb_str_sub(text, 0, text.len - 2))) != 0)
        return classes | TABLE_DEMONYM;
    hyphen = classes ? SIZE_MAX : cb_str_find(text, CB_STR("-"), 1);
    if (hyphen == SIZE_MAX)
        return classes;
    classes = cb_names_table_find(&n->table, cb_str_sub(text, 0, hyphen));
    if (classes)
        classes =
            (classes & cb_names_table_find(&n->table, cb_str_sub(text, hyphen + 1, text.len))) | TABLE_PARTS;
    return classes;
}

/* The hash of the last `n` bytes. */
static uint64_t ending(struct cb_str s, size_t n)
{
    return cb_str_hash(cb_str_sub(s, s.len > n ? s.len - n : 0, s.len));
}

void cb_names_describe_word(const struct names *n, struct name_word *w, bool word,
                            const struct cb_word *analysis)
{
    struct cb_str base = w->text;
    struct cb_word exact = {0}, small = {0};

    if (word && (w->flags & NAME_SHAPE)) {
        exact = cb_words_exact(n->lexicon_words, w->text);
        small = cb_words_exact(n->lexicon_words, w->lower);
        if (!exact.count && !small.count)
            exact = analysis ? *analysis : cb_words_analyze(n->lexicon_words, w->text);
        if (base.len > 3 && base.ptr[base.len - 1] == 's')
            base.len--;
        w->lists = lists_of(n, w->text);
        w->table = table_of(n, w->text);
        if (base.len < w->text.len && !w->lists && (w->lists = lists_of(n, base)) != 0)
            w->lists |= LIST_GENITIVE;
    }
    w->word = word;
    w->pos = pos_of(&exact);
    w->small_pos = pos_of(&small);
    w->origin = (uint8_t)exact.origin;
    w->head = word && exact.head ? cb_str_hash(cb_str_sub(w->lower, exact.head, w->lower.len)) : 0;
    w->shape = shape_of(w->text);
    w->coarse = coarse_of(w, word);
    w->hash = cb_str_hash(w->lower);
    w->ending = ending(w->lower, 3);
}

/* What the article adds. */
static void describe(const struct names *n, struct name_word *w)
{
    if (w->word && (w->flags & NAME_SHAPE)) {
        if (w->text.len > 3 && w->text.ptr[w->text.len - 1] == 's' &&
            cb_names_word_by_text(n, cb_str_sub(w->text, 0, w->text.len - 1)))
            w->lists |= LIST_BASE;
        if (!cb_str_eq(w->text, w->lower) && cb_names_word_by_text(n, w->lower))
            w->lists |= LIST_SMALL;
    }
    w->coarse = coarse_of(w, w->word);
    w->memory = memory_of(n, w);
}

/* Names of several words that are in the table, the longest first, from left to right. */
static cb_status find_phrases(struct names *n, struct cb_err *err)
{
    enum { LONGEST = 5, KEY = 160 };
    cb_status rc = CB_OK;
    char key[KEY];

    n->phrases = CB_NEW_ARRAY(n->arena, uint16_t, n->doc->tokens.count);
    CB_TRY_NEW(n->phrases);
    for (uint32_t i = 0, end; i < n->doc->tokens.count; i++) {
        size_t len = 0;
        uint32_t classes = 0, last = i;
        if (!(name_word(n, i)->table & NAMES_BEGINS) || n->phrases[i])
            continue;
        end = cb_names_sentence_end(n, i);
        for (uint32_t j = i; j < end && j < i + LONGEST; j++) {
            struct cb_str text = cb_token_text(n->doc, j);
            uint32_t here;
            if (len + 1 + text.len > KEY)
                break;
            if (j > i && (n->doc->tokens.items[j].flags & CB_TOKEN_SPACE_BEFORE))
                key[len++] = ' ';
            memcpy(key + len, text.ptr, text.len);
            len += text.len;
            if (j == i)
                continue;
            here = cb_names_table_find(&n->table, (struct cb_str){key, len});
            if (!here && text.len > 3 && text.ptr[text.len - 1] == 's')
                here = cb_names_table_find(&n->table, (struct cb_str){key, len - 1});
            if (here) {
                classes = here;
                last = j;
            }
        }
        for (uint32_t j = i; classes && j <= last; j++)
            n->phrases[j] = (uint16_t)(classes | (j == i ? NAME_PHRASE_FIRST : 0));
    }
done:
    return rc;
}

cb_status cb_names_describe(struct names *n, struct cb_err *err)
{
    cb_status rc = CB_OK;

    n->proposal_of = CB_NEW_ARRAY(n->arena, uint32_t, n->doc->tokens.count);
    CB_TRY_NEW(n->proposal_of);
    for (uint32_t p = 0; p < n->proposals.count; p++)
        if (!n->proposals.items[p].part)
            for (uint32_t i = n->proposals.items[p].first; i <= n->proposals.items[p].last; i++)
                n->proposal_of[i] = p + 1;
    for (size_t w = 0; w < n->words.count; w++)
        describe(n, &n->words.items[w]);
    CB_TRY(find_phrases(n, err));
    CB_TRY(cb_names_find_open(n, err));
done:
    return rc;
}

/* ---- features of words ---- */

/* The numbers of a group side by side: `bits` must be enough for each. */
static void pack(struct name_key *key, uint64_t value, int bits)
{
    key->numbers = key->numbers << bits | value;
}

static void add_bits(struct features *f, uint64_t template, uint32_t bits)
{
    for (; bits; bits &= bits - 1)
        add(f, template, (uint64_t)__builtin_ctz(bits), 0);
}

static void add_letters(struct features *f, const struct name_word *w)
{
    for (size_t n = 2; n <= 5; n++)
        add(f, 10 + n, ending(w->lower, n), w->lower.len > n);
    for (size_t n = 2; n <= 4; n++)
        add(f, 20 + n, cb_str_hash(cb_str_sub(w->lower, 0, n)), w->lower.len > n);
}

uint32_t cb_names_word_features(const struct name_word *w, int offset, uint64_t out[NAME_WORD_FEATURES])
{
    struct features f = {out, 0, NAME_WORD_FEATURES, (uint64_t)(offset + 100)};

    if (!w) {
        add(&f, 1, 0, 0);
        return f.count;
    }
    add(&f, 2, w->hash, 0);
    add(&f, 3, w->coarse, 0);
    add(&f, 4, w->coarse, w->shape);
    if (offset < -1 || offset > 1)
        return f.count;
    add(&f, 5, w->shape, 0);
    add_bits(&f, 6, w->flags);
    add_bits(&f, 7, w->lists & ~(uint32_t)LIST_OF_ARTICLE);
    add(&f, 8, mix((uint64_t)w->title, (uint64_t)w->organization),
        mix((uint64_t)w->noun_kind, w->apposition + 2u * w->compound));
    add(&f, 9, mix(w->pos, w->small_pos), w->origin);
    add(&f, 40, w->table, 0);
    add(&f, 35, w->ending, w->flags & NAME_SHAPE);
    if (offset != 0)
        return f.count;
    add_letters(&f, w);
    add_bits(&f, 32, w->pos);
    add_bits(&f, 33, w->small_pos);
    add(&f, 34, w->text.len > 14 ? 4 : w->text.len > 9 ? 3 : w->text.len > 5 ? 2 : w->text.len > 3, w->shape);
    add_bits(&f, 41, w->table);
    add(&f, 42, w->table, mix(mix(w->pos, w->small_pos), w->origin));
    if (w->head)
        add(&f, 36, w->head, 0);
    add(&f, 37, cb_str_hash(w->text), 0);
    add(&f, 39, w->coarse, w->ending);
    return f.count;
}

struct name_key cb_names_use_key(const struct name_word *w, int offset)
{
    struct name_key key = {0};

    pack(&key, (unsigned)(offset + NAME_REACH), 3);
    pack(&key, w->lists / LIST_SMALL, 2);
    pack(&key, w->memory, 11);
    pack(&key, w->coarse, 9);
    pack(&key, 1 + (uint64_t)NAME_GROUPS, 4);
    return key;
}

uint32_t cb_names_use_features(const struct name_word *w, int offset, uint64_t out[NAME_WORD_FEATURES])
{
    struct features f = {out, 0, NAME_WORD_FEATURES, (uint64_t)(offset + 100)};

    if (!w || offset < -1 || offset > 1)
        return 0;
    add_bits(&f, 7, w->lists & LIST_OF_ARTICLE);
    add(&f, 30, w->memory, 0);
    add(&f, 31, w->memory >> 6, 0);
    if (offset == 0)
        add(&f, 38, w->coarse, w->memory);
    return f.count;
}

/* ---- features of places ---- */

static uint64_t rule_hash(const char *rule)
{
    return cb_str_hash(cb_str_of(rule));
}

/* What the rules say of the token: kind, begin or inside, how sure. */
static uint64_t proposal_code(const struct names *n, uint32_t token, int offset)
{
    int64_t at = (int64_t)token + offset;
    const struct name_proposal *p;

    if (at < 0 || !cb_names_same_sentence(n, token, (uint32_t)at))
        return 0;
    if (!n->proposal_of[at])
        return 1;
    p = &n->proposals.items[n->proposal_of[at] - 1];
    return 2 + (uint64_t)cb_name_class(p->mention.entity_kind) * 16 + (p->first == at) * 8 +
           (p->last == at) * 4 + (uint64_t)p->mention.certainty;
}

static uint64_t quotes_at(const struct names *n, uint32_t token)
{
    const struct cb_tokens *tokens = &n->doc->tokens;

    return (token > 0 && (tokens->items[token - 1].flags & CB_TOKEN_QUOTE_MARK)) |
           (uint64_t)(token + 1 < tokens->count && (tokens->items[token + 1].flags & CB_TOKEN_QUOTE_MARK))
               << 1;
}

struct name_place cb_names_place(const struct names *n, uint32_t token)
{
    const struct cb_token *t = &n->doc->tokens.items[token];
    const struct cb_sentence *s = &n->doc->sentences.items[t->sentence];
    const struct name_word *before = name_word_beside(n, token, -1), *after = name_word_beside(n, token, 1);
    struct name_place at = {.before = before, .here = name_word(n, token), .after = after};

    at.tag = t->tag;
    at.tag_before = before ? t[-1].tag : CB_TAG_COUNT;
    at.tag_after = after ? t[1].tag : CB_TAG_COUNT;
    at.coarse = at.here->coarse;
    at.coarse_before = before ? before->coarse : 0;
    at.coarse_after = after ? after->coarse : 0;
    at.proposed_before = proposal_code(n, token, -1);
    at.proposed = proposal_code(n, token, 0);
    at.proposed_after = proposal_code(n, token, 1);
    at.proposal = n->proposal_of[token] ? &n->proposals.items[n->proposal_of[token] - 1] : NULL;
    at.phrase = n->phrases[token];
    at.table_after = after ? after->table : 3;
    at.start = (t->flags & CB_TOKEN_SENTENCE_START) != 0;
    at.passage = (uint64_t)n->doc->passages.items[s->passage].kind;
    at.capitals = n->capitals[t->sentence];
    at.quotes = quotes_at(n, token);
    at.determined = cb_names_is_determined(n, token);
    at.space = (t->flags & CB_TOKEN_SPACE_BEFORE) != 0;
    at.kind = (uint64_t)t->kind;
    at.length = s->count > 12 ? 2 : s->count > 5;
    return at;
}

struct name_key cb_names_group_key(const struct name_place *at, enum name_group group)
{
    enum { TAG = 5, COARSE = 9, PROPOSED = 7, MEMORY = 11, TABLE = 15, POS = 17, ORIGIN = 3 };
    struct name_key key = {0};

    switch (group) {
    case NAME_GROUP_TAGS:
        pack(&key, at->tag_before, TAG);
        pack(&key, at->tag, TAG);
        pack(&key, at->tag_after, TAG);
        pack(&key, at->coarse_before, COARSE);
        pack(&key, at->coarse, COARSE);
        pack(&key, at->coarse_after, COARSE);
        break;
    case NAME_GROUP_PROPOSALS:
        key.rule = at->proposal ? at->proposal->mention.rule : NULL;
        pack(&key, at->proposal ? 1 + (uint64_t)at->proposal->mention.entity_kind : 0, 4);
        pack(&key, at->proposed_before, PROPOSED);
        pack(&key, at->proposed, PROPOSED);
        pack(&key, at->proposed_after, PROPOSED);
        pack(&key, at->coarse, COARSE);
        pack(&key, at->tag, TAG);
        break;
    case NAME_GROUP_PLACE:
        pack(&key, at->phrase, 16);
        pack(&key, at->start, 1);
        pack(&key, at->coarse, COARSE);
        pack(&key, at->passage, 3);
        pack(&key, at->capitals, 1);
        pack(&key, at->determined, 1);
        pack(&key, at->space, 1);
        pack(&key, at->kind, 3);
        pack(&key, at->length, 2);
        break;
    case NAME_GROUP_WORD:
        pack(&key, at->start, 1);
        pack(&key, at->here->memory, MEMORY);
        pack(&key, at->determined, 1);
        pack(&key, at->here->pos, POS);
        pack(&key, at->here->origin, ORIGIN);
        pack(&key, at->tag, TAG);
        pack(&key, at->here->table, TABLE);
        break;
    case NAME_GROUP_TABLE:
        pack(&key, at->here->table, TABLE);
        pack(&key, at->table_after, TABLE);
        break;
    case NAME_GROUPS:
        break;
    }
    pack(&key, 1 + (uint64_t)group, 4);
    return key;
}

static void add_proposals(struct features *f, const struct name_place *at)
{
    add(f, 50, at->proposed, 0);
    add(f, 51, at->proposed >> 2, 0);
    add(f, 52, at->proposed_before, at->proposed);
    add(f, 53, at->proposed, at->proposed_after);
    add(f, 55, at->proposed, at->coarse);
    add(f, 56, at->proposed, at->tag);
    if (at->proposal) {
        add(f, 57, rule_hash(at->proposal->mention.rule), at->proposed);
        add(f, 49, (uint64_t)at->proposal->mention.entity_kind, at->proposed);
    }
}

static void add_tags(struct features *f, const struct name_place *at)
{
    add(f, 60, at->tag, 0);
    add(f, 61, at->tag_before, 0);
    add(f, 62, at->tag_after, 0);
    add(f, 63, at->tag_before, at->tag);
    add(f, 64, at->tag, at->tag_after);
    add(f, 66, at->tag, at->coarse);
    add(f, 67, at->coarse_before, at->coarse);
    add(f, 68, at->coarse, at->coarse_after);
}

static void add_place(struct features *f, const struct name_place *at)
{
    add(f, 77, at->phrase, 0);
    add(f, 80, at->start, at->coarse);
    add(f, 82, at->passage, at->coarse);
    add(f, 83, at->capitals, at->coarse);
    add(f, 85, at->determined, at->coarse);
    add(f, 93, at->space, at->coarse);
    add(f, 95, at->kind, at->length);
}

static void add_group(struct features *f, const struct name_place *at, enum name_group group)
{
    const struct name_word *w = at->here;

    switch (group) {
    case NAME_GROUP_TAGS:
        add_tags(f, at);
        break;
    case NAME_GROUP_PROPOSALS:
        add_proposals(f, at);
        break;
    case NAME_GROUP_PLACE:
        add_place(f, at);
        break;
    case NAME_GROUP_WORD:
        add(f, 81, at->start, w->memory);
        add(f, 86, at->determined, mix(w->pos, w->origin));
        add(f, 97, w->table, mix(at->tag, w->pos));
        break;
    case NAME_GROUP_TABLE:
        add(f, 79, w->table, at->table_after);
        break;
    case NAME_GROUPS:
        break;
    }
}

static void add_lone(struct features *f, const struct name_place *at)
{
    uint64_t before = at->before ? at->before->hash : 3, after = at->after ? at->after->hash : 3;

    add(f, 84, at->quotes, at->here->shape);
    add(f, 87, before, at->coarse);
    add(f, 88, after, at->coarse);
    add(f, 94, before, at->here->ending);
}

uint32_t cb_names_group_features(const struct name_place *at, enum name_group group,
                                 uint64_t out[NAME_TOKEN_FEATURES])
{
    struct features f = {out, 0, NAME_TOKEN_FEATURES, 1};

    add_group(&f, at, group);
    return f.count;
}

uint32_t cb_names_lone_features(const struct name_place *at, uint64_t out[NAME_TOKEN_FEATURES])
{
    struct features f = {out, 0, NAME_TOKEN_FEATURES, 1};

    add_lone(&f, at);
    return f.count;
}

uint32_t cb_names_token_features(const struct names *n, uint32_t token, uint64_t out[NAME_TOKEN_FEATURES])
{
    struct features f = {out, 0, NAME_TOKEN_FEATURES, 1};
    const struct name_place at = cb_names_place(n, token);

    for (int g = 0; g < NAME_GROUPS; g++)
        add_group(&f, &at, (enum name_group)g);
    add_lone(&f, &at);
    return f.count;
}
