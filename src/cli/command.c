/* The tables that everything about the command line comes from: dispatch, parsing, help, and the check of the
 * man page. */
#include "cli/cli.h"

#include <string.h>

const struct option_spec option_specs[OPTION_COUNT] = {
    [OPTION_DATABASE] = {"database", "FILE", "the knowledge base (default: claimbase.db)", 'd', false},
    [OPTION_PARAM] = {"param", "NAME=VALUE", "a parameter of the report; may be repeated", 'p', false},
    [OPTION_REPORT_FORMAT] = {"format", "FORMAT",
                              "table, csv, tsv, json, jsonl, markdown or html (default: what the name of the "
                              "output says, else table on a "
                              "terminal and csv otherwise)",
                              0, false},
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
    [OPTION_REVIEW] = {"review", "WHAT",
                       "claims, figures, entities or articles: one table for a spreadsheet, not all", 0,
                       false},
    [OPTION_ARTICLE] = {"article", "ARTICLE", "only what stands in this one: id, path, address or title", 0,
                        false},
    [OPTION_OUTLET] = {"outlet", "OUTLET", "only what stands in articles of this one: name or domain", 0,
                       false},
    [OPTION_UNREVIEWED] = {"unreviewed", NULL, "only rows that nobody has decided on", 0, false},
    [OPTION_SEMICOLON] =
        {"semicolon", NULL,
         "';' between fields and decimal commas, as spreadsheets in German, French ... expect", 0, false},
    [OPTION_BY] = {"by", "NAME", "who decides; kept with each correction", 0, false},
    [OPTION_NOTE] = {"note", "TEXT", "why; kept with each correction", 0, false},
    [OPTION_ORPHANS] = {"orphans", NULL, "only those whose row is not found", 0, false},
    [OPTION_JOBS] = {"jobs", "N", "threads to work with (default: one for each processor)", 'j', false},
    [OPTION_QUIET] = {"quiet", NULL, "say nothing but what went wrong", 'q', false},
    [OPTION_NO_PROGRESS] = {"no-progress", NULL, "no progress line on a terminal", 0, false},
    [OPTION_COLOR] = {"color", "WHEN", "auto, always or never (default: auto; NO_COLOR turns it off)", 0,
                      false},
    [OPTION_TIMEOUT] = {"timeout", "SECONDS", "stop a report that takes longer (default: 0, which is never)",
                        0, false},
    [OPTION_QUERY_TIMEOUT] = {"timeout", "SECONDS",
                              "stop a query that takes longer (default: 60; 0 is never)", 0, false},
    [OPTION_LIMIT] = {"limit", "N", "the first N rows, with a word on standard error where there are more", 0,
                      false},
    [OPTION_EXPLAIN] = {"explain", NULL, "show how SQLite would go about it, instead of the rows", 0, false},
    [OPTION_SPREADSHEET] =
        {"spreadsheet", NULL,
         "csv and tsv for a spreadsheet: an apostrophe before text that would be taken for a formula, "
         "and a byte order mark",
         0, false},
    [OPTION_ALL] = {"all", NULL, "all reports, each into a file of its own; needs -o DIR", 0, false},
    [OPTION_PARAMS] =
        {"params", "FILE",
         "run the report once for each row of FILE (CSV with the names of parameters in its first row, or "
         "JSON); -o DIR/ gives each run a file of its own",
         0, false},
    [OPTION_CHOICES] = {"choices", "PARAM", "list the values that the parameter can have, one a line", 0,
                        false},
    [OPTION_FILE] = {"file", "FILE", "read the SQL from FILE", 'f', false},
    [OPTION_LIST] = {"list", NULL, "every command and option, one a line", 0, true},
    [OPTION_HELP] = {"help", NULL, "explain the command", 'h', false},
};

#define BIT(id) OPTION_BIT(OPTION_##id)

_Static_assert(OPTION_COUNT <= 64, "command.options has a bit for each option");

/* One decision. */
#define CORRECT (BIT(DATABASE) | BIT(BY) | BIT(NOTE) | BIT(DRY_RUN) | BIT(QUIET) | BIT(HELP))

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
    {"report", "[NAME...]", "run stored reports, or list them",
     "Runs the report NAME and prints its rows. Without NAME it lists the reports; 'claimbase report NAME "
     "--help' "
     "explains one of them, with the values that its parameters can have. Every report works without "
     "parameters. Several "
     "names, or --all, write each report into a file of its own in the folder -o DIR; in html with an index "
     "page. With "
     "--params, all rows go to one output, behind columns param_NAME that say what they were asked for.",
     BIT(DATABASE) | BIT(PARAM) | BIT(PARAMS) | BIT(CHOICES) | BIT(ALL) | BIT(REPORT_FORMAT) | BIT(OUTPUT) |
         BIT(LIMIT) | BIT(TIMEOUT) | BIT(EXPLAIN) | BIT(SPREADSHEET) | BIT(QUERIES) | BIT(QUIET) |
         BIT(COLOR) | BIT(HELP),
     0, -1, run_report},
    {"query", "SQL", "run SQL of your own, which can only read",
     "Runs one SELECT ('-' = from standard input) and prints its rows. Nothing can be changed by it: the "
     "file is opened "
     "for reading, statements that write are refused, and so are ATTACH, functions that touch files, and "
     "every PRAGMA but "
     "those that describe tables. Time, memory and the length of values are bounded. Parameters are written "
     ":name and "
     "given by -p name=value; a value that is a number is one.",
     BIT(DATABASE) | BIT(PARAM) | BIT(FILE) | BIT(REPORT_FORMAT) | BIT(OUTPUT) | BIT(LIMIT) |
         BIT(QUERY_TIMEOUT) | BIT(EXPLAIN) | BIT(SPREADSHEET) | BIT(QUIET) | BIT(COLOR) | BIT(HELP),
     1, 1, run_query},
    {"export", "DIR", "write every table and view as CSV, or a review for a spreadsheet",
     "Writes every table and view as a CSV file into DIR, with datapackage.json, which describes them. "
     "NULL is an empty field, the empty string is \"\". A file is replaced only when its successor is "
     "whole. With --review and no DIR: one table to go through in a spreadsheet, a row for each finding with "
     "its sentences and its article; 'claimbase apply' takes back what was changed in it.",
     BIT(DATABASE) | BIT(REVIEW) | BIT(OUTPUT) | BIT(ARTICLE) | BIT(OUTLET) | BIT(UNREVIEWED) |
         BIT(SEMICOLON) | BIT(QUIET) | BIT(HELP),
     0, 1, run_export},
    {"apply", "FILE", "take back a review that was edited in a spreadsheet",
     "Compares FILE ('-' = standard input), which 'export --review' wrote and a spreadsheet saved, with the "
     "knowledge base, and corrects what was changed in it. A line for each row says what changes; a row that "
     "contradicts another, or what is in the knowledge base since, is refused with its row and column, the "
     "rest is done in one transaction. Corrections hold until they are undone. The exit code is 1 when a row "
     "was "
     "refused.",
     BIT(DATABASE) | BIT(BY) | BIT(NOTE) | BIT(DRY_RUN) | BIT(QUIET) | BIT(HELP), 1, 1, run_apply},
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
    {"entity", "merge|split|rename|kind|alias|unalias|add ENTITY ...", "decide about an entity",
     "'entity merge ENTITY INTO' makes two entities one, INTO; 'entity split ENTITY from=OTHER' says that "
     "they are "
     "never the same; 'entity split ENTITY to=OTHER article=ID' that OTHER is meant in this article "
     "(kind=KIND makes "
     "it); 'entity rename ENTITY NAME', 'entity kind ENTITY KIND'; 'entity alias ENTITY ALIAS' and 'entity "
     "unalias "
     "ENTITY ALIAS' add and take away another form of its name; 'entity add NAME KIND' tells of a new one. "
     "ENTITY is a "
     "name, an alias or a key. A decision holds for articles to come, through every rebuild, until it is "
     "undone.",
     CORRECT, 2, -1, run_entity},
    {"claim", "set|reject ID, or add ARTICLE WORDS, then FIELD=VALUE...", "correct a claim",
     "'claim set ID FIELD=VALUE...' corrects its speaker, no_speaker, kind, act, medium, source or about "
     "(several with "
     "';' between); an empty VALUE clears it. 'claim reject ID' takes it away. 'claim add ARTICLE WORDS "
     "FIELD=VALUE...' adds what was missed: WORDS as they stand in the article with this id, with "
     "occurrence=N where "
     "they stand there more than once. What was there before is kept; 'claimbase undo' brings it back.",
     CORRECT, 2, -1, run_correct},
    {"figure", "set|reject ID, or add ARTICLE WORDS, then FIELD=VALUE...", "correct a figure",
     "As 'claim', for kind, low, high, value (both), date_low, date_high, unit, bound, approximate, what, "
     "what_key and "
     "entity.",
     CORRECT, 2, -1, run_correct},
    {"mention", "set|reject ID, or add ARTICLE WORDS, then FIELD=VALUE...", "correct a mention",
     "As 'claim', for entity and kind.", CORRECT, 2, -1, run_correct},
    {"citation", "set|reject ID, or add ARTICLE WORDS, then FIELD=VALUE...", "correct a citation",
     "As 'claim', for source.", CORRECT, 2, -1, run_correct},
    {"position", "reject ID", "reject a position", "Takes the position away.", CORRECT, 2, 2, run_correct},
    {"proposition", "reject ID", "reject a proposition", "Takes the proposition away.", CORRECT, 2, 2,
     run_correct},
    {"article", "set ID FIELD=VALUE...", "correct what is known of an article",
     "Corrects title, author, published or outlet of the article with this id. What was found in it may "
     "depend on "
     "them: the next import or rebuild reads it again.",
     CORRECT, 3, -1, run_correct},
    {"undo", "ID", "take back a correction",
     "Takes back the entry ID of the log, which 'claimbase corrections' shows. The rows are as if it had "
     "never been; "
     "the log keeps both. An undo can be undone.",
     CORRECT, 1, 1, run_undo},
    {"corrections", "[export|import FILE]", "list what was corrected; share it with others",
     "Prints the log of corrections: who decided what, when and why, what was there before, and whether it "
     "stands. "
     "With --orphans only entries whose text or row is not there any more: they wait, and are applied again "
     "when it "
     "is back. 'corrections export' writes the log as others need it (--format csv or jsonl); 'corrections "
     "import "
     "FILE' ('-' = standard input) takes such a log: entries that are in already are passed over, the others "
     "find "
     "their places by the articles' bytes, path or address and their words, or wait for them. Where two "
     "entries want "
     "different things of one field, both are said, and the later one holds.",
     BIT(DATABASE) | BIT(ORPHANS) | BIT(REPORT_FORMAT) | BIT(OUTPUT) | BIT(DRY_RUN) | BIT(QUIET) |
         BIT(COLOR) | BIT(HELP),
     0, 2, run_corrections},
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
