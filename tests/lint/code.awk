# Shared by the lints that read C: code(line) is the line without comments; bare(line) also empties its string and
# character constants. Call one of them once for every line, in order.

function code(line,   out, i, c, two, quote) {
    if (FNR == 1)
        in_comment = 0
    out = ""
    quote = ""
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (in_comment) {
            if (two == "*/") {
                in_comment = 0
                i++
            }
        } else if (quote != "") {
            out = out c
            if (c == "\\") {
                i++
                out = out substr(line, i, 1)
            } else if (c == quote) {
                quote = ""
            }
        } else if (two == "/*") {
            in_comment = 1
            i++
        } else if (two == "//") {
            break
        } else {
            if (c == "\"" || c == "'")
                quote = c
            out = out c
        }
    }
    return out
}

function bare(line) {
    line = code(line)
    gsub(/\\./, "", line)
    gsub(/"[^"]*"/, "\"\"", line)
    gsub(/'[^']*'/, "''", line)
    return line
}

function complain(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what
    failed = 1
}

END {
    exit failed
}
