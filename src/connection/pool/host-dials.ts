import type { Connection } from '../connection.ts';

/** What a dial needs, and where its end is told. */
export interface DialPlan {
  /** Waits for the right to have one more connection. */
  readonly takeSlot: (signal: AbortSignal) => Promise<void>;
  readonly giveSlotBack: () => void;
  readonly connect: (signal: AbortSignal) => Promise<Connection>;
  readonly arrived: (connection: Connection) => void;
  /** Not called for a dial that was dropped. */
  readonly failed: (error: unknown) => void;
  /** Called after each dial's end, however it ended. */
  readonly ended: () => void;
}

interface Dial {
  readonly controller: AbortController;
  /** Whether it has its slot: it is then worth waiting for, as the connection will be of use later. */
  placed: boolean;
}

/** The dials to one host that are under way. */
export class HostDials {
  readonly #dials = new Map<Dial, Promise<void>>();

  get size(): number {
    return this.#dials.size;
  }

  start(plan: DialPlan): void {
    const dial: Dial = { controller: new AbortController(), placed: false };
    this.#dials.set(dial, this.#run(dial, plan));
  }

  /** Drops those that still wait for their slot: what they were for has been done otherwise. */
  dropWaiting(): void {
    for (const { controller, placed } of this.#dials.keys()) if (!placed) controller.abort();
  }

  dropAll(): void {
    for (const { controller } of this.#dials.keys()) controller.abort();
  }

  /** Resolves when those that are under way now have ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#dials.values());
  }

  async #run(dial: Dial, plan: DialPlan): Promise<void> {
    const { signal } = dial.controller;
    try {
      await plan.takeSlot(signal);
      dial.placed = true;
      const connection = await plan.connect(signal);
      this.#dials.delete(dial);
      plan.arrived(connection);
    } catch (error) {
      this.#dials.delete(dial);
      if (dial.placed) plan.giveSlotBack();
      if (!signal.aborted) plan.failed(error);
    }
    plan.ended();
  }
}
