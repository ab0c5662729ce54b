#!/usr/bin/perl
# An SMS operator for tests, on Net::SMPP: code that knows nothing of ours. Prints what comes, and does what it is told on
# its input:
#   sms FROM CODING ESM_CLASS HEX   brings an SMS          drop   cuts the line
#   next MOOD   the next SMS is `throttled`, met by a system that is `busy`, `refused`, taken and the line cut before the
#               answer (`lost`), reported before it is answered (`early`), taken and reported as `undeliverable`,
#               answered a second and a half later (`slow`)
# An SMS without a mood is taken and reported as delivered.
use strict;
use warnings;
use IO::Select;
use Net::SMPP;

# Whom it answers may have gone.
$SIG{PIPE} = 'IGNORE';

$| = 1;
my ($port, $user, $password) = @ARGV;
my $told = '';
my $listener = Net::SMPP->new_listen('127.0.0.1', port => $port, smpp_version => 0x34) or die "listen: $!";
my $select = IO::Select->new($listener, \*STDIN);
my $client;
my $ids = 300;
my $deliveries = 1;
my @moods;
# SMS that wait for somebody to be bound, and those brought that nobody has said to have taken: they are brought again.
my @waiting;
my %brought;
print "ready\n";

while (1) {
  for my $handle ($select->can_read(1)) {
    if ($handle == $listener) {
      my $accepted = $listener->accept or next;
      $select->add($accepted);
    } elsif (fileno($handle) == fileno(STDIN)) {
      # Not by lines: what the reader holds back, select would not tell of.
      sysread(STDIN, $told, 65536, length $told) or exit 0;
      told(split / /, $1) while $told =~ s/^(.*)\n//;
    } else {
      take($handle);
    }
  }
}

sub told {
  my ($what, @rest) = @_;
  if ($what eq 'drop') { drop() }
  elsif ($what eq 'next') { push @moods, @rest }
  elsif ($what eq 'sms') { bring(@rest) }
  pending();
}

sub bring {
  return push @waiting, [@_] unless $client;
  my ($from, $coding, $esm, $hex) = @_;
  $brought{$deliveries} = [@_];
  $client->deliver_sm(source_addr_ton => 1, source_addr_npi => 1, source_addr => $from, destination_addr => 'Teplo',
    data_coding => $coding, esm_class => $esm, short_message => pack('H*', $hex // ''), seq => $deliveries++, async => 1);
}

sub pending { print 'pending ', @waiting + keys(%brought), "\n" }

sub drop {
  return unless $client;
  $select->remove($client);
  close $client;
  undef $client;
}

sub take {
  my ($from) = @_;
  my $pdu = $from->read_pdu();
  unless ($pdu) {
    $select->remove($from);
    close $from;
    if ($client && $from == $client) {
      undef $client;
      print "gone\n";
    }
    return;
  }
  my $name = Net::SMPP::pdu_tab->{$pdu->{cmd}}{cmd};
  if ($name eq 'bind_transceiver') {
    my $is_known = $pdu->{system_id} eq $user && $pdu->{password} eq $password;
    $from->bind_transceiver_resp(system_id => 'PEER', seq => $pdu->{seq}, status => $is_known ? 0 : 0x0e);
    print $is_known ? "bind\n" : "refused\n";
    return unless $is_known;
    $client = $from;
    my @again = map { delete $brought{$_} } sort { $a <=> $b } keys %brought;
    bring(@$_) for @again, splice @waiting;
  } elsif ($name eq 'submit_sm') { submitted($from, $pdu) }
  elsif ($name eq 'enquire_link') { $from->enquire_link_resp(seq => $pdu->{seq}) }
  elsif ($name eq 'deliver_sm_resp') {
    delete $brought{$pdu->{seq}} if $pdu->{status} == 0;
    pending();
  }
  elsif ($name eq 'unbind') { $from->unbind_resp(seq => $pdu->{seq}) }
}

sub submitted {
  my ($from, $pdu) = @_;
  my $mood = shift(@moods) // '';
  my $to = $pdu->{destination_addr};
  my $answer = sub { my ($status, $id) = @_; $from->submit_sm_resp(message_id => $id // '', seq => $pdu->{seq}, status => $status) };
  return $answer->(0x58) if $mood eq 'throttled';
  return $answer->(0x08) if $mood eq 'busy';
  return $answer->(0x0b) if $mood eq 'refused';
  my $id = sprintf '%08X', ++$ids;
  my $hex = unpack('H*', $pdu->{short_message});
  print "submit $id $to $pdu->{data_coding} $pdu->{esm_class} $pdu->{registered_delivery} $hex\n";
  return drop() if $mood eq 'lost';
  # Nobody is answered meanwhile.
  select(undef, undef, undef, 1.5) if $mood eq 'slow';
  my $state = $mood eq 'undeliverable' ? 'UNDELIV' : 'DELIVRD';
  my $is_wanted = $pdu->{registered_delivery} == 1 || ($pdu->{registered_delivery} == 2 && $state eq 'UNDELIV');
  my $report = sub {
    return unless $is_wanted;
    $from->deliver_sm(source_addr => $to, destination_addr => $pdu->{source_addr}, esm_class => 4, data_coding => 0,
      short_message => "id:$id sub:001 dlvrd:001 submit date:2611201001 done date:2611201002 stat:$state err:000 text:",
      seq => $deliveries++, async => 1);
  };
  $report->() if $mood eq 'early';
  $answer->(0, $id);
  $report->() if $mood ne 'early';
}
