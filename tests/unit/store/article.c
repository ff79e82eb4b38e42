#include "unit/store/draft.h"

/* Two, three and four bytes a character, and a character of two code points, all in front of what is looked
 * for. */
#define TEXT                                                                                                            \
    "Ärger 😀 über cafe\xCC\x81: „Wir zahlen bis zu 12,5 Mio. €“, sagte Zoë Öz, Chefin der Süß AG, laut " \
    "Bürgerblatt."

#define FOUND "substr(a.text, x.start_char + 1, x.end_char - x.start_char)"

static struct draft *full_draft(struct desk *desk)
{
    struct draft *draft = draft_of(desk, TEXT);
    uint32_t person = draft_entity(draft, "person/zoe-oez", "Zoë Öz", CB_ENTITY_PERSON, 3);
    uint32_t company = draft_entity(draft, "name/suess-ag", "Süß AG", CB_ENTITY_ORGANIZATION, 3);
    uint32_t source = draft_source(draft, "Bürgerblatt", CB_SOURCE_OUTLET, NULL);
    uint32_t who = draft_mention(draft, "Zoë Öz", person), where = draft_mention(draft, "Süß AG", company);
    struct cb_position *position = CB_PUSH(draft->arena, &draft->facts.positions);
    struct cb_citation *citation = CB_PUSH(draft->arena, &draft->facts.citations);
    struct cb_claim *claim = draft_claim(draft, "„Wir zahlen bis zu 12,5 Mio. €“", person);
    struct cb_figure *figure = draft_figure(draft, "bis zu 12,5 Mio. €", CB_FIGURE_MONEY);
    struct cb_claim_entity *about = CB_PUSH(draft->arena, &draft->facts.claim_entities);

    *position = (struct cb_position){
        who, where, CB_STR("Chefin"), draft_span(draft, "Chefin der Süß AG"), RULE, CB_POSITION_FORMER};
    *citation = (struct cb_citation){source, draft_span(draft, "Bürgerblatt"), RULE};
    claim->kind = CB_CLAIM_DIRECT;
    claim->medium = CB_MEDIUM_SPEECH;
    claim->act = CB_ACT_SAY;
    claim->cited_source = source;
    draft_claim_span(draft, 0, CB_ROLE_CUE, "sagte");
    draft_claim_span(draft, 0, CB_ROLE_SPEAKER, "Zoë Öz");
    *about = (struct cb_claim_entity){0, company, CB_CLAIM_ABOUT};
    figure->bound = CB_BOUND_AT_MOST;
    figure->has_high = true;
    figure->high = (struct cb_decimal){125, 5};
    figure->unit = CB_STR("EUR");
    figure->claim = 0;
    figure->entity = company;
    return draft;
}

static void every_row_stands_where_it_says(void **state)
{
    static const struct {
        const char *table, *found;
    } CASES[] = {
        {"passages", TEXT},
        {"sentences", TEXT},
        {"mentions", "Zoë Öz\nSüß AG"},
        {"positions", "Chefin der Süß AG"},
        {"citations", "Bürgerblatt"},
        {"claims", "„Wir zahlen bis zu 12,5 Mio. €“"},
        {"figures", "bis zu 12,5 Mio. €"},
    };
    struct desk desk;

    desk_open(&desk, *state);
    assert_int_equal(draft_store(&desk, full_draft(&desk)), 1);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str sql = cb_arena_printf(
            &desk.temp->arena, "SELECT " FOUND " FROM %s AS x JOIN articles AS a ON a.id = x.article_id",
            CASES[i].table);
        desk_check(&desk, sql.ptr, 1, CASES[i].found);
    }
    desk_check(&desk,
               "SELECT x.role, x.seq, " FOUND " FROM claim_spans AS x JOIN articles AS a ORDER BY x.role", 3,
               "claim|0|„Wir zahlen bis zu 12,5 Mio. €“\ncue|0|sagte\nspeaker|0|Zoë Öz");
    desk_close(&desk);
}

/* The view says `word` where the bits `mask` of form are `code`, and corrections write the same; NULL: none.
 */
static void check_word(struct desk *desk, const char *what, const char *column, int mask, int code,
                       const char *word)
{
    struct cb_str sql;

    if (!word)
        return;
    sql = cb_arena_printf(&desk->temp->arena, "UPDATE %s_rows SET form = form & ~%d | %d%s", what, mask, code,
                          strcmp(column, "no_speaker") == 0 ? ", speaker_id = NULL" : "");
    assert_int_equal(cb_db_exec(&desk->db, sql.ptr, NULL), CB_OK);
    sql = cb_arena_printf(&desk->temp->arena,
                          "SELECT DISTINCT x.%s, k.code FROM %ss AS x JOIN correction_codes AS k\n"
                          "ON k.field = '%ss %s' AND k.word = x.%s",
                          column, what, what, column, column);
    desk_check(desk, sql.ptr, 2, cb_arena_printf(&desk->temp->arena, "%s|%d", word, code).ptr);
}

#define CHECK_WORDS(what, column, mask, unit, last, name)                                                    \
    for (int i = 0; i <= (int)(last); i++)                                                                   \
    check_word(&desk, what, column, mask, (unit)*i, name(i))

static void numbers_mean_the_same_words_everywhere(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    assert_int_equal(draft_store(&desk, full_draft(&desk)), 1);
    CHECK_WORDS("mention", "kind", 3, 1, CB_MENTION_PRONOUN, cb_mention_kind_name);
    CHECK_WORDS("figure", "kind", 15, 1, CB_FIGURE_QUANTITY, cb_figure_kind_name);
    CHECK_WORDS("figure", "bound", 112, 16, CB_BOUND_RANGE, cb_bound_name);
    CHECK_WORDS("claim", "kind", 7, 1, CB_CLAIM_REPORTED, cb_claim_kind_name);
    CHECK_WORDS("claim", "medium", 192, 64, CB_MEDIUM_WRITING, cb_medium_name);
    CHECK_WORDS("claim", "act", 3840, 256, CB_ACT_REJECT, cb_act_name);
    CHECK_WORDS("claim", "no_speaker", 56, 8, CB_SPEAKER_OWN_VOICE, cb_no_speaker_name);
    desk_close(&desk);
}

static void rows_carry_what_was_found(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    draft_store(&desk, full_draft(&desk));
    desk_check(
        &desk,
        "SELECT kind, medium, act, speaker_id, no_speaker, cited_source_id, text, sentence, rule FROM claims",
        9, "direct|speech|say|1|-|1|„Wir zahlen bis zu 12,5 Mio. €“|0|" RULE);
    desk_check(
        &desk,
        "SELECT kind, low, high, unit, bound, approximate, what, what_key, entity_id, claim_id FROM figures",
        10, "money|-|12500000.0|EUR|at_most|0|-|-|2|1");
    desk_check(&desk, "SELECT person_id, title, organization_id FROM positions", 3, "1|Chefin|2");
    desk_check(&desk, "SELECT entity_id, role FROM claim_entities", 2, "2|about");
    desk_check(&desk, "SELECT key, name, kind, origin FROM entities ORDER BY id", 4,
               "person/zoe-oez|Zoë Öz|person|extracted\nname/suess-ag|Süß AG|organization|extracted");
    desk_check(&desk, "SELECT language, language_found, title, title_found, source_id FROM articles", 5,
               "de|0|-|0|-");
    desk_close(&desk);
}

static void figures_keep_open_sides_and_words(void **state)
{
    struct desk desk;
    struct draft *draft;
    struct cb_figure *figure;

    desk_open(&desk, *state);
    draft = draft_of(&desk, "Über 500 grüne Busse fahren seit 2019, minus 3 Prozent.");
    figure = draft_figure(draft, "Über 500", CB_FIGURE_COUNT);
    figure->has_low = true;
    figure->low = (struct cb_decimal){5, 2};
    figure->bound = CB_BOUND_AT_LEAST;
    figure->what = draft_span(draft, "grüne Busse");
    figure->what_key = CB_STR("bus");
    figure = draft_figure(draft, "2019", CB_FIGURE_DATE);
    memcpy(figure->date_low, "2019-01-01", 11);
    memcpy(figure->date_high, "2019-12-31", 11);
    figure = draft_figure(draft, "minus 3 Prozent", CB_FIGURE_PERCENT);
    figure->has_low = figure->has_high = true;
    figure->low = figure->high = (struct cb_decimal){-3, 0};
    draft_store(&desk, draft);
    desk_check(&desk, "SELECT low, high, date_low, date_high, what, what_key FROM figures ORDER BY id", 6,
               "500.0|-|-|-|grüne Busse|bus\n-|-|2019-01-01|2019-12-31|-|-\n-3.0|-3.0|-|-|-|-");
    desk_close(&desk);
}

static void claim_spans_are_numbered_in_text_order(void **state)
{
    struct desk desk;
    struct draft *draft;

    desk_open(&desk, *state);
    draft = draft_of(&desk, "Eins, sagte sie, zwei, rief sie, drei. Vier.");
    draft_claim(draft, "Eins, sagte sie, zwei, rief sie, drei", CB_NONE);
    draft_claim(draft, "Vier", CB_NONE);
    draft_claim_span(draft, 0, CB_ROLE_CLAIM, "drei");
    draft_claim_span(draft, 0, CB_ROLE_CUE, "rief");
    draft_claim_span(draft, 0, CB_ROLE_CLAIM, "Eins");
    draft_claim_span(draft, 0, CB_ROLE_CLAIM, "zwei");
    draft_claim_span(draft, 0, CB_ROLE_CUE, "sagte");
    draft_claim_span(draft, 0, CB_ROLE_CUE, "sagte"); /* found twice */
    draft_store(&desk, draft);
    desk_check(&desk,
               "SELECT x.claim_id, x.role, x.seq, " FOUND " FROM claim_spans AS x JOIN articles AS a\n"
               "ORDER BY x.claim_id, x.role, x.seq",
               4,
               "1|claim|0|Eins\n1|claim|1|zwei\n1|claim|2|drei\n1|cue|0|sagte\n1|cue|1|rief\n2|claim|0|Vier");
    desk_check(&desk, "SELECT text, start_char, end_char FROM claims ORDER BY id", 3,
               "Eins \u2026 zwei \u2026 drei|0|37\nVier|39|43");
    desk_close(&desk);
}

static void names_that_were_not_resolved_are_left_out(void **state)
{
    struct desk desk;
    struct draft *draft;
    struct cb_position *position;

    desk_open(&desk, *state);
    draft = draft_of(&desk, "Frau Unbekannt kam.");
    position = CB_PUSH(draft->arena, &draft->facts.positions);
    *position = (struct cb_position){draft_mention(draft, "Unbekannt", CB_NONE), CB_NONE, CB_STR("Frau"),
                                     draft_span(draft, "Frau Unbekannt"),        RULE,    CB_POSITION_HELD};
    draft_store(&desk, draft);
    assert_int_equal(
        desk_number(&desk, "SELECT (SELECT count(*) FROM mentions) + (SELECT count(*) FROM positions)"), 0);
    desk_close(&desk);
}

/* ---- a broken article ---- */

#define TRACES                                                                                               \
    "SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM entities) + (SELECT count(*) FROM "      \
    "sources)"                                                                                               \
    " + (SELECT count(*) FROM entity_evidence) + (SELECT count(*) FROM aliases) + (SELECT count(*) FROM "    \
    "passages)"                                                                                              \
    " + (SELECT count(*) FROM claims) + (SELECT count(*) FROM figures)"

/* More rows than go into one statement: each still has the id of its own. */
static void many_rows_keep_their_order(void **state)
{
    enum { CLAIMS = 700 };
    char text[CLAIMS * 5 + 1];
    struct desk desk;
    struct draft *draft;

    for (int i = 0; i < CLAIMS; i++)
        snprintf(text + (size_t)i * 5, 6, "n%03d ", i);
    desk_open(&desk, *state);
    draft_store(&desk, full_draft(&desk)); /* claim 1 */
    draft = draft_of(&desk, text);
    for (uint32_t i = 0; i < CLAIMS; i++) {
        const char word[] = {'n', text[i * 5 + 1], text[i * 5 + 2], text[i * 5 + 3], '\0'};
        draft_claim(draft, word, CB_NONE);
        draft_claim_span(draft, i, CB_ROLE_CUE, word);
        draft_figure(draft, word, CB_FIGURE_NUMBER)->claim = i;
    }
    draft_store(&desk, draft);
    assert_int_equal(
        desk_number(&desk,
                    "SELECT count(*) FROM claims WHERE article_id = 2 AND text = printf('n%03d', id - 2)"),
        CLAIMS);
    assert_int_equal(
        desk_number(&desk, "SELECT count(*) FROM claims AS c JOIN claim_spans AS s ON s.claim_id = c.id\n"
                           "WHERE s.role = 'cue' AND s.start_char = c.start_char AND c.article_id = 2"),
        CLAIMS);
    assert_int_equal(desk_number(&desk,
                                 "SELECT count(*) FROM claims AS c JOIN figures AS f ON f.claim_id = c.id\n"
                                 "WHERE f.text = c.text AND c.article_id = 2"),
                     CLAIMS);
    desk_close(&desk);
}

static void draft_proposition(struct draft *draft, const char *lemma)
{
    struct cb_proposition *p = CB_PUSH(draft->arena, &draft->facts.propositions);
    struct cb_span *predicate = CB_NEW(draft->arena, struct cb_span);

    *predicate = draft_span(draft, "zahlen");
    *p = (struct cb_proposition){.span = draft_span(draft, "Wir zahlen bis zu 12,5 Mio. €"),
                                 .subject = draft_span(draft, "Wir"),
                                 .object = draft_span(draft, "12,5 Mio. €"),
                                 .predicate = predicate,
                                 .predicate_count = 1,
                                 .lemma = cb_str_of(lemma),
                                 .subject_entity = CB_NONE,
                                 .object_entity = CB_NONE,
                                 .claim = CB_NONE,
                                 .rule = RULE};
}

static void store_terms(struct desk *desk, const char *const *lemmas)
{
    struct draft *draft = draft_of(desk, TEXT);

    for (; *lemmas; lemmas++)
        draft_proposition(draft, *lemmas);
    draft_store(desk, draft);
}

/* Rules are the first. */
#define OTHER_TERMS                                                                                          \
    "SELECT id - (SELECT count(*) FROM rules), term FROM terms WHERE term NOT IN (SELECT id FROM rules) "    \
    "ORDER BY id"

static void terms_have_one_number(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    store_terms(&desk, (const char *const[]){"zahlen", "geben", "zahlen", NULL});
    store_terms(&desk, (const char *const[]){"nehmen", "geben", NULL});
    assert_int_equal(
        desk_number(&desk, "SELECT count(*) FROM rules WHERE id NOT IN (SELECT term FROM terms)"), 0);
    desk_check(&desk, OTHER_TERMS, 2, "1|zahlen\n2|geben\n3|nehmen");
    desk_check(&desk, "SELECT article_id, predicate_lemma, rule FROM propositions ORDER BY id", 3,
               "1|zahlen|" RULE "\n1|geben|" RULE "\n1|zahlen|" RULE "\n2|nehmen|" RULE "\n2|geben|" RULE);
    desk_close(&desk);
}

/* What was remembered of a transaction that never happened would be the number of nothing, or of another. */
static void terms_go_with_their_transaction(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    store_terms(&desk, (const char *const[]){"zahlen", NULL});
    assert_int_equal(cb_store_end(desk.store, NULL), CB_OK);
    assert_int_equal(cb_tx_commit(&desk.db, NULL), CB_OK);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(cb_tx_begin(&desk.db, NULL), CB_OK);
        assert_int_equal(cb_store_begin(desk.store, NULL), CB_OK);
        store_terms(&desk, (const char *const[]){round == 0 ? "weg" : "neu", "zahlen", NULL});
        if (round == 0)
            cb_tx_rollback(&desk.db);
    }
    desk_check(&desk, OTHER_TERMS, 2, "1|zahlen\n2|neu");
    desk_check(&desk, "SELECT predicate_lemma FROM propositions ORDER BY id", 1, "zahlen\nneu\nzahlen");
    desk_close(&desk);
}

static void break_rule(struct draft *draft)
{
    draft->facts.figures.items[0].rule = "de.figure.unheard-of";
}

static void break_place(struct draft *draft)
{
    draft->facts.figures.items[0].span.end = (uint32_t)draft->doc.text.len + 1;
}

static void break_sentences(struct draft *draft)
{
    draft->doc.sentences.count = 0;
}

static void break_claim(struct draft *draft)
{
    draft->facts.claims.items[0].no_speaker = CB_SPEAKER_PASSIVE; /* though there is a speaker */
}

static void break_date(struct draft *draft)
{
    memcpy(draft->facts.figures.items[0].date_low, "2019-02-30", 11);
}

static void a_broken_article_leaves_no_trace(void **state)
{
    static const struct {
        void (*damage)(struct draft *draft);
        const char *message;
    } CASES[] = {
        {break_rule, "the rule 'de.figure.unheard-of' is in no list"},
        {break_place, "a row of rule '" RULE "' stands nowhere in the text"},
        {break_sentences, "stands nowhere in the text"},
        {break_claim, "needs a speaker or why there is none"},
        {break_date, "has no day of the calendar"},
    };
    struct desk desk;

    desk_open(&desk, *state);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct draft *draft = full_draft(&desk);
        struct cb_err err = {0};
        int64_t id = -5;
        CASES[i].damage(draft);
        assert_int_equal(cb_store_article(desk.store, &draft->record, &id, &err), CB_BAD_INPUT);
        assert_message(err, CASES[i].message);
        assert_int_equal(id, -5);
        assert_true(cb_tx_active(&desk.db));
        assert_int_equal(desk_number(&desk, TRACES), 0);
    }
    /* and the next one is stored as if nothing had been */
    assert_int_equal(draft_store(&desk, full_draft(&desk)), 1);
    desk_check(&desk, "SELECT id, key FROM entities ORDER BY id", 2, "1|person/zoe-oez\n2|name/suess-ag");
    assert_int_equal(desk_number(&desk, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    desk_close(&desk);
}

static void a_full_disk_ends_the_transaction_cleanly(void **state)
{
    struct desk desk;
    struct cb_err err = {0};
    cb_status rc = CB_OK;
    int64_t id, stored;

    desk_open(&desk, *state);
    draft_store(&desk, full_draft(&desk));
    assert_int_equal(cb_tx_commit(&desk.db, NULL), CB_OK);
    stored = desk_number(&desk, TRACES);
    assert_int_equal(cb_db_exec(&desk.db, "PRAGMA max_page_count = 1", NULL),
                     CB_OK); /* as many as there are now */
    assert_int_equal(cb_tx_begin(&desk.db, NULL), CB_OK);
    for (int i = 0; i < 1000 && rc == CB_OK; i++)
        rc = cb_store_article(desk.store, &full_draft(&desk)->record, &id, &err);
    assert_int_equal(rc, CB_SYSTEM);
    assert_message(err, "no space left");
    cb_tx_rollback(&desk.db);
    assert_int_equal(desk_number(&desk, TRACES), stored);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(every_row_stands_where_it_says),
        temp_test(numbers_mean_the_same_words_everywhere),
        temp_test(rows_carry_what_was_found),
        temp_test(figures_keep_open_sides_and_words),
        temp_test(claim_spans_are_numbered_in_text_order),
        temp_test(names_that_were_not_resolved_are_left_out),
        temp_test(many_rows_keep_their_order),
        temp_test(terms_have_one_number),
        temp_test(terms_go_with_their_transaction),
        temp_test(a_broken_article_leaves_no_trace),
        temp_test(a_full_disk_ends_the_transaction_cleanly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
