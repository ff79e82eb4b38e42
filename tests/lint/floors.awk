# A module includes its own folder and lower floors only. usage: awk -f code.awk -f floors.awk src/floors.txt FILE...

FILENAME ~ /floors\.txt$/ {
    if ($0 !~ /^#/ && NF >= 2) {
        floor[$1] = $2
        for (i = 3; i <= NF; i++)
            also[$1, $i] = 1
    }
    next
}

FNR == 1 {
    split(FILENAME, part, "/") # src/MODULE/FILE
    module = part[2]
    if (!(module in floor))
        complain("the folder " module " is not in src/floors.txt")
}

{
    line = code($0)
}

line ~ /^[ \t]*#[ \t]*include[ \t]*"/ {
    split(line, part, "\"")
    split(part[2], path, "/")
    other = path[1]
    if (!(other in floor))
        complain("\"" part[2] "\" is not named from the top of src/")
    else if (module == "cli" && other != "cli" && other != "include")
        complain("the program includes claimbase.h only, not \"" part[2] "\"")
    else if (other != module && floor[other] >= floor[module] && !((module, other) in also))
        complain(module " (floor " floor[module] ") may not include " other " (floor " floor[other] ")")
}

line ~ /^[ \t]*#[ \t]*include[ \t]*<sqlite3/ && module !~ /^(db|store|report)$/ {
    complain("sqlite3.h belongs to db/, store/ and report/")
}

line ~ /^[ \t]*#[ \t]*include[ \t]*<csv\.h>/ && FILENAME != "src/text/csv.c" {
    complain("csv.h belongs to text/csv.c")
}

# The same wall for those who would go round the header.
line ~ /(^|[^A-Za-z0-9_])sqlite3_[a-z0-9_]+[ \t]*\(/ && module !~ /^(db|store|report)$/ {
    complain("SQLite is called outside db/, store/ and report/")
}
