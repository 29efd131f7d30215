import { ownShell } from './own-shell.ts';
import { quote } from './quote.ts';

/** What the guard of a script must know. */
export interface GuardOptions {
  /** How many bytes of standard input are the script's own; what comes after them is the lifeline. */
  readonly stdinBytes: number;
  /** The script's shell may be a child of something else in its process group (sudo): it takes a group of its own where it can. */
  readonly nested: boolean;
}

/** What may look at the shell's background jobs, wait for them, or set its traps. */
const mindsJobs = /\b(wait|jobs|trap|eval|source)\b|(^|[\s;&|({])\.\s/m;

/**
 * A POSIX shell script with a guard beside it: a process of the same group that holds the far end of standard input (the lifeline) and,
 * when that is closed while the script still runs, ends the group: SIGTERM, a second later SIGKILL. So whoever started the script ends it by
 * closing its standard input, and a cut connection or a killed controller ends it too. It has the script's own rights, needs no second
 * channel, leaves what the script put in the background alone when the script ends by itself, and costs one fork.
 */
export function guarded(script: string, { stdinBytes, nested }: GuardOptions): string {
  const guard = stdinBytes === 0 ? beside(script) : feeding(script, stdinBytes);
  return nested ? inOwnGroup(guard) : guard;
}

/**
 * The guard's life. It is deaf to what it sends itself, and does nothing once the script's shell (`$$`) is gone. `TMOUT`, which hardened machines
 * export, would have its `read` end after so many seconds as if the connection had been cut.
 */
const watch = 'unset TMOUT;while read -r x;do :;done;trap "" HUP;kill -0 $$&&{ kill -TERM -$$;sleep 1;kill -KILL -$$;}';

/**
 * A script without input. It ends its guard when it ends, and waits for it: not every container's first process buries orphans. A script
 * that may wait for its jobs must not find the guard among them, nor may one that sets traps lose it, at the price of a second fork.
 */
function beside(script: string): string {
  const start = `exec 3<&0 </dev/null;{ trap "" TERM;${watch};} <&3 >/dev/null 2>&1 & exec 3<&-;`;
  const end = 'trap "{ kill -HUP $! ;wait $! ;} 2>/dev/null" 0;';
  return `${start}${end}${mindsJobs.test(script) ? `( ${script}\n)` : script}`;
}

/** A script with input: the guard hands it on first. */
function feeding(script: string, bytes: number): string {
  const feed = `{ trap "" TERM;head -c ${bytes};exec >/dev/null 2>&1;${watch};} <&3 &`;
  return `{ ${feed} } 3<&0 | { ${script}\n}`;
}

/** `setsid` does not fork unless it leads a group already; without it the guard finds no group to end, and ends none. */
function inOwnGroup(guard: string): string {
  const lead = 'kill -0 -$$ 2>/dev/null||{ command -v setsid >/dev/null 2>&1&&exec setsid /bin/sh -c "$1" /bin/sh;}';
  return `set -- ${quote(ownShell(guard))};${lead};eval "shift;$1"`;
}
