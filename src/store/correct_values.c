#include "store/correct_values.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/corrections.h"
#include "text/date.h"

/* ---- the fields that can be corrected ---- */

enum field_type {
    FIELD_TEXT,
    FIELD_WORD, /* one of `words` */
    FIELD_NUMBER,
    FIELD_FLAG,
    FIELD_DAY,
    FIELD_ENTITY,
    FIELD_ENTITIES, /* "a; b" */
};

struct field {
    const char *table, *name;
    enum field_type type;
    bool filled;       /* it cannot be cleared */
    const char *words; /* "|a|b|" */
};

static const struct field FIELDS[] = {
    {"claims", "speaker", FIELD_ENTITY, false, NULL},
    {"claims", "no_speaker", FIELD_WORD, false, "|not named|passive|not found|own voice|"},
    {"claims", "kind", FIELD_WORD, true,
     "|direct|indirect|indirect_free_indirect|free_indirect|reported|stated|"},
    {"claims", "act", FIELD_WORD, false,
     "|say|demand|criticize|warn|announce|deny|confirm|predict|propose|ask|praise|accuse|support|reject|"},
    {"claims", "medium", FIELD_WORD, false, "|speech|thought|writing|"},
    {"claims", "source", FIELD_TEXT, false, NULL},
    {"claims", "about", FIELD_ENTITIES, false, NULL},
    {"figures", "kind", FIELD_WORD, true,
     "|money|percent|count|multiple|date|duration|rank|quantity|number|"},
    {"figures", "low", FIELD_NUMBER, false, NULL},
    {"figures", "high", FIELD_NUMBER, false, NULL},
    {"figures", "date_low", FIELD_DAY, false, NULL},
    {"figures", "date_high", FIELD_DAY, false, NULL},
    {"figures", "unit", FIELD_TEXT, false, NULL},
    {"figures", "bound", FIELD_WORD, true, "|exact|at_most|at_least|about|range|"},
    {"figures", "approximate", FIELD_FLAG, true, NULL},
    {"figures", "what", FIELD_TEXT, false, NULL},
    {"figures", "what_key", FIELD_TEXT, false, NULL},
    {"figures", "entity", FIELD_ENTITY, false, NULL},
    {"mentions", "entity", FIELD_ENTITY, true, NULL},
    {"mentions", "kind", FIELD_WORD, true, "|name|alias|nominal|pronoun|"},
    {"citations", "source", FIELD_TEXT, true, NULL},
    {"articles", "title", FIELD_TEXT, false, NULL},
    {"articles", "author", FIELD_TEXT, false, NULL},
    {"articles", "published", FIELD_DAY, false, NULL},
    {"articles", "outlet", FIELD_TEXT, false, NULL},
    {"entities", "name", FIELD_TEXT, true, NULL},
    {"entities", "kind", FIELD_WORD, true, "|person|organization|place|product|event|work|law|other|"},
    {"entities", "alias", FIELD_TEXT, true, NULL},
    {"entities", "into", FIELD_ENTITY, true, NULL},
    {"entities", "from", FIELD_ENTITY, true, NULL},
    {"entities", "to", FIELD_TEXT, true, NULL},
    {"entities", "article", FIELD_NUMBER, true, NULL},
};

bool cb_is_listed(const char *words, const char *word)
{
    size_t n = strchr(word, '|') ? 0 : strlen(word);

    for (const char *at = strstr(words, word); n > 0 && at; at = strstr(at + 1, word))
        if (at > words && at[-1] == '|' && at[n] == '|')
            return true;
    return false;
}

static const struct field *find_field(const char *table, const char *name)
{
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
        if (strcmp(FIELDS[i].table, table) == 0 && strcmp(FIELDS[i].name, name) == 0)
            return &FIELDS[i];
    return NULL;
}

/* ---- stopping ---- */

cb_status cb_work_stop(struct work *work, enum cb_correction_outcome outcome, const char *format, ...)
{
    va_list args;

    work->result->outcome = outcome;
    va_start(args, format);
    vsnprintf(work->result->message, sizeof work->result->message, format, args);
    va_end(args);
    return CB_OK;
}

bool cb_work_stopped(const struct work *work)
{
    return work->result->outcome != CB_CORRECTED;
}

#define REFUSE(...) cb_work_stop(work, CB_CORRECTION_REFUSED, __VA_ARGS__)

/* ---- one value in one form ---- */

/* "YYYY-MM-DD", and there is such a day. */
static bool is_day(const char *text)
{
    static const char SHAPE[] = "0000-00-00";
    int parts[3] = {0}, part = 0;

    if (strlen(text) != sizeof SHAPE - 1)
        return false;
    for (size_t i = 0; text[i]; i++) {
        if (SHAPE[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
        if (SHAPE[i] == '-')
            part++;
        else
            parts[part] = parts[part] * 10 + (text[i] - '0');
    }
    return cb_date_is_valid((struct cb_date){parts[0], parts[1], parts[2]});
}

/* Texts of tables and mails are read as JSON would write the number: "1.5". NULL: it is none. */
static json_t *number_of(const json_t *value)
{
    json_t *parsed, *number = NULL;

    if (json_is_number(value))
        return json_real(json_number_value(value));
    if (!json_is_string(value))
        return NULL;
    parsed = json_loads(json_string_value(value), JSON_DECODE_ANY, NULL);
    if (json_is_number(parsed))
        number = json_real(json_number_value(parsed));
    json_decref(parsed);
    return number;
}

static json_t *flag_of(const json_t *value)
{
    json_t *number = json_is_boolean(value) ? json_real(json_is_true(value)) : number_of(value);
    double flag = json_number_value(number);
    bool is_flag = number && (flag == 0 || flag == 1);

    json_decref(number);
    return is_flag ? json_integer(flag == 1) : NULL;
}

/* Puts the key of what `form` means behind *keys. */
static cb_status add_key(struct work *work, const struct field *field, struct cb_str form,
                         struct cb_str *keys, struct cb_err *err)
{
    cb_status rc;
    struct cb_str key;
    bool several;

    CB_TRY(cb_store_find_entity(work->store, &work->arena, form, &key, &several, err));
    if (several)
        return REFUSE("%s: '%.*s' may mean %.*s; give the key of one", field->name, CB_STR_ARG(form),
                      CB_STR_ARG(key));
    if (!key.ptr)
        return REFUSE("%s: there is no entity '%.*s'; give its name or key, or add it with 'entity add'",
                      field->name, CB_STR_ARG(form));
    *keys = cb_arena_printf(&work->arena, "%.*s%s%.*s", CB_STR_ARG(*keys), keys->len ? "; " : "",
                            CB_STR_ARG(key));
    CB_TRY_NEW(keys->ptr);
done:
    return rc;
}

static cb_status keys_of(struct work *work, const struct field *field, struct cb_str forms, json_t **out,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str keys = {"", 0};

    if (work->correction->target) { /* of another file: keys, whether they are in or not */
        *out = json_stringn(forms.ptr, forms.len);
        goto done;
    }
    while (forms.ptr && !cb_work_stopped(work)) {
        struct cb_str form = forms;
        if (field->type == FIELD_ENTITIES)
            form = cb_str_split(&forms, ';');
        else
            forms = (struct cb_str){NULL, 0};
        form = cb_str_trim(form);
        if (form.len > 0)
            CB_TRY(add_key(work, field, form, &keys, err));
    }
    *out = json_stringn(keys.ptr, keys.len);
done:
    return rc;
}

/* `value` as `field` has it, in *out; NULL where it is not allowed: the work is stopped then. */
static cb_status take_value(struct work *work, const struct field *field, const json_t *value, json_t **out)
{
    cb_status rc = CB_OK;
    struct cb_err *err = work->err;
    const char *text = json_string_value(value);

    *out = NULL;
    if (json_is_null(value) || (text && cb_str_trim(cb_str_of(text)).len == 0)) {
        if (field->filled)
            return REFUSE("%s: cannot be empty", field->name);
        *out = json_null();
        goto done;
    }
    switch (field->type) {
    case FIELD_NUMBER:
        if (!(*out = number_of(value)))
            return REFUSE("%s: is no number", field->name);
        goto done;
    case FIELD_FLAG:
        if (!(*out = flag_of(value)))
            return REFUSE("%s: is neither 0 nor 1", field->name);
        goto done;
    case FIELD_TEXT:
    case FIELD_WORD:
    case FIELD_DAY:
    case FIELD_ENTITY:
    case FIELD_ENTITIES:
        break;
    }
    if (!text)
        return REFUSE("%s: is no text", field->name);
    if (field->type == FIELD_WORD && !cb_is_listed(field->words, text))
        return REFUSE("%s: '%s' is not one of %.*s", field->name, text, (int)strlen(field->words) - 2,
                      field->words + 1);
    if (field->type == FIELD_DAY && !is_day(text))
        return REFUSE("%s: '%s' is no day; write YYYY-MM-DD", field->name, text);
    if (field->type == FIELD_ENTITY || field->type == FIELD_ENTITIES)
        CB_TRY(keys_of(work, field, cb_str_of(text), out, err));
    else
        *out = json_string(text);
    CB_TRY_NEW(*out);
done:
    return rc;
}

static cb_status take_member(struct work *work, const char *name, const json_t *value, const char *takes,
                             json_t *out)
{
    cb_status rc;
    struct cb_err *err = work->err;
    const char *table = work->correction->table;
    const struct field *field = find_field(table, name);
    json_t *taken;

    if (!field || (takes && !cb_is_listed(takes, name)))
        return REFUSE("%s has no field '%s' that can be corrected so", table, name);
    CB_TRY(take_value(work, field, value, &taken));
    if (taken)
        CB_TRY_NEW(json_object_set_new(out, name, taken) == 0);
done:
    return rc;
}

cb_status cb_work_values(struct work *work, const char *text, const char *takes, json_t **out)
{
    cb_status rc = CB_OK;
    struct cb_err *err = work->err;
    json_error_t where;
    json_t *given = json_loads(text ? text : "{}", JSON_REJECT_DUPLICATES, &where), *value;
    const char *name;

    CB_TRY_NEW(*out = json_object());
    if (!json_is_object(given)) {
        rc = REFUSE("the values are no JSON object (%s)", where.text);
        goto done;
    }
    json_object_foreach(given, name, value)
    {
        bool both = strcmp(name, "value") == 0 && strcmp(work->correction->table, "figures") == 0;
        if (both)
            CB_TRY(take_member(work, "low", value, takes, *out));
        if (!cb_work_stopped(work))
            CB_TRY(take_member(work, both ? "high" : name, value, takes, *out));
        if (cb_work_stopped(work))
            goto done;
    }
done:
    json_decref(given);
    return rc;
}

/* ---- comparing and writing ---- */

static bool is_same(const json_t *a, const json_t *b)
{
    if (json_is_number(a) && json_is_number(b))
        return json_number_value(a) == json_number_value(b);
    return (json_is_null(a) && !b) || json_equal(a, b);
}

bool cb_values_hold(const json_t *values, const json_t *current, const char **name)
{
    const char *key;
    json_t *value;

    /* NOLINTNEXTLINE(performance-no-int-to-ptr): jansson's loop reads it only, but does not say so */
    json_object_foreach((json_t *)(uintptr_t)values, key, value)
    {
        *name = key;
        if (!is_same(value, json_object_get(current, key)))
            return false;
    }
    return true;
}
