/* Who does what to whom: the run over an article's clauses and phrases. */
#include "extract/extract.h"
#include "extract/propositions.h"

static cb_status init(struct cb_propositions_finder *f, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_document *doc = f->doc;
    uint32_t count = (uint32_t)doc->phrases.count;

    f->english = doc->language == CB_ENGLISH;
    f->words = cb_lexicon_list(lexicon, CB_LIST_PROPOSITION_WORDS);
    f->support = cb_lexicon_list(lexicon, CB_LIST_SUPPORT_VERBS);
    f->reporting = cb_lexicon_list(lexicon, CB_LIST_REPORTING_VERBS);
    f->child = CB_NEW_ARRAY(doc->arena, uint32_t, count + 1);
    f->sibling = CB_NEW_ARRAY(doc->arena, uint32_t, count + 1);
    CB_TRY_NEW(f->child && f->sibling);
    for (uint32_t k = 0; k < count; k++)
        f->child[k] = f->sibling[k] = CB_NONE;
    for (uint32_t k = count; k-- > 0;) {
        uint32_t parent = doc->phrases.items[k].parent;
        if (parent == CB_NONE)
            continue;
        f->sibling[k] = f->child[parent];
        f->child[parent] = k;
    }
done:
    return rc;
}

/* Does the article itself speak here, not its frame or its list of references? */
static bool is_text(const struct cb_document *doc, uint32_t token)
{
    uint32_t passage = doc->sentences.items[doc->tokens.items[token].sentence].passage;
    enum cb_passage_kind kind = doc->passages.items[passage].kind;

    return kind != CB_PASSAGE_BOILERPLATE && kind != CB_PASSAGE_REFERENCES;
}

cb_status cb_propositions_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                               struct cb_facts *facts, struct cb_err *err)
{
    enum { CLAUSE_MAX = 64 };
    cb_status rc;
    struct cb_kept_slot slots[CB_KEPT_SLOTS] = {0};
    struct cb_propositions_finder f = {.doc = doc, .facts = facts, .kept_slots = slots};

    CB_TRY(init(&f, lexicon, err));
    for (uint32_t c = 0; c < doc->clauses.count; c++) {
        if (!is_text(doc, doc->clauses.items[c].first))
            continue;
        f.left = CLAUSE_MAX;
        cb_frames_of_clause(&f, c);
        for (uint32_t k = 0; k < f.frame_count; k++)
            CB_TRY(cb_frame_facts(&f, &f.frames[k], err));
    }
    f.left = UINT32_MAX;
    for (uint32_t k = 0; k < doc->phrases.count; k++)
        if (is_text(doc, doc->phrases.items[k].head))
            CB_TRY(cb_phrase_facts(&f, k, err));
    CB_TRY(cb_propositions_link(&f, err));
done:
    return rc;
}
