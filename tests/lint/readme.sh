#!/bin/sh
# usage: readme.sh CLAIMBASE (at the top of the source tree)
# What the README files tell people to type exists: scripts, commands with their options, reports, tables and views.
set -eu
claimbase=$1
failed=0

complain() {
    echo "$1"
    failed=1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$claimbase" help --list > "$work/list"

for file in README.md CONTRIBUTING.md queries/README.md schema/README.md import/README.md; do
    if [ ! -f "$file" ]; then
        complain "$file is missing"
        continue
    fi
    for script in $(grep -oE 'scripts/[a-z-]+' "$file" | sort -u); do
        [ -x "$script" ] || complain "$file: $script does not exist"
    done

    # Commands: between backquotes, after a prompt, or indented.
    grep -oE '(`|^\$ |^ +)([a-z-]+/)*claimbase [a-z][^`]*' "$file" | sed 's/^[^ ]*claimbase //; s/^[`$ ]*[^ ]*claimbase //' > "$work/lines" || true
    while read -r command rest; do
        if ! grep -qx -e "$command" "$work/list"; then
            complain "$file: there is no command '$command'"
            continue
        fi
        for option in $(printf '%s' "$rest" | grep -oE -e '--[a-z-]+' || true); do
            grep -qx -e "$command $option" "$work/list" || complain "$file: $command has no option $option"
        done
        report=${rest%% *}
        case $command:$report in
            report: | report:-* | report:NAME* | "report:<"*) ;;
            report:*)
                [ -n "$(find queries -name "${report##*/}.sql")" ] || complain "$file: there is no report '$report'"
                ;;
        esac
    done < "$work/lines"
    for report in $(grep -oE '[a-z./]+\.sql' "$file" | grep '^queries/' | sort -u); do
        [ -f "$report" ] || complain "$file: $report does not exist"
    done
done
exit $failed
