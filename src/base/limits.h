/* Floor 0. Every ceiling of the program, by name. What is over one is refused with a message that says so. */
#ifndef CB_BASE_LIMITS_H
#define CB_BASE_LIMITS_H

#define CB_ARTICLE_MAX                                                                                       \
    ((size_t)16 << 20) /* bytes of one article, as read; longer than any newspaper page                      \
                        */
#define CB_LINE_MAX            ((size_t)32 << 20) /* bytes of one line of a JSON Lines file */
#define CB_LIST_FILE_MAX       ((size_t)64 << 20) /* bytes of a word list or a stored report read from disk */
#define CB_REVIEW_FILE_MAX     ((size_t)1 << 30)  /* bytes of a review sheet; half a million rows or more */
#define CB_WHOLE_MAX           ((size_t)64 << 20) /* bytes of a file of articles that is read at once: JSON, mail */
#define CB_JSON_DEPTH_MAX      64                 /* nesting of a JSON line */
#define CB_HTML_DEPTH_MAX      512                /* open elements of a page; deeper ones are read as flat */
#define CB_HTML_ATTRIBUTES_MAX 256  /* attributes of one tag; a tag with more is read without any */
#define CB_XML_ATTRIBUTES_MAX  4096 /* attributes of one tag of a feed */
#define CB_TABLE_COLUMNS_MAX   1000 /* columns of a table of articles */
#define CB_REJECTIONS_MAX      100  /* entries of an input that are rejected one by one; then summed up */
#define CB_PATH_DEPTH_MAX      64   /* nesting of directories below a path given to import */
#define CB_TOKEN_MAX           ((size_t)4096) /* bytes of one token; longer runs are cut */
#define CB_MATCH_TOKENS_MAX    8              /* tokens of the longest entry of a word list */

#define CB_MAIL_DEPTH_MAX      16 /* nesting of the parts of a mail */
#define CB_MAIL_PARTS_MAX      1000
#define CB_ARCHIVE_DEPTH_MAX   4       /* archives in archives */
#define CB_ARCHIVE_ENTRIES_MAX 1000000 /* entries of an archive, with those of the archives in it */

/* An archive may unpack to so many times its size, and to CB_ARCHIVE_FREE bytes in any case. Texts and pages
 * pack to a twentieth at best; what is beyond is a bomb. */
#define CB_ARCHIVE_RATIO_MAX 250
#define CB_ARCHIVE_FREE      ((uint64_t)64 << 20)

/* Of SQL that is not ours: one value, the text of a statement, the memory of SQLite for one statement (beyond
 * it, sorting goes to temporary files, everything else fails), the rows that a table or page keeps until it
 * is written. */
#define CB_VALUE_MAX        (64 << 20)
#define CB_SQL_MAX          (1 << 20)
#define CB_QUERY_MEMORY_MAX ((int64_t)1 << 30)
#define CB_ROWS_KEPT_MAX    ((size_t)256 << 20)
#define CB_PARAMS_FILE_MAX  ((size_t)16 << 20)

/* Bytes of what is known of words from earlier articles, for each language and thread: over it they are
 * forgotten. */
#define CB_VOCABULARY_MAX ((size_t)8 << 20)

#endif
