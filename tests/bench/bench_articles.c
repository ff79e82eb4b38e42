/* usage: bench_articles COUNT [BYTES [FIRST]]
 * Writes COUNT made-up news articles of about BYTES each (2500 where it is not given) as lines of JSON, from
 * number FIRST (0) on: three German ones, then an English one. The same numbers always give the same
 * articles, so that a longer file begins with a shorter one, and pieces can be written one by one.
 *
 * Names, things and quotations are as unequally frequent as in the press; words are made of parts, so that
 * new ones turn up as long as the file grows. One article in twelve is a copy of one of the last 300, with a
 * paragraph cut; one quotation in five was said before. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "articles_words.h"

enum { CLAUSES = 4, PEOPLE = 4, PERSONS = 200000, OUTLETS = 120, LANGUAGES = 2 };

struct person {
    uint32_t number;
    int named;
};

struct article {
    const struct words *words;
    uint64_t seed;
    char text[64 * 1024];
    size_t length;
    struct person people[PEOPLE];
    uint32_t last; /* of the people */
    uint32_t organizations[3], places[3];
};

/* ---- chance ---- */

static uint64_t mix(uint64_t x)
{
    x ^= x >> 30;
    x *= UINT64_C(0xbf58476d1ce4e5b9);
    x ^= x >> 27;
    x *= UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static uint32_t chance(uint64_t *seed, uint32_t below)
{
    *seed += UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(mix(*seed) >> 33) % below;
}

/* A number below `below`; n is about as frequent as 1 / n. */
static uint32_t rank(uint64_t *seed, uint32_t below)
{
    uint32_t bits = 0, n;

    while ((UINT32_C(1) << bits) < below)
        bits++;
    do {
        uint32_t power = UINT32_C(1) << chance(seed, bits + 1);
        n = power + chance(seed, power) - 1;
    } while (n >= below);
    return n;
}

/* ---- writing ---- */

static void add(struct article *a, const char *s)
{
    size_t n = strlen(s);

    if (a->length + n >= sizeof a->text)
        return;
    memcpy(a->text + a->length, s, n + 1);
    a->length += n;
}

static void add_number(struct article *a, uint32_t n)
{
    char digits[16];

    if (n >= 1000)
        snprintf(digits, sizeof digits, "%u%s%03u", n / 1000, a->words->thousand, n % 1000);
    else
        snprintf(digits, sizeof digits, "%u", n);
    add(a, digits);
}

static const char *pick(uint64_t *seed, const char *const *list)
{
    uint32_t count = 0;

    while (list[count])
        count++;
    return list[chance(seed, count)];
}

/* The name that belongs to a number: two to four syllables. */
static void add_made_up(struct article *a, uint32_t number, const char *ending)
{
    static const char *const STARTS[] = {"Bra", "Del", "Mer", "Ros", "Tan", "Kel", "Lud",
                                         "Sor", "An",  "Fed", "Gir", "Nor", "Ul",  "Hal",
                                         "Wit", "Ett", "Os",  "Pra", "Ven", "Zim"};
    static const char *const MIDDLES[] = {"mar", "lin", "den", "ker", "tow", "bel", "sen", "gar",
                                          "nik", "rod", "sti", "vel", "ham", "por", "zan", "lek"};
    uint64_t seed = mix(number + 1);

    add(a, STARTS[chance(&seed, 20)]);
    add(a, MIDDLES[chance(&seed, 16)]);
    if (number > 300)
        add(a, MIDDLES[chance(&seed, 16)]);
    add(a, ending);
}

static void add_thing(struct article *a, uint64_t *seed)
{
    const char *const *modifiers = a->words->modifiers;
    uint32_t count = 0, parts = chance(seed, 9) == 0 ? 2 : 1;
    int german = a->words == &GERMAN;

    while (modifiers[count])
        count++;
    for (uint32_t i = 0; i < parts; i++) {
        const char *modifier = modifiers[rank(seed, count)];
        char small[32];
        snprintf(small, sizeof small, "%s", modifier);
        if (german && i > 0)
            small[0] = (char)(small[0] | 0x20);
        add(a, small);
        if (!german)
            add(a, " ");
    }
    add(a, pick(seed, a->words->heads));
}

static void add_money(struct article *a, uint64_t *seed)
{
    int german = a->words == &GERMAN;
    char text[64];
    uint32_t whole = 1 + rank(seed, 900), part = chance(seed, 10);

    if (!german)
        snprintf(text, sizeof text, "$%u%s%u %s", whole, a->words->point, part,
                 part % 3 ? "million" : "billion");
    else
        snprintf(text, sizeof text, "%u%s%u %s Euro", whole, a->words->point, part,
                 part % 3 ? "Millionen" : "Milliarden");
    add(a, text);
}

static void add_person(struct article *a, uint64_t *seed, int with_office)
{
    struct person *p;
    uint64_t own;

    a->last = rank(seed, PEOPLE);
    p = &a->people[a->last];
    own = mix(p->number ^ UINT64_C(0x5151));
    if (p->named++ == 0) {
        if (with_office) {
            add(a, pick(&own, a->words->offices));
            add(a, " ");
        }
        add(a, pick(&own, a->words->firsts));
        add(a, " ");
    }
    add_made_up(a, p->number, p->number % 3 ? "" : "er");
}

static void add_template(struct article *a, uint64_t *seed, const char *text);

/* One in five: what the person has said before. */
static void add_quotation(struct article *a, uint64_t *seed)
{
    uint64_t own = chance(seed, 5) ? *seed : mix(a->people[a->last].number * 64ull + rank(seed, 40));

    add_template(a, &own, pick(&own, a->words->quotes));
    add(a, ", ");
    add_template(a, &own, pick(&own, a->words->parts[CLAUSES]));
    chance(seed, 2);
}

static void add_slot(struct article *a, uint64_t *seed, char slot)
{
    char text[32];

    switch (slot) {
    case 'P':
        add_person(a, seed, 0);
        break;
    case 'T':
        add_person(a, seed, 1);
        break;
    case 'O': {
        uint32_t n = a->organizations[rank(seed, 3)];
        uint64_t own = mix(n + 77);
        add_made_up(a, n + 50000, pick(&own, a->words->organizations));
        break;
    }
    case 'G': {
        uint32_t n = a->places[rank(seed, 3)];
        uint64_t own = mix(n + 99);
        add_made_up(a, n, pick(&own, a->words->places));
        break;
    }
    case 'n':
        add_thing(a, seed);
        break;
    case 'a':
        add(a, pick(seed, a->words->adjectives));
        break;
    case 'N':
        add_number(a, 2 + rank(seed, 90000));
        break;
    case 'M':
        add_money(a, seed);
        break;
    case '%':
        snprintf(text, sizeof text, "%u%s%u %s", 1 + rank(seed, 90), a->words->point, chance(seed, 10),
                 a->words == &GERMAN ? "Prozent" : "percent");
        add(a, text);
        break;
    case 'D':
        add(a, pick(seed, a->words->days));
        break;
    case 'm':
        add(a, pick(seed, a->words->months));
        break;
    case 'y':
        snprintf(text, sizeof text, "%u", 2028 - rank(seed, 30));
        add(a, text);
        break;
    case 'q':
        add_quotation(a, seed);
        break;
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
        add_template(a, seed, pick(seed, a->words->parts[slot - '1']));
        break;
    default:
        break;
    }
}

static void add_template(struct article *a, uint64_t *seed, const char *text)
{
    char one[2] = {0, 0};
    size_t start = a->length;

    for (; *text; text++) {
        if (*text == '{') {
            add_slot(a, seed, text[1]);
            text += 2;
            continue;
        }
        one[0] = *text;
        add(a, one);
    }
    if (a->length > start && a->text[start] >= 'a' && a->text[start] <= 'z' && a->text[a->length - 1] == '.')
        a->text[start] = (char)(a->text[start] - 32); /* a sentence */
}

/* A sentence with a claim or a figure, mostly with a clause behind it: else those of one template would be
 * alike. */
static void add_sentence(struct article *a, uint64_t *seed, const char *text)
{
    size_t end;

    add_template(a, seed, text);
    end = a->length;
    if (a->text[end - 1] != '.' || chance(seed, 8) == 0)
        return;
    a->text[--a->length] = '\0';
    add(a, ", ");
    add_template(a, seed, pick(seed, a->words->parts[CLAUSES]));
    add(a, ".");
}

/* ---- articles ---- */

static void begin(struct article *a, uint64_t number)
{
    a->seed = mix(number + UINT64_C(0xc1a1));
    a->words = number % 4 == 3 ? &ENGLISH : &GERMAN;
    a->length = 0;
    a->last = 0;
    for (int i = 0; i < PEOPLE; i++)
        a->people[i] = (struct person){rank(&a->seed, PERSONS), 0};
    for (int i = 0; i < 3; i++) {
        a->organizations[i] = rank(&a->seed, 40000);
        a->places[i] = rank(&a->seed, 8000);
    }
}

static void write_text(struct article *a, size_t bytes, uint32_t cut)
{
    uint64_t *seed = &a->seed;
    size_t end = a->length + bytes / 2 + chance(seed, (uint32_t)bytes);

    for (uint32_t paragraph = 0; a->length < end; paragraph++) {
        size_t start = a->length;
        if (paragraph > 0)
            add(a, "\n\n");
        for (uint32_t n = 2 + chance(seed, 4); n > 0; n--) {
            uint32_t kind = chance(seed, 8);
            if (kind > 2)
                add_template(a, seed, pick(seed, a->words->fillers));
            else
                add_sentence(a, seed, pick(seed, kind > 0 ? a->words->spoken : a->words->plain));
            if (n > 1)
                add(a, " ");
        }
        if (cut > 0 && paragraph == cut) {
            a->text[a->length = start] = '\0';
            cut = 0;
            end -= end > bytes / 4 ? bytes / 4 : 0;
        }
    }
}

static void print_json(const char *s)
{
    for (; *s; s++) {
        if (*s == '\n')
            fputs("\\n", stdout);
        else if (*s == '"' || *s == '\\')
            printf("\\%c", *s);
        else
            putchar(*s);
    }
}

static void write_article(struct article *a, uint64_t number, size_t bytes)
{
    uint64_t own = mix(number ^ UINT64_C(0xabcdef)), seed;
    uint64_t back = 4ull * (1 + chance(&own, 75)); /* of the same language */
    int copy = number > back && chance(&own, 12) == 0;
    uint32_t outlet = rank(&own, OUTLETS), day = chance(&own, 28) + 1, month = chance(&own, 36);

    begin(a, copy ? number - back : number);
    seed = mix(number + 3);
    add_template(a, copy ? &a->seed : &seed, pick(&own, a->words->headlines));
    printf("{\"id\": \"%llu\", \"language\": \"%s\", \"published\": \"%u-%02u-%02u\", \"title\": \"",
           (unsigned long long)number, a->words->code, 2025 + month / 12, month % 12 + 1, day);
    print_json(a->text);
    a->length = 0;
    printf("\", \"url\": \"https://blatt%u.example/%llu\", \"text\": \"", outlet, (unsigned long long)number);
    a->seed = mix((copy ? number - back : number) + 9);
    write_text(a, bytes, copy ? 1 + chance(&own, 3) : 0);
    print_json(a->text);
    printf("\"}\n");
}

int main(int argc, char **argv)
{
    static struct article article;
    uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    uint64_t bytes = argc > 2 ? strtoull(argv[2], NULL, 10) : 2500;
    uint64_t first = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;

    if (count == 0 || bytes < 200 || bytes > 20000) {
        fprintf(stderr, "usage: bench_articles COUNT [BYTES [FIRST]]\n");
        return 2;
    }
    for (uint64_t n = first; n < first + count; n++)
        write_article(&article, n, (size_t)bytes);
    return fflush(stdout) == 0 ? 0 : 1;
}
