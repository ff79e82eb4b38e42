# Compares what a program printed with what is expected. usage: awk -f compare.awk EXPECTED ACTUAL
#
# A line of EXPECTED stands for the same line, except:
#   ~regex    a line that matches the extended regular expression as a whole
#   ...       any number of lines, also none

NR == FNR {
    expected[++m] = $0
    next
}

{
    actual[++n] = $0
}

function fits(e, a) {
    if (substr(e, 1, 1) == "~")
        return a ~ ("^(" substr(e, 2) ")$")
    return (e "") == (a "") # as text, never as numbers
}

END {
    # Between two "..." the lines must be found in one run; the first place that fits is taken.
    i = j = 1
    loose = 0
    while (i <= m) {
        if (expected[i] == "...") {
            loose = 1
            i++
            continue
        }
        for (k = 0; i + k <= m && expected[i + k] != "..."; k++)
            ;
        at_end = i + k > m
        found = 0
        for (start = loose && at_end ? n - k + 1 : j; start >= j && start + k - 1 <= n; start++) {
            for (l = 0; l < k && fits(expected[i + l], actual[start + l]); l++)
                ;
            if (l == k) {
                found = 1
                break
            }
            if (l > best_length || !best) {
                best = i + l
                best_length = l
            }
            if (!loose)
                break
        }
        if (!found) {
            exit report(best ? best : i)
        }
        j = start + k
        i += k
        loose = 0
    }
    if (j <= n && !loose)
        exit report(m + 1)
    exit 0
}

function report(at) {
    if (at <= m)
        printf "line %d of what is expected is not there: %s\n", at, expected[at]
    else
        print "more lines than expected"
    print "printed was:"
    for (k = 1; k <= n; k++)
        print "  | " actual[k]
    return 1
}
