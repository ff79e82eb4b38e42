/* Names and positions: the order of the work. */
#include "extract/names_model.h"

static void take_lists(struct names *n)
{
    n->titles = cb_lexicon_list(n->lexicon, CB_LIST_TITLES);
    n->organization_words = cb_lexicon_list(n->lexicon, CB_LIST_ORGANIZATION_WORDS);
    n->name_words_list = cb_lexicon_list(n->lexicon, CB_LIST_NAME_WORDS);
    n->function_words = cb_lexicon_list(n->lexicon, CB_LIST_FUNCTION_WORDS);
    n->first_names = cb_lexicon_list(n->lexicon, CB_LIST_FIRST_NAMES);
    n->nouns = cb_lexicon_list(n->lexicon, CB_LIST_NOUNS);
    n->name_lists[NAME_LIST_PLACES] = cb_lexicon_list(n->lexicon, CB_LIST_PLACES);
    n->name_lists[NAME_LIST_ORGANIZATIONS] = cb_lexicon_list(n->lexicon, CB_LIST_ORGANIZATIONS);
    n->name_lists[NAME_LIST_SOURCES] = cb_lexicon_list(n->lexicon, CB_LIST_SOURCES);
    n->reporting_verbs = cb_lexicon_list(n->lexicon, CB_LIST_REPORTING_VERBS);
    n->name_lists[NAME_LIST_OWN] = cb_lexicon_list(n->lexicon, CB_LIST_NAMES);
    n->units = cb_lexicon_list(n->lexicon, CB_LIST_UNITS);
    n->currencies = cb_lexicon_list(n->lexicon, CB_LIST_CURRENCIES);
    n->lexicon_words = cb_lexicon_words(n->lexicon);
    cb_names_table_open(cb_lexicon_name_table(n->lexicon), &n->table);
}

/* The name that begins with `token`, by the strongest recogniser that sees one. */
static cb_status recognise(struct names *n, uint32_t token, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool found = false, small = name_has(n, token, NAME_LOWER_CASE);

    CB_TRY(cb_names_try_gazetteer(n, token, small ? 1 : 2, &found, err));
    if (found || small)
        goto done; /* only lists hold names that begin with a small letter */
    if (!name_has(n, token, NAME_SHAPE)) {
        CB_TRY(cb_names_try_gazetteer(n, token, 1, &found, err));
        goto done; /* nor does another see a name in a number or sign */
    }
    if (!found)
        CB_TRY(cb_names_try_person(n, token, &found, err));
    if (!found)
        CB_TRY(cb_names_try_organization(n, token, &found, err));
    if (!found)
        CB_TRY(cb_names_try_product(n, token, &found, err));
    if (!found && n->english) /* "Seattle Ledger" before "Seattle" */
        CB_TRY(cb_names_try_english(n, token, true, &found, err));
    if (!found)
        CB_TRY(cb_names_try_gazetteer(n, token, 1, &found, err));
    if (!found)
        CB_TRY(cb_names_try_context(n, token, &found, err));
    if (!found && n->english)
        CB_TRY(cb_names_try_english(n, token, false, &found, err));
    if (!found)
        CB_TRY(cb_names_try_capital(n, token, &found, err));
    if (!found)
        CB_TRY(cb_names_try_pair(n, token, &found, err));
    if (!found)
        CB_TRY(cb_names_take_hints(n, token, err));
done:
    return rc;
}

cb_status cb_names_prepare(struct names *n, const struct cb_document *doc, const struct cb_lexicon *lexicon,
                           struct cb_name_vocabulary *vocabulary, struct cb_err *err)
{
    cb_status rc = CB_OK;

    *n = (struct names){
        .doc = doc, .lexicon = lexicon, .arena = doc->arena, .english = doc->language == CB_ENGLISH};
    take_lists(n);
    CB_TRY(cb_names_use_vocabulary(n, vocabulary, err));
    CB_TRY(cb_names_words(n, err));
    for (uint32_t i = 0; i < doc->tokens.count; i++)
        if (!n->taken[i] && !n->skipped[doc->tokens.items[i].sentence] &&
            doc->tokens.items[i].kind != CB_TOKEN_PUNCTUATION)
            CB_TRY(recognise(n, i, err));
    for (uint32_t q = 0; q < doc->quotations.count; q++)
        CB_TRY(cb_names_try_quoted(n, q, err));
    for (uint32_t i = 0; i < doc->tokens.count && !n->english; i++)
        if (name_has(n, i, NAME_SHAPE) && !n->skipped[doc->tokens.items[i].sentence])
            cb_names_hint_bare(n, i);
    CB_TRY(cb_names_weigh_hints(n, err));
    CB_TRY(cb_names_propose(n, err));
    CB_TRY(cb_names_describe(n, err));
done:
    return rc;
}

cb_status cb_names_finish(struct names *n, const struct name_model *model, struct cb_facts *facts,
                          struct cb_err *err)
{
    cb_status rc;

    n->facts = facts;
    CB_TRY(cb_names_decide(n, model, err));
    CB_TRY(cb_names_find_positions(n, err));
done:
    return rc;
}

cb_status cb_names_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                        struct cb_name_vocabulary *vocabulary, struct cb_facts *facts, struct cb_err *err)
{
    cb_status rc;
    struct names n;
    struct name_model model;

    CB_TRY(cb_names_prepare(&n, doc, lexicon, vocabulary, err));
    CB_TRY(cb_names_finish(&n, cb_name_model_open(cb_lexicon_names(lexicon), &model) ? &model : NULL, facts,
                           err));
done:
    return rc;
}
