import { wantsColour } from './colour.ts';
import type { RunIo } from './run-io.ts';

/** Does something that may take a moment; a person at a terminal is told what is waited for. The spinner is loaded for a terminal only. */
export async function whileWaiting<T>(text: string, io: RunIo, work: () => Promise<T>): Promise<T> {
  const { stderr, env } = io;
  if (stderr.isTTY !== true) return await work();
  const { waiting } = await import('../report/console/waiting.ts');
  return await waiting(text, { stream: stderr, colour: wantsColour('auto', stderr, env) }, work);
}
