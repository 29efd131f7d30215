import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Deferred } from '../../std/deferred.ts';
import type { ExecOptions, ExecResult } from '../connection.ts';
import { abortion } from './abortion.ts';
import { feed } from './feed.ts';
import { Grace, type GraceTimes, usualGrace, usualSilence } from './grace.ts';
import { Nudge } from './nudge.ts';
import type { Running } from './running.ts';

/**
 * Brings a started command to its end: feeds its input, takes its output, and settles when its exit is known and both streams have ended,
 * or the grace for a background child that holds them is over.
 */
export async function complete(
  running: Running,
  options: ExecOptions,
  times: GraceTimes = usualGrace,
): Promise<ExecResult> {
  const lifeline = options.lifeline ?? false;
  const grace = new Grace(times);
  const broken = new Deferred<never>();
  const nudge = new Nudge(running.stdin, times.silence ?? usualSilence);
  running.stdout.once('data', () => nudge.stop());
  const stdout = consume(running.stdout, { name: 'stdout', options, grace, broken });
  const stderr = consume(running.stderr, { name: 'stderr', options, grace, broken });
  feed(running.stdin, options.stdin, { keepOpen: lifeline, closed: running.closed }).then(
    () => lifeline && nudge.start(),
    broken.reject,
  );
  const aborted = abortion(options.signal);
  try {
    const exit = await Promise.race([running.exit, broken.promise, aborted.promise]);
    grace.start();
    const all = Promise.all([stdout.ended, stderr.ended, running.closed]);
    await Promise.race([all, grace.over.promise, broken.promise, aborted.promise.catch(() => {})]);
    return { ...exit, stdout: stdout.taken(), stderr: stderr.taken() };
  } catch (error) {
    if (!aborted.settled && !broken.settled) throw error;
    // What is held back would keep its channel from closing.
    stdout.forget();
    stderr.forget();
    const report = await running.end(lifeline);
    options.onEnded?.(report);
    throw error;
  } finally {
    grace.stop();
    nudge.stop();
    aborted.forget();
    stdout.forget();
    stderr.forget();
    running.release();
  }
}

interface Consumer {
  readonly name: 'stdout' | 'stderr';
  readonly options: ExecOptions;
  readonly grace: Grace;
  readonly broken: Deferred<never>;
}

interface Consumed {
  readonly ended: Promise<void>;
  taken(): Buffer;
  forget(): void;
}

/** Takes what a stream gives, in one way: to the sink or to the listener of `options`, as fast as they take it, else into memory. */
function consume(from: Readable, { name, options, grace, broken }: Consumer): Consumed {
  const sink = name === 'stdout' ? options.stdout : undefined;
  const chunks: Buffer[] = [];
  const ended = new Deferred<void>();
  const take = (chunk: Buffer): Promise<unknown> | undefined => {
    if (sink !== undefined) return sink.write(chunk) ? undefined : once(sink, 'drain');
    if (options.onOutput === undefined) chunks.push(chunk);
    return options.onOutput?.(name, chunk) ?? undefined;
  };
  let over = false;
  from.on('data', (chunk: Buffer) => {
    if (over) return;
    grace.touch();
    const taking = take(chunk);
    if (taking !== undefined) holdBack(from, taking, grace).catch(broken.reject);
  });
  for (const event of ['end', 'close', 'error']) from.on(event, () => ended.resolve());
  sink?.on('error', broken.reject);
  return {
    ended: ended.promise,
    taken: () => Buffer.concat(chunks),
    forget: () => {
      over = true;
      sink?.off('error', broken.reject);
      from.resume();
    },
  };
}

/** Reads no more of a stream until what has come of it is taken. */
async function holdBack(from: Readable, taking: Promise<unknown>, grace: Grace): Promise<void> {
  from.pause();
  grace.hold();
  await taking;
  grace.unhold();
  from.resume();
}
