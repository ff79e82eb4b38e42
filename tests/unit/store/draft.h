/* Articles and facts made by hand, as the stages before store/ would give them; and the store they go into.
 */
#ifndef CB_TESTS_UNIT_STORE_DRAFT_H
#define CB_TESTS_UNIT_STORE_DRAFT_H

#include "unit/base/temp.h"

#include "store/store.h"

#define RULE "any.test.found"

/* ---- the store ---- */

struct desk {
    struct temp *temp;
    struct cb_db db;
    struct cb_store *store;
};

static inline void desk_open_with(struct desk *desk, struct temp *temp, const char *rules)
{
    struct cb_err err = {0};

    *desk = (struct desk){.temp = temp};
    if (access(temp_path(temp, "rules"), F_OK) != 0)
        temp_folder(temp, "rules");
    temp_file(temp, "rules/names.csv", rules);
    if (cb_db_open(":memory:", CB_OPEN_CREATE, -1, &desk->db, &err) != CB_OK ||
        cb_db_migrate(&desk->db, NULL, &err) != CB_OK ||
        cb_store_open(&desk->db, temp->dir, &desk->store, &err) != CB_OK ||
        cb_tx_begin(&desk->db, &err) != CB_OK || cb_store_begin(desk->store, &err) != CB_OK)
        fail_msg("%s", err.text);
}

static inline void desk_open(struct desk *desk, struct temp *temp)
{
    desk_open_with(desk, temp, "id,stage,language,description\n" RULE ",test,,Made by hand.\n");
}

static inline void desk_close(struct desk *desk)
{
    cb_tx_rollback(&desk->db);
    cb_store_close(desk->store);
    cb_db_close(&desk->db);
}

static inline int64_t desk_number(struct desk *desk, const char *sql)
{
    int64_t value = -1;
    struct cb_err err = {0};

    if (cb_db_int(&desk->db, sql, -1, &value, &err) != CB_OK)
        fail_msg("%s", err.text);
    return value;
}

/* All rows of a query, columns joined by '|', rows by '\n'; NULL is "-". */
static inline const char *desk_rows(struct desk *desk, const char *sql, int columns)
{
    struct cb_stmt stmt = {0};
    struct cb_err err = {0};
    struct cb_str all = CB_STR("");
    bool row;

    if (cb_stmt_prepare(&desk->db, sql, &stmt, &err) != CB_OK)
        fail_msg("%s", err.text);
    while (cb_stmt_step(&stmt, &row, &err) == CB_OK && row)
        for (int c = 0; c < columns; c++) {
            struct cb_str value = cb_stmt_is_null(&stmt, c) ? CB_STR("-") : cb_stmt_text(&stmt, c);
            all = cb_arena_printf(&desk->temp->arena, "%.*s%s%.*s", CB_STR_ARG(all),
                                  c > 0         ? "|"
                                  : all.len > 0 ? "\n"
                                                : "",
                                  CB_STR_ARG(value));
        }
    cb_stmt_release(&stmt);
    return all.ptr;
}

static inline void desk_check(struct desk *desk, const char *sql, int columns, const char *expected)
{
    assert_string_equal(desk_rows(desk, sql, columns), expected);
}

/* ---- an article ---- */

struct draft {
    struct cb_arena *arena;
    struct cb_document doc;
    struct cb_facts facts;
    struct cb_record record;
};

/* One passage, one sentence. The address stands for the bytes: two drafts of one text are two articles. */
static inline struct draft *draft_of(struct desk *desk, const char *text)
{
    struct cb_arena *arena = &desk->temp->arena;
    struct draft *draft = CB_NEW(arena, struct draft);
    struct cb_passage *passage;
    struct cb_sentence *sentence;

    draft->arena = arena;
    draft->doc = (struct cb_document){.arena = arena, .text = cb_str_of(text), .language = CB_GERMAN};
    snprintf(draft->doc.sha256, sizeof draft->doc.sha256, "%064lx", (unsigned long)(uintptr_t)draft);
    passage = CB_PUSH(arena, &draft->doc.passages);
    *passage = (struct cb_passage){CB_PASSAGE_BODY, {0, (uint32_t)strlen(text)}, RULE};
    sentence = CB_PUSH(arena, &draft->doc.sentences);
    *sentence = (struct cb_sentence){.span = passage->span};
    draft->record = (struct cb_record){.doc = &draft->doc, .facts = &draft->facts};
    return draft;
}

static inline struct cb_span draft_span(const struct draft *draft, const char *part)
{
    size_t at = cb_str_find(draft->doc.text, cb_str_of(part), 0);

    assert_true(at != SIZE_MAX);
    return (struct cb_span){(uint32_t)at, (uint32_t)(at + strlen(part))};
}

static inline uint32_t draft_entity(struct draft *draft, const char *key, const char *name,
                                    enum cb_entity_kind kind, uint32_t weight)
{
    struct cb_entity *entity = CB_PUSH(draft->arena, &draft->facts.entities);

    *entity = (struct cb_entity){cb_str_of(key), cb_str_of(name), kind, weight};
    return (uint32_t)draft->facts.entities.count - 1;
}

static inline uint32_t draft_mention(struct draft *draft, const char *words, uint32_t entity)
{
    struct cb_mention *mention = CB_PUSH(draft->arena, &draft->facts.mentions);

    *mention = (struct cb_mention){.span = draft_span(draft, words), .entity = entity, .rule = RULE};
    return (uint32_t)draft->facts.mentions.count - 1;
}

static inline uint32_t draft_source(struct draft *draft, const char *name, enum cb_source_kind kind,
                                    const char *domain)
{
    struct cb_source *source = CB_PUSH(draft->arena, &draft->facts.sources);

    *source = (struct cb_source){cb_str_of(name), kind, cb_str_of(domain)};
    return (uint32_t)draft->facts.sources.count - 1;
}

static inline struct cb_claim *draft_claim(struct draft *draft, const char *words, uint32_t speaker)
{
    struct cb_claim *claim = CB_PUSH(draft->arena, &draft->facts.claims);

    *claim = (struct cb_claim){.span = draft_span(draft, words),
                               .kind = CB_CLAIM_INDIRECT,
                               .speaker = speaker,
                               .cited_source = CB_NONE,
                               .no_speaker = speaker == CB_NONE ? CB_SPEAKER_NOT_FOUND : CB_SPEAKER_KNOWN,
                               .rule = RULE};
    return claim;
}

static inline void draft_claim_span(struct draft *draft, uint32_t claim, enum cb_role role, const char *words)
{
    struct cb_claim_span *span = CB_PUSH(draft->arena, &draft->facts.claim_spans);

    *span = (struct cb_claim_span){claim, role, draft_span(draft, words)};
}

static inline struct cb_figure *draft_figure(struct draft *draft, const char *words, enum cb_figure_kind kind)
{
    struct cb_figure *figure = CB_PUSH(draft->arena, &draft->facts.figures);

    *figure = (struct cb_figure){
        .span = draft_span(draft, words), .kind = kind, .entity = CB_NONE, .claim = CB_NONE, .rule = RULE};
    return figure;
}

/* Stores it, which must go well; gives its row id. */
static inline int64_t draft_store(struct desk *desk, struct draft *draft)
{
    int64_t id = 0;
    struct cb_err err = {0};

    if (cb_store_article(desk->store, &draft->record, &id, &err) != CB_OK)
        fail_msg("%s", err.text);
    return id;
}

#endif
