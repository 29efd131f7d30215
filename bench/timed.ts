import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What one run of a program took and used. */
export interface Timed {
  readonly milliseconds: number;
  readonly stdout: string;
}

/** Runs a program to its end and times it, from the start of the process; throws with its output when it does not end with 0. */
export async function timed(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Timed> {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const milliseconds = performance.now() - began;
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${stdout.slice(-3000)}${stderr.slice(-3000)}`);
  return { milliseconds, stdout };
}

/** The same, in this Node. */
export function timedNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Timed> {
  return timed(process.execPath, args, env);
}
