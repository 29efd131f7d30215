import { ownShell } from './own-shell.ts';
import { quote } from './quote.ts';

/** A script that is to outlive its connection. */
export interface BackgroundJob {
  /** A name for its files, without shell characters. */
  readonly id: string;
  /** A shell word for the folder of its files: `ID.out`, `ID.err`, and `ID.rc` when it has ended. */
  readonly folder: string;
  readonly script: string;
  /** Seconds after which it is ended; `ID.rc` says `timeout` then. */
  readonly limit: number;
}

/** A POSIX shell script that starts a job and prints the folder of its files. */
export function startJobScript({ id, folder, script, limit }: BackgroundJob): string {
  const job = quote(ownShell(jobScript(id, script, Math.ceil(limit))));
  return `
_runbook_d=$(umask 077; mkdir -p ${folder} && CDPATH= cd ${folder} >/dev/null && pwd) || exit 1
set -- /bin/sh -c ${job} /bin/sh "$_runbook_d"
if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; fi
nohup "$@" >/dev/null 2>&1 </dev/null &
printf %s "$_runbook_d"`;
}

/**
 * The job and its watchdog behind a pipe that only the job's own shell holds: whatever ends the job, killed with SIGKILL included, closes
 * the pipe, and the watchdog takes its timer away and ends as well. Its files are for its user alone; the job itself keeps the umask
 * and the working directory.
 */
function jobScript(id: string, script: string, limit: number): string {
  return `
(umask 077; : > "$1/${id}.part" > "$1/${id}.out" > "$1/${id}.err")
rc() { echo "$2" > "$1/${id}.part" && mv -f "$1/${id}.part" "$1/${id}.rc"; }
timer() {
trap 'kill "$!"; exit' TERM
sleep ${limit} & wait "$!"
rc "$1" timeout; kill -KILL -$$
}
watchdog() {
unset TMOUT
timer "$1" </dev/null & t=$!
read -r line; kill "$t"; wait
}
{ /bin/sh -c ${quote(ownShell(script))} > "$1/${id}.out" 2> "$1/${id}.err" </dev/null; rc "$1" $?; } | watchdog "$1"`;
}
