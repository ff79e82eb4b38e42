#include "model/facts.h"

static const char *const ENTITY_KINDS[] = {"other",   "person", "organization", "place",
                                           "product", "event",  "work",         "law"};
static const char *const MENTION_KINDS[] = {"name", "alias", "nominal", "pronoun"};
static const char *const POSITION_STATES[] = {NULL, "former", "designated"};
static const char *const SOURCE_KINDS[] = {"other", "outlet", "agency", "report", "person"};
static const char *const FIGURE_KINDS[] = {"number", "money",    "percent", "count",   "multiple",
                                           "date",   "duration", "rank",    "quantity"};
static const char *const BOUNDS[] = {"exact", "at_most", "at_least", "about", "range"};
static const char *const CLAIM_KINDS[] = {"stated",        "direct",  "indirect", "indirect_free_indirect",
                                          "free_indirect", "reported"};
static const char *const MEDIA[] = {NULL, "speech", "thought", "writing"};
static const char *const ACTS[] = {NULL,       "say",    "demand",  "criticize", "warn",
                                   "announce", "deny",   "confirm", "predict",   "propose",
                                   "ask",      "praise", "accuse",  "support",   "reject"};
static const char *const NO_SPEAKER[] = {NULL, "not named", "passive", "not found", "own voice"};
static const char *const ROLES[] = {"claim", "speaker", "cue", "frame", "addressee"};
static const char *const CLAIM_ENTITY_ROLES[] = {"speaker", "about", "addressee"};
static const char *const MODALITIES[] = {NULL,   "can",   "could", "may",     "must", "should",  "want",
                                         "will", "would", "if",    "whether", "to",   "reported"};
static const char *const DIRECTIONS[] = {"more", "less", "too_little", "too_much"};

#define COUNT(names) (sizeof(names) / sizeof *(names))

static int index_of(const char *const *names, size_t count, struct cb_str name)
{
    for (size_t i = 0; i < count; i++)
        if (names[i] && cb_str_eq(cb_str_of(names[i]), name))
            return (int)i;
    return -1;
}

const char *cb_entity_kind_name(enum cb_entity_kind kind)
{
    return ENTITY_KINDS[kind];
}

bool cb_entity_kind_by_name(struct cb_str name, enum cb_entity_kind *out)
{
    int i = index_of(ENTITY_KINDS, COUNT(ENTITY_KINDS), name);

    if (i >= 0)
        *out = (enum cb_entity_kind)i;
    return i >= 0;
}

const char *cb_mention_kind_name(enum cb_mention_kind kind)
{
    return MENTION_KINDS[kind];
}

const char *cb_position_state_name(enum cb_position_state state)
{
    return POSITION_STATES[state];
}

const char *cb_source_kind_name(enum cb_source_kind kind)
{
    return SOURCE_KINDS[kind];
}

bool cb_source_kind_by_name(struct cb_str name, enum cb_source_kind *out)
{
    int i = index_of(SOURCE_KINDS, COUNT(SOURCE_KINDS), name);

    if (i >= 0)
        *out = (enum cb_source_kind)i;
    return i >= 0;
}

const char *cb_figure_kind_name(enum cb_figure_kind kind)
{
    return FIGURE_KINDS[kind];
}

const char *cb_bound_name(enum cb_bound bound)
{
    return BOUNDS[bound];
}

const char *cb_claim_kind_name(enum cb_claim_kind kind)
{
    return CLAIM_KINDS[kind];
}

const char *cb_medium_name(enum cb_medium medium)
{
    return MEDIA[medium];
}

bool cb_medium_by_name(struct cb_str name, enum cb_medium *out)
{
    int i = index_of(MEDIA, COUNT(MEDIA), name);

    if (i >= 0)
        *out = (enum cb_medium)i;
    return i >= 0;
}

const char *cb_act_name(enum cb_act act)
{
    return ACTS[act];
}

bool cb_act_by_name(struct cb_str name, enum cb_act *out)
{
    int i = index_of(ACTS, COUNT(ACTS), name);

    if (i >= 0)
        *out = (enum cb_act)i;
    return i >= 0;
}

const char *cb_no_speaker_name(enum cb_no_speaker reason)
{
    return NO_SPEAKER[reason];
}

const char *cb_role_name(enum cb_role role)
{
    return ROLES[role];
}

const char *cb_claim_entity_role_name(enum cb_claim_entity_role role)
{
    return CLAIM_ENTITY_ROLES[role];
}

const char *cb_modality_name(enum cb_modality modality)
{
    return MODALITIES[modality];
}

bool cb_modality_by_name(struct cb_str name, enum cb_modality *out)
{
    int i = index_of(MODALITIES, COUNT(MODALITIES), name);

    if (i >= 0)
        *out = (enum cb_modality)i;
    return i >= 0;
}

const char *cb_direction_name(enum cb_direction direction)
{
    return DIRECTIONS[direction];
}

bool cb_direction_by_name(struct cb_str name, enum cb_direction *out)
{
    int i = index_of(DIRECTIONS, COUNT(DIRECTIONS), name);

    if (i >= 0)
        *out = (enum cb_direction)i;
    return i >= 0;
}
