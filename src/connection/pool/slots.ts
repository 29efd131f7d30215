import { WaitingLine } from './waiting-line.ts';

/** Files that a run opens besides its connections: reports, keys, programs on the controller. */
const ROOM_FOR_OTHERS = 8;

/**
 * The right to have a connection, `max` of them. One is taken before dialling and given back when the connection has ended. When all are taken
 * somebody's idle connection is asked to end; `evict` starts that and says whether there was one.
 */
export class Slots {
  #max: number;
  readonly #evict: (urgent: boolean) => boolean;
  readonly #line = new WaitingLine<void>();
  #taken = 0;
  #evicting = 0;

  constructor(max: number, evict: (urgent: boolean) => boolean) {
    this.#max = max;
    this.#evict = evict;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Takes one, as soon as there is one. `urgent`: the host has no connection at all yet. */
  async take(signal: AbortSignal | undefined, urgent: () => boolean): Promise<void> {
    signal?.throwIfAborted();
    if (this.#taken < this.#max && this.#line.length === 0) {
      this.#taken += 1;
      return;
    }
    const waiting = this.#line.wait({ signal, urgent });
    this.makeRoom();
    await waiting;
  }

  /**
   * The machine has no room for more than the `open` connections there are, and needs some for other things; those who have a slot and no
   * connection have to give it back. False when there is none whose end could be waited for.
   */
  lower(open: number): boolean {
    if (open === 0) return false;
    if (this.#taken <= this.#max) this.#max = Math.max(1, Math.min(this.#max, open - ROOM_FOR_OTHERS));
    return true;
  }

  /** Fails those who wait. */
  failAll(reason: unknown): void {
    this.#line.failAll(reason);
  }

  /** Gives one back; `evicted` says that its connection was ended to make room. */
  giveBack(evicted: boolean): void {
    if (evicted) this.#evicting -= 1;
    if (this.#taken > this.#max || !this.#line.serve()) this.#taken -= 1;
    this.makeRoom();
  }

  /** Asks idle connections to end for those who wait; called again when one becomes idle. */
  makeRoom(): void {
    while (this.#evicting < this.#line.length && this.#evict(this.#line.urgent)) this.#evicting += 1;
  }
}
