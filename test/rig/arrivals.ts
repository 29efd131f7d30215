import { Deferred } from '../../src/std/deferred.ts';

/** Things that arrive one by one (connections, commands, signals), each handed out once to whoever waits for it. */
export class Arrivals<T> {
  /** Everything that has arrived, taken or not. */
  readonly all: T[] = [];
  readonly #waiting: Deferred<T>[] = [];
  #taken = 0;

  push(item: T): void {
    this.all.push(item);
    const waiting = this.#waiting.shift();
    if (waiting === undefined) return;
    this.#taken += 1;
    waiting.resolve(item);
  }

  /** The next one that nobody has taken, as soon as it is there. */
  next(): Promise<T> {
    const waiting = new Deferred<T>();
    if (this.#taken < this.all.length && this.#waiting.length === 0) {
      waiting.resolve(this.all[this.#taken] as T);
      this.#taken += 1;
    } else {
      this.#waiting.push(waiting);
    }
    return waiting.promise;
  }
}
