/* English reporting clauses: the verb with its auxiliaries, subject and addressee. The subject stands before
 * the verb, or behind it where the clause follows what is said. */
#include "extract/claim_english.h"

enum { ADDRESSEE_WORDS = 5, FORM_TOKENS = 5 };

bool cb_english_takes(const struct cb_english_frame *frame, const char *use)
{
    return cb_field_has(frame->row->fields[CB_REPORTING_VERB_USE], cb_str_of(use));
}

enum cb_act cb_english_act(const struct cb_english_frame *frame)
{
    enum cb_act act = CB_ACT_UNKNOWN;

    cb_act_by_name(frame->row->fields[CB_REPORTING_VERB_ACT], &act);
    return act;
}

void cb_english_apply(const struct cb_claim_finder *f, const struct cb_english_frame *frame, uint32_t first,
                      uint32_t end, struct cb_claim_draft *draft)
{
    cb_draft_frame(f, draft, first, end);
    for (uint32_t i = 0; i < frame->cue_count; i++)
        draft->cue[draft->cue_count++] = cb_stretch_span(&f->stretch, frame->cue[i].first, frame->cue[i].end);
    draft->speaker = frame->speaker;
    draft->addressee = frame->addressee;
    draft->passive = frame->passive;
    cb_medium_by_name(frame->row->fields[CB_REPORTING_VERB_MEDIUM], &draft->medium);
    draft->act = cb_english_act(frame);
    if (frame->shared && f->talk.claim != CB_NONE && f->talk.stretch == f->stretch_number) {
        draft->inherited = true;
        draft->speaker = f->talk.speaker;
    }
}

/* ---- the verb ---- */

/* The claim, of the warning, to say: a noun or an infinitive. */
static bool is_no_verb(const struct cb_claim_finder *f, const struct cb_english_frame *out)
{
    uint32_t item = out->verb;
    uint32_t before = item > 0 ? cb_english_classes(f, item - 1) : 0;
    uint8_t tag = f->doc->tokens.items[cb_english_token(f, item)].tag;

    if (item > 0 && (cb_english_is_owner(f, item - 1) || cb_stretch_is(&f->stretch, item - 1, CB_STR("to"))))
        return true;
    if ((before & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE)) && !(before & CB_WORD_DASS))
        return true;
    if ((before & CB_WORD_PREPOSITION) && !(before & (CB_WORD_ADVERB | CB_WORD_SUBORDINATOR)) &&
        !cb_stretch_is(&f->stretch, item - 1, CB_STR("as")))
        return true;
    if (out->behind > item + 1)
        return false; /* calls on, points out */
    if (tag == CB_TAG_NOUN && item > 0 && cb_english_is_capital(f, item - 1))
        return !(cb_stretch_is(&f->stretch, item + 1, CB_STR("to")) || /* Lunt claims to have */
                 cb_stretch_is(&f->stretch, item + 1, CB_STR("that")));
    return tag == CB_TAG_NOUN;
}

static bool is_negation(const struct cb_claim_finder *f, uint32_t item)
{
    struct cb_str lower = cb_stretch_lower(&f->stretch, item);

    return cb_str_eq(lower, CB_STR("not")) || cb_str_eq(lower, CB_STR("never")) ||
           cb_str_ends(lower, CB_STR("n't")) || cb_str_ends(lower, CB_STR("n’t"));
}

static bool is_adverb(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_english_is_word(f, item) &&
           ((cb_english_classes(f, item) & CB_WORD_ADVERB) ||
            (cb_str_ends(cb_stretch_lower(&f->stretch, item), CB_STR("ly")) &&
             !(cb_stretch_flags(&f->stretch, item) & CB_TOKEN_CAPITAL))) &&
           !(cb_english_classes(f, item) & (CB_WORD_SUBORDINATOR | CB_WORD_COORDINATOR));
}

/* Auxiliaries and adverbs right before the verb: "had also said"; what they tell of it. */
static uint32_t read_group(const struct cb_claim_finder *f, struct cb_english_frame *out, uint32_t *classes)
{
    uint32_t first = out->verb;

    *classes = 0;
    while (first > 0 && cb_english_is_word(f, first - 1) &&
           ((cb_english_classes(f, first - 1) & CB_WORD_AUXILIARY) || is_adverb(f, first - 1))) {
        uint32_t item = --first;
        *classes |= cb_english_classes(f, item) & CB_WORD_AUXILIARY;
        out->negated = out->negated || is_negation(f, item);
        out->modal = out->modal || ((cb_english_classes(f, item) & CB_WORD_MODAL) &&
                                    !cb_stretch_is(&f->stretch, item, CB_STR("will")) &&
                                    !cb_stretch_is(&f->stretch, item, CB_STR("did")));
    }
    return first;
}

static void add_cue(struct cb_english_frame *out, uint32_t first, uint32_t end)
{
    struct cb_phrase *last = out->cue_count ? &out->cue[out->cue_count - 1] : NULL;

    if (last && last->end == first)
        last->end = end;
    else if (out->cue_count < CB_ENGLISH_CUES)
        out->cue[out->cue_count++] = (struct cb_phrase){first, end};
}

static void read_cue(const struct cb_claim_finder *f, struct cb_english_frame *out, uint32_t group)
{
    for (uint32_t i = group; i < out->verb; i++)
        if (cb_english_classes(f, i) & CB_WORD_AUXILIARY)
            add_cue(out, i, i + 1);
    add_cue(out, out->verb, out->behind);
}

/* Is the verb a participle here: announced in "the plan announced in May fell"? */
static bool is_participle(const struct cb_claim_finder *f, const struct cb_english_frame *out)
{
    const struct cb_token *token = &f->doc->tokens.items[cb_english_token(f, out->verb)];
    const struct cb_clause *clause = token->clause == CB_NONE ? NULL : &f->doc->clauses.items[token->clause];

    if (cb_str_ends(token->lower, CB_STR("ing")))
        return false;
    if (cb_stretch_is(&f->stretch, out->behind, CB_STR("by")))
        return true;
    if (cb_stretch_is(&f->stretch, out->behind, CB_STR("that")))
        return false;
    return token->tag == CB_TAG_VERB_PARTICIPLE && clause && clause->finite != CB_NONE &&
           clause->finite > cb_english_token(f, out->verb);
}

static bool has_participle(const struct cb_claim_finder *f, const struct cb_english_frame *out)
{
    struct cb_str field = out->row->fields[CB_REPORTING_VERB_PARTICIPLE], word;

    word = cb_document_slice(f->doc, cb_stretch_span(&f->stretch, out->verb, out->behind));
    while (field.ptr)
        if (cb_str_eq(cb_str_split(&field, '|'), word))
            return true;
    return false;
}

/* Can a reporting verb begin with this token? Nouns too: "calls on" is taken for one. */
static bool may_be_verb(const struct cb_token *token)
{
    const uint32_t never = 1u << CB_TAG_ADP | 1u << CB_TAG_DET | 1u << CB_TAG_PRON | 1u << CB_TAG_ADV |
                           1u << CB_TAG_CCONJ | 1u << CB_TAG_SCONJ | 1u << CB_TAG_PART | 1u << CB_TAG_NUM |
                           1u << CB_TAG_PUNCT | 1u << CB_TAG_PROPN;

    return !(token->flags & CB_TOKEN_CAPITAL) && !(never >> token->tag & 1u);
}

/* Finds the row of the verb at `item`, with the words behind it that belong to it. Several finders ask for
 * every word: the answer "none" is kept with the token. */
static bool read_verb(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out)
{
    uint32_t token, limit, count = 0;

    if (!cb_english_is_word(f, item))
        return false;
    token = cb_english_token(f, item);
    if (f->taken[token] & CB_ENGLISH_NO_VERB)
        return false;
    *out = (struct cb_english_frame){.verb = item};
    limit = f->stretch.last + 1 < token + FORM_TOKENS ? f->stretch.last + 1 : token + FORM_TOKENS;
    if (may_be_verb(&f->doc->tokens.items[token]))
        out->row = cb_list_match(f->reporting, f->doc, token, limit, &count);
    if (!out->row) {
        f->taken[token] |= CB_ENGLISH_NO_VERB;
        return false;
    }
    out->behind = item + count;
    out->uses = cb_verb_uses(out->row);
    return true;
}

/* ---- who ---- */

static bool names_somebody(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    uint8_t tag;

    for (uint32_t i = phrase.first; i < phrase.end; i++)
        if (cb_english_is_capital(f, i))
            return true;
    tag = f->doc->tokens.items[cb_english_token(f, phrase.first)].tag;
    return tag == CB_TAG_DET || tag == CB_TAG_PRON || tag == CB_TAG_NUM || tag == CB_TAG_NOUN ||
           tag == CB_TAG_ADJ ||
           (cb_english_classes(f, phrase.first) & (CB_WORD_DETERMINER | CB_WORD_PRONOUN));
}

/* said Smith: nobody before the verb, somebody behind it. */
static bool subject_behind(const struct cb_claim_finder *f, struct cb_english_frame *out)
{
    struct cb_phrase phrase = cb_english_phrase(f, out->behind, cb_english_count(f));

    if (cb_english_is_word(f, out->verb - (out->verb > 0)) && out->verb > 0)
        return false;
    if (cb_phrase_is_empty(phrase) || !names_somebody(f, phrase))
        return false;
    phrase = cb_english_apposition(f, phrase);
    out->speaker = cb_stretch_span(&f->stretch, phrase.first, phrase.end);
    out->inverted = true;
    out->first = out->verb;
    out->end = phrase.end;
    return true;
}

/* told the committee, told investors, urged the council, told a news conference in Leeds. */
static struct cb_phrase addressee_behind(const struct cb_claim_finder *f, uint32_t i)
{
    uint32_t end = i;

    if (!cb_english_is_word(f, i) || (cb_english_classes(f, i) & CB_WORD_DASS))
        return (struct cb_phrase){i, i};
    if ((cb_english_classes(f, i) & (CB_WORD_OBJECTIVE | CB_WORD_PRONOUN)) &&
        !(cb_english_classes(f, i) & CB_WORD_DETERMINER))
        return (struct cb_phrase){i, i + 1};
    if (cb_english_classes(f, i) & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE))
        end++;
    if (cb_english_is_capital(f, end) && !cb_english_is_owner(f, end)) {
        while (cb_english_is_capital(f, end))
            end++;
        return (struct cb_phrase){i, end};
    }
    for (uint32_t n = 0; n < (end > i || cb_english_is_owner(f, end) ? ADDRESSEE_WORDS : 2); n++) {
        uint8_t tag = cb_english_is_word(f, end) ? f->doc->tokens.items[cb_english_token(f, end)].tag : 0;
        if (!cb_english_is_word(f, end) || (cb_english_classes(f, end) != 0 && !cb_english_is_owner(f, end)))
            break;
        if (end > i && (tag == CB_TAG_VERB_FINITE || tag == CB_TAG_AUX_FINITE))
            break;
        end++;
        if (tag == CB_TAG_NOUN && !cb_english_is_owner(f, end - 1) && cb_english_is_word(f, end) &&
            f->doc->tokens.items[cb_english_token(f, end)].tag != CB_TAG_NOUN)
            break;
    }
    return (struct cb_phrase){i, end};
}

static bool is_outlet_verb(const struct cb_english_frame *out)
{
    return cb_english_takes(out, "as_saying");
}

/* by the ministry: who says what a passive does not say. Moves *at behind it. */
static struct cb_span agent_at(const struct cb_claim_finder *f, const struct cb_english_frame *out,
                               uint32_t *at)
{
    struct cb_phrase agent;

    if (!cb_stretch_is(&f->stretch, *at, CB_STR("by")))
        return (struct cb_span){0, 0};
    agent = cb_english_phrase(f, *at + 1, cb_english_count(f));
    for (uint32_t i = agent.first; cb_english_takes(out, "passive") && i < agent.end; i++)
        if (cb_stretch_is(&f->stretch, i, CB_STR("of")))
            agent.end = i; /* accused by prosecutors | of theft */
    if (cb_phrase_is_empty(agent))
        return (struct cb_span){0, 0};
    *at = agent.end;
    return cb_stretch_span(&f->stretch, agent.first, agent.end);
}

/* "was quoted (by X) as saying", "quoted Marsh as saying". */
static bool read_as_saying(const struct cb_claim_finder *f, struct cb_english_frame *out)
{
    uint32_t at = out->behind;
    struct cb_phrase who = {0, 0};

    if (out->passive) {
        agent_at(f, out, &at);
    } else {
        who = cb_english_phrase(f, at, cb_english_count(f));
        if (cb_phrase_is_empty(who) && (cb_english_classes(f, at) & (CB_WORD_OBJECTIVE | CB_WORD_POSSESSIVE)))
            who = (struct cb_phrase){at, at + 1};
        if (cb_phrase_is_empty(who))
            return false;
        who = cb_english_apposition(f, who);
        at = who.end + (cb_stretch_sign(&f->stretch, who.end) == ',');
    }
    if (!cb_stretch_is(&f->stretch, at, CB_STR("as")) ||
        !cb_stretch_is(&f->stretch, at + 1, CB_STR("saying")))
        return false;
    add_cue(out, at, at + 2);
    out->end = out->complement = at + 2;
    out->uses = CB_USE_DASS | CB_USE_CLAUSE | CB_USE_QUOTE;
    if (!out->passive)
        out->speaker = cb_stretch_span(&f->stretch, who.first, who.end);
    out->passive = false;
    return true;
}

/* In a passive the subject is the one who is told, or nobody. */
static void read_passive(const struct cb_claim_finder *f, struct cb_english_frame *out)
{
    if (out->uses & CB_USE_ADDRESSEE)
        out->addressee = out->speaker;
    out->end = out->behind;
    out->speaker = agent_at(f, out, &out->end);
    out->complement = out->end;
}

static void read_addressee(const struct cb_claim_finder *f, struct cb_english_frame *out)
{
    struct cb_phrase to;

    if (!(out->uses & CB_USE_ADDRESSEE) && cb_english_takes(out, "to") &&
        cb_stretch_is(&f->stretch, out->end, CB_STR("to"))) {
        to = addressee_behind(f, out->end + 1);
    } else if (out->uses & CB_USE_ADDRESSEE) {
        to = addressee_behind(f, out->end);
    } else {
        return;
    }
    if (cb_phrase_is_empty(to))
        return;
    out->addressee = cb_stretch_span(&f->stretch, to.first, to.end);
    out->end = out->complement = to.end;
}

static bool is_gerund(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_str_ends(cb_stretch_lower(&f->stretch, item), CB_STR("ing"));
}

bool cb_english_frame_read(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out)
{
    uint32_t group, auxiliary;
    bool predicate;

    if (!read_verb(f, item, out) || is_no_verb(f, out))
        return false;
    group = read_group(f, out, &auxiliary);
    predicate = cb_english_takes(out, "predicate");
    if (predicate ? !(auxiliary & CB_WORD_BE) : auxiliary == 0 && is_participle(f, out))
        return false;
    out->passive =
        !predicate && (auxiliary & CB_WORD_BE) && has_participle(f, out) && !cb_english_takes(out, "be");
    out->progressive = (auxiliary & CB_WORD_BE) && is_gerund(f, item);
    out->end = out->complement = out->behind;
    if (!cb_english_subject(f, out, group) && (auxiliary || !subject_behind(f, out)))
        return false;
    read_cue(f, out, group);
    if (is_outlet_verb(out) && read_as_saying(f, out))
        return true;
    if (out->passive)
        read_passive(f, out);
    else if (!out->inverted)
        read_addressee(f, out);
    if (out->inverted)
        out->complement = out->end;
    return true;
}
