# One measured window, and the tables made of many. Sourced by run, together with the outside-in suite's server.sh and sipp.sh.
# shellcheck shell=bash

ticks_a_second=$(getconf CLK_TCK)

# cpu PID...: CPU seconds that these processes have used, children that they waited for not included.
cpu() {
    local pid
    for pid in "$@"; do cat "/proc/$pid/stat" 2>/dev/null; done |
        awk -v hz="$ticks_a_second" '{ sub(/^.*\) /, ""); ticks += $12 + $13 } END { printf "%.2f", ticks / hz }'
}

# all_cpu: CPU seconds of all processes and kernel threads, those that have ended and been waited for included. (The kernel's own sum in
# /proc/stat is sampled by the clock and misses who sleeps again before the next tick: servers and SIPp do.)
all_cpu() {
    cat /proc/[0-9]*/stat 2>/dev/null |
        awk -v hz="$ticks_a_second" '{ sub(/^.*\) /, ""); ticks += $12 + $13 + $14 + $15 } END { printf "%.2f", ticks / hz }'
}

# stolen: CPU seconds that the hypervisor has kept from this machine.
stolen() {
    awk -v hz="$ticks_a_second" '$1 == "cpu" { printf "%.2f", $9 / hz }' /proc/stat
}

# rss PID...: resident memory in MB, shared pages counted once a process (PSS where the kernel tells it).
rss() {
    local pid
    for pid in "$@"; do
        if [ -r "/proc/$pid/smaps_rollup" ]; then grep '^Pss:' "/proc/$pid/smaps_rollup"; else grep '^VmRSS:' "/proc/$pid/status"; fi 2>/dev/null
    done | awk '{ kb += $2 } END { printf "%d", kb / 1024 }'
}

# minus A B: A less B, for numbers with a fraction.
minus() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a - b }'
}

# calls_at STATISTICS SECOND: how many calls SIPp had brought to a good end by then (seconds since 1970), between two of its lines by rule of three.
calls_at() {
    awk -F';' -v at="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "CurrentTime") t = i; if ($i == "SuccessfulCall(C)") c = i }; next }
        {
            n = split($t, part, "\t"); now = part[n]
            if (now >= at && NR > 2) {
                printf "%.1f", calls + ($c - calls) * (at - then) / (now - then); found = 1; exit
            }
            then = now; calls = $c
        }
        END { if (!found) printf "%.1f", calls }' "$1"
}

# answer_times FOLDER FROM TO: median and 99th percentile, in ms, of INVITE to 180. FROM and TO are seconds since SIPp started; its own clock is
# no finer than a millisecond or a few.
answer_times() {
    # A line is ms since the start;response time in ms;number of the timer.
    cat "$1"/*rtt.csv 2>/dev/null | awk -F';' -v from="$2" -v to="$3" '$3 == 1 && $1 >= from * 1000 && $1 <= to * 1000 { print $2 }' | sort -n |
        awk '{ v[NR] = $1 } END { if (NR) printf "%.1f %.1f", v[int((NR + 1) / 2)], v[int(NR * 0.99 + 0.5)]; else printf "- -" }'
}

# measure ROLE PORT PID FOLDER: calls through one server; prints a line of results:
# role, µs a call, calls, failed, retransmissions, p50, p99, MB, server CPU/SIPp CPU, load of the rest of the machine in %, stolen %.
measure() {
    local role=$1 port=$2 pid=$3 folder=$4 caller_port callee_port callee='' caller target members sippers total status
    free_port caller_port
    total=$((rate * (warmup + seconds + 2)))
    target="uas@127.0.0.1:$port"
    if [ "$role" != uas ]; then
        free_port callee_port
        # Not the server's own domain: it is to pass the call on, without looking anybody up in a database.
        target="callee@127.0.0.1:$callee_port"
        sipp_of callee "$folder" uas u1 "$callee_port" -d "$breath" &
        callee=$!
        started+=("$callee")
        sleep 0.5
    fi
    local begun=$EPOCHREALTIME
    (cd "$folder" && sipp_of caller "$folder" uac u1 "$caller_port" "127.0.0.1:$port" -r "$rate" -m "$total" -l $((rate * 2)) -d "$breath" \
        -timeout $((warmup + seconds + 40))s -timeout_error -trace_rtt -rtt_freq 1000 -key target "$target" -key hops 70) &
    caller=$!
    started+=("$caller")
    sleep "$warmup"

    members=$(family "$pid")
    sippers="$(family "$caller") ${callee:+$(family "$callee")}"
    local from to cpu_from cpu_to sipp_from sipp_to busy_from busy_to stolen_from stolen_to calls memory
    # shellcheck disable=SC2086
    {
        from=$EPOCHREALTIME cpu_from=$(cpu $members) sipp_from=$(cpu $sippers)
        busy_from=$(all_cpu) stolen_from=$(stolen)
        sleep "$seconds"
        to=$EPOCHREALTIME cpu_to=$(cpu $members) sipp_to=$(cpu $sippers)
        busy_to=$(all_cpu) stolen_to=$(stolen)
        memory=$(rss $members)
    }
    wait "$caller"
    status=$?
    forget "$caller"
    [ -z "$callee" ] || end "$callee" 2

    calls=$(minus "$(calls_at "$folder/caller.csv" "$to")" "$(calls_at "$folder/caller.csv" "$from")")
    local failed retransmitted times
    failed=$(figure "$folder/caller.csv" 'FailedCall(C)')
    retransmitted=$(($(figure "$folder/caller.csv" 'Retransmissions(C)') + $(figure "$folder/callee.csv" 'Retransmissions(C)')))
    times=$(answer_times "$folder" "$(minus "$from" "$begun")" "$(minus "$to" "$begun")")
    awk -v role="$role" -v calls="$calls" -v failed="$failed" -v again="$retransmitted" -v times="$times" -v memory="$memory" \
        -v server="$cpu_from $cpu_to" -v sipp="$sipp_from $sipp_to" -v busy="$busy_from $busy_to" -v stolen="$stolen_from $stolen_to" \
        -v from="$from" -v to="$to" -v cores="$(nproc)" '
        function difference(pair,  part) { split(pair, part, " "); return part[2] - part[1] }
        BEGIN {
            window = (to - from) * cores
            used = difference(server); by_sipp = difference(sipp)
            noise = 100 * (difference(busy) - used - by_sipp) / window; if (noise < 0) noise = 0
            printf "%s %.1f %d %d %d %s %d %.3f %.1f %.1f\n", role, calls ? used * 1e6 / calls : 0, calls, failed, again, times, memory,
                by_sipp ? used / by_sipp : 0, noise, 100 * difference(stolen) / window
        }'
    [ "$status" -eq 0 ] && [ "$failed" -eq 0 ]
}

# progress ROUND: a line for whoever waits.
progress() {
    awk -v round="$1" '{ printf "round %d %-9s %6.1f µs a call, %d calls, %d failed, %d retransmissions, others used %s %%\n", round, $1, $2, $3, $4, $5, $10 }' >&2
}

machine() {
    echo "machine:  $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), Linux $(uname -r), $(awk '/^MemTotal/ { printf "%d GB", $2 / 1048576 }' /proc/meminfo)"
    echo "versions: $(sipp -v 2>/dev/null | sed -n 's/^ *\(SIPp v[0-9.]*\).*/\1/p' | head -n 1)$(command -v kamailio >/dev/null && kamailio -v | sed -n 's/^version: kamailio \([0-9.]*\).*/, Kamailio \1/p')$(versions_of_ours)"
    echo "run:      $(date -u +%F), $rate calls/s over UDP, $rounds rounds of $seconds s after $warmup s of the same load, $breath ms between messages of one side"
}

versions_of_ours() {
    [ "$roles" != kamailio ] || return 0
    local java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    echo ", Sipario $(git -C "$repository" describe --always --dirty 2>/dev/null || echo 'of unknown version') on Java $("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)"
}

# table RESULTS: a line a role: medians with the least and the most of the rounds, and the ratio to Kamailio's proxy.
table() {
    awk '
        function sorted(list, n,  i, j, x) {
            for (i = 2; i <= n; i++) { x = list[i]; for (j = i - 1; j > 0 && list[j] > x; j--) list[j + 1] = list[j]; list[j + 1] = x }
        }
        function median(role, column,  i, n, list) {
            n = count[role]
            for (i = 1; i <= n; i++) list[i] = value[role, i, column]
            sorted(list, n)
            least = list[1]; most = list[n]
            return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
        }
        function total(role, column,  i, sum) { for (i = 1; i <= count[role]; i++) sum += value[role, i, column]; return sum }
        {
            if (!count[$1]++) order[++roles] = $1
            for (i = 2; i <= NF; i++) value[$1, count[$1], i] = $i == "-" ? 0 : $i
        }
        END {
            print "| role | server CPU µs a call: median (min–max) | to Kamailio | to SIPp | 180 after, p50 ms | p99 ms | failed | retransmissions | MB | noise % (max) | stolen % |"
            print "|---|---|---|---|---|---|---|---|---|---|---|"
            base = count["kamailio"] ? median("kamailio", 2) : 0
            for (r = 1; r <= roles; r++) {
                role = order[r]
                middle = median(role, 2); low = least; high = most
                noise = median(role, 10); worst = most
                printf "| %s | %.1f (%.1f–%.1f) | %s | %.2f | %.1f | %.1f | %d | %d | %d | %.1f (%.1f) | %.1f |\n",
                    role == "kamailio" ? "Kamailio proxy" : "Sipario " role, middle, low, high, base ? sprintf("%.2f", middle / base) : "–",
                    median(role, 9), median(role, 6), median(role, 7), total(role, 4), total(role, 5), median(role, 8), noise, worst, median(role, 11)
            }
        }' "$1"
}
