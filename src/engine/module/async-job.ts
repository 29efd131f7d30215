import { randomInt } from 'node:crypto';
import type { ScriptBatch } from '../../modules/compile-actions.ts';
import type { CommandResult } from '../../modules/module.ts';
import { pathOnHost } from '../../shell/expand.ts';
import { quote } from '../../shell/quote.ts';
import { display } from '../../template/display.ts';
import type { TaskHost } from '../host/task-host.ts';

/**
 * A shell word for where the host keeps what jobs print: what the variable `ansible_async_dir` says, or `ANSIBLE_ASYNC_DIR` in the task's
 * environment, which is the older way, or the reference's own place.
 */
function folderOn(host: TaskHost): string {
  const wanted = host.variable('ansible_async_dir');
  if (wanted === undefined || wanted === null || wanted === '') return `"\${ANSIBLE_ASYNC_DIR:-$HOME/.ansible_async}"`;
  return pathOnHost(display(wanted));
}

/** What {@link pollJob} prints of a job that has not ended. */
const notYet = 'RUNBOOK-RUNNING';

/** A name for a job, in the form that the reference gives them. */
export function newJobId(): string {
  return `j${randomInt(10 ** 11, 10 ** 12)}.${process.pid}`;
}

/**
 * Starts a script on the host so that it outlives the connection, and is ended after `limit` seconds. Resolves with the folder of its
 * files when it has started.
 */
export async function startJob(id: string, batch: ScriptBatch, limit: number, host: TaskHost): Promise<CommandResult> {
  const folder = folderOn(host);
  const job = `
cd ${folder} || exit 1
( sleep ${Math.ceil(limit)}; echo timeout > ${id}.part && mv ${id}.part ${id}.rc; kill -KILL -$$ ) >/dev/null 2>&1 &
w=$!
/bin/sh -c ${quote(batch.script)} > ${id}.out 2> ${id}.err < /dev/null
echo $? > ${id}.part && mv ${id}.part ${id}.rc
kill $w 2>/dev/null`;
  return await host.run({
    text: `
umask 077; mkdir -p ${folder} && cd ${folder} || exit 1
if command -v setsid >/dev/null 2>&1; then s=setsid; else s=; fi
nohup $s /bin/sh -c ${quote(job)} >/dev/null 2>&1 </dev/null &
printf %s ${folder}`,
  });
}

/** How a job is doing. */
export type JobState =
  | { readonly state: 'running' }
  | { readonly state: 'unknown' }
  | { readonly state: 'timeout' }
  | { readonly state: 'done'; readonly result: CommandResult };

/** Looks at a job, in one round trip. */
export async function pollJob(id: string, host: TaskHost): Promise<JobState> {
  const seen = await host.run({
    text: `
cd ${folderOn(host)} 2>/dev/null || exit 3
if [ -f ${id}.rc ]; then read -r c < ${id}.rc; echo "$c" $(wc -c < ${id}.out); cat ${id}.out; cat ${id}.err >&2
elif [ -f ${id}.out ]; then echo ${notYet}
else exit 3; fi`,
  });
  if (seen.code === 3) return { state: 'unknown' };
  const end = seen.stdout.indexOf('\n');
  const [code = '', size = '0'] = seen.stdout.slice(0, end).split(' ');
  if (code === notYet) return { state: 'running' };
  if (code === 'timeout') return { state: 'timeout' };
  const stdout = Buffer.from(seen.stdout.slice(end + 1))
    .subarray(0, Number(size))
    .toString();
  return { state: 'done', result: { ...seen, code: Number(code), stdout } };
}

/** Removes what a job left on the host. */
export async function forgetJob(id: string, host: TaskHost): Promise<void> {
  await host.run({ text: `cd ${folderOn(host)} 2>/dev/null && rm -f ${id}.rc ${id}.out ${id}.err ${id}.part` });
}
