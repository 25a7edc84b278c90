# One measured window. Sourced, together with the outside-in suite's server.sh and sipp.sh.
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

# peak PID...: the most resident memory that these processes have ever had, in MB; of several, shared pages counted once, what they have now.
peak() {
    if [ $# -eq 1 ]; then awk '/^VmHWM:/ { printf "%d", $2 / 1024 }' "/proc/$1/status" 2>/dev/null; else rss "$@"; fi
}

# minus A B: A less B, for numbers with a fraction.
minus() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a - b }'
}

# calls_at STATISTICS SECOND [COLUMN]: how many calls SIPp had brought to a good end by then (seconds since 1970), or another of its counts,
# between two of its lines by rule of three.
calls_at() {
    awk -F';' -v at="$2" -v column="${3:-SuccessfulCall(C)}" '
        NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "CurrentTime") t = i; if ($i == column) c = i }; next }
        {
            n = split($t, part, "\t"); now = part[n]
            if (now >= at && NR > 2) {
                printf "%.1f", calls + ($c - calls) * (at - then) / (now - then); found = 1; exit
            }
            then = now; calls = $c
        }
        END { if (!found) printf "%.1f", calls }' "$1"
}

# answer_times FOLDER FROM TO: median and 99th percentile, in ms, of the first request to its answer (180 to INVITE, 200 to REGISTER). FROM and TO are seconds since SIPp started; its own clock is
# no finer than a millisecond or a few.
answer_times() {
    # A line is ms since the start;response time in ms;number of the timer.
    cat "$1"/*rtt.csv 2>/dev/null | awk -F';' -v from="$2" -v to="$3" '$3 == 1 && $1 >= from * 1000 && $1 <= to * 1000 { print $2 }' | sort -n |
        awk '{ v[NR] = $1 } END { if (NR) printf "%.1f %.1f", v[int((NR + 1) / 2)], v[int(NR * 0.99 + 0.5)]; else printf "- -" }'
}

# call ROLE FOLDER RATE CALLS [OPTION...]: SIPp calls the server of a role and, where there must be one, answers; returns at once with the
# processes' ids in caller and callee (which is empty where the server answers itself). Uses transport, breath, hold (ms between ACK
# and BYE; breath where it is empty) and caller_scenario (uac where it is empty).
call() {
    local role=$1 folder=$2 rate=$3 calls=$4 port=${port_of[$1]} sockets scenario=${caller_scenario:-uac} caller_port callee_port target tail=''
    shift 4
    mkdir -p "$folder"
    sockets=u1
    [ "$transport" = udp ] || { sockets=t1 && tail=";transport=$transport"; }
    callee=
    target="uas@127.0.0.1:$port$tail"
    case $role in
        *registrar | *digest)
            [[ $role == *digest ]] && scenario=register || scenario=register-open
            register_users >"$folder/users"
            set -- "$@" -inf "$folder/users" -key domain "127.0.0.1:$port"
            ;;
        uas) ;;
        *)
            free_port callee_port
            # Not the server's own domain: it is to pass the call on, without looking anybody up in a database.
            target="callee@127.0.0.1:$callee_port$tail"
            sipp_of callee "$folder" uas "$sockets" "$callee_port" -d "$breath" &
            callee=$!
            started+=("$callee")
            sleep 0.5
            ;;
    esac
    free_port caller_port
    [ -e "$scenarios/$scenario.xml" ] || local scenarios=$here/scenarios
    (cd "$folder" && sipp_of caller "$folder" "$scenario" "$sockets" "$caller_port" "127.0.0.1:$port" -r "$rate" -m "$calls" \
        -d "${hold:-$breath}" -timeout_error -trace_rtt -rtt_freq 100 -key target "$target" -key hops 70 "$@") &
    caller=$!
    started+=("$caller")
}

register_users() {
    local user
    echo SEQUENTIAL
    for user in $(user_names); do subscriber "$user" "$user@127.0.0.1:9"; done
}

# hung_up: waits for the caller, ends the callee; the status is the caller's.
hung_up() {
    local result
    wait "$caller"
    result=$?
    forget "$caller"
    [ -z "$callee" ] || end "$callee" 2
    return $result
}

failed_of() { figure "$1/caller.csv" 'FailedCall(C)'; }
repeated_of() { echo $(($(figure "$1/caller.csv" 'Retransmissions(C)') + $(figure "$1/callee.csv" 'Retransmissions(C)'))); }

# measure ROLE FOLDER: warmup and a window at one rate; prints a line of results:
# role, transport, calls/s, µs a call, calls, failed, retransmissions, p50, p99, peak MB, server CPU/SIPp CPU, load of the rest of the machine
# in %, stolen %. Its status is 0 when no call failed.
measure() {
    local role=$1 folder=$2 caller callee members sippers held=$((${hold:-0} / 1000)) ended
    local begun=$EPOCHREALTIME
    call "$role" "$folder" "$rate" $((rate * (warmup + seconds + held + 2))) -l $((rate * (held + 2))) \
        -timeout $((warmup + seconds + held + ${patience:-40}))s
    sleep "$warmup"

    members=$(family "${pid_of[$role]}")
    sippers="$(family "$caller") ${callee:+$(family "$callee")}"
    local from to cpu_from cpu_to sipp_from sipp_to busy_from busy_to stolen_from stolen_to memory
    # shellcheck disable=SC2086
    {
        from=$EPOCHREALTIME cpu_from=$(cpu $members) sipp_from=$(cpu $sippers)
        busy_from=$(all_cpu) stolen_from=$(stolen)
        sleep "$seconds"
        to=$EPOCHREALTIME cpu_to=$(cpu $members) sipp_to=$(cpu $sippers)
        busy_to=$(all_cpu) stolen_to=$(stolen)
        memory=$(peak $members)
    }
    [ -z "${at_the_end:-}" ] || "$at_the_end"
    hung_up
    ended=$?

    local calls failed
    calls=$(minus "$(calls_at "$folder/caller.csv" "$to")" "$(calls_at "$folder/caller.csv" "$from")")
    failed=$(failed_of "$folder")
    awk -v role="$role $transport $rate" -v calls="$calls" -v failed="$failed" -v again="$(repeated_of "$folder")" \
        -v times="$(answer_times "$folder" "$(minus "$from" "$begun")" "$(minus "$to" "$begun")")" -v memory="$memory" \
        -v server="$cpu_from $cpu_to" -v sipp="$sipp_from $sipp_to" -v busy="$busy_from $busy_to" -v stolen="$stolen_from $stolen_to" \
        -v from="$from" -v to="$to" -v cores="$(nproc)" '
        function difference(pair,  p) { split(pair, p, " "); return p[2] - p[1] }
        BEGIN {
            window = (to - from) * cores
            used = difference(server); by_sipp = difference(sipp)
            noise = 100 * (difference(busy) - used - by_sipp) / window; if (noise < 0) noise = 0
            printf "%s %.1f %d %d %d %s %d %.3f %.1f %.1f\n", role, calls ? used * 1e6 / calls : 0, calls, failed, again, times, memory,
                by_sipp ? used / by_sipp : 0, noise, 100 * difference(stolen) / window
        }'
    [ "$ended" -eq 0 ] && [ "$failed" -eq 0 ]
}

# clean ROLE RATE FOLDER: whether the server takes that rate for a window: not one call failed or was repeated, and SIPp really called so often.
clean() {
    local role=$1 rate=$2 folder=$3 patience=5 line
    line=$(measure "$role" "$folder") || return 1
    progress <<<"$line"
    awk -v seconds="$seconds" '{ exit !($6 == 0 && $7 == 0 && $5 >= 0.98 * $3 * seconds) }' <<<"$line"
}

# highest ROLE: the highest rate that is clean, up to a few per cent: doubled from search_from, then the last step halved four times.
highest() {
    local role=$1 good=0 bad='' try=${search_from:-500} tries=0
    while [ $tries -lt 12 ]; do
        tries=$((tries + 1))
        if clean "$role" "$try" "$work/search/$role-$transport-$try"; then good=$try; else bad=$try; fi
        if [ -z "$bad" ]; then
            try=$((try * 2))
            [ "$try" -le 32000 ] || break
        else
            [ $((bad - good)) -gt $((bad / 12)) ] || break
            try=$(((good + bad) / 2))
            # Let it forget what it could not do.
            sleep 3
        fi
    done
    echo "$good"
}

# launch_sipario BASE PORT with|without: runs the packed server with its AOT cache or without and does not wait; server_pid is its process.
launch_sipario() {
    local base=$1 port=$2 http options=${SIPARIO_OPTS_EXTRA:-}
    free_port http
    [ "$3" = with ] || options+=' -XX:AOTMode=off'
    [ ! -e "$base/conf/interop-dar.properties" ] || options+=" -Dsip.dar=$base/conf/interop-dar.properties"
    SIPARIO_BASE=$base SIPARIO_OPTS="-Dsip.port=$port -Dhttp.port=$http -Dbind.address=127.0.0.1 $options" \
        "$package/bin/sipario" run >"$base/console.log" 2>&1 </dev/null &
    server_pid=$!
    started+=("$server_pid")
}

# await_options PORT SECONDS: asks over UDP until it is answered 200; prints when (seconds since 1970).
await_options() { perl "$here/answered.pl" "$1" "$2"; }

# slowest FOLDER: how many 180s came later than 500 ms after their INVITE, the slowest and the 99th percentile in ms.
slowest() {
    cat "$1"/*rtt.csv 2>/dev/null | awk -F';' '$3 == 1 { print $2 }' | sort -n |
        awk '{ v[NR] = $1; late += $1 > 500 } END { if (NR) print late + 0, v[NR], v[int(NR * 0.99 + 0.5)]; else print "0 - -" }'
}
