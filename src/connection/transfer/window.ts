/** How many requests fill a fast and distant line. */
export const requests = 16;

/** Keeps up to `width` requests under way at a time: {@link Window.add} waits for room, {@link Window.drain} for all of them. */
export class Window {
  readonly #width: number;
  readonly #under = new Set<Promise<void>>();
  #problem: { readonly error: unknown } | undefined;

  constructor(width: number) {
    this.#width = width;
  }

  /** Begins a request when there is room. Rejects with the first error of any request. */
  async add(request: () => Promise<void>): Promise<void> {
    while (this.#under.size >= this.#width) await Promise.race(this.#under);
    this.#check();
    const running: Promise<void> = request()
      .catch((error: unknown) => {
        this.#problem ??= { error };
      })
      .finally(() => this.#under.delete(running));
    this.#under.add(running);
  }

  /** Resolves when no request is under way; rejects with the first error. */
  async drain(): Promise<void> {
    while (this.#under.size > 0) await Promise.race(this.#under);
    this.#check();
  }

  #check(): void {
    if (this.#problem !== undefined) throw this.#problem.error;
  }
}
