/* What the commands of the tests find in the workspace: articles of every form in in/, new versions in more/,
 * an article that is gone from gone/, longer ones in samples/, names.csv, list.csv, review.csv, queries/,
 * lists/; and databases. */
#ifndef CB_TESTS_TRUST_SCENE_H
#define CB_TESTS_TRUST_SCENE_H

enum start {
    START_NONE,      /* no database */
    START_FILLED,    /* one with six articles and a name of the user's */
    START_OLD,       /* one of the first schema, with one article */
    START_CORRECTED, /* the filled one with corrections in its log, which log.jsonl has, too */
    START_COUNT
};

/* Makes all of it, once. */
void scene_make(void);

/* Puts the database kb.db there, as `start` says. */
void scene_begin(enum start start);

/* Writes `count` short articles as JSON Lines, numbered from `first` on. */
void scene_many(const char *path, int first, int count);

/* Runs a command that has to end well. */
void must_run(const char *line);

#endif
