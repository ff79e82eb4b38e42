/* Whose figure it is, where that is plain: the person or organization named last before it in its clause, or
 * right behind what is measured ("der Umsatz von Nvidia"). */
#include "extract/figures.h"

/* An organization; a person only as in "Huangs Vermögen": who is named in the clause rather speaks than owns.
 */
static bool is_owner(const struct cb_figure_scan *scan, const struct cb_mention *mention, struct cb_span what)
{
    enum cb_entity_kind kind;

    if (mention->entity == CB_NONE)
        return false;
    kind = mention->entity < scan->facts->entities.count ? scan->facts->entities.items[mention->entity].kind
                                                         : mention->entity_kind;
    return kind == CB_ENTITY_ORGANIZATION ||
           (kind == CB_ENTITY_PERSON && !cb_span_is_empty(what) && mention->span.end + 1 == what.start);
}

/* Bytes that a clause may reach back from a figure. */
enum { CLAUSE_BYTES = 240 };

/* Does anything in bytes [from, to) end a clause? */
static bool is_cut(const struct cb_figure_scan *scan, uint32_t from, uint32_t to)
{
    struct cb_str text = cb_str_sub(scan->doc->text, from, to);

    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == ',' || text.ptr[i] == ';' || text.ptr[i] == ':' || text.ptr[i] == '(' ||
            text.ptr[i] == ')')
            return true;
    return cb_str_find(text, CB_STR("\xE2\x80\x9E"), 0) != SIZE_MAX; /* an opening quotation mark */
}

/* "Umsatz von X": nothing but a preposition or article between the thing and the name. */
static bool follows(const struct cb_figure_scan *scan, struct cb_span what, struct cb_span name)
{
    return name.start >= what.end && name.start - what.end <= sizeof " von der " &&
           !is_cut(scan, what.end, name.start);
}

/* `end` is behind the last mention before the figure. */
static uint32_t owner_of(const struct cb_figure_scan *scan, const struct cb_figure *figure, uint32_t end)
{
    struct cb_span what = figure->what;
    bool behind = !cb_span_is_empty(what) && what.end <= figure->span.start;

    for (uint32_t i = end; i-- > scan->mention;) {
        const struct cb_mention *mention = &scan->facts->mentions.items[i];
        if (mention->span.end > figure->span.start)
            continue; /* the figure stands inside it */
        if (figure->span.start - mention->span.end > CLAUSE_BYTES)
            break;
        if (!is_owner(scan, mention, what))
            continue;
        if (!is_cut(scan, mention->span.end, figure->span.start) ||
            (behind && follows(scan, what, mention->span)))
            return mention->entity;
        break;
    }
    return CB_NONE;
}

void cb_owner_find(struct cb_figure_scan *scan)
{
    const struct cb_mentions *mentions = &scan->facts->mentions;
    uint32_t start = cb_piece_at(scan, scan->sentence_first)->span.start, end;

    while (scan->mention < mentions->count && mentions->items[scan->mention].span.end <= start)
        scan->mention++;
    end = scan->mention;
    for (size_t i = 0; i < scan->drafts.count; i++) {
        struct cb_figure *figure = &scan->drafts.items[i].figure;
        while (end < mentions->count && mentions->items[end].span.start < figure->span.start)
            end++;
        if (figure->kind != CB_FIGURE_DATE && (figure->has_low || figure->has_high))
            figure->entity = owner_of(scan, figure, end);
    }
}
