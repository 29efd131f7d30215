import type { Event } from '../events/event.ts';
import type { Reporter } from '../report/reporter.ts';
import { EventStream } from './event-stream.ts';
import type { ExecuteOptions } from './execute-options.ts';
import type { RunResult } from './run-result.ts';

/**
 * A run that is going on: await it for how it ended, or loop over it for what happens. A loop sees the events from when it begins, so begin it at
 * once; it may be slow, and then the run is too: while a thousand events wait, no host begins another task. Leaving the loop early ends the
 * run: by then every command was ended and every connection closed. The loop throws what awaiting would throw, behind the last event.
 */
export type RunHandle = Promise<RunResult> & AsyncIterable<Event>;

/** Begins to execute, and gives the caller both ways to follow it. */
export function startRun(
  execute: (options: ExecuteOptions) => Promise<RunResult>,
  { signal, reporters = [] }: { readonly signal?: AbortSignal; readonly reporters?: readonly Reporter[] },
): RunHandle {
  const leaving = new AbortController();
  const streams = new Set<EventStream>();
  const broadcast = (event: Event) => {
    for (const stream of streams) stream.push(event);
  };
  const result = execute({
    signal: signal === undefined ? leaving.signal : AbortSignal.any([signal, leaving.signal]),
    reporters: [...reporters, { handle: broadcast }],
    ready: async () => {
      for (const stream of streams) await stream.ready();
    },
  });
  const leave = async () => {
    leaving.abort(new Error('nobody reads the events any more'));
    await result;
  };
  return Object.assign(result, { [Symbol.asyncIterator]: () => follow(result, streams, leave) });
}

async function* follow(
  result: Promise<RunResult>,
  streams: Set<EventStream>,
  leave: () => Promise<void>,
): AsyncGenerator<Event, void, undefined> {
  const stream = new EventStream(leave);
  streams.add(stream);
  const close = () => stream.close();
  result.then(close, close);
  try {
    yield* stream.events;
    await result;
  } finally {
    streams.delete(stream);
  }
}
