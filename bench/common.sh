# What every script of the bench begins with: options, the tools it needs, a folder for its files, servers for its roles. Sourced; `here` is
# the folder of the bench.
# shellcheck shell=bash

repository=$(cd "$here/.." && pwd -P)
interop=$repository/container/distribution/src/interop
scenarios=$interop/scenarios
breath=20
out=
keep=
status=0

die() {
    echo "bench: $*" >&2
    exit 2
}

# a_number NAME VALUE: sets the option of that name, --round to round, and complains of what is no number.
a_number() {
    [[ ${2:-} =~ ^[0-9]+$ ]] || die "$1 wants a number, not '${2:-}'"
    declare -g "${1#--}=$2"
}

# one_of NAME VALUE WORD...: sets NAME to the words in VALUE, separated by commas, if all of them are among those allowed.
one_of() {
    local name=$1 value=$2 word
    shift 2
    for word in ${value//,/ }; do
        [[ " $* " == *" $word "* ]] || die "--$name: there is no '$word', only: $*"
    done
    [ -n "$value" ] || die "--$name wants some of: $*"
    declare -g "$name=${value//,/ }"
}

# prepare: checks the machine, takes the lock and makes the work folder, which is deleted at the end unless something went wrong.
prepare() {
    command -v sipp >/dev/null || die 'missing: sipp. On Debian: apt-get install --no-install-recommends sip-tester'
    command -v perl >/dev/null || die 'missing: perl, which Debian always has (perl-base)'
    ulimit -n "$(ulimit -Hn)" 2>/dev/null
    [ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -ge 4096 ] || die "only $(ulimit -n) open files are allowed; 4096 are needed: ulimit -n"
    # Two of them would measure each other. A script that another one runs has its lock already.
    if [ -z "${SIPARIO_BENCH_LOCKED:-}" ]; then
        exec 9>"${TMPDIR:-/tmp}/sipario-bench.lock"
        flock -n 9 || die "another bench runs on this machine"
        export SIPARIO_BENCH_LOCKED=$$
    fi
    work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
    # shellcheck source=../container/distribution/src/interop/server.sh
    . "$interop/server.sh"
    # shellcheck source=../container/distribution/src/interop/sipp.sh
    . "$interop/sipp.sh"
    # shellcheck source=measure.sh
    . "$here/measure.sh"
    # shellcheck source=tables.sh
    . "$here/tables.sh"
    trap stop_all EXIT
    trap 'exit 130' INT TERM
}

need_ours() {
    [ -x "$package/bin/sipario" ] || die "there is no packed server at $package: ./sipario build"
    local app
    for app in uas registrar; do
        [ -e "$repository/bench/$app/target/$app.war" ] || die "there is no bench/$app/target/$app.war: ./sipario build"
    done
    # Started as it is meant to be.
    "$package/bin/sipario" warm-up >&2 || echo 'bench: without an AOT cache' >&2
}

need_kamailio() {
    command -v kamailio >/dev/null || die 'missing: kamailio. On Debian: apt-get install --no-install-recommends kamailio'
}

# Who registers: so many users with one contact each.
users=1000
user_names() { seq -f 'user%g' 1 "$users"; }

# serve ROLE: starts the server for a role, on port_of[ROLE], as pid_of[ROLE].
declare -A port_of=() pid_of=()
serve() {
    local role=$1 port
    free_port port
    port_of[$role]=$port
    case $role in
        kamailio) start_kamailio "$work/$role" "$port" ;;
        kamailio-registrar) start_kamailio "$work/$role" "$port" -A WITH_REGISTRAR -A WITHOUT_DIGEST ;;
        kamailio-digest) start_kamailio "$work/$role" "$port" -A WITH_REGISTRAR ;;
        *)
            base_for "$role"
            start_sipario "$work/$role" "$port"
            ;;
    esac || {
        echo "bench: the server for $role does not serve: $(tail -n 1 "$work/$role/console.log")" >&2
        exit 1
    }
    pid_of[$role]=$server_pid
}

# base_for ROLE: a base folder, as the outside-in suite makes them, with the registrars that measure no database.
base_for() {
    local role=$1 base=$work/$1
    # shellcheck disable=SC2046
    new_base "$base" "$role" $(user_names)
    case $role in
        registrar | digest)
            rm "$base/apps/registrar.war"
            cp -R "$repository/bench/registrar/target/registrar" "$base/apps/"
            [ "$role" = registrar ] || cp "$here/registrar/digest.xml" "$base/apps/registrar/WEB-INF/sip.xml"
            ;;
    esac
}

# finish STATUS: ends all servers; keeps the files where something went wrong, or where that is wanted.
finish() {
    stop_all
    if [ "$1" -ne 0 ] || [ -n "$keep" ]; then
        echo "files kept at $work" >&2
    else
        rm -rf "$work"
    fi
    exit "$1"
}
