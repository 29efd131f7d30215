import { randomInt } from 'node:crypto';
import type { ScriptBatch } from '../../modules/compile-actions.ts';
import type { CommandResult } from '../../modules/module.ts';
import { startJobScript } from '../../shell/background-job.ts';
import { pathOnHost } from '../../shell/expand.ts';
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
  const { script } = batch;
  return await host.run({ text: startJobScript({ id, folder: folderOn(host), script, limit }) });
}

/** How a job is doing, and where its result is kept. */
export type JobState = { readonly file: string } & JobProgress;

type JobProgress =
  | { readonly state: 'running' }
  | { readonly state: 'unknown' }
  | { readonly state: 'timeout' }
  | { readonly state: 'done'; readonly result: CommandResult };

/** Looks at a job, in one round trip. */
export async function pollJob(id: string, host: TaskHost): Promise<JobState> {
  const seen = await host.run({
    text: `
CDPATH= cd ${folderOn(host)} >/dev/null 2>&1 || { printf '%s\\n' ${folderOn(host)}; exit 3; }
pwd
if [ -f ${id}.rc ]; then read -r c < ${id}.rc; echo "$c" $(wc -c < ${id}.out); cat ${id}.out; cat ${id}.err >&2
elif [ -f ${id}.out ]; then echo ${notYet}
else exit 3; fi`,
  });
  const [folder, progress] = firstLine(seen.stdout);
  const file = `${folder}/${id}`;
  if (seen.code === 3) return { file, state: 'unknown' };
  const [words, output] = firstLine(progress);
  const [code = '', size = '0'] = words.split(' ');
  if (code === notYet) return { file, state: 'running' };
  if (code === 'timeout') return { file, state: 'timeout' };
  const stdout = Buffer.from(output).subarray(0, Number(size)).toString();
  return { file, state: 'done', result: { ...seen, code: Number(code), stdout } };
}

function firstLine(text: string): [line: string, rest: string] {
  const end = text.indexOf('\n');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}

/** Removes what a job left on the host; gives where that was. */
export async function forgetJob(id: string, host: TaskHost): Promise<string> {
  const folder = folderOn(host);
  const { stdout } = await host.run({
    text: `
CDPATH= cd ${folder} >/dev/null 2>&1 || { printf %s ${folder}; exit; }
rm -f ${id}.rc ${id}.out ${id}.err ${id}.part
pwd`,
  });
  return `${stdout.trimEnd()}/${id}`;
}
