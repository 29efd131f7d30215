import { spawn } from 'node:child_process';
import { textLines } from '../../report/console/readable.ts';
import { print, printData } from '../../run/print.ts';
import type { Invocation } from '../invocation.ts';

/** Shows text in the user's pager (`$PAGER`, else `less`) when a terminal looks on, and prints it otherwise or where no pager starts. */
export async function page(text: Uint8Array, invocation: Pick<Invocation, 'stdout' | 'stderr' | 'env'>): Promise<void> {
  const { stdout, env } = invocation;
  if (!stdout.isTTY) printData(text, invocation);
  else if (!(await paged(text, env.PAGER || 'less', env))) print(textLines(Buffer.from(text).toString()), invocation);
}

const COULD_NOT_START = [126, 127];

function paged(text: Uint8Array, pager: string, env: Invocation['env']): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // As git does: colours pass, and text of less than a screen is printed without waiting for a key.
    const child = spawn('/bin/sh', ['-c', pager], {
      stdio: ['pipe', 'inherit', 'ignore'],
      env: { LESS: 'FRX', ...env },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(!COULD_NOT_START.includes(code ?? 0)));
    // A pager that was left before the end has read enough.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}
