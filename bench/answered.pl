# answered.pl PORT SECONDS: asks the server on a UDP port of loopback by OPTIONS until it answers 200, and prints when that was (seconds since
# 1970). One process that mostly sleeps: what is measured is the start of the server, on the same cores. Max-Forwards 0: it is the server itself
# that is asked.
use strict;
use warnings;
use IO::Socket::INET;
use Time::HiRes qw(sleep time);

my ($port, $seconds) = @ARGV;
my $end = time + $seconds;
for (my $n = 1; time < $end; $n++) {

    # A new socket each time, as one remembers that nobody listened.
    my $socket = IO::Socket::INET->new(Proto => 'udp', PeerAddr => '127.0.0.1', PeerPort => $port) or die "no socket: $!\n";
    $socket->send(join "\r\n", "OPTIONS sip:127.0.0.1:$port SIP/2.0", "Via: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bKbench$$.$n",
        'Max-Forwards: 0', 'From: <sip:bench@localhost>;tag=1', "To: <sip:127.0.0.1:$port>", "Call-ID: bench$$.$n", 'CSeq: 1 OPTIONS',
        'Content-Length: 0', '', '');
    my $ready = '';
    vec($ready, fileno $socket, 1) = 1;
    my $answer;
    if (select($ready, undef, undef, 0.2) > 0 && defined $socket->recv($answer, 4096) && $answer =~ m{^SIP/2\.0 200 }) {
        printf "%.6f\n", time;
        exit 0;
    }
    sleep 0.005;
}
exit 1;
