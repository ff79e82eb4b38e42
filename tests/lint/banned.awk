# Functions that we do not use, and why. usage: awk -f code.awk -f banned.awk FILE...

function uses(names) {
    return line ~ ("(^|[^A-Za-z0-9_.>])(" names ")[ \t]*\\(")
}

{
    line = bare($0)
    library = FILENAME ~ /^src\// && FILENAME !~ /^src\/cli\// && FILENAME !~ /\/gen\// # tools for maintainers print
}

uses("strcpy|strcat|stpcpy|strncpy|strncat|sprintf|vsprintf|gets") {
    complain("copies without looking at the room; use cb_buf or snprintf")
}

uses("strtok|strtok_r") {
    complain("cuts its argument to pieces; use cb_str_split")
}

uses("atoi|atol|atoll|atof|strtod|strtof|strtold|scanf|sscanf|fscanf") {
    complain("reads numbers by the locale or without errors; use text/decimal.h or strtol with checks")
}

uses("setlocale|localtime|localtime_r|gmtime|ctime|asctime|strftime_l|wcwidth|mbstowcs|towlower|towupper") {
    complain("depends on the locale or on global state")
}

uses("isalpha|isdigit|isalnum|isspace|isupper|islower|ispunct|isprint|isxdigit|tolower|toupper") ||
line ~ /^[ \t]*#[ \t]*include[ \t]*<(ctype|wctype|wchar)\.h>/ {
    complain("knows ASCII or the locale only; use text/fold.h")
}

uses("alloca|system|popen|mktemp|tmpnam") {
    complain("is not used here")
}

library && FILENAME != "src/base/alloc.c" && uses("malloc|calloc|realloc|strdup|strndup|asprintf|vasprintf") {
    complain("memory comes from base/alloc.h or an arena")
}

library && FILENAME != "src/base/err.c" &&
(uses("printf|vprintf|puts|putchar|perror|exit|_exit|abort|assert") || line ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/) {
    complain("the library neither prints nor exits")
}

# No state that changes: a static at the left margin is const, a function, or a table.
library && line ~ /^static [^(]*[;=]/ && line !~ /(^| )const( |$|\*)/ && line !~ /\(/ {
    complain("global state that can change")
}
