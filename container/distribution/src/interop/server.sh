# Servers under test: free ports, a base of their own, start, stop, the processes they consist of. Sourced by interop and by
# bench/run, which set: repository, work (a temporary folder).
# shellcheck shell=bash

package=${SIPARIO_HOME:-$repository/container/distribution/target/sipario}
realm=sipario
password=secret
next_port=$((15060 + RANDOM % 8000))
declare -a started=() # process ids that stop_all ends

# free_port NAME: puts a port of loopback that nobody listens on, by UDP or TCP, into the variable NAME. Its successor is left free too:
# some phones take the next one for TLS.
free_port() {
    local hex
    while :; do
        next_port=$((next_port + 2))
        printf -v hex ':%04X ' "$next_port"
        cat /proc/net/{udp,tcp,udp6,tcp6} 2>/dev/null | grep -q "^ *[0-9]*: [0-9A-F]*$hex" || break
    done
    printf -v "$1" %d "$next_port"
}

# family PID: the process and all its living descendants, one id a line.
family() {
    cat /proc/[0-9]*/stat 2>/dev/null | awk -v root="$1" '
        { pid = $1; sub(/^.*\) /, ""); parent[pid] = $2 }
        END {
            for (pid in parent) {
                for (p = pid; p in parent && p != root; p = parent[p]);
                if (p == root) print pid
            }
        }'
}

# end PID [SECONDS]: asks the process and its family to stop, insists after SECONDS (10), and says with its status whether they went by themselves.
end() {
    local pid=$1 patience=$((${2:-10} * 10)) members
    members=$(family "$pid")
    if [ -z "$members" ]; then
        forget "$pid"
        return 0
    fi
    kill -TERM "$pid" 2>/dev/null
    while [ "$patience" -gt 0 ]; do
        kill -0 "$pid" 2>/dev/null || break
        patience=$((patience - 1))
        sleep 0.1
    done
    # shellcheck disable=SC2086
    kill -KILL $members 2>/dev/null
    wait "$pid" 2>/dev/null
    forget "$pid"
    [ "$patience" -gt 0 ]
}

# forget PID: a process that has gone must not be ended by stop_all, for its id may be somebody else's by then.
forget() {
    local pid kept=()
    for pid in "${started[@]}"; do [ "$pid" = "$1" ] || kept+=("$pid"); done
    started=("${kept[@]}")
}

stop_all() {
    local pid
    for pid in "${started[@]}"; do end "$pid" 5; done
    started=()
}

# router ROLE: the default application router's lines (JSR 289 appendix C) that give a server its role.
router() {
    local application=$1 method
    for method in INVITE OPTIONS MESSAGE; do
        echo "$method: (\"$application\", \"DAR:From\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\")"
    done
    echo 'REGISTER: ("registrar", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "0")'
}

# new_base FOLDER ROLE USER...: a SIPARIO_BASE whose router sends calls to ROLE, with these users.
new_base() {
    local base=$1 role=$2 user archive
    shift 2
    mkdir -p "$base"/{apps,logs,work,temp,data}
    cp -R "$package/conf" "$base/"
    for archive in registrar proxy b2bua redirect; do
        [ ! -e "$package/apps/$archive.war" ] || cp "$package/apps/$archive.war" "$base/apps/"
    done
    cp "$repository/bench/uas/target/uas.war" "$base/apps/"
    router "$role" >"$base/conf/interop-dar.properties"
    {
        echo '<?xml version="1.0" encoding="UTF-8"?>'
        echo '<tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">'
        echo '  <role rolename="sip-user"/>'
        for user in "$@"; do echo "  <user username=\"$user\" password=\"$password\" roles=\"sip-user\"/>"; done
        echo '</tomcat-users>'
    } >"$base/conf/tomcat-users.xml"
}

# start_sipario BASE SIP_PORT: runs the packed server; server_pid is its process. Fails when it does not serve within 60 s.
start_sipario() {
    local base=$1 port=$2 http
    free_port http
    export SIPARIO_BASE=$base
    SIPARIO_OPTS="-Dsip.port=$port -Dhttp.port=$http -Dbind.address=127.0.0.1 -Dsip.dar=$base/conf/interop-dar.properties ${SIPARIO_OPTS_EXTRA:-}" \
        "$package/bin/sipario" run >"$base/console.log" 2>&1 </dev/null &
    server_pid=$!
    started+=("$server_pid")
    local deadline=$((SECONDS + 60))
    until "$package/bin/sipario" status >"$base/status.log" 2>&1; do
        if ! kill -0 "$server_pid" 2>/dev/null || [ "$SECONDS" -ge "$deadline" ]; then
            return 1
        fi
        sleep 0.5
    done
}

# start_kamailio FOLDER PORT [OPTION...]: the peer, from bench/kamailio/kamailio.cfg; server_pid is its first process.
start_kamailio() {
    local folder=$1 port=$2
    shift 2
    mkdir -p "$folder"
    kamailio -DD -E -f "$repository/bench/kamailio/kamailio.cfg" -l "udp:127.0.0.1:$port" -l "tcp:127.0.0.1:$port" \
        -m 512 -M 8 -x fm -X fm -Y "$folder" -P "$folder/pid" "$@" >"$folder/console.log" 2>&1 </dev/null &
    server_pid=$!
    started+=("$server_pid")
    local deadline=$((SECONDS + 15))
    until answers_tcp "$port"; do
        if ! kill -0 "$server_pid" 2>/dev/null || [ "$SECONDS" -ge "$deadline" ]; then
            return 1
        fi
        sleep 0.1
    done
}

# answers_tcp PORT: whether somebody accepts connections there.
answers_tcp() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}
