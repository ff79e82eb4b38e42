#!/bin/sh
# usage: headers.sh COMPILER (at the top of the source tree)
# Every header of ours stands alone: it compiles with nothing before it.
set -eu
cc=$1
flags="-std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only -I src $(pkg-config --cflags jansson smartcols)"

failed=0
for header in $(find src tests/support -name '*.h' | LC_ALL=C sort); do
    # shellcheck disable=SC2086 # the flags are words
    if ! "$cc" $flags -I tests -x c -include "$header" /dev/null; then
        echo "$header does not stand alone"
        failed=1
    fi
done
exit $failed
