# What has been measured, as Markdown. Sourced.
# shellcheck shell=bash

title() {
    case $1 in
        kamailio) echo 'Kamailio proxy' ;;
        kamailio-registrar) echo 'Kamailio registrar, no digest' ;;
        kamailio-digest) echo 'Kamailio registrar, digest' ;;
        registrar) echo 'Sipario registrar, no digest' ;;
        digest) echo 'Sipario registrar, digest' ;;
        b2bua) echo 'Sipario B2BUA' ;;
        uas) echo 'Sipario UAS' ;;
        *) echo "Sipario $1" ;;
    esac
}

# peer ROLE: whom a role is compared with.
peer() {
    case $1 in
        *registrar) echo kamailio-registrar ;;
        *digest) echo kamailio-digest ;;
        *) echo kamailio ;;
    esac
}

# java_version: of the Java that the packed server finds for itself.
java_version() {
    SIPARIO_BASE=$work/java SIPARIO_OPTS=-version "$package/bin/sipario" run 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1
}

machine() {
    echo "machine:  $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), Linux $(uname -r), $(awk '/^MemTotal/ { printf "%d GB", $2 / 1048576 }' /proc/meminfo)"
    echo "versions: $(sipp -v 2>/dev/null | sed -n 's/^ *\(SIPp v[0-9.]*\).*/\1/p' | head -n 1)$(command -v kamailio >/dev/null && kamailio -v | sed -n 's/^version: kamailio \([0-9.]*\).*/, Kamailio \1/p'), Sipario $(git -C "$repository" describe --always --dirty 2>/dev/null || echo 'of unknown version') on Java $(java_version)"
    echo "options:  $(grep -v '^#' "$package/conf/jvm.options" | grep '^-X' | paste -sd' ') ${SIPARIO_OPTS_EXTRA:-}"
    echo "run:      $(date -u +%F), $*"
}

# progress: a line for whoever waits, from each line of results.
progress() {
    awk '{ printf "%-18s %s %5d/s %7.1f µs a call, %d calls, %d failed, %d retransmissions, others used %s %%\n",
        $1, $2, $3, $4, $5, $6, $7, $12 }' >&2
}

# median: of the numbers that come in, one a line, after the least and the most of them: "median least most".
median() {
    sort -n | awk '{ v[NR] = $1 } END { if (NR) print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2), v[1], v[NR]; else print "- - -" }'
}

sum() { awk '{ s += $1 } END { print s + 0 }'; }

# column RESULTS ROLE TRANSPORT RATE N: that column of all rounds, one a line.
column() {
    awk -v role="$2" -v transport="$3" -v rate="$4" -v n="$5" '$1 == role && $2 == transport && $3 == rate && $n != "-" { print $n }' "$1"
}

# costs RESULTS: a line for each role, transport and rate: medians with the least and the most of the rounds, and the ratio to Kamailio.
costs() {
    local results=$1 role transport rate middle low high base
    echo '| role | | calls/s | server CPU µs a call: median (min–max) | to Kamailio | to SIPp | p50 ms | p99 ms | failed | retransmissions | peak MB | noise % (max) | stolen % |'
    echo '|---|---|---|---|---|---|---|---|---|---|---|---|---|'
    awk '{ print $2, $3, $1 }' "$1" | awk '!seen[$0]++' | while read -r transport rate role; do
        of() { column "$results" "${2:-$role}" "$transport" "$rate" "$1"; }
        middle_of() { of "$1" | median | cut -d' ' -f1; }
        read -r middle low high < <(of 4 | median)
        read -r base _ < <(of 4 "$(peer "$role")" | median)
        printf '| %s | %s | %d | %.1f (%.1f–%.1f) | %s | %.2f | %s | %s | %d | %d | %d | %.1f (%.1f) | %.1f |\n' \
            "$(title "$role")" "${transport^^}" "$rate" "$middle" "$low" "$high" \
            "$(awk -v a="$middle" -v b="$base" 'BEGIN { if (b + 0) printf "%.2f", a / b; else print "–" }')" \
            "$(middle_of 11)" "$(middle_of 8)" "$(middle_of 9)" "$(of 6 | sum)" "$(of 7 | sum)" "$(of 10 | sort -n | tail -n 1)" \
            "$(middle_of 12)" "$(of 12 | sort -n | tail -n 1)" "$(middle_of 13)"
    done
}

# peaks SEARCHED: the highest clean rates: lines of "role transport rate" into a table with ratios.
peaks() {
    echo '| role | | highest clean rate, calls/s | to Kamailio |'
    echo '|---|---|---|---|'
    local role transport rate base
    while read -r role transport rate; do
        base=$(awk -v role="$(peer "$role")" -v transport="$transport" '$1 == role && $2 == transport { print $3 }' "$1")
        printf '| %s | %s | %d | %s |\n' "$(title "$role")" "${transport^^}" "$rate" \
            "$(awk -v a="$rate" -v b="${base:-0}" 'BEGIN { if (b + 0) printf "%.2f", a / b; else print "–" }')"
    done <"$1"
}
