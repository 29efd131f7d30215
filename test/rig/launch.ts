import { type ChildProcess, spawn } from 'node:child_process';
import type { CommandLine } from '../../src/shell/command-line.ts';
import type { Refusal } from '../../src/shell/refusal.ts';
import { StartDialogue } from '../../src/shell/start-dialogue.ts';
import type { Shell } from './shells.ts';

/** What became of a launched command line. */
export interface Launched {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly passwordsSent: number;
  readonly refusal?: Refusal;
  readonly text?: string;
}

/** How a test runs a command line: the login shell that reads it, the words put before that, and what there is to send. */
export interface LaunchSettings {
  readonly shell?: Shell;
  readonly wrapper?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly password?: string;
  readonly stdin?: string | Uint8Array;
}

/** Runs a command line on this machine the way sshd does, with the dialogue driven as the engine drives it. */
export async function launch(line: CommandLine, settings: LaunchSettings = {}): Promise<Launched> {
  const [file = '', ...args] = [...(settings.wrapper ?? []), ...(settings.shell?.argv ?? ['/bin/sh'])];
  const child = spawn(file, [...args, '-c', line.command], { env: settings.env ?? process.env, cwd: settings.cwd });
  const drive = new Driver(child, line, settings);
  return await drive.result;
}

class Driver {
  readonly result: Promise<Launched>;
  readonly #out: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  readonly #child: ChildProcess;
  readonly #line: CommandLine;
  readonly #settings: LaunchSettings;
  readonly #dialogue: StartDialogue | undefined;
  #sent = 0;
  #refusal: { refusal?: Refusal; text?: string } = {};

  constructor(child: ChildProcess, line: CommandLine, settings: LaunchSettings) {
    this.#child = child;
    this.#line = line;
    this.#settings = settings;
    this.#dialogue = line.opening === undefined ? undefined : new StartDialogue(line.opening);
    child.stdin?.on('error', () => {});
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.on('data', (chunk: Buffer) => this.#take(stream, chunk));
    }
    if (this.#dialogue === undefined) this.#sendInput();
    this.result = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(this.#finish(code, signal)));
    });
  }

  #take(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    if (this.#dialogue === undefined) this.#out[stream].push(chunk);
    else for (const step of this.#dialogue.feed(stream, chunk)) this.#do(step);
  }

  #do(step: ReturnType<StartDialogue['feed']>[number]): void {
    if (step.kind === 'output') this.#out[step.stream].push(step.chunk);
    if (step.kind === 'started') this.#sendInput();
    if (step.kind === 'send-password') {
      this.#sent += 1;
      this.#child.stdin?.write(`${this.#settings.password}\n`);
    }
    if (step.kind === 'refused') {
      this.#refusal = { refusal: step.reason, text: step.text };
      this.#child.stdin?.end();
    }
  }

  #sendInput(): void {
    this.#child.stdin?.write(this.#line.preamble);
    if (this.#line.pty || this.#line.lifeline) this.#child.stdin?.write(this.#settings.stdin ?? '');
    else this.#child.stdin?.end(this.#settings.stdin ?? '');
  }

  #finish(code: number | null, signal: NodeJS.Signals | null): Launched {
    for (const step of this.#dialogue?.end(code) ?? []) this.#do(step);
    const text = (stream: 'stdout' | 'stderr') => Buffer.concat(this.#out[stream]).toString();
    return {
      code,
      signal,
      stdout: text('stdout'),
      stderr: text('stderr'),
      passwordsSent: this.#sent,
      ...this.#refusal,
    };
  }
}
