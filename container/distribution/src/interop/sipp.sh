# SIPp runs and their verdicts. A run leaves in its folder: *.csv (statistics), *.errors (unexpected messages). Sourced.
# shellcheck shell=bash

# figure STATISTICS COLUMN: the last value of a column, 0 when there is none.
figure() {
    awk -F';' -v column="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i; next }
        at && $at != "" { value = $at }
        END { print value + 0 }' "$1" 2>/dev/null || echo 0
}

# sipp_of NAME FOLDER SCENARIO TRANSPORT PORT [OPTION...]: SIPp with everything that all our runs have in common.
sipp_of() {
    local name=$1 folder=$2 scenario=$3 transport=$4 port=$5
    shift 5
    # With a connection a call SIPp wants to know beforehand that it may open so many; its own default is more than most limits.
    [ "$transport" != tn ] || set -- -max_socket $(($(ulimit -n) / 2 < 4000 ? $(ulimit -n) / 2 : 4000)) "$@"
    # The large buffer: a burst that SIPp is too slow to read would look like a server that says nothing.
    sipp -nostdin -sf "$scenarios/$scenario.xml" -i 127.0.0.1 -t "$transport" -p "$port" -buff_size 4194304 \
        -trace_stat -fd 1 -stf "$folder/$name.csv" -trace_err -error_file "$folder/$name.errors" \
        "$@" >"$folder/$name.screen" 2>&1 </dev/null
}

# verdict NAME FOLDER STATUS CALLS TRANSPORT: silent when the run was clean, else one reason. Over TCP SIPp never retransmits; over UDP on
# loopback nothing is lost, so a retransmission means that somebody was slow to answer.
verdict() {
    local name=$1 folder=$2 status=$3 calls=$4 transport=$5 statistics=$2/$1.csv column count
    local allowed=${INTEROP_RETRANSMISSIONS:-0}
    for column in 'FailedCall(C)' 'OutOfCallMsgs(C)' 'DeadCallMsgs(C)'; do
        count=$(figure "$statistics" "$column")
        if [ "$count" -ne 0 ]; then
            echo "$name: $column = $count of $calls: $(first_error "$folder/$name.errors")"
            return
        fi
    done
    count=$(figure "$statistics" 'SuccessfulCall(C)')
    if [ "$status" -ne 0 ] || [ "$count" -ne "$calls" ]; then
        echo "$name: $count of $calls calls went well, SIPp's status is $status: $(first_error "$folder/$name.errors")"
        return
    fi
    count=$(figure "$statistics" 'Retransmissions(C)')
    if [ "$transport" = u1 ] && [ "$count" -gt "$allowed" ]; then
        echo "$name: $count retransmissions in $calls calls"
    fi
}

# received TRACE: the messages that SIPp received, in the order of their coming, out of its message trace.
received() {
    tr -d '\r' <"$1" | awk '/^------------------------------/ { on = 0 } /message received/ { on = 1 } on'
}

# The first thing SIPp complained of, on one line.
first_error() {
    [ -s "$1" ] && tr -d '\r' <"$1" | awk 'NF' | head -n 4 | cut -c1-160 | paste -sd' ' || echo 'no message in its error file'
}

# register_contact NAME FOLDER TRANSPORT USER CONTACT [PASSWORD]: one digest registration at the server under test.
register_contact() {
    local name=$1 folder=$2 transport=$3 user=$4 contact=$5 password=${6:-$password} port status
    free_port port
    {
        echo SEQUENTIAL
        subscriber "$user" "$contact"
    } >"$folder/$name.users"
    sipp_of "$name" "$folder" register "$transport" "$port" "127.0.0.1:$sip_port" -m 1 -timeout 30s -timeout_error -inf "$folder/$name.users" \
        -key domain "127.0.0.1:$sip_port"
    status=$?
    verdict "$name" "$folder" "$status" 1 tcp
}

# subscriber USER CONTACT: a line of the file that register.xml is fed with.
subscriber() {
    echo "$1;[authentication username=$1 password=$password];$2;"
}
