import { ciSafe } from '../ci-safe.ts';
import { joinLines, type Screen } from './screen.ts';
import type { Sink } from './sink.ts';

/** Lines as they come, safe for a log that a CI system reads along. */
export class PlainScreen implements Screen {
  readonly #out: Sink;
  readonly #err: Sink;

  constructor(out: Sink, err: Sink) {
    this.#out = out;
    this.#err = err;
  }

  print(lines: readonly string[]): void {
    this.#out.write(ciSafe(joinLines(lines)));
  }

  warn(lines: readonly string[]): void {
    this.#err.write(ciSafe(joinLines(lines)));
  }

  suspend(): void {}

  resume(): void {}

  async close(): Promise<void> {
    await Promise.all([this.#out.drained(), this.#err.drained()]);
  }
}
