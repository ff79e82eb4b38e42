/* The tables that everything about the command line comes from: dispatch, parsing, help, and the check of the
 * man page. */
#include "cli/cli.h"

#include <string.h>

const struct option_spec option_specs[OPTION_COUNT] = {
    [OPTION_DATABASE] = {"database", "FILE", "the knowledge base (default: claimbase.db)", 'd', false},
    [OPTION_PARAM] = {"param", "NAME=VALUE", "a parameter of the report; may be repeated", 'p', false},
    [OPTION_REPORT_FORMAT] =
        {"format", "FORMAT",
         "table, csv, tsv, json, jsonl or markdown (default: table on a terminal, csv otherwise)", 0, false},
    [OPTION_ANALYSIS_FORMAT] = {"format", "FORMAT", "table or conllu (default: table)", 0, false},
    [OPTION_READ_FORMAT] = {"format", "FORMAT", "text or json (default: text)", 0, false},
    [OPTION_OUTPUT] = {"output", "FILE", "write the rows to FILE, whole or not at all", 'o', false},
    [OPTION_LANGUAGE] = {"language", "LANGUAGE", "de or en (default: found from the words)", 0, false},
    [OPTION_PUBLISHED] = {"published", "DATE", "the day that 'yesterday' counts from, as YYYY-MM-DD", 0,
                          false},
    [OPTION_LISTS] = {"lists", "DIR", "word lists that replace the built-in ones (layout of import/)", 0,
                      false},
    [OPTION_QUERIES] = {"queries", "DIR",
                        "reports that replace or add to the built-in ones (layout of queries/)", 0, false},
    [OPTION_ALIASES] = {"aliases", "FILE", "first add the names of a CSV file: name, alias, kind", 0, false},
    [OPTION_KIND] = {"kind", "KIND",
                     "what a new name is: person, organization, place, product, event, work, law or other", 0,
                     false},
    [OPTION_MAP] =
        {"map", "FIELD=NAME,...",
         "what fields are called in JSON, tables and front matter, as title=headline,text=content.body", 0,
         false},
    [OPTION_MANIFEST] =
        {"manifest", "FILE",
         "a CSV file with what the files do not say: path, url, outlet, title, author, published, language",
         0, false},
    [OPTION_PRUNE] = {"prune", NULL, "take away articles whose files are gone from the paths named", 0,
                      false},
    [OPTION_DRY_RUN] = {"dry-run", NULL, "say what would happen, and change nothing", 0, false},
    [OPTION_JOBS] = {"jobs", "N", "threads to work with (default: one for each processor)", 'j', false},
    [OPTION_QUIET] = {"quiet", NULL, "say nothing but what went wrong", 'q', false},
    [OPTION_NO_PROGRESS] = {"no-progress", NULL, "no progress line on a terminal", 0, false},
    [OPTION_COLOR] = {"color", "WHEN", "auto, always or never (default: auto; NO_COLOR turns it off)", 0,
                      false},
    [OPTION_LIST] = {"list", NULL, "every command and option, one a line", 0, true},
    [OPTION_HELP] = {"help", NULL, "explain the command", 'h', false},
};

#define BIT(id) (1u << OPTION_##id)

const struct command commands[] = {
    {"import", "PATH...", "read articles into the knowledge base",
     "Reads files, folders with everything in them, and '-' (standard input) into the knowledge base, which "
     "is made "
     "where it does not exist: text (.txt), pages (.html, .mhtml), Markdown (.md), JSON (.json, .jsonl), "
     "feeds (.rss, "
     ".atom, .xml), tables (.csv, .tsv), mails (.eml, .mbox), WARC (.warc), and all these in .zip, .tar, "
     ".gz, .bz2, .xz "
     "and .zst. An article that is in already is skipped; a new version replaces the old one, which is kept "
     "in "
     "article_history. What cannot be read is rejected, and costs nothing else. With --aliases no PATH is "
     "needed.",
     BIT(DATABASE) | BIT(MAP) | BIT(MANIFEST) | BIT(PRUNE) | BIT(DRY_RUN) | BIT(JOBS) | BIT(ALIASES) |
         BIT(LISTS) | BIT(QUIET) | BIT(NO_PROGRESS) | BIT(HELP),
     1, -1, run_import},
    {"report", "[NAME]", "run a stored report, or list the reports",
     "Runs the report NAME and prints its rows. Without NAME it lists the reports; 'claimbase report "
     "NAME --help' explains one of them, with the values that its parameters can have. Every report "
     "works without parameters.",
     BIT(DATABASE) | BIT(PARAM) | BIT(REPORT_FORMAT) | BIT(OUTPUT) | BIT(QUERIES) | BIT(QUIET) | BIT(COLOR) |
         BIT(HELP),
     0, 1, run_report},
    {"export", "DIR", "write every table and view as CSV",
     "Writes every table and view as a CSV file into DIR, with datapackage.json, which describes them. "
     "NULL is an empty field, the empty string is \"\". A file is replaced only when its successor is "
     "whole.",
     BIT(DATABASE) | BIT(QUIET) | BIT(HELP), 1, 1, run_export},
    {"explain", "TABLE ID", "show where a row comes from and why",
     "Shows the sentence of a row with its spans marked, its place, its values, and the rule that "
     "found it. TABLE is claims, figures, propositions, mentions, citations, positions or passages; for "
     "passages ID "
     "is an article's.",
     BIT(DATABASE) | BIT(COLOR) | BIT(HELP), 2, 2, run_explain},
    {"verify", "", "check every place and reference",
     "Checks the file, its references, every offset against the text, and every stored text against "
     "its place. Prints one line for each violation; the exit code is 1 when there are any.",
     BIT(DATABASE) | BIT(QUIET) | BIT(HELP), 0, 0, run_verify},
    {"rebuild", "", "find everything again in the stored articles",
     "Recomputes every derived table from the stored articles, in one transaction. Due after an update "
     "of the program or of the word lists.",
     BIT(DATABASE) | BIT(JOBS) | BIT(LISTS) | BIT(QUIET) | BIT(NO_PROGRESS) | BIT(HELP), 0, 0, run_rebuild},
    {"alias", "add|list|remove [NAME [ALIAS]]", "names and other forms of names, of your own",
     "'alias add NAME ALIAS' tells the knowledge base another form of a name, 'alias add NAME' a name alone; "
     "a new name needs --kind. 'alias remove' takes an alias back, or a name with all its aliases. 'alias "
     "list' prints them as CSV, as 'import --aliases' reads them. They are found in every article that is "
     "imported from then on; the next import or rebuild goes through the others, too.",
     BIT(DATABASE) | BIT(KIND) | BIT(OUTPUT) | BIT(QUIET) | BIT(HELP), 1, 3, run_alias},
    {"read", "FILE", "show what is read from one file",
     "Shows what the reader makes of the articles in FILE ('-' = standard input): title, author, days, "
     "outlet, "
     "address and language with where each came from, and the text by passages: headline, body, subheading, "
     "question, caption, references, boilerplate. Needs no knowledge base.",
     BIT(READ_FORMAT) | BIT(MAP) | BIT(LISTS) | BIT(HELP), 1, 1, run_read},
    {"analyze", "FILE", "show sentences, words and clauses of one article",
     "Shows how the program takes one article ('-' = standard input) apart: sentences, words, clauses. "
     "Needs no knowledge base.",
     BIT(ANALYSIS_FORMAT) | BIT(LISTS) | BIT(HELP), 1, 1, run_analyze},
    {"figures", "PHRASE...", "show how figures in a phrase are read",
     "Shows each figure and date of the phrases ('-' = every line of standard input): kind, value, unit, "
     "bound, "
     "the thing counted, its place, and the rule that found it. Needs no knowledge base.",
     BIT(REPORT_FORMAT) | BIT(OUTPUT) | BIT(LANGUAGE) | BIT(PUBLISHED) | BIT(LISTS) | BIT(QUIET) |
         BIT(COLOR) | BIT(HELP),
     1, -1, run_figures},
    {"help", "[COMMAND]", "explain the program or a command", "Explains the program, or one of its commands.",
     BIT(LIST) | BIT(HELP), 0, 1, run_help},
    {"version", "", "say which version this is", "Prints the version. 'claimbase --version' is the same.",
     BIT(HELP), 0, 0, run_version},
};
const size_t command_count = sizeof commands / sizeof commands[0];

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}
