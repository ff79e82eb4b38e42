/* Statements of retire.c and its like: what an article that goes has given to what the articles say
 * together. */
#include "store/sql.h"

#define CLAIMS "SELECT id FROM claim_rows WHERE article_id = ?1"
#define HASHES "SELECT hash, id FROM wordings WHERE id IN (" CLAIMS ")"
#define ITS_CLUSTERS                                                                                         \
    "SELECT DISTINCT m.cluster_id FROM claim_rows AS c CROSS JOIN claim_cluster_members AS m\n"              \
    "ON m.claim_id = c.id WHERE c.article_id = ?1"

/* The texts keep the shape of SQL; each is several strings. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
/* clang-format off */
const char *const cb_sql_retire[SQL_COUNT] = {
    [SQL_IS_CORRECTED] =
        "SELECT 1 FROM correction_rows WHERE article_id = ?1\n"
        "UNION ALL SELECT 1 FROM extracted_claim_rows WHERE article_id = ?1\n"
        "UNION ALL SELECT 1 FROM extracted_figure_rows WHERE article_id = ?1\n"
        "UNION ALL SELECT 1 FROM extracted_mention_rows WHERE article_id = ?1\n"
        "UNION ALL SELECT 1 FROM extracted_citations WHERE article_id = ?1\n"
        "UNION ALL SELECT 1 FROM extracted_positions WHERE article_id = ?1\n"
        "UNION ALL SELECT 1 FROM extracted_proposition_rows WHERE article_id = ?1 LIMIT 1",
    [SQL_RETIRE] =
        "INSERT OR IGNORE INTO retired (article_id) VALUES (?1)",
    [SQL_IS_COUNTED] =
        "SELECT 1 FROM summary_state WHERE article_id >= ?1",

    [SQL_DROP_COUNTS] =
        "DELETE FROM base_counts WHERE block = ?1 AND number = 0",

    /* ---- the search index ---- */
    [SQL_RETIRE_INDEXED_CLAIMS] =
        "INSERT INTO claims_fts (claims_fts, rowid, text)\n"
        "SELECT 'delete', c.id, c.text FROM claims AS c\n"
        "WHERE c.article_id = ?1 AND EXISTS (SELECT 1 FROM claims_fts_docsize AS d WHERE d.id = c.id)",
    [SQL_RETIRE_INDEXED_ARTICLE] =
        "INSERT INTO articles_fts (articles_fts, rowid, title, text)\n"
        "SELECT 'delete', a.id, a.title, a.text FROM articles AS a\n"
        "WHERE a.id = ?1 AND EXISTS (SELECT 1 FROM articles_fts_docsize AS d WHERE d.id = a.id)",
    /* where SQL_INDEX_ARTICLES does not come by any more */
    [SQL_INDEX_ARTICLE] =
        "INSERT INTO articles_fts (rowid, title, text) SELECT id, title, text FROM articles\n"
        "WHERE id = ?1 AND id < (SELECT max(d.id) FROM articles_fts_docsize AS d)",

    /* ---- links; as correction_drop does for one claim (schema/corrections-steps.sql) ---- */
    [SQL_RETIRE_CLUSTER_MEMBERS] =
        CB_DUE "SELECT 'clusters', m.claim_id FROM (" ITS_CLUSTERS ") AS k\n"
        "CROSS JOIN claim_cluster_members AS m ON m.cluster_id = k.cluster_id",
    /* their members go with them */
    [SQL_RETIRE_CLUSTERS] =
        "DELETE FROM claim_clusters WHERE id IN (" ITS_CLUSTERS ")",
    /* wordings of others that are called by its claims are to be made again */
    [SQL_RETIRE_HOLDERS] =
        CB_DUE "SELECT 'claims', w.claim_id FROM claim_rows AS c CROSS JOIN claim_wordings AS w ON w.wording_id = c.id\n"
        "WHERE c.article_id = ?1",
    /* those that have its words or its figures may be the first to say so now */
    [SQL_RETIRE_STARS] =
        CB_DUE "SELECT 'stars', x.claim_id FROM claim_rows AS c CROSS JOIN claim_wordings AS w ON w.claim_id = c.id\n"
        "CROSS JOIN claim_wordings AS x ON x.wording_id = w.wording_id WHERE c.article_id = ?1\n"
        "UNION SELECT 'stars', x.claim_id FROM claim_rows AS c CROSS JOIN claim_figures AS f ON f.claim_id = c.id\n"
        "CROSS JOIN claim_figures AS x ON x.hash = f.hash WHERE c.article_id = ?1",
    [SQL_RETIRE_WORDS] =
        "INSERT INTO links_due (table_name, row_id, text)\n"
        "SELECT 'claims', c.id, c.text FROM claims AS c\n"
        "WHERE c.article_id = ?1 AND EXISTS (SELECT 1 FROM wordings AS w WHERE w.id = c.id)\n"
        "ON CONFLICT DO UPDATE SET text = coalesce(text, excluded.text)",
    [SQL_RETIRE_FIGURES] =
        "DELETE FROM claim_figures WHERE claim_id IN (" CLAIMS ")",
    [SQL_RETIRE_CLAIM_WORDINGS] =
        "DELETE FROM claim_wordings WHERE claim_id IN (" CLAIMS ") OR wording_id IN (" CLAIMS ")",
    [SQL_RETIRE_WORDING_HASHES] =
        "DELETE FROM wording_hashes WHERE (hash, wording_id) IN (" HASHES ")",
    [SQL_RETIRE_RECENT_WORDING_HASHES] =
        "DELETE FROM recent_wording_hashes WHERE (hash, wording_id) IN (" HASHES ")",
    [SQL_RETIRE_WORDINGS] =
        "DELETE FROM wordings WHERE id IN (" CLAIMS ")",
    /* its copies have their text from another one, or from none */
    [SQL_RETIRE_COPIES] =
        CB_DUE "SELECT 'copies', k.article_id FROM article_copies AS k WHERE k.original_id = ?1",
    [SQL_COPY_DUE] =
        CB_DUE "VALUES ('copies', ?1)",
    [SQL_COPIES_DUE] =
        "SELECT a.id FROM links_due AS d JOIN articles AS a ON a.id = d.row_id\n"
        "WHERE d.table_name = 'copies' AND a.id < ?1 ORDER BY a.id",
    [SQL_RETIRE_ARTICLE_WORDING] =
        "DELETE FROM article_wordings WHERE article_id = ?1",
    /* new versions before row ?1 that are not linked */
    [SQL_RETURNED] =
        "SELECT a.id FROM retired AS r JOIN articles AS a ON a.id = r.article_id\n"
        "WHERE a.id < ?1 AND NOT EXISTS (SELECT 1 FROM article_wordings AS w WHERE w.article_id = a.id)\n"
        "ORDER BY a.id",

    /* ---- names ---- */
    [SQL_TAKE_EVIDENCE] =
        "UPDATE entity_evidence SET weight = weight - ?4, articles = articles - 1\n"
        "WHERE entity_id = ?1 AND kind = ?2 AND name = ?3",
    [SQL_DROP_EVIDENCE] =
        "DELETE FROM entity_evidence WHERE entity_id = ?1 AND articles <= 0",
    [SQL_NAME_DUE] =
        "INSERT OR IGNORE INTO retired_names (entity_id) VALUES (?1)",
    [SQL_ADD_ALIAS_EVIDENCE] =
        "INSERT INTO alias_evidence (entity_id, alias, times) VALUES (?1, ?2, 1)\n"
        "ON CONFLICT DO UPDATE SET times = times + 1",
    [SQL_TAKE_ALIAS_EVIDENCE] =
        "UPDATE alias_evidence SET times = times - 1 WHERE entity_id = ?1 AND alias = ?2",
    [SQL_DROP_ALIAS_EVIDENCE] =
        "DELETE FROM alias_evidence WHERE entity_id = ?1 AND times <= 0",
    [SQL_DROP_UNSEEN_ALIASES] =
        "DELETE FROM aliases WHERE entity_id = ?1 AND origin = 'extracted'\n"
        "AND alias NOT IN (SELECT name FROM entity_evidence WHERE entity_id = ?1\n"
        "                  UNION SELECT alias FROM alias_evidence WHERE entity_id = ?1)",
    [SQL_ADD_SAID_ALIASES] =
        "INSERT INTO aliases (entity_id, alias, origin)\n"
        "SELECT e.id, v.alias, 'extracted' FROM alias_evidence AS v JOIN entities AS e ON e.id = v.entity_id\n"
        "WHERE v.entity_id = ?1 AND v.alias <> e.name ON CONFLICT DO NOTHING",
    [SQL_ADD_SOURCE_EVIDENCE] =
        "INSERT INTO source_evidence (source_id, kind, domain, times) VALUES (?1, ?2, ?3, 1)\n"
        "ON CONFLICT DO UPDATE SET times = times + 1",
    [SQL_TAKE_SOURCE_EVIDENCE] =
        "UPDATE source_evidence SET times = times - 1 WHERE source_id = ?1 AND kind = ?2 AND domain = ?3",
    [SQL_DROP_SOURCE_EVIDENCE] =
        "DELETE FROM source_evidence WHERE source_id = ?1 AND times <= 0",
    /* as SQL_ADD_SOURCE does for one more */
    [SQL_DECIDE_SOURCE] =
        "UPDATE sources SET domain = (SELECT min(nullif(v.domain, '')) FROM source_evidence AS v WHERE v.source_id = ?1),\n"
        "kind = (SELECT v.kind FROM source_evidence AS v WHERE v.source_id = ?1\n"
        "        ORDER BY " CB_SOURCE_ORDER("v.kind") " LIMIT 1)\n"
        "WHERE id = ?1 AND origin = 'extracted'\n"
        "AND EXISTS (SELECT 1 FROM source_evidence AS v WHERE v.source_id = ?1)",
};
/* clang-format on */
/* NOLINTEND(bugprone-suspicious-missing-comma) */
