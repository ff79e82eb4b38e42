/* One row explained: its sentence with the spans marked, its place, its values with names for ids, its rule.
 *
 * Each table says with three statements what is to be shown; the rest is the same for all of them. */
#include "engine/kb.h"

#include "report/format.h"
#include "report/markup.h"
#include "report/render.h"

enum { VALUES_MAX = 16 };

struct kind {
    const char *table, *singular;
    /* The row :1. First article_id, sentence (NULL = the row's own span), start_char, end_char and rule, then
     * the values. */
    const char *row;
    const char *labels[VALUES_MAX]; /* of the values */
    /* label, start_char, end_char of the spans to mark; outer ones first. */
    const char *marks;
    const char *hint; /* where ids are to be seen, when there is no such row */
};

/* clang-format off */

#define PLACE_OF(row) \
    row ".article_id, " row ".sentence, " row ".start_char, " row ".end_char, " row ".rule, "
#define ENTITY(row) row ".name || ' (' || " row ".kind || ', entity ' || " row ".id || ')'"
#define TEXT_OF(row) "substr(a.text, " row ".start_char + 1, " row ".end_char - " row ".start_char)"

/* A number without the point of a whole one. */
#define NUMBER(value) \
    "CASE WHEN " value " = CAST(" value " AS INTEGER) THEN CAST(CAST(" value " AS INTEGER) AS TEXT) " \
    "ELSE CAST(" value " AS TEXT) END"

/* The names of the entities that have this role in the claim c. */
#define NAMES(role) \
    "(SELECT group_concat(x.name, '; ') FROM (" \
    "SELECT e.name FROM claim_entities AS ce JOIN entities AS e ON e.id = ce.entity_id " \
    "WHERE ce.claim_id = c.id AND ce.role = '" role "' ORDER BY e.name) AS x)"

/* How the claim c is joined to others that say the same. */
#define REPEATED \
    "(SELECT CASE m.relation WHEN 'first' THEN 'first appearance' " \
    "WHEN 'same' THEN 'the same words as claim ' || m.like_claim_id " \
    "WHEN 'near' THEN m.similarity || '% like claim ' || m.like_claim_id " \
    "WHEN 'part' THEN 'a part of claim ' || m.like_claim_id || ', or holds it' " \
    "ELSE 'the same figure as claim ' || m.like_claim_id END " \
    "|| ' (cluster ' || k.id || ': ' || k.claims || ' claims, ' || k.articles || ' articles, ' || k.outlets " \
    "|| iif(k.outlets = 1, ' outlet, ', ' outlets, ') || k.origins " \
    "|| iif(k.origins = 1, ' origin; ', ' origins; ') || m.rule || ')' " \
    "FROM claim_cluster_members AS m JOIN claim_clusters AS k ON k.id = m.cluster_id " \
    "WHERE m.claim_id = c.id), "

/* Why the speaker of the claim c is who it is: what names it inside the words for the speaker, and by which rule that is
 * known; else an office or noun that it was told for before, or the words that this claim continues. */
#define WHY_SPEAKER \
    "iif(c.speaker_id IS NULL, NULL, coalesce(" \
    "(SELECT 'the ' || m.kind || ' \"' || " TEXT_OF("m") " || '\" stands for it: ' || rules.description " \
    "FROM claim_spans AS w JOIN mentions AS m ON m.article_id = c.article_id AND m.entity_id = c.speaker_id " \
    "AND m.start_char < w.end_char AND m.end_char > w.start_char " \
    "JOIN articles AS a ON a.id = m.article_id JOIN rules ON rules.id = coalesce(m.link, m.rule) " \
    "WHERE w.claim_id = c.id AND w.role = 'speaker' ORDER BY m.start_char, m.id LIMIT 1), " \
    "(SELECT 'the article uses \"' || " TEXT_OF("w") " || '\" for it' FROM claim_spans AS w " \
    "JOIN articles AS a ON a.id = c.article_id WHERE w.claim_id = c.id AND w.role = 'speaker' " \
    "ORDER BY w.seq LIMIT 1), 'the claim before is theirs, and this one goes on')), "

static const char CLAIM_ROW[] =
    "SELECT " PLACE_OF("c") "c.kind, c.act, c.medium, " ENTITY("s") ", " WHY_SPEAKER
    "CASE c.no_speaker "
    "WHEN 'not named' THEN 'not named: in words only, nobody that is known' "
    "WHEN 'passive' THEN 'passive: nobody is said to have said it' "
    "WHEN 'not found' THEN 'not found: nobody near who could have said it' "
    "WHEN 'own voice' THEN 'own voice: the article states it itself' END, "
    NAMES("addressee") ", " NAMES("about") ", r.name, "
    "(SELECT group_concat(x.figure, '; ') FROM ("
    "SELECT f.text || ' (figure ' || f.id || ')' AS figure FROM figures AS f "
    "WHERE f.claim_id = c.id ORDER BY f.start_char, f.id) AS x), "
    REPEATED "c.text, c.origin "
    "FROM claims AS c "
    "LEFT JOIN entities AS s ON s.id = c.speaker_id "
    "LEFT JOIN sources AS r ON r.id = c.cited_source_id "
    "WHERE c.id = ?1";

static const char CLAIM_MARKS[] =
    "SELECT role, start_char, end_char FROM claim_spans WHERE claim_id = ?1 "
    "ORDER BY CASE role WHEN 'frame' THEN 1 WHEN 'claim' THEN 2 WHEN 'speaker' THEN 3 "
    "WHEN 'addressee' THEN 4 ELSE 5 END, seq";

static const char FIGURE_ROW[] =
    "SELECT " PLACE_OF("f") "f.kind, " NUMBER("f.low") ", " NUMBER("f.high") ", "
    "f.date_low, f.date_high, f.unit, f.bound, CASE f.approximate WHEN 1 THEN 'yes' ELSE 'no' END, "
    "f.what, f.what_key, " ENTITY("e") ", "
    "'claim ' || c.id || CASE WHEN s.name IS NULL THEN '' ELSE ' by ' || s.name END, f.text, f.origin "
    "FROM figures AS f "
    "LEFT JOIN entities AS e ON e.id = f.entity_id "
    "LEFT JOIN claims AS c ON c.id = f.claim_id "
    "LEFT JOIN entities AS s ON s.id = c.speaker_id "
    "WHERE f.id = ?1";

static const char MENTION_ROW[] =
    "SELECT " PLACE_OF("m") "m.kind, " ENTITY("e") ", e.key, "
    "m.link || coalesce(': ' || w.description, ''), "
    "(SELECT x.name || ' (entity ' || x.id || ')' FROM joins AS j JOIN entities AS x ON x.id = j.short_id "
    " WHERE j.article_id = m.article_id AND j.entity_id = m.entity_id), "
    TEXT_OF("m") ", m.origin "
    "FROM mentions AS m "
    "LEFT JOIN rules AS w ON w.id = m.link "
    "JOIN entities AS e ON e.id = m.entity_id "
    "JOIN articles AS a ON a.id = m.article_id "
    "WHERE m.id = ?1";

static const char CITATION_ROW[] =
    "SELECT " PLACE_OF("c") "s.name || ' (' || s.kind || ', source ' || s.id || ')', s.domain, "
    TEXT_OF("c") ", c.origin "
    "FROM citations AS c "
    "JOIN sources AS s ON s.id = c.source_id "
    "JOIN articles AS a ON a.id = c.article_id "
    "WHERE c.id = ?1";

static const char POSITION_ROW[] =
    "SELECT " PLACE_OF("p") ENTITY("e") ", p.title, p.state, " ENTITY("o") ", " TEXT_OF("p") ", p.origin "
    "FROM positions AS p "
    "JOIN entities AS e ON e.id = p.person_id "
    "LEFT JOIN entities AS o ON o.id = p.organization_id "
    "JOIN articles AS a ON a.id = p.article_id "
    "WHERE p.id = ?1";

static const char PASSAGE_ROW[] =
    "SELECT article_id, NULL, start_char, end_char, rule, kind, origin "
    "FROM passages WHERE article_id = ?1 ORDER BY seq";

static const char PROPOSITION_ROW[] =
    "SELECT " PLACE_OF("p") "p.subject, p.predicate, p.object, p.predicate_lemma, " ENTITY("s") ", " ENTITY("o") ", "
    "CASE p.negated WHEN 1 THEN 'yes' END, p.modality, CASE p.passive WHEN 1 THEN 'yes' END, p.act, "
    "'claim ' || c.id || ' (' || c.kind || coalesce(', ' || c.act, '') || ')' "
    "|| CASE WHEN sp.name IS NULL THEN '' ELSE ' by ' || sp.name END, "
    "(SELECT group_concat(x.figure, '; ') FROM ("
    "SELECT f.text || ' (figure ' || f.id || ')' AS figure FROM proposition_figures AS pf "
    "JOIN figures AS f ON f.id = pf.figure_id "
    "WHERE pf.proposition_id = p.id ORDER BY f.start_char, f.id) AS x), p.origin "
    "FROM propositions AS p "
    "LEFT JOIN entities AS s ON s.id = p.subject_id "
    "LEFT JOIN entities AS o ON o.id = p.object_id "
    "LEFT JOIN claims AS c ON c.id = p.claim_id "
    "LEFT JOIN entities AS sp ON sp.id = c.speaker_id "
    "WHERE p.id = ?1";

static const char PROPOSITION_MARKS[] =
    "SELECT role, start_char, end_char FROM proposition_spans WHERE proposition_id = ?1 "
    "ORDER BY start_char, end_char DESC";

#define MARK(label, table) "SELECT '" label "', start_char, end_char FROM " table " WHERE id = ?1"

static const struct kind KINDS[] = {
    {"claims", "claim", CLAIM_ROW,
     {"kind", "act", "medium", "speaker", "because", "no speaker", "to", "about", "through", "figures", "repeated",
      "text", "origin"},
     CLAIM_MARKS, "SELECT claim_id, speaker, text FROM v_claims"},
    {"figures", "figure", FIGURE_ROW,
     {"kind", "low", "high", "from", "to", "unit", "bound", "approximate", "what", "key", "of", "in",
      "text", "origin"},
     MARK("figure", "figures"), "SELECT figure_id, text, unit FROM v_figures"},
    {"mentions", "mention", MENTION_ROW, {"kind", "entity", "key", "meant by", "alone", "text", "origin"},
     MARK("mention", "mentions"), "SELECT id, entity_id FROM mentions"},
    {"citations", "citation", CITATION_ROW, {"source", "domain", "text", "origin"},
     MARK("citation", "citations"), "SELECT id, source_id FROM citations"},
    {"positions", "position", POSITION_ROW, {"person", "office", "state", "at", "text", "origin"},
     MARK("position", "positions"), "SELECT id, title FROM positions"},
    {"propositions", "proposition", PROPOSITION_ROW,
     {"subject", "predicate", "object", "lemma", "who", "whom", "negated", "modality", "passive", "act", "in",
      "figures", "origin"},
     PROPOSITION_MARKS, "SELECT proposition_id, subject, predicate, object FROM v_propositions"},
    {"passages", "passage", PASSAGE_ROW, {"kind", "origin"}, NULL, "SELECT id, title FROM articles"},
};

/* clang-format on */

enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0], FIRST_VALUE = 5 };

CB_LIST_TYPE(marks, struct cb_mark)

/* A row being explained. */
struct explaining {
    struct cb_db *db;
    const struct kind *kind;
    const struct cb_sink *sink;
    struct cb_arena arena;
    struct cb_buf out;
    struct marks marks;
    int64_t article, start, end; /* of the row */
    int64_t from, to;            /* of the text that is shown */
};

static const struct kind *kind_by_name(const char *table)
{
    for (int i = 0; i < KIND_COUNT; i++)
        if (strcmp(table, KINDS[i].table) == 0 || strcmp(table, KINDS[i].singular) == 0)
            return &KINDS[i];
    return NULL;
}

/* "label      value", further lines of the value below it; nothing for NULL. */
static void add_value(struct explaining *x, const char *label, struct cb_str value)
{
    enum { LABEL_WIDTH = 12 };
    struct cb_buf line;

    if (!value.ptr)
        return;
    cb_buf_printf(&x->out, "%s%-*s%s", x->sink->color ? "\033[1m" : "", LABEL_WIDTH, label,
                  x->sink->color ? "\033[0m" : "");
    cb_buf_init(&line, SIZE_MAX / 4);
    cb_render_visible(&line, value);
    if (x->sink->width > 2 * LABEL_WIDTH)
        cb_render_wrapped(&x->out, cb_buf_view(&line), x->sink->width - LABEL_WIDTH, "\n            ");
    else
        cb_buf_add(&x->out, cb_buf_view(&line));
    cb_buf_add_char(&x->out, '\n');
    x->out.failed = x->out.failed || cb_buf_failed(&line);
    cb_buf_release(&line);
}

/* ---- the text ---- */

static cb_status read_marks(struct explaining *x, int64_t id, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt stmt = {0};
    bool row = true;

    x->from = x->start;
    x->to = x->end;
    x->marks = (struct marks){0};
    if (!x->kind->marks)
        goto done;
    CB_TRY(cb_stmt_prepare(x->db, x->kind->marks, &stmt, err));
    cb_stmt_bind_int(&stmt, 1, id);
    for (;;) {
        struct cb_mark *mark;
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        mark = CB_PUSH(&x->arena, &x->marks);
        CB_TRY_NEW(mark);
        *mark = (struct cb_mark){cb_stmt_int(&stmt, 1), cb_stmt_int(&stmt, 2),
                                 cb_arena_z(&x->arena, cb_stmt_text(&stmt, 0))};
        CB_TRY_NEW(mark->label);
        x->from = mark->start < x->from ? mark->start : x->from;
        x->to = mark->end > x->to ? mark->end : x->to;
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* Widens what is shown to whole sentences. */
static cb_status widen(struct explaining *x, struct cb_err *err)
{
    static const char SQL[] = "SELECT min(start_char), max(end_char) FROM sentences "
                              "WHERE article_id = ?1 AND start_char < ?3 AND end_char > ?2";
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(x->db, SQL, &stmt, err));
    cb_stmt_bind_int(&stmt, 1, x->article);
    cb_stmt_bind_int(&stmt, 2, x->from);
    cb_stmt_bind_int(&stmt, 3, x->to);
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    if (row && !cb_stmt_is_null(&stmt, 0)) {
        int64_t from = cb_stmt_int(&stmt, 0), to = cb_stmt_int(&stmt, 1);
        x->from = from < x->from ? from : x->from;
        x->to = to > x->to ? to : x->to;
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status add_text(struct explaining *x, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(x->db, "SELECT substr(text, ?2 + 1, ?3 - ?2) FROM articles WHERE id = ?1", &stmt,
                           err));
    cb_stmt_bind_int(&stmt, 1, x->article);
    cb_stmt_bind_int(&stmt, 2, x->from);
    cb_stmt_bind_int(&stmt, 3, x->to);
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    cb_buf_add_z(&x->out, "  ");
    cb_markup_add(&x->out, row ? cb_stmt_text(&stmt, 0) : CB_STR(""), x->from, x->marks.items, x->marks.count,
                  "  ", x->sink->color);
    cb_buf_add_z(&x->out, "\n");
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* ---- place, values, rule ---- */

static cb_status add_place(struct explaining *x, struct cb_err *err)
{
    static const char SQL[] =
        "SELECT a.id || coalesce(' ' || a.title, ''), o.name, a.published, a.path, a.url, "
        "p.kind || ' passage ' || p.seq || ', characters ' || ?2 || '-' || ?3 FROM articles AS a "
        "LEFT JOIN sources AS o ON o.id = a.source_id "
        "LEFT JOIN passages AS p ON p.article_id = a.id AND p.start_char <= ?2 AND p.end_char > ?2 WHERE "
        "a.id = ?1";
    static const char *const LABELS[] = {"article", "outlet", "published", "path", "url", "place"};
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(x->db, SQL, &stmt, err));
    cb_stmt_bind_int(&stmt, 1, x->article);
    cb_stmt_bind_int(&stmt, 2, x->start);
    cb_stmt_bind_int(&stmt, 3, x->end);
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    for (int i = 0; row && i < (int)(sizeof LABELS / sizeof LABELS[0]); i++)
        add_value(x, LABELS[i], cb_stmt_text(&stmt, i));
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status add_rule(struct explaining *x, struct cb_str id, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(x->db, "SELECT description FROM rules WHERE id = ?", &stmt, err));
    cb_stmt_bind_text(&stmt, 1, id);
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    add_value(x, "rule", id);
    if (row)
        add_value(x, "", cb_stmt_text(&stmt, 0));
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* Who corrected the row, when, how and why, and what was there before. */
static cb_status add_corrections(struct explaining *x, int64_t id, struct cb_err *err)
{
    static const char SQL[] =
        "SELECT 'correction ' || c.id || ', ' || c.made_at || coalesce(' by ' || c.made_by, '') || ': ' || "
        "c.action\n"
        "       || coalesce(' ' || (SELECT group_concat(\n"
        "              j.key || ' = ' || coalesce(j.value, 'none')\n"
        "              || iif(json_type(c.was, '$.' || j.key) IS NULL, '',\n"
        "                     ' (was ' || coalesce(json_extract(c.was, '$.' || j.key), 'none') || ')'), ', "
        "')\n"
        "          FROM json_each(c.payload) AS j), '')\n"
        "       || coalesce('; ' || c.note, '')\n"
        "FROM correction_rows AS r JOIN corrections AS c ON c.id = r.correction_id\n"
        "WHERE r.table_name = ?1 AND r.row_id = ?2 AND c.status = 'applied' ORDER BY c.id";
    cb_status rc;
    struct cb_stmt stmt = {0};
    const char *label = "corrected";
    bool row;

    CB_TRY(cb_stmt_prepare(x->db, SQL, &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_of(x->kind->table));
    cb_stmt_bind_int(&stmt, 2, id);
    for (;; label = "") {
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        add_value(x, label, cb_stmt_text(&stmt, 0));
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status explain_row(struct explaining *x, struct cb_stmt *stmt, int64_t id, struct cb_err *err)
{
    cb_status rc;

    x->article = cb_stmt_int(stmt, 0);
    x->start = cb_stmt_int(stmt, 2);
    x->end = cb_stmt_int(stmt, 3);
    CB_TRY(read_marks(x, id, err));
    if (!cb_stmt_is_null(stmt, 1))
        CB_TRY(widen(x, err));
    CB_TRY(add_text(x, err));
    cb_buf_add_char(&x->out, '\n');
    for (int i = 0; i < VALUES_MAX && x->kind->labels[i]; i++)
        add_value(x, x->kind->labels[i], cb_stmt_text(stmt, FIRST_VALUE + i));
    CB_TRY(add_place(x, err));
    CB_TRY(add_rule(x, cb_stmt_text(stmt, 4), err));
    CB_TRY(add_corrections(x, id, err));
done:
    return rc;
}

static cb_status explain_rows(struct explaining *x, int64_t id, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    uint64_t rows = 0;
    bool row = true;

    CB_TRY(cb_stmt_prepare(x->db, x->kind->row, &stmt, err));
    cb_stmt_bind_int(&stmt, 1, id);
    for (;; rows++) {
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        if (rows > 0)
            cb_buf_add_char(&x->out, '\n');
        CB_TRY(explain_row(x, &stmt, id, err));
    }
    if (rows == 0)
        rc = cb_err_set(err, CB_NOT_FOUND, "%s has no row %lld; ids are shown by reports and by: %s",
                        x->kind->table, (long long)id, x->kind->hint);
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_kb_explain(struct cb_kb *kb, const char *table, int64_t id, const struct cb_sink *sink,
                        struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct explaining x = {.db = &kb->db, .kind = kind_by_name(table), .sink = sink};

    cb_buf_init(&x.out, SIZE_MAX / 4);
    if (!x.kind) {
        rc = cb_err_set(err, CB_USAGE,
                        "no table '%s' to explain; name claims, figures, propositions, mentions, citations, "
                        "positions or passages",
                        table);
        goto done;
    }
    CB_TRY(explain_rows(&x, id, err));
    CB_TRY_NEW(!cb_buf_failed(&x.out));
    CB_TRY(cb_sink_write(sink, cb_buf_view(&x.out), err));
done:
    cb_buf_release(&x.out);
    cb_arena_release(&x.arena);
    return rc;
}
