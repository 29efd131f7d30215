import { crowd } from '../../std/crowd.ts';

interface Place<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
  readonly urgent: () => boolean;
}

export interface PlaceOptions {
  /** Leaves the line when aborted; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** At the head of the line instead of its end. */
  readonly first?: boolean;
  /** Whether it is served before those that are not urgent; asked when somebody is served. */
  readonly urgent?: () => boolean;
}

/** Those who wait for something that comes one by one, first come first served. */
export class WaitingLine<T> {
  readonly #places: Place<T>[] = [];
  readonly #left: () => void;

  /** `left` is called when somebody has given up waiting. */
  constructor(left: () => void = () => {}) {
    this.#left = left;
  }

  get length(): number {
    return this.#places.length;
  }

  /** Whether somebody urgent waits. */
  get urgent(): boolean {
    return this.#places.some((place) => place.urgent());
  }

  wait({ signal, first = false, urgent = () => false }: PlaceOptions = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      crowd(signal);
      const leave = () => this.#leave(place, signal?.reason);
      const settle =
        <V>(act: (value: V) => void) =>
        (value: V) => {
          signal?.removeEventListener('abort', leave);
          act(value);
        };
      const place: Place<T> = { resolve: settle(resolve), reject: settle(reject), urgent };
      signal?.addEventListener('abort', leave, { once: true });
      if (first) this.#places.unshift(place);
      else this.#places.push(place);
    });
  }

  /** Serves the first urgent one, else the first; false when nobody waits. */
  serve(value: T): boolean {
    const urgent = this.#places.findIndex((place) => place.urgent());
    const [place] = this.#places.splice(Math.max(0, urgent), 1);
    place?.resolve(value);
    return place !== undefined;
  }

  /** Serves everybody with the same. */
  serveAll(value: T): void {
    for (const place of this.#places.splice(0)) place.resolve(value);
  }

  failAll(reason: unknown): void {
    for (const place of this.#places.splice(0)) place.reject(reason);
  }

  #leave(place: Place<T>, reason: unknown): void {
    this.#places.splice(this.#places.indexOf(place), 1);
    place.reject(reason);
    this.#left();
  }
}
