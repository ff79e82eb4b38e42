#include <stdlib.h>

#include "store/corrections.h"
#include "unit/store/draft.h"

/* One article with one claim, which is its whole text. */
struct piece {
    const char *text, *day, *outlet;
    int speaker; /* 0: none */
};

static struct draft *draft_piece(struct desk *desk, const struct piece *piece, int number)
{
    static const char *const SPEAKERS[] = {"", "Ada Berg", "Ole Kamp", "Mia Torn"};
    struct draft *draft = draft_of(desk, piece->text);
    struct cb_source *publisher = CB_NEW(draft->arena, struct cb_source);
    uint32_t speaker = CB_NONE;

    snprintf(draft->doc.sha256, sizeof draft->doc.sha256, "%064d", number);
    if (piece->day)
        draft->doc.published = cb_str_of(piece->day);
    if (piece->outlet) {
        *publisher = (struct cb_source){.name = cb_str_of(piece->outlet), .kind = CB_SOURCE_OUTLET};
        draft->record.publisher = publisher;
    }
    if (piece->speaker)
        speaker =
            draft_entity(draft, SPEAKERS[piece->speaker], SPEAKERS[piece->speaker], CB_ENTITY_PERSON, 1);
    draft_claim(draft, piece->text, speaker);
    return draft;
}

static void store_piece(struct desk *desk, const struct piece *piece, int number)
{
    draft_store(desk, draft_piece(desk, piece, number));
}

static void end(struct desk *desk)
{
    struct cb_err err = {0};

    if (cb_store_end(desk->store, &err) != CB_OK)
        fail_msg("%s", err.text);
}

#define QUOTE "„Wir werden den alten Hafen bis zum Herbst räumen und dann neu vergeben“"

/* What one outlet quotes, and what is found of it in another. */
static const struct pair_case {
    const char *name, *a, *b;
    int speaker;          /* of b; a's is 1 */
    const char *expected; /* relation and similarity of b, or "" */
} PAIRS[] = {
    {"same", QUOTE, QUOTE, 1, "same|100"},
    {"capitals, marks and white space", QUOTE,
     "wir werden den ALTEN Hafen, bis zum Herbst räumen  und dann neu vergeben.", 1, "same|100"},
    {"another speaker", QUOTE, QUOTE, 2, "same|100"},
    {"cut at the end", QUOTE, "Wir werden den alten Hafen bis zum Herbst räumen", 1, "part|100"},
    {"cut at both ends", QUOTE, "den alten Hafen bis zum Herbst", 1, "part|100"},
    {"one word altered", QUOTE, "Wir werden den alten Hafen bis zum Winter räumen und dann neu vergeben", 1,
     "near|71"},
    {"negated", "Wir werden die Preise erhöhen", "Wir werden die Preise nicht erhöhen", 1, "near|50"},
    {"short, one speaker", "Das war ein Fehler", "„Das war ein Fehler“", 1, "same|100"},
    {"short, another speaker", "Das war ein Fehler", "„Das war ein Fehler“", 2, ""},
    {"too short", "Nein, niemals", "Nein, niemals", 1, ""},
    {"the beginning of many a sentence", "Das ist ein guter Tag für die Stadt",
     "Das ist ein schlechter Film über einen Hund", 1, ""},
    {"another subject, same pattern", "Der Umsatz stieg um 12 Prozent auf 40 Millionen Euro",
     "Der Umsatz stieg um 14 Prozent auf 45 Millionen Euro", 1, ""},
    {"corrected", "Der Schaden beträgt nach unserer Schätzung rund 3 Millionen Euro",
     "Der Schaden beträgt nach unserer Schätzung rund 5 Millionen Euro", 1, "near|63"},
};

static void joins_claims_and_says_how(void **state)
{
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        const struct pair_case *pair = &PAIRS[i];
        struct desk desk;
        const char *found;
        desk_open(&desk, *state);
        store_piece(&desk, &(struct piece){pair->a, NULL, "A", 1}, 1);
        store_piece(&desk, &(struct piece){pair->b, NULL, "B", pair->speaker}, 2);
        end(&desk);
        found =
            desk_rows(&desk, "SELECT relation, similarity FROM claim_cluster_members WHERE claim_id = 2", 2);
        if (strcmp(found, pair->expected) != 0)
            fail_msg("%s: '%s', not '%s'", pair->name, found, pair->expected);
        desk_close(&desk);
    }
}

static void stands_in_several_articles(void **state)
{
    struct desk desk;
    struct draft *draft;

    desk_open(&desk, *state);
    draft = draft_of(&desk, "Wir bauen die Brücke im Mai neu. Wir bauen die Brücke im Mai neu");
    draft_claim(draft, "Wir bauen die Brücke im Mai neu. Wir bauen die Brücke im Mai neu", CB_NONE);
    draft_claim(draft, "Wir bauen die Brücke im Mai neu.", CB_NONE);
    draft_store(&desk, draft);
    end(&desk);
    assert_int_equal(desk_number(&desk, "SELECT count(*) FROM claim_clusters"), 0);
    store_piece(&desk, &(struct piece){"Wir bauen die Brücke im Mai neu", NULL, NULL, 0}, 7);
    end(&desk);
    desk_check(&desk, "SELECT claims, articles, outlets, origins, speakers FROM claim_clusters", 5,
               "3|2|2|2|0");
    desk_close(&desk);
}

static void the_earliest_day_is_first(void **state)
{
    static const struct piece PIECES[] = {
        {QUOTE, NULL, "A", 1},         {QUOTE, "2025-02-01", "A", 1},  {QUOTE, "2025-01-31", "B", 1},
        {QUOTE, "2025-01-31", "C", 1}, {QUOTE, "2025-04-01", NULL, 1},
    };
    static const int NUMBERS[] = {1, 2, 5, 3, 4};
    struct desk desk;

    desk_open(&desk, *state);
    for (int i = 0; i < 5; i++) {
        store_piece(&desk, &PIECES[i], NUMBERS[i]);
        end(&desk);
    }
    desk_check(
        &desk,
        "SELECT id, first_claim_id, first_published, last_published, claims, articles, outlets, speakers\n"
        "FROM claim_clusters",
        8, "1|4|2025-01-31|2025-04-01|5|5|4|1");
    desk_close(&desk);
}

/* ---- no chains ---- */

#define CLEARED     "Wir werden den alten Hafen bis zum Herbst räumen und dann neu vergeben"
#define TOO_DEAR    "Wir werden den alten Hafen bis zum Herbst räumen, weil er zu teuer ist"
#define ALL_WANT_IT "Nur bis zum Herbst räumen, weil er zu teuer ist, das wollen alle"

/* The second is like the first and like the third, which have little in common. */
static const struct piece CHAIN[] = {
    {CLEARED, "2025-01-01", "A", 1},
    {TOO_DEAR, "2025-01-02", "B", 1},
    {ALL_WANT_IT, "2025-01-03", "C", 1},
    {ALL_WANT_IT, "2025-01-04", "D", 1},
};

/* Article, relation, first article, by the numbers of the pieces. */
static const char *clusters_of(struct desk *desk)
{
    return desk_rows(desk,
                     "SELECT ltrim(a.sha256, '0'), m.relation, ltrim(f.sha256, '0')\n"
                     "FROM claim_cluster_members AS m JOIN claims AS c ON c.id = m.claim_id\n"
                     "JOIN articles AS a ON a.id = c.article_id\n"
                     "JOIN claims AS l ON l.id = coalesce(m.like_claim_id, m.claim_id)\n"
                     "JOIN articles AS f ON f.id = l.article_id ORDER BY 1",
                     3);
}

static void what_is_like_a_member_only_is_not_of_the_cluster(void **state)
{
    for (int order = 0; order < 24; order++)
        for (int apart = 0; apart < 2; apart++) {
            struct desk desk;
            bool done[4] = {false};
            desk_open(&desk, *state);
            for (int place = 0, code = order; place < 4; place++) {
                int nth = code % (4 - place), piece = 0;
                code /= 4 - place;
                while (done[piece] || nth-- > 0)
                    piece++;
                done[piece] = true;
                store_piece(&desk, &CHAIN[piece], piece + 1);
                if (apart)
                    end(&desk);
            }
            end(&desk);
            assert_string_equal(clusters_of(&desk), "1|first|1\n2|near|1\n3|first|3\n4|same|3");
            desk_close(&desk);
        }
}

static void an_earlier_article_that_comes_later_is_first(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    store_piece(&desk, &CHAIN[1], 2);
    store_piece(&desk, &CHAIN[2], 3);
    end(&desk);
    assert_string_equal(clusters_of(&desk), "2|first|2\n3|near|2");
    store_piece(&desk, &CHAIN[0], 1);
    end(&desk);
    assert_string_equal(clusters_of(&desk), "1|first|1\n2|near|1");
    desk_check(&desk, "SELECT id, first_claim_id, claims, articles FROM claim_clusters", 4, "1|3|2|2");
    desk_close(&desk);
}

static void reject(struct desk *desk, int claim)
{
    struct cb_err err = {0};
    char sql[160];

    snprintf(sql, sizeof sql,
             "INSERT INTO correction_keep VALUES ('claims', %d);\n"
             "INSERT INTO correction_drop VALUES ('claims', %d)",
             claim, claim);
    if (cb_store_use_steps(desk->store, &err) != CB_OK || cb_db_exec(&desk->db, sql, &err) != CB_OK)
        fail_msg("%s", err.text);
    end(desk);
}

/* The one that goes was not the first that came. */
static void the_next_is_first_where_the_first_goes(void **state)
{
    static const struct piece PIECES[] = {
        {CLEARED, "2025-01-03", "A", 1},
        {CLEARED, "2025-01-01", "B", 1},
        {CLEARED, "2025-01-02", "C", 1},
        {TOO_DEAR, "2025-01-04", "D", 1},
    };
    struct desk desk;

    desk_open(&desk, *state);
    for (int i = 0; i < 4; i++)
        store_piece(&desk, &PIECES[i], i + 1);
    end(&desk);
    assert_string_equal(clusters_of(&desk), "1|same|2\n2|first|2\n3|same|2\n4|near|2");
    reject(&desk, 2);
    assert_string_equal(clusters_of(&desk), "1|same|3\n3|first|3\n4|near|3");
    desk_check(&desk, "SELECT id, first_claim_id, claims, articles FROM claim_clusters", 4, "1|3|3|3");
    reject(&desk, 3);
    reject(&desk, 1);
    assert_string_equal(clusters_of(&desk), "");
    desk_close(&desk);
}

static void others_gather_anew_where_the_first_goes(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    for (int i = 0; i < 3; i++)
        store_piece(&desk, &CHAIN[i], i + 1);
    end(&desk);
    assert_string_equal(clusters_of(&desk), "1|first|1\n2|near|1");
    reject(&desk, 1);
    assert_string_equal(clusters_of(&desk), "2|first|2\n3|near|2");
    desk_check(&desk, "SELECT id, first_claim_id, claims, articles FROM claim_clusters", 4, "2|2|2|2");
    assert_int_equal(desk_number(&desk, "SELECT count(*) FROM links_due"), 0);
    desk_close(&desk);
}

/* Of two statements that a third one is like it joins the one that it is most like, though that came later.
 */
static void joins_what_it_is_most_like(void **state)
{
    static const struct piece PIECES[] = {
        {CLEARED, "2025-01-01", "A", 1},
        {ALL_WANT_IT, "2025-01-02", "B", 1},
        {"Den Hafen bis zum Herbst räumen, weil er zu teuer ist, das wollen alle", "2025-01-03", "C", 1},
        {TOO_DEAR, "2025-01-04", "D", 1},
    };
    struct desk desk;

    desk_open(&desk, *state);
    for (int i = 3; i >= 0; i--) {
        store_piece(&desk, &PIECES[i], i + 1);
        end(&desk);
    }
    assert_string_equal(clusters_of(&desk), "1|first|1\n2|first|2\n3|near|2\n4|near|1");
    desk_close(&desk);
}

static struct draft *draft_figure_piece(struct desk *desk, const char *text, const char *day, int speaker,
                                        int number)
{
    struct piece piece = {text, day, NULL, speaker};
    struct draft *draft = draft_piece(desk, &piece, number);
    struct cb_figure *figure = draft_figure(draft, "14 Millionen Euro", CB_FIGURE_MONEY);

    figure->claim = 0;
    figure->has_low = figure->has_high = true;
    figure->low = figure->high = (struct cb_decimal){14, 6};
    figure->unit = CB_STR("EUR");
    return draft;
}

static void one_speaker_and_figure_join(void **state)
{
    static const struct {
        const char *day;
        int speaker;
        const char *expected;
    } CASES[] = {
        {"2025-03-10", 1, "same-figure|1"},
        {"2025-03-17", 1, "same-figure|1"},
        {"2025-03-18", 1, ""},
        {"2025-03-10", 2, ""},
        {"2025-03-10", 0, ""},
        {NULL, 1, ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct desk desk;
        desk_open(&desk, *state);
        draft_store(&desk,
                    draft_figure_piece(&desk, "Der Umbau kostet 14 Millionen Euro", "2025-03-03", 1, 1));
        end(&desk);
        draft_store(&desk, draft_figure_piece(&desk, "dass dafür 14 Millionen Euro nötig seien", CASES[i].day,
                                              CASES[i].speaker, 2));
        end(&desk);
        assert_string_equal(desk_rows(&desk,
                                      "SELECT relation, like_claim_id FROM claim_cluster_members\n"
                                      "WHERE claim_id = 2",
                                      2),
                            CASES[i].expected);
        desk_close(&desk);
    }
}

/* The second is near enough to the first, the third to the second only. */
static void figures_make_no_chains(void **state)
{
    static const struct {
        const char *text, *day;
    } PIECES[] = {
        {"Der Umbau kostet 14 Millionen Euro", "2025-03-01"},
        {"dass dafür 14 Millionen Euro nötig seien", "2025-03-10"},
        {"am Ende würden es wohl 14 Millionen Euro", "2025-03-20"},
        {"mit 14 Millionen Euro sei es getan", "2025-03-21"},
    };
    static const int ORDERS[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}};

    for (size_t i = 0; i < sizeof ORDERS / sizeof *ORDERS; i++) {
        struct desk desk;
        desk_open(&desk, *state);
        for (int k = 0; k < 4; k++) {
            int piece = ORDERS[i][k];
            draft_store(&desk,
                        draft_figure_piece(&desk, PIECES[piece].text, PIECES[piece].day, 1, piece + 1));
            end(&desk);
        }
        assert_string_equal(clusters_of(&desk), "1|first|1\n2|same-figure|1\n3|first|3\n4|same-figure|3");
        desk_close(&desk);
    }
}

/* What several articles have in the same words keeps together; a claim in words of its own joins it by the
 * figure, not the other way round, also where it would come first on that day. */
static void words_go_before_figures(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    draft_store(&desk, draft_figure_piece(&desk, "dass 14 Millionen Euro nötig seien", "2025-03-03", 1, 1));
    end(&desk);
    draft_store(&desk, draft_figure_piece(&desk, "Der Umbau kostet 14 Millionen Euro", "2025-03-03", 1, 2));
    end(&desk);
    assert_string_equal(clusters_of(&desk), "1|first|1\n2|same-figure|1");
    draft_store(&desk, draft_figure_piece(&desk, "Der Umbau kostet 14 Millionen Euro", "2025-03-05", 1, 3));
    end(&desk);
    assert_string_equal(clusters_of(&desk), "1|same-figure|2\n2|first|2\n3|same|2");
    draft_store(&desk,
                draft_figure_piece(&desk, "dass 14 Millionen Euro dafür nötig seien", "2025-03-08", 1, 4));
    end(&desk);
    assert_string_equal(clusters_of(&desk), "1|first|1\n2|first|2\n3|same|2\n4|near|1");
    desk_close(&desk);
}

/* ---- copies ---- */

#define PART_A                                                                                               \
    "Am Kai von Marnstedt liegen seit vielen Jahren Boote, die niemand mehr bewegt und die niemand mehr "    \
    "haben will, weil das Abwracken teurer ist als ein neues Boot aus der Werft nebenan. "
#define PART_B                                                                                               \
    "Die Verwaltung hat nun jeden Eigner angeschrieben und droht mit Gebühren, die mit jeder Woche "        \
    "steigen, bis der Platz am Steg wieder frei ist und neu vermietet werden kann. "
#define PART_C                                                                                               \
    "Im Rat war man sich darüber nicht einig, denn manche wollen den alten Hafen als Denkmal erhalten "     \
    "und andere lieber Wohnungen bauen, am besten gleich mit einer Tiefgarage darunter. "

static void a_text_that_stood_elsewhere_is_a_copy(void **state)
{
    static const struct {
        const char *name;
        struct piece a, b;
        const char *expected; /* article, original, relation, share, original_share */
    } CASES[] = {
        {"same, another day",
         {PART_A PART_B, "2025-01-01", "A", 0},
         {PART_A PART_B, "2025-01-02", "B", 0},
         "2|1|same|100|100"},
        {"the later one was imported first",
         {PART_A PART_B, "2025-01-02", "A", 0},
         {PART_A PART_B, "2025-01-01", "B", 0},
         "1|2|same|100|100"},
        {"shortened",
         {PART_A PART_B PART_C, "2025-01-01", "A", 0},
         {PART_A, "2025-01-02", "B", 0},
         "2|1|part|100|33"},
        {"shortened on the same day",
         {PART_A, "2025-01-01", "A", 0},
         {PART_A PART_B PART_C, "2025-01-01", "B", 0},
         "1|2|part|100|33"},
        {"with much of its own",
         {PART_A, "2025-01-01", "A", 0},
         {PART_A PART_B PART_C, "2025-01-02", "B", 0},
         ""},
        {"another text", {PART_A, "2025-01-01", "A", 0}, {PART_B, "2025-01-01", "B", 0}, ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct desk desk;
        const char *found;
        desk_open(&desk, *state);
        store_piece(&desk, &CASES[i].a, 1);
        store_piece(&desk, &CASES[i].b, 2);
        end(&desk);
        found = desk_rows(
            &desk, "SELECT article_id, original_id, relation, share, original_share FROM article_copies", 5);
        if (strcmp(found, CASES[i].expected) != 0)
            fail_msg("%s: '%s', not '%s'", CASES[i].name, found, CASES[i].expected);
        desk_close(&desk);
    }
}

/* An earlier original that comes late: its copies point at it, and are counted once. */
static void copies_count_as_one_origin(void **state)
{
    static const struct piece PIECES[] = {
        {PART_A PART_B, "2025-01-03", "A", 0},
        {PART_A PART_B, "2025-01-02", "B", 0},
        {PART_A PART_B, "2025-01-01", "C", 0},
    };
    static const char *const ORIGINS[] = {"", "1|2", "1|3\n2|3"};
    struct desk desk;

    desk_open(&desk, *state);
    for (int i = 0; i < 3; i++) {
        store_piece(&desk, &PIECES[i], i);
        end(&desk);
        desk_check(&desk, "SELECT article_id, original_id FROM article_copies ORDER BY 1", 2, ORIGINS[i]);
    }
    desk_check(&desk, "SELECT claims, articles, outlets, origins, first_claim_id FROM claim_clusters", 5,
               "3|3|3|1|3");
    desk_check(&desk, "SELECT article_id, origin_id, is_copy FROM v_origins ORDER BY 1", 3,
               "1|3|1\n2|3|1\n3|3|0");
    desk_close(&desk);
}

/* ---- the order of import, and import in parts ---- */

enum { MANY = 169 };

/* Numbers that look like chance and are the same everywhere. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* Claims over few words, so that many are alike; some hundred, so that fingerprints become common. */
static const char *made_up_text(struct desk *desk, uint32_t *seed)
{
    static const char *const WORDS[] = {"wir",    "bauen", "die",    "alte",  "Brücke", "neu",    "und",
                                        "danach", "auch",  "den",    "Hafen", "im",     "Herbst", "nicht",
                                        "12",     "14",    "Euro",   "für",   "jeden",  "Platz",  "am",
                                        "Wasser", "oder",  "später", "sagt",  "Stadt",  "morgen", "mehr"};
    static const char *const STARTS[] = {"wir bauen die alte Brücke neu und danach auch den Hafen im Herbst",
                                         "am Wasser gibt es für jeden Platz später 14 Euro mehr",
                                         "die Stadt sagt morgen nicht mehr als heute und gestern"};
    struct cb_str text = cb_str_of(STARTS[next_number(seed) % 8 == 0   ? 1
                                          : next_number(seed) % 9 == 0 ? 2
                                                                       : 0]);
    uint32_t more = next_number(seed) % 8, drop = next_number(seed) % 3;

    while (drop-- > 0)
        cb_str_split(&text, ' ');
    while (more-- > 0)
        text = cb_arena_printf(&desk->temp->arena, "%.*s %s", CB_STR_ARG(text),
                               WORDS[next_number(seed) % (sizeof WORDS / sizeof *WORDS)]);
    return cb_arena_z(&desk->temp->arena, text);
}

static void make_pieces(struct desk *desk, struct piece pieces[MANY], uint32_t seed)
{
    for (int i = 0; i < MANY; i++) {
        pieces[i] =
            (struct piece){.text = made_up_text(desk, &seed), .speaker = (int)(next_number(&seed) % 4)};
        pieces[i].outlet = (const char *[]){"A", "B", "C", NULL}[next_number(&seed) % 4];
        if (next_number(&seed) % 8)
            pieces[i].day =
                cb_arena_printf(&desk->temp->arena, "2025-01-%02u", 1 + next_number(&seed) % 28).ptr;
        if (next_number(&seed) % 4 == 0)
            pieces[i].text = i % 3 ? PART_A PART_B : i % 2 ? PART_B PART_C : PART_A PART_B PART_C;
    }
}

/* As an import's batches end, which may put their links off; some of them with all links. */
static void end_part(struct desk *desk, int number)
{
    struct cb_err err = {0};

    if (number % 5 == 4)
        end(desk);
    else if (cb_store_end_part(desk->store, &err) != CB_OK)
        fail_msg("%s", err.text);
}

/* Stores the pieces in the order of `order`, the first one as article `first_id` (0: 1), linking behind each
 * `batch` of them; less than 0: in parts of so many that may be linked later. The result names articles by
 * their hash, so that it is the same in every order. */
static const char *result_from(struct temp *temp, const int order[MANY], int batch, bool with_ids,
                               uint32_t seed, int64_t first_id)
{
    static const char NAMES[] =
        "WITH places AS (SELECT c.id, a.sha256 FROM claims AS c JOIN articles AS a ON a.id = c.article_id)\n"
        "SELECT 'copy ' || a.sha256 || o.sha256 || k.relation || k.share || ' ' || k.original_share AS line\n"
        "FROM article_copies AS k JOIN articles AS a ON a.id = k.article_id\n"
        "JOIN articles AS o ON o.id = k.original_id\n"
        "UNION ALL SELECT 'cluster ' || a.sha256 || ' ' || f.sha256 || m.relation || m.similarity || m.rule\n"
        "       || coalesce(l.sha256, '') || k.claims || ' ' || k.articles || ' ' || k.outlets || ' '\n"
        "       || k.origins || ' ' || k.speakers || coalesce(k.last_published, '')\n"
        "FROM claim_cluster_members AS m JOIN claim_clusters AS k ON k.id = m.cluster_id\n"
        "JOIN places AS a ON a.id = m.claim_id JOIN places AS f ON f.id = k.first_claim_id\n"
        "LEFT JOIN places AS l ON l.id = m.like_claim_id ORDER BY line";
    static const char IDS[] = "SELECT claim_id || ' ' || cluster_id || ' ' || coalesce(like_claim_id, 0)\n"
                              "FROM claim_cluster_members UNION ALL\n"
                              "SELECT 'c' || id || ' ' || first_claim_id FROM claim_clusters UNION ALL\n"
                              "SELECT 'w' || wording_id || ' ' || other_id FROM wording_links ORDER BY 1";
    struct desk desk;
    struct piece *pieces = CB_NEW_ARRAY(&temp->arena, struct piece, MANY);
    const char *rows;
    int every = abs(batch);

    desk_open(&desk, temp);
    make_pieces(&desk, pieces, seed);
    for (int i = 0; i < MANY; i++) {
        struct draft *draft = draft_piece(&desk, &pieces[order[i]], order[i]);
        draft->record.id = i == 0 ? first_id : 0;
        draft_store(&desk, draft);
        if ((i + 1) % every == 0)
            batch > 0 ? end(&desk) : end_part(&desk, (i + 1) / every);
    }
    end(&desk);
    assert_int_equal(desk_number(&desk, "SELECT count(*) > 2 FROM claim_clusters"), 1);
    assert_int_equal(desk_number(&desk, "SELECT count(*) FROM claim_cluster_members AS m\n"
                                        "JOIN claim_clusters AS k ON k.id = m.cluster_id\n"
                                        "WHERE coalesce(m.like_claim_id, m.claim_id) <> k.first_claim_id"),
                     0);
    assert_int_equal(desk_number(&desk, "SELECT count(*) > 4 FROM article_copies"), 1);
    assert_int_equal(desk_number(&desk, "SELECT max(n) > 64 FROM (\n"
                                        "    SELECT count(*) AS n FROM (\n"
                                        "        SELECT fingerprint FROM wording_fingerprints UNION ALL\n"
                                        "        SELECT fingerprint FROM recent_wording_fingerprints)\n"
                                        "    GROUP BY fingerprint)"),
                     1);
    assert_int_equal(desk_number(&desk, "SELECT count(*) > 0 FROM recent_wording_hashes"), 1);
    if (first_id != 0)
        assert_int_equal(desk_number(&desk, "SELECT (SELECT count(*) > 0 FROM article_fingerprints)\n"
                                            "     + (SELECT count(*) > 0 FROM wording_fingerprints)\n"
                                            "     + (SELECT count(*) > 0 FROM wording_hashes)"),
                         3);
    rows = desk_rows(&desk, with_ids ? IDS : NAMES, 1);
    desk_close(&desk);
    return rows;
}

static const char *result(struct temp *temp, const int order[MANY], int batch, bool with_ids, uint32_t seed)
{
    return result_from(temp, order, batch, with_ids, seed, 0);
}

static void no_order_and_no_parts_change_the_result(void **state)
{
    int forward[MANY], backward[MANY], mixed[MANY];

    for (int i = 0; i < MANY; i++) {
        forward[i] = i;
        backward[i] = MANY - 1 - i;
        mixed[i] = i * 49 % MANY; /* they have no divisor in common */
    }
    for (uint32_t seed = 1; seed <= 2; seed++) {
        const char *whole = result(*state, forward, MANY, false, seed);
        assert_string_equal(result(*state, backward, MANY, false, seed), whole);
        assert_string_equal(result(*state, mixed, 7, false, seed), whole);
        assert_string_equal(result(*state, backward, 1, false, seed), whole);
        assert_string_equal(result(*state, mixed, -11, false, seed), whole);
        assert_string_equal(result(*state, forward, 1, true, seed),
                            result(*state, forward, MANY, true, seed));
        assert_string_equal(result(*state, forward, -3, true, seed),
                            result(*state, forward, MANY, true, seed));
    }
}

/* Hashes of the first half go to the large tables on the way: an article in 2^14 gives the sign for that. */
static void is_the_same_in_two_levels(void **state)
{
    int order[MANY];

    for (int i = 0; i < MANY; i++)
        order[i] = i * 49 % MANY;
    for (uint32_t seed = 1; seed <= 2; seed++)
        for (int batch = 1; batch <= 8; batch += 7)
            assert_string_equal(result_from(*state, order, batch, false, seed, (1 << 14) - MANY / 2),
                                result(*state, order, batch, false, seed));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(joins_claims_and_says_how),
        temp_test(stands_in_several_articles),
        temp_test(the_earliest_day_is_first),
        temp_test(what_is_like_a_member_only_is_not_of_the_cluster),
        temp_test(an_earlier_article_that_comes_later_is_first),
        temp_test(the_next_is_first_where_the_first_goes),
        temp_test(others_gather_anew_where_the_first_goes),
        temp_test(joins_what_it_is_most_like),
        temp_test(one_speaker_and_figure_join),
        temp_test(figures_make_no_chains),
        temp_test(words_go_before_figures),
        temp_test(a_text_that_stood_elsewhere_is_a_copy),
        temp_test(copies_count_as_one_origin),
        temp_test(no_order_and_no_parts_change_the_result),
        temp_test(is_the_same_in_two_levels),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
