import { execFile } from 'node:child_process';
import type { Context } from '../context.ts';
import { display } from '../display.ts';
import { failure } from '../refuse.ts';
import { awaited } from '../settle.ts';

const mostOutput = 64 * 1024 * 1024;

/** What a command line prints when the controller's shell runs it in the playbook's folder. Waits, and is run once a session. */
export function shellOutput(command: string, context: Context): string {
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
