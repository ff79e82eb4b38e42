#!/bin/sh
# usage: help.sh CLAIMBASE (at the top of the source tree)
# Every command and option is in the help of its command, in the man page, and in a command-line test.
set -eu
claimbase=$1
failed=0
missing=$(mktemp)
trap 'rm -f "$missing"' EXIT

complain() {
    echo "$1"
    failed=1
}

# The part of the man page about a command: from its line to the next .TP.
section() {
    sed 's/\\-/-/g' src/cli/claimbase.1 |
        awk -v name="$1" '/^\.TP/ { on = 0 } /^\.B/ && (index($0 " ", "claimbase " name " ") || index($0, "claimbase " name "\"")) { on = 1 } on'
}

# The option as a test may write it: --database or -d.
letter() {
    sed -n "s/^\\.BR \\\\-\\(.\\) \", \" \\\\-\\\\-$1 .*/\\1/p; s/^\\.BR \\\\-\\(.\\) \", \" \\\\-\\\\-$1\$/\\1/p" src/cli/claimbase.1
}

commands=$("$claimbase" help --list | grep -v ' ')
[ -n "$commands" ] || complain "'claimbase help --list' lists nothing"
for command in $commands; do
    "$claimbase" help | grep -q "^  $command " || complain "'claimbase help' does not list $command"
    [ -n "$(section "$command")" ] || complain "the man page has no section on $command"
    grep -qE "(claimbase|CLAIMBASE\"?) $command" tests/cli/*/cmd || complain "no test in tests/cli uses '$command'"
done

"$claimbase" help --list | grep ' ' | while read -r command option; do
    name=${option#--}
    escaped=$(printf '%s' "$name" | sed 's/-/\\\\-/g')
    "$claimbase" help "$command" | grep -q -e " $option" || echo "'claimbase help $command' does not explain $option"
    section "$command" | grep -q -e "$option" || echo "the man page does not list $option with $command"
    grep -q -e "\\\\-\\\\-$escaped" src/cli/claimbase.1 || echo "the man page does not explain $option"
    short=$(letter "$escaped")
    grep -hE "(claimbase|CLAIMBASE\"?) $command( |$)" tests/cli/*/cmd | grep -qE -e "$option${short:+| -$short( |\$)}" ||
        echo "no test in tests/cli uses '$command $option'"
done > "$missing"
if [ -s "$missing" ]; then
    cat "$missing"
    failed=1
fi
exit $failed
