/* Statements of links.c, copies.c, wordings.c, stars.c and clusters.c: what articles and claims have in
 * common. */
#include "store/sql.h"

/* Figures that claims are compared by, of those where ... */
#define FIGURES_TO_LINK                                                                                      \
    "SELECT f.claim_id, c.speaker_id, f.kind, f.unit, iif(f.kind IN ('money', 'quantity'), NULL, "           \
    "f.what_key),\n"                                                                                         \
    "       f.low, f.high, coalesce(a.published, '')\n"                                                      \
    "FROM figures AS f JOIN claims AS c ON c.id = f.claim_id JOIN articles AS a ON a.id = f.article_id\n"    \
    "WHERE c.speaker_id IS NOT NULL AND (f.kind = 'money'\n"                                                 \
    "      OR f.kind IN ('percent', 'multiple') AND f.what_key IS NOT NULL\n"                                \
    "      OR f.kind IN ('count', 'quantity') AND f.what_key IS NOT NULL AND coalesce(f.low, f.high) >= "    \
    "10)\n"                                                                                                  \
    "AND "

/* The wordings of star ?1, as `id`. */
#define WORDINGS_OF_STAR                                                                                     \
    "SELECT ?1 AS id UNION ALL SELECT l.other_id FROM wording_links AS l\n"                                  \
    "CROSS JOIN linked_wordings AS w ON w.wording_id = l.other_id\n"                                         \
    "WHERE l.wording_id = ?1 AND w.centre_id = ?1"

/* The texts keep the shape of SQL. */
/* clang-format off */
const char *const cb_sql_links[SQL_COUNT] = {
    /* ---- copies of articles ---- */
    [SQL_ARTICLES_TO_LINK] =
        "SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM articles\n"
        "WHERE id > (SELECT coalesce(max(article_id), 0) FROM article_wordings)",
    [SQL_ARTICLE_CHARS] =
        "SELECT end_char FROM passages WHERE article_id = ?1 ORDER BY seq DESC LIMIT 1",
    [SQL_ARTICLE_TEXT] =
        "SELECT text FROM articles WHERE id = ?1",
    [SQL_ARTICLE_PASSAGES] =
        "SELECT start_char, end_char FROM passages\n"
        "WHERE article_id = ?1 AND kind IN ('body', 'subheading', 'question', 'caption') ORDER BY seq",
    [SQL_ARTICLE_ORDER] =
        "SELECT a.published, w.shingles, w.fingerprints, a.sha256\n"
        "FROM articles AS a JOIN article_wordings AS w ON w.article_id = a.id WHERE a.id = ?1",
    [SQL_ADD_ARTICLE_WORDING] =
        "INSERT INTO article_wordings (article_id, shingles, fingerprints)\n"
        "SELECT id, ?2, ?3 FROM articles WHERE id = ?1",
    [SQL_ADD_ARTICLE_FINGERPRINTS] =
        "INSERT OR FAIL INTO recent_article_fingerprints (fingerprint, article_id, fingerprints)\n"
        "SELECT c0, c1, c2 FROM temp.cb_feed",
    [SQL_ARTICLES_BY_FINGERPRINT] =
        "SELECT article_id, fingerprints FROM article_fingerprints WHERE fingerprint = ?1 UNION ALL\n"
        "SELECT article_id, fingerprints FROM recent_article_fingerprints WHERE fingerprint = ?1 LIMIT ?2",
    [SQL_DROP_ARTICLE_FINGERPRINT] =
        "DELETE FROM article_fingerprints WHERE article_id = ?1 AND fingerprint = ?2",
    [SQL_DROP_RECENT_ARTICLE_FINGERPRINT] =
        "DELETE FROM recent_article_fingerprints WHERE article_id = ?1 AND fingerprint = ?2",
    [SQL_COPY_OF] =
        "SELECT original_id FROM article_copies WHERE article_id = ?1",
    [SQL_SET_COPY] =
        "INSERT OR REPLACE INTO article_copies (article_id, original_id, relation, share, original_share, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_DROP_COPY] =
        "DELETE FROM article_copies WHERE article_id = ?1",
    /* the clustered claims of an article and of all that were copied from it */
    [SQL_TOUCH_COPIES] =
        "WITH RECURSIVE copies (id) AS (\n"
        "    VALUES (?1) UNION\n"
        "    SELECT c.article_id FROM copies JOIN article_copies AS c ON c.original_id = copies.id)\n"
        CB_DUE "SELECT 'clusters', m.claim_id FROM copies CROSS JOIN claims AS c ON c.article_id = copies.id\n"
        "CROSS JOIN claim_cluster_members AS m ON m.claim_id = c.id",
    /* the claims of an article that were linked */
    [SQL_LINKED_CLAIMS] =
        "SELECT c.id FROM claims AS c WHERE c.article_id = ?1\n"
        "AND (EXISTS (SELECT 1 FROM claim_wordings AS w WHERE w.claim_id = c.id)\n"
        "     OR EXISTS (SELECT 1 FROM claim_figures AS f WHERE f.claim_id = c.id)) ORDER BY c.id",

    /* ---- wordings of claims ---- */
    [SQL_CLAIMS_TO_LINK] =
        "SELECT id, text, coalesce(speaker_id, 0) FROM claims WHERE article_id = ?1 ORDER BY id",
    [SQL_FIGURES_TO_LINK] =
        FIGURES_TO_LINK "f.article_id = ?1",
    [SQL_CLAIM_FIGURES_TO_LINK] =
        FIGURES_TO_LINK "f.claim_id = ?1",
    [SQL_CLAIM_WORDS] =
        "SELECT text, coalesce(speaker_id, 0) FROM claims WHERE id = ?1",
    [SQL_FIND_WORDING] =
        "SELECT w.id FROM (SELECT wording_id FROM wording_hashes WHERE hash = ?1 UNION ALL\n"
        "                  SELECT wording_id FROM recent_wording_hashes WHERE hash = ?1) AS h\n"
        "CROSS JOIN wordings AS w ON w.id = h.wording_id WHERE w.hash = ?1",
    [SQL_CLAIM_STANDING] =
        "SELECT c.text, coalesce(c.speaker_id, 0), w.id, w.hash FROM claims AS c\n"
        "LEFT JOIN claim_wordings AS x ON x.claim_id = c.id LEFT JOIN wordings AS w ON w.id = x.wording_id\n"
        "WHERE c.id = ?1",
    [SQL_WORDS_DUE] =
        "SELECT row_id, text FROM links_due WHERE table_name = 'claims' AND text IS NOT NULL ORDER BY row_id",
    [SQL_DROP_WORDING_HASH] =
        "DELETE FROM wording_hashes WHERE (hash, wording_id) IN (SELECT hash, id FROM wordings WHERE id = ?1)",
    [SQL_DROP_RECENT_WORDING_HASH] =
        "DELETE FROM recent_wording_hashes WHERE (hash, wording_id) IN (SELECT hash, id FROM wordings WHERE id = ?1)",
    [SQL_DROP_WORDING] =
        "DELETE FROM wordings WHERE id = ?1",
    [SQL_DROP_WORDING_FINGERPRINT] =
        "DELETE FROM wording_fingerprints WHERE wording_id = ?1 AND fingerprint = ?2",
    [SQL_DROP_RECENT_WORDING_FINGERPRINT] =
        "DELETE FROM recent_wording_fingerprints WHERE wording_id = ?1 AND fingerprint = ?2",
    [SQL_DROP_CLAIM_WORDINGS] =
        "DELETE FROM claim_wordings WHERE wording_id = ?1",
    [SQL_DROP_CLAIM_WORDING] =
        "DELETE FROM claim_wordings WHERE claim_id = ?1",
    [SQL_DROP_CLAIM_FIGURES] =
        "DELETE FROM claim_figures WHERE claim_id = ?1",
    [SQL_ADD_DUE] =
        "INSERT OR IGNORE INTO links_due (table_name, row_id) SELECT 'claims', id FROM claims WHERE article_id = ?1",
    /* of articles before ?1 those of which the links know another day or outlet */
    [SQL_ARTICLES_DUE] =
        "SELECT a.id FROM links_due AS d JOIN articles AS a ON a.id = d.row_id\n"
        "WHERE d.table_name = 'articles' AND a.id < ?1\n"
        "AND d.text <> coalesce(a.published, '') || ' ' || coalesce(a.source_id, '') ORDER BY 1",
    /* behind ?1, of articles before ?2 */
    [SQL_CLAIMS_DUE] =
        "SELECT d.row_id FROM links_due AS d CROSS JOIN claims AS c ON c.id = d.row_id\n"
        "WHERE d.table_name = 'claims' AND d.row_id > ?1 AND c.article_id < ?2\n"
        "ORDER BY d.row_id LIMIT ?3",
    [SQL_STARS_DUE] =
        "SELECT row_id FROM links_due WHERE table_name = 'stars' AND row_id > ?1 ORDER BY row_id",
    [SQL_WORDINGS_BY_FINGERPRINT] =
        "SELECT wording_id FROM wording_fingerprints WHERE fingerprint = ?1 AND wording_id > 0 UNION ALL\n"
        "SELECT wording_id FROM recent_wording_fingerprints WHERE fingerprint = ?1 AND wording_id > 0 LIMIT ?2",
    /* a mark comes before the many rows that it is for */
    [SQL_OLDER_WORDINGS] =
        "SELECT * FROM (SELECT wording_id FROM wording_fingerprints WHERE fingerprint = ?1 ORDER BY wording_id)\n"
        "UNION ALL\n"
        "SELECT * FROM (SELECT wording_id FROM recent_wording_fingerprints WHERE fingerprint = ?1 ORDER BY wording_id)",
    [SQL_SKETCH] =
        "SELECT sketch, pairs FROM wordings WHERE id = ?1",
    [SQL_ADD_WORDINGS] =
        "INSERT OR FAIL INTO wordings (id, hash, sketch, pairs) SELECT c0, c1, c2, c3 FROM temp.cb_feed",
    /* where one went and comes again, its hash is there */
    [SQL_ADD_WORDING_HASHES] =
        "INSERT OR IGNORE INTO recent_wording_hashes (hash, wording_id) SELECT c0, c1 FROM temp.cb_feed",
    [SQL_ADD_CLAIM_WORDINGS] =
        "INSERT OR FAIL INTO claim_wordings (claim_id, wording_id) SELECT c0, c1 FROM temp.cb_feed",
    [SQL_ADD_WORDING_FINGERPRINTS] =
        "INSERT OR FAIL INTO recent_wording_fingerprints (fingerprint, wording_id) SELECT c0, c1 FROM temp.cb_feed",
    /* relation: 0 same, 1 near, 2 part */
    [SQL_ADD_LINKS] =
        "INSERT OR FAIL INTO wording_links (wording_id, other_id, relation, similarity)\n"
        "SELECT c0, c1, CASE c2 WHEN 0 THEN 'same' WHEN 1 THEN 'near' ELSE 'part' END, c3 FROM temp.cb_feed",
    /* both ways */
    [SQL_ADD_LINK] =
        "INSERT OR REPLACE INTO wording_links (wording_id, other_id, relation, similarity)\n"
        "VALUES (?1, ?2, ?3, ?4), (?2, ?1, ?3, ?4)",
    [SQL_DROP_LINK] =
        "DELETE FROM wording_links WHERE wording_id = ?1 AND other_id = ?2",
    [SQL_IS_COMMON] =
        "SELECT EXISTS (SELECT 1 FROM wording_fingerprints WHERE fingerprint = ?1 AND wording_id = 0)\n"
        "OR EXISTS (SELECT 1 FROM recent_wording_fingerprints WHERE fingerprint = ?1 AND wording_id = 0)",
    [SQL_MARK_COMMON] =
        "INSERT OR IGNORE INTO recent_wording_fingerprints (fingerprint, wording_id) VALUES (?1, 0)",
    [SQL_UNMARK_COMMON] =
        "DELETE FROM wording_fingerprints WHERE fingerprint = ?1 AND wording_id = 0",
    [SQL_UNMARK_RECENT_COMMON] =
        "DELETE FROM recent_wording_fingerprints WHERE fingerprint = ?1 AND wording_id = 0",
    /* first those to it: those from it tell which they are */
    [SQL_DROP_LINKS_TO] =
        "DELETE FROM wording_links\n"
        "WHERE other_id = ?1 AND wording_id IN (SELECT l.other_id FROM wording_links AS l WHERE l.wording_id = ?1)",
    [SQL_DROP_LINKS_FROM] =
        "DELETE FROM wording_links WHERE wording_id = ?1",
    [SQL_ADD_CLAIM_FIGURE] =
        "INSERT OR IGNORE INTO claim_figures (hash, published, claim_id, state) VALUES (?1, ?2, ?3, ?4)",

    /* ---- stars ---- */
    [SQL_ISSUE] =
        "SELECT a.published, a.sha256, EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id)\n"
        "FROM articles AS a INDEXED BY articles_in_short WHERE a.id = ?1",
    [SQL_APPEARANCE] =
        "SELECT article_id, start_char FROM claims WHERE id = ?1",
    [SQL_WORDING_OF_CLAIM] =
        "SELECT wording_id FROM claim_wordings WHERE claim_id = ?1",
    [SQL_CLAIMS_OF_WORDING] =
        "SELECT claim_id FROM claim_wordings WHERE wording_id = ?1 ORDER BY claim_id",
    [SQL_LINKS_OF_WORDING] =
        "SELECT other_id FROM wording_links WHERE wording_id = ?1 ORDER BY other_id",
    [SQL_LINKED_WORDING] =
        "SELECT coalesce(w.centre_id, 0), coalesce(w.is_wide, 0), c.id, c.article_id, c.start_char\n"
        "FROM (SELECT 1) LEFT JOIN linked_wordings AS w ON w.wording_id = ?1\n"
        "LEFT JOIN claims AS c ON c.id = coalesce(w.first_id, ?1)",
    [SQL_SET_LINKED_WORDING] =
        "INSERT OR REPLACE INTO linked_wordings (wording_id, centre_id, first_id, is_wide)\n"
        "VALUES (?1, nullif(?2, 0), nullif(?3, ?1), ?4)",
    [SQL_DROP_LINKED_WORDING] =
        "DELETE FROM linked_wordings WHERE wording_id = ?1",
    [SQL_FIRST_OF_WORDING] =
        "SELECT coalesce((SELECT w.first_id FROM linked_wordings AS w WHERE w.wording_id = ?1), ?1)",
    [SQL_STAR_LINKS] =
        "SELECT l.other_id, l.similarity, l.relation = 'same', w.centre_id IS NULL FROM wording_links AS l\n"
        "LEFT JOIN linked_wordings AS w ON w.wording_id = l.other_id WHERE l.wording_id = ?1 ORDER BY l.other_id",
    /* Do the claims of star ?1 stand in other articles than ?2, too? */
    [SQL_STAR_IS_WIDE] =
        "SELECT EXISTS (SELECT 1 FROM (" WORDINGS_OF_STAR ") AS s CROSS JOIN claim_wordings AS x ON x.wording_id = s.id\n"
        "               CROSS JOIN claims AS c ON c.id = x.claim_id WHERE c.article_id <> ?2)",
    [SQL_STAR_MEMBERS] =
        "SELECT x.claim_id, l.relation, l.similarity FROM wording_links AS l\n"
        "CROSS JOIN linked_wordings AS w ON w.wording_id = l.other_id\n"
        "CROSS JOIN claim_wordings AS x ON x.wording_id = l.other_id\n"
        "WHERE l.wording_id = ?1 AND w.centre_id = ?1",
    /* the cluster of ?1 is to be written again; where there is one, of a claim, of those of a wording, of a star */
    [SQL_TOUCH] =
        CB_DUE "VALUES ('clusters', ?1)",
    [SQL_TOUCH_CLAIM] =
        CB_DUE "SELECT 'clusters', m.claim_id FROM claim_cluster_members AS m WHERE m.claim_id = ?1",
    [SQL_TOUCH_WORDING] =
        CB_DUE "SELECT 'clusters', m.claim_id FROM claim_wordings AS x\n"
        "CROSS JOIN claim_cluster_members AS m ON m.claim_id = x.claim_id WHERE x.wording_id = ?1",
    [SQL_TOUCH_STAR] =
        CB_DUE "SELECT 'clusters', m.claim_id FROM (" WORDINGS_OF_STAR ") AS s\n"
        "CROSS JOIN claim_wordings AS x ON x.wording_id = s.id\n"
        "CROSS JOIN claim_cluster_members AS m ON m.claim_id = x.claim_id",
    /* of a claim that has a wording: its star; is that a cluster; the first claim of it */
    [SQL_CLAIM_PLACE] =
        "SELECT coalesce(w.centre_id, x.wording_id), coalesce(iif(w.centre_id IS NULL, w.is_wide, z.is_wide), 0),\n"
        "       iif(w.centre_id IS NULL, coalesce(w.first_id, x.wording_id), coalesce(z.first_id, w.centre_id))\n"
        "FROM claim_wordings AS x LEFT JOIN linked_wordings AS w ON w.wording_id = x.wording_id\n"
        "LEFT JOIN linked_wordings AS z ON z.wording_id = w.centre_id WHERE x.claim_id = ?1",

    /* ---- figures that claims share; no day is as good as any other of none ---- */
    [SQL_FIGURES_OF_CLAIM] =
        "SELECT hash, published, state FROM claim_figures WHERE claim_id = ?1 ORDER BY hash",
    [SQL_HAS_FIGURE] =
        "SELECT claim_id FROM claim_figures WHERE claim_id = ?1 LIMIT 1",
    [SQL_IS_JOINED] =
        "SELECT 1 FROM claim_figures WHERE claim_id = ?1 AND state = 1 LIMIT 1",
    [SQL_SET_FIGURE_STATE] =
        "UPDATE claim_figures SET state = ?2 WHERE claim_id = ?1",
    /* Is figure ?1 one of other claims than ?3 near ?2 by day? */
    [SQL_FIGURE_HAS_NEIGHBOUR] =
        "SELECT EXISTS (SELECT 1 FROM claim_figures WHERE hash = ?1 AND state IN (0, 1, 2, 3, 4) AND claim_id <> ?3\n"
        "               AND published BETWEEN coalesce(date(?2, '-14 days'), '')\n"
        "               AND coalesce(date(?2, '+14 days'), ''))",
    /* on the first day of the two weeks up to ?3 that has any in state ?2, but for ?4 */
    [SQL_FIGURE_CENTRES] =
        "SELECT claim_id FROM claim_figures WHERE hash = ?1 AND state = ?2 AND claim_id <> ?4 AND published = (\n"
        "    SELECT min(f.published) FROM claim_figures AS f WHERE f.hash = ?1 AND f.state = ?2 AND f.claim_id <> ?4\n"
        "    AND f.published BETWEEN coalesce(date(?3, '-14 days'), '') AND ?3)",
    /* loose claims that might join ?3 */
    [SQL_FIGURE_SHARERS] =
        "SELECT claim_id FROM claim_figures WHERE hash = ?1 AND state IN (0, 1) AND claim_id <> ?3\n"
        "AND published BETWEEN ?2 AND coalesce(date(?2, '+14 days'), '')",
    [SQL_FIGURE_SHARERS_OF] =
        "SELECT x.claim_id FROM claim_figures AS f CROSS JOIN claim_figures AS x\n"
        "ON x.hash = f.hash AND x.state IN (0, 1) WHERE f.claim_id = ?1 AND x.claim_id <> ?1\n"
        "AND x.published BETWEEN f.published AND coalesce(date(f.published, '+14 days'), '')",
    [SQL_FIGURES_JOINED] =
        "SELECT x.claim_id FROM claim_figures AS f CROSS JOIN claim_figures AS x\n"
        "ON x.hash = f.hash AND x.state = 1 WHERE f.claim_id = ?1\n"
        "AND x.published BETWEEN f.published AND coalesce(date(f.published, '+14 days'), '')",
    [SQL_FIGURE_CLAIMS_OF_WORDING] =
        "SELECT f.claim_id FROM claim_wordings AS x CROSS JOIN claim_figures AS f ON f.claim_id = x.claim_id\n"
        "WHERE x.wording_id = ?1",
    [SQL_FIGURE_CLAIMS_OF_STAR] =
        "SELECT f.claim_id FROM (" WORDINGS_OF_STAR ") AS s CROSS JOIN claim_wordings AS x ON x.wording_id = s.id\n"
        "CROSS JOIN claim_figures AS f ON f.claim_id = x.claim_id",

    /* ---- clusters ---- */
    [SQL_NEXT_CLUSTER_DUE] =
        "SELECT row_id FROM links_due WHERE table_name = 'clusters' AND row_id > ?1 ORDER BY row_id LIMIT 1",
    [SQL_DROP_CLUSTER_DUE] =
        "DELETE FROM links_due WHERE table_name = 'clusters' AND row_id = ?1",
    [SQL_MEMBER] =
        "SELECT a.published, a.id, coalesce(a.source_id, -a.id), coalesce(c.speaker_id, 0), k.original_id,\n"
        "       m.cluster_id, m.relation, m.like_claim_id, m.similarity\n"
        "FROM claims AS c JOIN articles AS a INDEXED BY articles_in_short ON a.id = c.article_id\n"
        "LEFT JOIN article_copies AS k ON k.article_id = a.id\n"
        "LEFT JOIN claim_cluster_members AS m ON m.claim_id = c.id WHERE c.id = ?1",
    [SQL_SET_CLUSTER] =
        "INSERT INTO claim_clusters (id, first_claim_id, first_published, last_published, claims, articles,\n"
        "                            outlets, origins, speakers)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE\n"
        "SET first_claim_id = ?2, first_published = ?3, last_published = ?4, claims = ?5, articles = ?6, outlets = ?7,\n"
        "    origins = ?8, speakers = ?9\n"
        "WHERE (first_claim_id, first_published, last_published, claims, articles, outlets, origins, speakers)\n"
        "      IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [SQL_ADD_MEMBER] =
        "INSERT INTO claim_cluster_members (cluster_id, claim_id, relation, like_claim_id, similarity, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_CHANGE_MEMBER] =
        "UPDATE claim_cluster_members SET cluster_id = ?1, relation = ?3, like_claim_id = ?4, similarity = ?5, rule = ?6\n"
        "WHERE claim_id = ?2",
    [SQL_DROP_MEMBER] =
        "DELETE FROM claim_cluster_members WHERE claim_id = ?1",
    [SQL_DROP_EMPTY_CLUSTER] =
        "DELETE FROM claim_clusters WHERE id = ?1\n"
        "AND NOT EXISTS (SELECT 1 FROM claim_cluster_members AS m WHERE m.cluster_id = ?1)",
};
/* clang-format on */
