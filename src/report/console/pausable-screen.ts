import type { Screen } from './screen.ts';

/** A screen that keeps what is printed while it is suspended, so that nothing runs into a question on the terminal. */
export class PausableScreen implements Screen {
  readonly #inner: Screen;
  #kept: (() => void)[] | undefined;

  constructor(inner: Screen) {
    this.#inner = inner;
  }

  print(lines: readonly string[]): void {
    this.#soon(() => this.#inner.print(lines));
  }

  warn(lines: readonly string[]): void {
    this.#soon(() => this.#inner.warn(lines));
  }

  suspend(): void {
    this.#inner.suspend();
    this.#kept ??= [];
  }

  resume(): void {
    this.#inner.resume();
    this.#give();
  }

  async close(): Promise<void> {
    this.#give();
    await this.#inner.close();
  }

  #soon(action: () => void): void {
    if (this.#kept === undefined) action();
    else this.#kept.push(action);
  }

  #give(): void {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    for (const action of kept) action();
  }
}
