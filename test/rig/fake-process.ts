import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import type { Invocation } from '../../src/cli/invocation.ts';
import { main } from '../../src/main.ts';

/** How the program ended and what it printed. */
export interface MainResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface FakeOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly terminal?: boolean;
}

/** A process for tests of the command line: it remembers what is written, and signals are events that the test emits. */
export class FakeProcess extends EventEmitter implements Invocation {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: PassThrough & { isTTY?: boolean };
  readonly stdout: Recorder;
  readonly stderr: Recorder;
  readonly exits: number[] = [];
  readonly #cwd: string;

  constructor(words: readonly string[], { env = {}, cwd = process.cwd(), terminal = false }: FakeOptions = {}) {
    super();
    this.argv = ['node', 'runbook', ...words];
    this.env = env;
    this.#cwd = cwd;
    this.stdin = Object.assign(new PassThrough(), { isTTY: terminal });
    this.stdout = new Recorder(terminal);
    this.stderr = new Recorder(terminal);
  }

  cwd(): string {
    return this.#cwd;
  }

  exit(code: number): void {
    this.exits.push(code);
  }
}

/** An output stream that keeps its text. */
class Recorder extends Writable {
  readonly isTTY: boolean;
  readonly columns = 100;
  text = '';

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs the program in this process with these words and no standard input. */
export async function runMain(words: readonly string[], options: FakeOptions = {}): Promise<MainResult> {
  const fake = new FakeProcess(words, options);
  const code = await main(fake);
  return { code, stdout: fake.stdout.text, stderr: fake.stderr.text };
}
