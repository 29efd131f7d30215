import { randomBytes } from 'node:crypto';
import { expandOnHost } from '../shell/expand.ts';
import { chooseFacts } from './subsets.ts';

/** How to gather. */
export interface ProbeOptions {
  /** The folder of local facts; the host expands a leading `~`. */
  readonly factPath?: string;
  /** Seconds that all of it may take, at least 1. */
  readonly timeout?: number;
  /** A word that no fact's own text holds; a random one, if not given. */
  readonly token?: string;
}

/** Seconds that gathering may take, as `gather_timeout` has it by default. */
export const DEFAULT_TIMEOUT = 10;

/** Seconds that one program among the local facts must leave to the others. */
const RESERVE = 3;

/** The folder of local facts, as `fact_path` has it by default. */
export const DEFAULT_FACT_PATH = '/etc/ansible/facts.d';

/**
 * One POSIX shell script that prints the facts of these subsets, for {@link parseFacts}. Needs no Python; runs in dash, bash, ksh and
 * busybox. It always ends: what a fact waits for is given up after its own limit, and everything after `timeout` seconds. Throws
 * `UnknownSubset`.
 */
export function factScript(subsets: readonly string[] = ['all'], options: ProbeOptions = {}): string {
  const { factPath = DEFAULT_FACT_PATH, timeout = DEFAULT_TIMEOUT } = options;
  const token = options.token ?? randomBytes(8).toString('hex');
  const chosen = chooseFacts(subsets);
  const probes = [...new Set(chosen.flatMap(({ fact }) => fact.probes))];
  return [
    `fact_path=${expandOnHost(factPath)} program_limit=${Math.max(1, timeout - RESERVE)}`,
    functions(token),
    'gather() {',
    `run facts echo ${[...new Set(chosen.map(({ name }) => name))].join(' ')}`,
    ...probes.map((probe) => probe.trim()),
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
