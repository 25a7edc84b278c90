# Two baresip phones: made, told what to do over their control port, and asked what they heard. Sourced.
# shellcheck shell=bash

# noise FILE: half a minute of speech-like mono PCM, 8000 samples a second, so that both phones have something to say.
noise() {
    # RIFF header of 480000 bytes of data: sizes are little-endian.
    printf 'RIFF\x24\x53\x07\x00WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\x53\x07\0' >"$1"
    head -c 480000 /dev/urandom >>"$1"
}

# new_phone FOLDER USER ANSWERMODE TRANSPORT: a phone that registers with digest at the server under test. Its control port is in phone_control.
new_phone() {
    local folder=$1 user=$2 answermode=$3 transport=$4 sip media modules module
    mkdir -p "$folder"
    free_port sip
    free_port phone_control
    free_port media
    for modules in /usr/lib/baresip/modules /usr/lib/*/baresip/modules; do
        [ ! -d "$modules" ] || break
    done
    noise "$folder/noise.wav"
    {
        echo "sip_listen 127.0.0.1:$sip"
        # Phones leave loopback out unless its address is named.
        echo "net_interface 127.0.0.1"
        echo "audio_source aufile,$folder/noise.wav"
        echo "rtp_ports $media-$((media + 40))"
        echo "rtp_stats yes"
        echo "module_path $modules"
        for module in g711 aufile; do echo "module $module.so"; done
        echo "module_tmp account.so"
        for module in menu ctrl_tcp; do echo "module_app $module.so"; done
        echo "ctrl_tcp_listen 127.0.0.1:$phone_control"
    } >"$folder/config"
    echo "<sip:$user@127.0.0.1:$sip_port;transport=$transport>;auth_user=$user;auth_pass=$password;regint=60;answermode=$answermode;audio_codecs=pcmu" \
        >"$folder/accounts"
    : >"$folder/contacts"
    stdbuf -oL baresip -f "$folder" >"$folder/log" 2>&1 </dev/null &
    phone_pid=$!
    started+=("$phone_pid")
}

# tell CONTROL COMMAND [ARGUMENT]: one command, as a netstring of JSON, to a phone's control port.
tell() {
    local json="{\"command\":\"$2\",\"params\":\"${3:-}\"}" line
    exec {line}<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf '%d:%s,' "${#json}" "$json" >&"$line"
    IFS= read -r -t 1 -n 40 <&"$line"
    exec {line}>&-
}

# heard FOLDER PATTERN COUNT: waits up to 10 s until the phone has said PATTERN so many times.
heard() {
    local patience=100
    until [ "$(tr '\r' '\n' <"$1/log" | grep -c -- "$2")" -ge "$3" ]; do
        patience=$((patience - 1))
        [ "$patience" -gt 0 ] || return 1
        sleep 0.1
    done
}

# packets FOLDER CALL: RTP packets sent and received in a phone's nth call.
packets() {
    tr '\r' '\n' <"$1/log" | awk -v call="$2" '/^packets:/ && ++n == call { print $2, $3 }'
}

# two_phones FOLDER TRANSPORT: alice calls bob and hangs up; calls again, and bob hangs up. Echoes the reason when something is wrong.
two_phones() {
    local folder=$1 transport=$2 alice bob call who sent received
    new_phone "$folder/alice" alice manual "$transport"
    alice=$phone_control
    new_phone "$folder/bob" bob auto "$transport"
    bob=$phone_control
    for who in alice bob; do
        heard "$folder/$who" '200 OK' 1 || { echo "$who did not register"; return; }
    done
    for call in 1 2; do
        tell "$alice" dial "sip:bob@127.0.0.1:$sip_port" || { echo "alice's control port does not answer"; return; }
        for who in alice bob; do
            heard "$folder/$who" 'Call established' $call || { echo "call $call: not established at $who"; return; }
        done
        sleep 3 # of talking
        if [ $call = 1 ]; then tell "$alice" hangup; else tell "$bob" hangup; fi
        for who in alice bob; do
            heard "$folder/$who" '^packets:' $call || { echo "call $call: did not end at $who"; return; }
            read -r sent received < <(packets "$folder/$who" $call)
            # Fifty a second: three seconds are 150, of which the first and the last may be on their way.
            if [ "$sent" -lt 120 ] || [ "$received" -lt 120 ]; then
                echo "call $call: $who sent $sent RTP packets and received $received"
                return
            fi
            rtp="${rtp:-}${rtp:+, }$who $sent out $received in"
        done
    done
    heard "$folder/alice" 'Call with .* terminated' 2 || echo "alice did not end both calls"
}
