import { CountQueuingStrategy, ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web';
import type { Event } from '../events/event.ts';
import { Deferred } from '../std/deferred.ts';

/** How many events may wait to be read before the run is held back. */
const highWaterMark = 1000;

/** Events of a run on their way to a reader that takes them one at a time. */
export class EventStream {
  /** Leaving a loop over it calls `onCancel`, and waits for that. */
  readonly events: ReadableStream<Event>;
  readonly #onCancel: () => Promise<void>;
  #controller!: ReadableStreamDefaultController<Event>;
  #isOpen = true;
  #room: Deferred<void> | undefined;

  constructor(onCancel: () => Promise<void>) {
    this.#onCancel = onCancel;
    this.events = new ReadableStream<Event>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#room?.resolve(),
        cancel: () => this.#cancel(),
      },
      new CountQueuingStrategy({ highWaterMark }),
    );
  }

  push(event: Event): void {
    if (this.#isOpen) this.#controller.enqueue(event);
  }

  /** Resolves as soon as there is room for more events. What is pushed without waiting for it is kept all the same. */
  async ready(): Promise<void> {
    if (!this.#isOpen || (this.#controller.desiredSize ?? 0) > 0) return;
    if (this.#room === undefined || this.#room.settled) this.#room = new Deferred();
    await this.#room.promise;
  }

  /** Says that no event follows; those that wait can still be read. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#room?.resolve();
    this.#controller.close();
  }

  async #cancel(): Promise<void> {
    this.#isOpen = false;
    this.#room?.resolve();
    await this.#onCancel();
  }
}
