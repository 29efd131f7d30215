import { execFile } from 'node:child_process';
import type { Context } from '../context.ts';
import { display } from '../display.ts';
import { splitLines } from '../python/text-split.ts';
import { failure } from '../refuse.ts';
import { awaited } from '../settle.ts';
import { type Lookup, lookup } from './lookup.ts';

/** Lookups that run commands on the controller. */
export const commandLookups = {
  /** `lookup('pipe', commands…)`: what commands print on the controller. */
  pipe: lookup({}, (terms, _options, { context }) =>
    terms.map((term) => shellOutput(display(term), context).trimEnd()),
  ),

  /** `lookup('lines', commands…)`: the lines that commands print on the controller. */
  lines: lookup({}, (terms, _options, { context }) =>
    terms.flatMap((term) => splitLines(shellOutput(display(term), context))),
  ),
} satisfies Readonly<Record<string, Lookup>>;

const mostOutput = 64 * 1024 * 1024;

/** What a command line prints when the controller's shell runs it in the playbook's folder. Waits, and is run once a session. */
function shellOutput(command: string, context: Context): string {
  const folder = context.get('playbook_dir');
  const cwd = folder === undefined ? process.cwd() : display(folder);
  const [output] = awaited(JSON.stringify(['shell', cwd, command]), async () => [await run(command, cwd, context)]);
  return display(output ?? '');
}

function run(command: string, cwd: string, { world }: Context): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...world.env }, maxBuffer: mostOutput };
    execFile('/bin/sh', ['-c', command], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(failure(`the command \`${command}\` failed: ${stderr.trim() || error.message}`));
    });
  });
}
