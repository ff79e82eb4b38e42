/* Words that tell which way somebody wants a thing to go. Whether somebody does, and who, is for the claims
 * and propositions that they stand in (view v_stances). */
#include "extract/extract.h"
#include "lexicon/morph.h"
#include "lexicon/tag.h"
#include "model/facts.h"

struct finder {
    const struct cb_document *doc;
    const struct cb_list *words;
    struct cb_facts *facts;
};

static const struct cb_token *token_at(const struct finder *f, uint32_t token)
{
    return &f->doc->tokens.items[token];
}

static bool is_text(const struct finder *f, const struct cb_sentence *sentence)
{
    enum cb_passage_kind kind = f->doc->passages.items[sentence->passage].kind;

    return kind != CB_PASSAGE_BOILERPLATE && kind != CB_PASSAGE_REFERENCES;
}

/* 'hart' says nothing, 'härter' does: such a row counts in the comparative only. */
static bool has_degree(const struct cb_list_row *row, const struct cb_token *token)
{
    return row->fields[CB_STANCE_WORD_DEGREE].len == 0 || (token->features & CB_COMPARATIVE);
}

/* The noun in small letters, without the ending that its lemma lacks: 'lockerungen' to 'lockerung'. */
static struct cb_str noun_of(const struct cb_token *token)
{
    return cb_str_sub(token->lower, 0,
                      token->lemma.len < token->lower.len ? token->lemma.len : token->lower.len);
}

/* 'Beitragserhöhung' is an Erhöhung: the row of the longest listed noun (of at most HEAD_MAX bytes) that the
 * compound ends with. */
static const struct cb_list_row *find_head(const struct finder *f, struct cb_str noun)
{
    enum { HEAD_MIN = 5, HEAD_MAX = 24, REST_MIN = 3 };
    const struct cb_list_row *row = NULL;
    uint64_t lengths = cb_list_end_lengths(f->words, noun); /* mostly 0 */
    size_t first = noun.len > REST_MIN + HEAD_MAX ? noun.len - HEAD_MAX : REST_MIN;

    for (size_t i = first; lengths && !row && i + HEAD_MIN <= noun.len; i++)
        if (cb_lengths_have(lengths, noun.len - i) && ((unsigned char)noun.ptr[i] & 0xC0) != 0x80)
            row = cb_list_find(f->words, cb_str_sub(noun, i, noun.len));
    return row && row->fields[CB_STANCE_WORD_DEGREE].len == 0 ? row : NULL;
}

/* The row for the words from `token` on, and how many they are. */
static const struct cb_list_row *find_row(const struct finder *f, uint32_t token, uint32_t limit,
                                          uint32_t *count, const char **rule)
{
    const struct cb_token *t = token_at(f, token);
    const struct cb_list_row *row = cb_token_may_begin(t, CB_LIST_STANCE_WORDS)
                                        ? cb_list_match(f->words, f->doc, token, limit, count)
                                        : NULL;

    *rule = "any.stance.word";
    if (row && (*count > 1 || has_degree(row, t)))
        return row;
    *count = 1;
    row = cb_token_word_row(t, t->joined.len > 0 ? t->joined : t->lemma, f->words, CB_LIST_STANCE_WORDS);
    if (row && has_degree(row, t))
        return row;
    if (t->tag != CB_TAG_NOUN)
        return NULL;
    row = cb_list_find(f->words, noun_of(t));
    if (row && has_degree(row, t))
        return row;
    *rule = "any.stance.compound";
    return find_head(f, noun_of(t));
}

static bool has_class(const struct cb_list_row *row, struct cb_str name)
{
    struct cb_str rest = row ? row->fields[CB_CLAUSE_WORD_CLASS] : (struct cb_str){0};

    while (rest.ptr)
        if (cb_str_eq(cb_str_split(&rest, ' '), name))
            return true;
    return false;
}

/* Does 'nicht' of the same clause, or 'gegen' of the same phrase, turn the words [first, first + count)
 * round? A clause is looked at as far as REACH words on both sides; 'nicht nur' negates nothing. */
static bool is_turned(const struct finder *f, const struct cb_sentence *sentence, uint32_t first,
                      uint32_t count)
{
    enum { REACH = 12 };
    const struct cb_token *t = token_at(f, first);
    uint32_t end = sentence->first + sentence->count, last = first + count - 1;
    uint32_t from = first - sentence->first > REACH ? first - REACH : sentence->first;
    uint32_t to = end - last > REACH ? last + REACH : end - 1;

    for (uint32_t i = from; i <= to; i++) {
        const struct cb_token *other = token_at(f, i);
        if (i >= first && i <= last)
            continue;
        if (i < first && other->phrase == t->phrase && t->phrase != CB_NONE &&
            (cb_str_eq(other->lower, CB_STR("gegen")) || cb_str_eq(other->lower, CB_STR("against")) ||
             cb_str_eq(other->lower, CB_STR("ohne")) || cb_str_eq(other->lower, CB_STR("without"))))
            return true;
        if (other->clause != t->clause ||
            !has_class(cb_token_row(other, CB_LIST_CLAUSE_WORDS), CB_STR("negation")))
            continue;
        if (i + 1 < end && (cb_str_eq(token_at(f, i + 1)->lower, CB_STR("nur")) ||
                            cb_str_eq(token_at(f, i + 1)->lower, CB_STR("only"))))
            continue;
        return true;
    }
    return false;
}

static cb_status find_in_sentence(struct finder *f, const struct cb_sentence *sentence, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t end = sentence->first + sentence->count, count = 1;

    for (uint32_t i = sentence->first; i < end; i += count) {
        const char *rule;
        const struct cb_list_row *row = find_row(f, i, end, &count, &rule);
        struct cb_stance_word *word;
        enum cb_direction direction;

        if (!row || !cb_direction_by_name(row->fields[CB_STANCE_WORD_DIRECTION], &direction)) {
            count = 1;
            continue;
        }
        word = CB_PUSH(f->doc->arena, &f->facts->stance_words);
        CB_TRY_NEW(word);
        *word = (struct cb_stance_word){
            .span = {token_at(f, i)->span.start, token_at(f, i + count - 1)->span.end},
            .direction = direction,
            .turned = is_turned(f, sentence, i, count),
            .rule = rule,
        };
    }
done:
    return rc;
}

cb_status cb_stances_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                          struct cb_facts *facts, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct finder f = {.doc = doc, .words = cb_lexicon_list(lexicon, CB_LIST_STANCE_WORDS), .facts = facts};

    for (size_t s = 0; s < doc->sentences.count; s++)
        if (is_text(&f, &doc->sentences.items[s]))
            CB_TRY(find_in_sentence(&f, &doc->sentences.items[s], err));
done:
    return rc;
}
