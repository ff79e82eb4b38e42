/* Floor 0. Every ceiling of the program, by name. What is over one is refused with a message that says so. */
#ifndef CB_BASE_LIMITS_H
#define CB_BASE_LIMITS_H

#define CB_ARTICLE_MAX                                                                                       \
    ((size_t)16 << 20) /* bytes of one article, as read; longer than any newspaper page                      \
                        */
#define CB_LINE_MAX         ((size_t)32 << 20) /* bytes of one line of a JSON Lines file */
#define CB_LIST_FILE_MAX    ((size_t)64 << 20) /* bytes of a word list or a stored report read from disk */
#define CB_JSON_DEPTH_MAX   64                 /* nesting of a JSON line */
#define CB_HTML_DEPTH_MAX   512                /* open elements of a page; deeper ones are read as flat */
#define CB_HTML_ATTRIBUTES_MAX 256             /* attributes of one tag; a tag with more is read without any */
#define CB_PATH_DEPTH_MAX   64                 /* nesting of directories below a path given to import */
#define CB_TOKEN_MAX        ((size_t)4096)     /* bytes of one token; longer runs are cut */
#define CB_MATCH_TOKENS_MAX 8                  /* tokens of the longest entry of a word list */

/* Bytes of words that are known from earlier articles, for each language: over it they are forgotten. */
#define CB_VOCABULARY_MAX ((size_t)24 << 20)

#endif
