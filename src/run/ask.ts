import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Interrupted } from '../engine/interrupted.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { visible } from '../source/visible.ts';
import type { Output, RunIo } from './run-io.ts';

/** Asks the person at the terminal one question; `hidden` keeps the answer off the screen. Rejects with {@link Interrupted} on Ctrl-C. */
export type Ask = (question: string, options?: { readonly hidden?: boolean }) => Promise<string>;

/** A way to ask, where there is a person: without a terminal on standard input and error there is none. */
export function askOn(io: Pick<RunIo, 'stdin' | 'stderr'>): Ask | undefined {
  const { stdin, stderr } = io;
  if (!stdin.isTTY || !stderr.isTTY) return undefined;
  return (question, { hidden = false } = {}) =>
    questionOn(stdin, stderr, { question: visible(question, '\n\t'), hidden });
}

/** `ask`, or an error that says which `option` asked for it and what to give `instead`. */
export function mustAsk(ask: Ask | undefined, option: string, instead: string): Ask {
  if (ask !== undefined) return ask;
  throw new WrongInput([
    {
      severity: 'error',
      code: 'no-terminal',
      message: `\`${option}\` asks, and there is no terminal to ask on`,
      help: instead,
    },
  ]);
}

function questionOn(
  input: NodeJS.ReadableStream,
  output: Output,
  { question, hidden }: { question: string; hidden: boolean },
): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: hidden ? silent : output, terminal: true, historySize: 0 });
  return new Promise<string>((resolve, reject) => {
    const cut = () => reject(new Interrupted('SIGINT'));
    lines.once('SIGINT', cut);
    lines.once('close', cut);
    if (hidden) output.write(question);
    lines.question(hidden ? '' : question, resolve);
  })
    .catch((error: unknown) => {
      if (!hidden) output.write('\n');
      throw error;
    })
    .finally(() => {
      lines.close();
      if (hidden) output.write('\n');
    });
}
