import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** What a program printed and how it ended: its exit status, or why it has none. */
export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly ending: { readonly status: number } | { readonly reason: string };
}

export interface ProgramLimits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a program of the controller, without a shell and without input. At the time-out, or when `signal` aborts, it is killed with all
 * that it started. Never rejects.
 */
export async function runProgram(path: string, args: readonly string[], limits: ProgramLimits): Promise<ProgramResult> {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
  const ending = await endOf(child, limits);
  return { stdout: stdout(), stderr: stderr(), ending };
}

function textOf(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

function endOf(child: ChildProcess, { timeoutMs, signal }: ProgramLimits): Promise<ProgramResult['ending']> {
  return new Promise((resolve) => {
    const stop = (reason: string) => {
      killGroup(child);
      // A process that has left the group may hold the pipes open for ever.
      child.stdout?.destroy();
      child.stderr?.destroy();
      settle({ reason });
    };
    const interrupt = () => stop('it was interrupted');
    const timer = setTimeout(() => stop(`it did not end within ${timeoutMs / 1000} seconds`), timeoutMs);
    const settle = (ending: ProgramResult['ending']) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
      resolve(ending);
    };
    signal?.addEventListener('abort', interrupt);
    child.on('error', (error) => settle({ reason: whyNotStarted(error) }));
    child.on('close', (status, name) => settle(status === null ? { reason: `${name} ended it` } : { status }));
    if (signal?.aborted) interrupt();
  });
}

/** The program leads a process group of its own, so that nothing it started stays behind. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: the whole group has ended on its own in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function whyNotStarted(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EACCES') return 'it may not be executed';
  if (code === 'ENOENT') return 'it, or the interpreter its first line names, is not there';
  if (code === 'ENOEXEC') return 'it is no program: the `#!` line is missing';
  return error.message;
}
