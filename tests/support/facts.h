/* The facts of an article as lines of text, "kind: head; label: value; ... tail": what the program found,
 * read from the database by facts.sql, and what a test file expects. How such lines look is explained in
 * tests/cases/README.md. */
#ifndef CB_TESTS_SUPPORT_FACTS_H
#define CB_TESTS_SUPPORT_FACTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct sqlite3;

#define FACT_FIELDS_MAX 12

struct fact_field {
    struct cb_str label, value; /* the value "-" stands for NULL */
};

struct fact {
    struct cb_str kind, head;
    struct fact_field fields[FACT_FIELDS_MAX];
    size_t field_count;
    struct cb_str tail; /* ptr NULL where the kind has none */
    int64_t start, end; /* place in the article; -1 in an expected line */
    size_t line;        /* line in the file of an expected line */
    bool gap;           /* an expected line marked '? ': known not to be found */
};
CB_LIST_TYPE(fact_list, struct fact)

/* What lines of one kind look like. */
struct fact_shape {
    struct cb_str kind;
    struct cb_str labels[FACT_FIELDS_MAX];
    size_t label_count;
    bool has_tail;
};
CB_LIST_TYPE(fact_shapes, struct fact_shape)

/* The statements of facts.sql on one connection. */
struct fact_reader {
    struct sqlite3 *db; /* read-only; owned */
    struct cb_str sql;
    struct fact_shapes shapes;
};

/* Opens the database `path` for reading. Strings live in `arena`. End it with fact_reader_close. */
cb_status fact_reader_open(const char *path, struct cb_arena *arena, struct fact_reader *out,
                           struct cb_err *err);
void fact_reader_close(struct fact_reader *reader);

/* Is `kind` one that facts.sql has a statement for? */
const struct fact_shape *fact_shape_find(const struct fact_shapes *shapes, struct cb_str kind);

/* All facts of an article, each kind in text order; `kinds` (words separated by spaces) narrows, empty = all
 * kinds. */
cb_status fact_reader_read(struct fact_reader *reader, int64_t article, struct cb_str kinds,
                           struct cb_arena *arena, struct fact_list *out, struct cb_err *err);

/* Reads one expected line. The message of a failure does not name the file. */
cb_status fact_parse(const struct fact_shapes *shapes, struct cb_str line, struct cb_arena *arena,
                     struct fact *out, struct cb_err *err);

/* Does `found` fulfil `expected`? Fields that the expected line leaves out are not compared, and an expected
 * text that ends in " ..." stands for every text that begins like it. */
bool fact_matches(const struct fact *expected, const struct fact *found);

/* One line of text, without the final newline. */
void fact_write(const struct fact *fact, struct cb_buf *out);

/* Pairs expected and found facts of the same kind: pairs[e] becomes the index of the found fact that fulfils
 * expected fact e, SIZE_MAX where there is none; used[f] tells which found facts are taken. Both arrays are
 * the caller's. Returns the number of pairs. */
size_t facts_pair(const struct fact_list *expected, const struct fact_list *found, size_t *pairs, bool *used);

/* The word `word` among words separated by spaces. */
bool words_have(struct cb_str words, struct cb_str word);

#endif
