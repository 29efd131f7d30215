import { PassThrough, type Readable } from 'node:stream';
import type { Event } from '../events/event.ts';
import type { Reporter } from '../report/reporter.ts';

/**
 * One standard input for the commands of many hosts: each gets every byte of it, at the speed of the slowest that still runs, and little of it
 * is in memory. It waits until all hosts of the play have asked for it or have failed; one that ends early holds up nobody.
 */
export class SharedInput implements Reporter {
  readonly #source: Readable;
  readonly #takers = new Map<string, PassThrough>();
  /** The hosts that are still to ask for it. */
  readonly #awaited = new Set<string>();
  #flowing = false;

  constructor(source: Readable) {
    this.#source = source;
  }

  /** What the command of a host reads. */
  open(host: string): Readable {
    const taker = this.#takers.get(host) ?? new PassThrough();
    this.#takers.set(host, taker);
    // A command that ends before it has read everything is no error.
    taker.on('error', () => {});
    this.#awaited.delete(host);
    this.#flowWhenComplete();
    return taker;
  }

  handle(event: Event): void {
    if (event.kind === 'play-start') for (const host of event.hosts) this.#awaited.add(host);
    if (event.kind === 'host-result' || event.kind === 'host-unreachable') this.#leave(event.host);
    if (event.kind === 'run-end') this.#source.destroy();
  }

  #leave(host: string): void {
    this.#takers.get(host)?.destroy();
    this.#awaited.delete(host);
    this.#flowWhenComplete();
  }

  #flowWhenComplete(): void {
    if (this.#awaited.size > 0 || this.#flowing) return;
    this.#flowing = true;
    void this.#flow();
  }

  async #flow(): Promise<void> {
    try {
      for await (const chunk of this.#source) await Promise.all(this.#running().map((taker) => written(taker, chunk)));
      for (const taker of this.#running()) taker.end();
    } catch (error) {
      // Half of it must not be taken for all: the commands are ended.
      for (const taker of this.#running()) taker.destroy(error as Error);
    }
  }

  #running(): PassThrough[] {
    return [...this.#takers.values()].filter((taker) => !taker.destroyed);
  }
}

/** Resolves when a stream wants more, or nothing any more. */
async function written(taker: PassThrough, chunk: Buffer): Promise<void> {
  if (taker.destroyed || taker.write(chunk)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      taker.off('drain', done).off('close', done);
      resolve();
    };
    taker.on('drain', done).on('close', done);
  });
}
