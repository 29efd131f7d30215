import { quote } from '../../shell/quote.ts';
import { number, text } from '../args.ts';
import type { Args, HostView } from '../module.ts';
import type { Attempt, Found } from './attempt.ts';
import { search } from './search.ts';

/** Waits for a port to answer, with a certain text or at all, or to answer no more. */
export function atPort(args: Args): Attempt {
  const name = `${text(args, 'host')}:${number(args, 'port')}`;
  const pattern = text(args, 'search_regex');
  const gone = text(args, 'state') === 'absent' || text(args, 'state') === 'stopped';
  const script = connectScript(args, !gone && pattern !== undefined);
  return {
    timedOut: gone
      ? `Timeout when waiting for ${name} to stop.`
      : pattern === undefined
        ? `Timeout when waiting for ${name}`
        : `Timeout when waiting for search string ${pattern} in ${name}`,
    look: async (host) => await lookAt({ script, gone, pattern }, host),
  };
}

interface Question {
  readonly script: string;
  readonly gone: boolean;
  readonly pattern: string | undefined;
}

async function lookAt({ script, gone, pattern }: Question, host: HostView): Promise<Found> {
  const { code, stdout } = await host.probe(script);
  if (code === noTool) {
    return {
      impossible: 'the host has no program that can connect to a port',
      help: 'install bash, python3, perl or nc on it, or delegate the task to a host that has one',
    };
  }
  if (gone) return { done: code !== 0 };
  if (code !== 0) return { done: false };
  if (pattern === undefined) return { done: true };
  const found = search(pattern, stdout);
  return found === undefined ? { done: false } : { done: true, result: found };
}

const noTool = 120;

/**
 * Connects, and with `reads` prints what the other side says within the time. Ends with 0 when it was connected. A watchdog ends what
 * hangs, because not every host has timeout(1).
 */
function connectScript(args: Args, reads: boolean): string {
  const seconds = Math.max(1, number(args, 'connect_timeout') ?? 5);
  return `h=${quote(text(args, 'host') ?? '')} p=${number(args, 'port')} t=${seconds} r=${reads ? 1 : 0}
has() { command -v "$1" >/dev/null 2>&1; }
if has python3; then set -- python3 -c ${quote(python)} "$h" "$p" "$t" "$r"
elif has perl; then set -- perl -e ${quote(perl)} "$h" "$p" "$t" "$r"
elif has bash; then set -- bash -c ${quote(bash)} bash "$h" "$p" "$r"
elif has nc; then
if [ $r = 0 ] && nc -h 2>&1 | grep -q -e '-z'; then set -- nc -z -w "$t" "$h" "$p"
else set -- nc -w "$t" "$h" "$p"; fi
else exit ${noTool}; fi
"$@" </dev/null 2>/dev/null & c=$!
( trap 'kill $s; exit' TERM; sleep $((t + 1)) & s=$!; wait $s; kill $c ) >/dev/null 2>&1 & w=$!
wait $c; s=$?
kill $w 2>/dev/null
[ $s = 0 ] || { [ $r = 1 ] && [ $s -gt 128 ]; }`;
}

const python = `import socket,sys,time
h,p,t,r=sys.argv[1],int(sys.argv[2]),float(sys.argv[3]),sys.argv[4]=='1'
s=socket.create_connection((h,p),t)
e=time.time()+t
try:
 while r and time.time()<e:
  s.settimeout(max(0.1,e-time.time()))
  d=s.recv(4096)
  if not d: break
  sys.stdout.buffer.write(d); sys.stdout.flush()
except OSError: pass
`;

const perl = `use IO::Socket; my($h,$p,$t,$r)=@ARGV; $|=1;
my $c; eval { require IO::Socket::IP; $c="IO::Socket::IP" }; $c||="IO::Socket::INET";
my $s=$c->new(PeerHost=>$h,PeerAddr=>$h,PeerPort=>$p,Timeout=>$t,Proto=>"tcp") or exit 1;
if($r){ local $SIG{ALRM}=sub{exit 0}; alarm $t; my $d; print $d while sysread($s,$d,4096) }`;

const bash = `exec 3<>"/dev/tcp/$1/$2" || exit 1
[ "$3" = 0 ] || cat <&3`;
