import { type ChildProcess, spawn } from 'node:child_process';
import type { Editor } from './edit-file.ts';
import { VaultError } from './vault-error.ts';

/**
 * The user's editor, a command line such as `code --wait`, on this process's terminal. Ctrl-C belongs to the editor while it runs;
 * a request to end is passed on to it, so that the plaintext it works on is removed before this process ends.
 */
export function terminalEditor(command: string): Editor {
  return async (path) => {
    const child = spawn('/bin/sh', ['-c', `${command} "$1"`, 'sh', path], { stdio: 'inherit' });
    const ending = await withSignals(child, () => ended(child));
    if (ending === 0) return;
    const how = typeof ending === 'number' ? `exit status ${ending}` : `signal ${ending}`;
    throw new VaultError(
      'vault-file',
      `editor \`${command}\` ended with ${how}: nothing was written`,
      'set `EDITOR` to one that runs',
    );
  };
}

function ended(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
  });
}

async function withSignals<T>(child: ChildProcess, work: () => Promise<T>): Promise<T> {
  const ignore = () => {};
  const end = () => child.kill('SIGTERM');
  process.on('SIGINT', ignore).on('SIGTERM', end).on('SIGHUP', end);
  try {
    return await work();
  } finally {
    process.off('SIGINT', ignore).off('SIGTERM', end).off('SIGHUP', end);
  }
}
