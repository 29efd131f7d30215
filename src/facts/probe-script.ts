import { randomBytes } from 'node:crypto';
import { plainTools } from '../shell/own-shell.ts';

/** How long a script may take, in seconds, and a word that none of its entries holds (a random one, if not given). */
export interface ProbeScriptOptions {
  readonly timeout: number;
  readonly token?: string;
}

/**
 * One POSIX shell script that runs pieces of shell, each once, and prints the entries that they make, for {@link readEntries}. It always
 * ends: what takes longer than `timeout` is done without.
 */
export function probeScript(
  probes: readonly string[],
  { timeout, token = randomBytes(8).toString('hex') }: ProbeScriptOptions,
): string {
  return [
    plainTools,
    functions(token),
    'gather() {',
    ...new Set(probes.map((probe) => probe.trim())),
    'entry end',
    '}',
    relay(token, timeout + 1),
  ].join('\n');
}

/**
 * `entry NAME` begins an entry; `run`, `show`, `first` and `exist` print one. `limited SECONDS COMMAND…` gives up on a command.
 * An entry's text may end without a newline, so each begins with one of its own.
 */
function functions(token: string): string {
  return `
entry() { printf '\\n@@%s %s\\n' ${token} "$*"; }
run() { entry "$1"; shift; "$@"; }
show() { if [ -r "$2" ]; then entry "$1"; cat "$2"; fi; }
first() { name=$1; shift; for file; do if [ -s "$file" ]; then show "$name" "$file"; break; fi; done; }
exist() { entry "$1"; shift; for file; do if [ -e "$file" ]; then printf '%s\\n' "$file"; fi; done; }
have() { command -v "$1" >/dev/null; }
limited() {
  seconds=$1; shift
  "$@" & job=$!
  ( trap 'kill "$nap"; exit' TERM; sleep "$seconds" & nap=$!; wait "$nap"; kill -9 "$job" ) >/dev/null & watch=$!
  wait "$job"; code=$?
  kill "$watch"
  return "$code"
}`.trim();
}

/**
 * Runs `gather` in the background behind a pipe, so that a child of it that nothing can kill (a dead disk) holds that pipe and never
 * our own output: the command ends, with what is known by then, when the reader of the pipe does.
 */
function relay(token: string, seconds: number): string {
  return `
printf '@@runbook-facts %s\\n' ${token}
( ( exec </dev/null 2>/dev/null; gather ) & ) | {
  exec 3<&0
  cat <&3 & reader=$!
  ( trap 'kill "$nap"; exit' TERM; sleep ${seconds} & nap=$!; wait "$nap"; kill -9 "$reader" ) <&- >/dev/null 2>&1 3<&- & watch=$!
  exec 3<&-
  wait "$reader"
  kill "$watch"
} 2>/dev/null
exit 0`.trim();
}
