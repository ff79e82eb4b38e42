# Read by the scripts that run reports with parameters (". tests/queries/params.sh"); they set database and file.
# shellcheck shell=sh disable=SC2154

# The values of the lines "-- KEY: value" in the head of the file.
head_lines() {
    sed -n "s/^-- $1: *//p" "$file"
}

# A value for the parameter $1 of type $2: the first that the report itself offers, else one of the type.
value_for() {
    choice=$(head_lines values | sed -n "s/^$1 \{1,\}//p")
    if [ -n "$choice" ]; then
        sqlite3 -readonly "$database" "SELECT * FROM ($choice) LIMIT 1"
        return
    fi
    case $2 in
        date) echo 2025-10-01 ;;
        integer) echo 2 ;;
        real) echo 0.5 ;;
        *) sed -n "s/^$1 //p" tests/queries/values.txt ;;
    esac
}

# The CSV file $1 as one line of SQL literals a row, so that neither quoting nor the style of numbers matters.
plain_rows() {
    [ ! -s "$1" ] || sqlite3 :memory: ".import --csv '$1' t" '.mode quote' 'SELECT * FROM t' |
        sed "s/\.0'/'/g; s/\(\.[0-9]*[1-9]\)0*'/\1'/g"
}
