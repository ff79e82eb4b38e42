/* What stands in the columns of each review sheet. */
#include "report/review.h"

/* The name of entity `e` (an alias of the table), or its key where two have that name. */
#define NAME_OF(e)                                                                                           \
    "iif(EXISTS (SELECT 1 FROM entities AS same WHERE same.name = " e ".name AND same.id <> " e              \
    ".id AND same.merged_into IS NULL), " e ".key, " e ".name)"

#define OF_ARTICLE                                                                                           \
    {"article", CB_COLUMN_ARTICLE, "a.title", NULL, NULL, false},                                            \
        {"outlet", CB_COLUMN_SHOWN, "o.name", NULL, NULL, false},                                            \
        {"published", CB_COLUMN_SHOWN, "a.published", NULL, NULL, false},                                    \
        {"language", CB_COLUMN_SHOWN, "a.language", NULL, NULL, false},                                      \
        {"path", CB_COLUMN_ARTICLE, "a.path", NULL, NULL, false},                                            \
    {                                                                                                        \
        "url", CB_COLUMN_ARTICLE, "a.url", NULL, NULL, false                                                 \
    }

#define OF_REVIEW                                                                                            \
    {"reviewed", CB_COLUMN_SHOWN, NULL, NULL, NULL, false}, {"row", CB_COLUMN_ROW, NULL, NULL, NULL, false}, \
    {                                                                                                        \
        "check", CB_COLUMN_CHECK, NULL, NULL, NULL, false                                                    \
    }

#define DECISION                                                                                             \
    {                                                                                                        \
        "decision", CB_COLUMN_DECISION, NULL, NULL, NULL, false                                              \
    }
#define NOTE                                                                                                 \
    {                                                                                                        \
        "note", CB_COLUMN_NOTE, NULL, NULL, NULL, false                                                      \
    }
#define CONTEXT                                                                                              \
    {                                                                                                        \
        "context", CB_COLUMN_CONTEXT, NULL, NULL, NULL, false                                                \
    }

/* From the sentence before row `r` to the one behind it. */
#define AROUND(r)                                                                                            \
    "(SELECT s.start_char FROM sentences AS s WHERE s.article_id = " r ".article_id\n"                       \
    "  AND s.seq = max(" r ".sentence - 1, 0)),\n"                                                           \
    "coalesce((SELECT s.end_char FROM sentences AS s WHERE s.article_id = " r ".article_id\n"                \
    "          AND s.seq > " r ".sentence AND s.start_char >= " r ".end_char ORDER BY s.seq LIMIT 1), " r    \
    ".end_char)"

#define CHOSEN "(?1 IS NULL OR a.id = ?1) AND (?2 IS NULL OR a.source_id = ?2)"

#define KINDS_OF_ENTITY "person|organization|place|product|event|work|law|other"

static const struct cb_review_column CLAIMS[] = {
    DECISION,
    {"speaker", CB_COLUMN_ENTITY, NAME_OF("e"), NULL, NULL, false},
    {"kind", CB_COLUMN_WORD, "c.kind", "direct|indirect|indirect_free_indirect|free_indirect|reported|stated",
     NULL, true},
    {"act", CB_COLUMN_WORD, "c.act",
     "say|demand|criticize|warn|announce|deny|confirm|predict|propose|ask|praise|accuse|support|reject", NULL,
     false},
    {"medium", CB_COLUMN_WORD, "c.medium", "speech|thought|writing", NULL, false},
    {"source", CB_COLUMN_SOURCE, "cs.name", NULL, "cited_source", false},
    {"about", CB_COLUMN_ENTITIES,
     "(SELECT group_concat(n.name, '; ') FROM (SELECT " NAME_OF(
         "x") " AS name FROM claim_entities AS ce JOIN entities AS x ON x.id = ce.entity_id\n"
              " WHERE ce.claim_id = c.id AND ce.role = 'about' ORDER BY x.name, x.key) AS n)",
     NULL, NULL, false},
    {"text", CB_COLUMN_PLACE, "c.text", NULL, NULL, true},
    CONTEXT,
    NOTE,
    OF_ARTICLE,
    {"rule", CB_COLUMN_SHOWN, "c.rule", NULL, NULL, false},
    OF_REVIEW,
};

static const struct cb_review_column FIGURES[] = {
    DECISION,
    {"kind", CB_COLUMN_WORD, "f.kind", "money|percent|count|multiple|date|duration|rank|quantity|number",
     NULL, true},
    {"low", CB_COLUMN_NUMBER, "f.low", NULL, NULL, false},
    {"high", CB_COLUMN_NUMBER, "f.high", NULL, NULL, false},
    {"date_low", CB_COLUMN_DAY, "f.date_low", NULL, NULL, false},
    {"date_high", CB_COLUMN_DAY, "f.date_high", NULL, NULL, false},
    {"unit", CB_COLUMN_TEXT, "f.unit", NULL, NULL, false},
    {"bound", CB_COLUMN_WORD, "f.bound", "exact|at_most|at_least|about|range", NULL, true},
    {"approximate", CB_COLUMN_FLAG, "f.approximate", NULL, NULL, true},
    {"what", CB_COLUMN_TEXT, "f.what", NULL, "thing", false},
    {"entity", CB_COLUMN_ENTITY, NAME_OF("e"), NULL, NULL, false},
    {"text", CB_COLUMN_PLACE, "f.text", NULL, NULL, true},
    {"speaker", CB_COLUMN_SHOWN,
     "(SELECT sp.name FROM claims AS k JOIN entities AS sp ON sp.id = k.speaker_id "
     "WHERE k.id = f.claim_id)",
     NULL, NULL, false},
    CONTEXT,
    NOTE,
    OF_ARTICLE,
    {"rule", CB_COLUMN_SHOWN, "f.rule", NULL, NULL, false},
    OF_REVIEW,
};

static const struct cb_review_column ENTITIES[] = {
    DECISION,
    {"name", CB_COLUMN_TEXT, "e.name", NULL, NULL, true},
    {"kind", CB_COLUMN_WORD, "e.kind", KINDS_OF_ENTITY, NULL, true},
    {"aliases", CB_COLUMN_TEXTS,
     "(SELECT group_concat(n.alias, '; ') FROM (SELECT alias FROM aliases AS x\n"
     " WHERE x.entity_id = e.id ORDER BY alias) AS n)",
     NULL, NULL, false},
    {"merge_into", CB_COLUMN_MERGE, NULL, NULL, "merge-into", false},
    {"mentions", CB_COLUMN_SHOWN, "(SELECT count(*) FROM mentions AS x WHERE x.entity_id = e.id)", NULL, NULL,
     false},
    {"articles", CB_COLUMN_SHOWN,
     "(SELECT count(DISTINCT x.article_id) FROM mentions AS x WHERE x.entity_id = e.id)", NULL, NULL, false},
    {"claims", CB_COLUMN_SHOWN, "(SELECT count(*) FROM claims AS x WHERE x.speaker_id = e.id)", NULL, NULL,
     false},
    {"figures", CB_COLUMN_SHOWN, "(SELECT count(*) FROM figures AS x WHERE x.entity_id = e.id)", NULL, NULL,
     false},
    {"position", CB_COLUMN_SHOWN,
     "(SELECT x.title || coalesce(', ' || org.name, '') FROM positions AS x\n"
     " LEFT JOIN entities AS org ON org.id = x.organization_id\n"
     " WHERE x.person_id = e.id ORDER BY x.id LIMIT 1)",
     NULL, NULL, false},
    CONTEXT,
    {"article", CB_COLUMN_SHOWN, "a.title", NULL, NULL, false},
    NOTE,
    OF_REVIEW,
};

static const struct cb_review_column ARTICLES[] = {
    DECISION,
    {"outlet", CB_COLUMN_SOURCE, "o.name", NULL, NULL, false},
    {"author", CB_COLUMN_TEXT, "a.author", NULL, NULL, false},
    {"published", CB_COLUMN_DAY, "a.published", NULL, NULL, false},
    {"title", CB_COLUMN_TEXT, "a.title", NULL, NULL, false},
    CONTEXT,
    NOTE,
    {"language", CB_COLUMN_SHOWN, "a.language", NULL, NULL, false},
    {"path", CB_COLUMN_SHOWN, "a.path", NULL, NULL, false},
    {"url", CB_COLUMN_SHOWN, "a.url", NULL, NULL, false},
    {"characters", CB_COLUMN_SHOWN, "length(a.text)", NULL, NULL, false},
    {"claims", CB_COLUMN_SHOWN, "(SELECT count(*) FROM claims AS x WHERE x.article_id = a.id)", NULL, NULL,
     false},
    {"figures", CB_COLUMN_SHOWN, "(SELECT count(*) FROM figures AS x WHERE x.article_id = a.id)", NULL, NULL,
     false},
    OF_REVIEW,
};

#define COLUMNS(list) .columns = (list), .column_count = sizeof(list) / sizeof *(list)

static const struct cb_review_sheet SHEETS[CB_REVIEW_COUNT] = {
    [CB_REVIEW_CLAIMS] =
        {
            .name = "claims",
            .places = true,
            COLUMNS(CLAIMS),
            .key = "c.id, a.id, a.sha256, c.start_char, c.end_char, " AROUND("c"),
            .from = "FROM claims AS c JOIN articles AS a ON a.id = c.article_id\n"
                    "LEFT JOIN entities AS e ON e.id = c.speaker_id\n"
                    "LEFT JOIN sources AS cs ON cs.id = c.cited_source_id\n"
                    "LEFT JOIN sources AS o ON o.id = a.source_id\n",
            .order = "WHERE " CHOSEN " ORDER BY a.id, c.start_char, c.end_char, c.id",
            .find = "WHERE a.sha256 = ?1 AND c.start_char = ?2 AND c.end_char = ?3 ORDER BY c.id",
        },
    [CB_REVIEW_FIGURES] =
        {
            .name = "figures",
            .places = true,
            COLUMNS(FIGURES),
            .key = "f.id, a.id, a.sha256, f.start_char, f.end_char, " AROUND("f"),
            .from = "FROM figures AS f JOIN articles AS a ON a.id = f.article_id\n"
                    "LEFT JOIN entities AS e ON e.id = f.entity_id\n"
                    "LEFT JOIN sources AS o ON o.id = a.source_id\n",
            .order = "WHERE " CHOSEN " ORDER BY a.id, f.start_char, f.end_char, f.id",
            .find = "WHERE a.sha256 = ?1 AND f.start_char = ?2 AND f.end_char = ?3 ORDER BY f.id",
        },
    [CB_REVIEW_ENTITIES] =
        {
            .name = "entities",
            COLUMNS(ENTITIES),
            .key = "e.id, a.id, e.key, -1, -1, " AROUND("m"),
            .from = "FROM entities AS e\n"
                    "LEFT JOIN mentions AS m ON m.id = (SELECT min(x.id) FROM mentions AS x WHERE "
                    "x.entity_id = e.id)\n"
                    "LEFT JOIN articles AS a ON a.id = m.article_id\n",
            .order =
                "WHERE e.merged_into IS NULL AND (m.id IS NOT NULL OR e.origin = 'curated')\n"
                "  AND ((?1 IS NULL AND ?2 IS NULL)\n"
                "       OR EXISTS (SELECT 1 FROM mentions AS x JOIN articles AS a ON a.id = x.article_id\n"
                "                  WHERE x.entity_id = e.id AND " CHOSEN "))\n"
                "ORDER BY (SELECT count(*) FROM mentions AS x WHERE x.entity_id = e.id) DESC, e.key",
            .find = "WHERE e.key = ?1 AND ?2 = ?3",
        },
    [CB_REVIEW_ARTICLES] =
        {
            .name = "articles",
            COLUMNS(ARTICLES),
            .key = "a.id, a.id, a.sha256, -1, -1, 0, min(400, length(a.text))",
            .from = "FROM articles AS a LEFT JOIN sources AS o ON o.id = a.source_id\n",
            .order = "WHERE " CHOSEN " ORDER BY a.id",
            .find = "WHERE a.sha256 = ?1 AND ?2 = ?3",
        },
};

const struct cb_review_sheet *cb_review_sheet(enum cb_review what)
{
    return &SHEETS[what];
}

bool cb_review_by_name(const char *name, enum cb_review *out)
{
    for (int i = 0; i < CB_REVIEW_COUNT; i++)
        if (strcmp(name, SHEETS[i].name) == 0) {
            *out = (enum cb_review)i;
            return true;
        }
    return false;
}

size_t cb_review_column_of(const struct cb_review_sheet *sheet, enum cb_column_type type)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i].type == type)
            return i;
    return SIZE_MAX;
}
