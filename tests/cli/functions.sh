# What the commands of the test cases may use. $CLAIMBASE is the program, $ROOT the source tree.

claimbase() {
    "$CLAIMBASE" "$@"
}

# The same without anything on the streams; for preparing a case.
quietly() {
    "$@" > /dev/null 2>&1
}

# One value or some rows from a database, by the stock shell: sql kb.db 'SELECT ...'
sql() {
    sqlite3 -readonly "$@"
}

# Runs a command with the rights of an ordinary user: as root without root's power to pass over permissions.
unprivileged() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --inh-caps=-all --bounding-set=-all -- "$@"
    else
        "$@"
    fi
}

# What a failed command must leave behind: a sound knowledge base with that many articles. whole kb.db 2
whole() {
    "$CLAIMBASE" verify -d "$1" > verify.out 2>&1 || {
        echo "$1 is broken:"
        cat verify.out
    }
    found=$(sql "$1" 'SELECT count(*) FROM articles')
    [ "$found" = "$2" ] || echo "$1 has $found articles, not $2"
    sql "$1" 'PRAGMA integrity_check; PRAGMA foreign_key_check' | grep -vx ok || true
}

# Runs a command, prints its exit status, and goes on.
status_of() {
    status=0
    "$@" || status=$?
    echo "exit $status"
}
