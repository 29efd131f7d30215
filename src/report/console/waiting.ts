import type { Writable } from 'node:stream';
import ora from 'ora';

/** Where a wait is shown: a terminal, or nothing is shown. */
export interface WaitingPlace {
  readonly stream: Writable & { readonly isTTY?: boolean };
  readonly colour: boolean;
}

/** Milliseconds that a wait may last before anybody is told of it. */
const patience = 200;

/** Shows a spinner on a terminal while `work` lasts longer than a blink: before there is anything else to report. */
export async function waiting<T>(text: string, { stream, colour }: WaitingPlace, work: () => Promise<T>): Promise<T> {
  if (stream.isTTY !== true) return await work();
  // What is typed meanwhile belongs to the questions that may follow, and Ctrl-C to whoever handles signals.
  const spinner = ora({
    text,
    stream: stream as NodeJS.WriteStream,
    ...(colour ? {} : { color: false }),
    discardStdin: false,
    // It is a terminal; ora would not believe it where `CI` is set.
    isEnabled: true,
  });
  const timer = setTimeout(() => spinner.start(), patience);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    if (spinner.isSpinning) spinner.stop();
  }
}
