# The AOT cache: what Java learned of the server's classes and of the paths that calls take through them, so that a start need not find it
# out again. It fits one Java and one set of jars and is of no use to any other, so it is made where the server is installed and never
# shipped. Sourced by sipario, which sets: home, base, java.
# shellcheck shell=sh disable=SC2154

# In the package, as all its servers share the jars; in the server's own folder where the package may not be written to.
aot_folder() {
    if [ -d "$home/cache" ] || [ -w "$home" ]; then echo "$home/cache"; else echo "$base/work"; fi
}

# What the cache depends on, in one line.
aot_stamp() {
    {
        echo "$java"
        cat "$(dirname "$java")/../release" 2>/dev/null
        ls -lnL "$home"/bin/*.jar "$home/lib"
    } | cksum
}

# The cache, if there is one that fits.
aot_cache() {
    folder=$(aot_folder)
    if [ ! -e "$folder/sipario.aot" ]; then
        return
    elif [ "$(cat "$folder/sipario.aot.stamp" 2>/dev/null)" = "$(aot_stamp)" ]; then
        echo "$folder/sipario.aot"
    else
        echo "sipario: the AOT cache was made for another Java or other jars and is not used; make it anew: sipario warm-up" >&2
    fi
}

# Runs a server of its own on free ports of loopback, calls it, and keeps what Java has learned; unless there is a cache that fits.
warm_up() {
    made=$(aot_cache 2>/dev/null)
    if [ -n "$made" ]; then
        echo "$made fits; delete it first to have another"
        return
    fi
    cache=$(aot_folder)
    mkdir -p "$cache" || die "cannot make $cache"
    training=$(mktemp -d "${TMPDIR:-/tmp}/sipario-warm-up.XXXXXX")
    trainee=
    trap 'rm -rf "$training"; [ -z "$trainee" ] || kill -KILL "$trainee" 2>/dev/null' EXIT
    trap 'exit 130' INT TERM
    options=$base/conf/jvm.options
    [ -e "$options" ] || options=$home/conf/jvm.options
    base=$training
    prepare_base
    cp "$home"/apps/*.war "$base/apps/"
    # A B2BUA, and behind it a proxy: a call has been answered, made and passed on.
    {
        echo 'REGISTER: ("registrar", "DAR:To", "TERMINATING", "", "NO_ROUTE", "0")'
        echo 'INVITE: ("b2bua", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "0"), ("proxy", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "1")'
    } >"$base/conf/dar.properties"
    (
        cd "$base" || exit
        exec "$java" "@$options" "-XX:AOTCacheOutput=$training/sipario.aot" \
            -Dcatalina.home="$home" -Dcatalina.base="$base" -Djava.io.tmpdir="$base/temp" \
            -Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager \
            -Djava.util.logging.config.file="$base/conf/logging.properties" \
            -Dsip.port=0 -Dhttp.port=0 -Dbind.address=127.0.0.1 -cp "$(class_path)" org.sipario.tomcat.standalone.Main
    ) >"$training/console.log" 2>&1 </dev/null &
    trainee=$!
    until [ -n "$(running_pid)" ]; do training_goes_on 'does not serve'; done
    listening=$(sed -n 's/^listening\.[0-9]*=\(udp .*\)/\1/p' "$base/run/server.properties" | tr -d '\\')
    "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -cp "$(class_path)" org.sipario.tomcat.standalone.WarmUp "$listening" >&2 ||
        die 'the training server does not answer calls as it should'
    # Java writes the cache when the server has stopped.
    kill -TERM "$trainee"
    while kill -0 "$trainee" 2>/dev/null; do training_goes_on 'does not stop'; done
    trainee=
    [ -s "$training/sipario.aot" ] || die "this Java made no AOT cache: $(tail -n 1 "$training/console.log")"
    mv -f "$training/sipario.aot" "$cache/sipario.aot.next"
    mv -f "$cache/sipario.aot.next" "$cache/sipario.aot"
    aot_stamp >"$cache/sipario.aot.stamp"
    echo "made $cache/sipario.aot"
}

# training_goes_on COMPLAINT: waits a little; gives up with the complaint after two minutes in all, or when the server has gone too early.
training_goes_on() {
    waited=$((${waited:-0} + 1))
    if [ $waited -gt 1200 ] || { [ "$1" = 'does not serve' ] && ! kill -0 "$trainee" 2>/dev/null; }; then
        tail -n 5 "$training/console.log" >&2
        die "the training server $1"
    fi
    sleep 0.1
}
