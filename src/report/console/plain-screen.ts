import type { Clock } from './clock.ts';
import { joinLines, type Screen } from './screen.ts';
import type { Sink } from './sink.ts';

/** After so many milliseconds, and again and again, the error stream is told what a run waits for; CI systems end jobs that say nothing. */
export const PATIENCE = 60_000;

export interface PlainScreenOptions {
  readonly out: Sink;
  readonly err: Sink;
  readonly clock: Clock;
  /** What the run has been waiting for so long. */
  waiting(): string[];
}

/** Lines as they come. */
export class PlainScreen implements Screen {
  readonly #out: Sink;
  readonly #err: Sink;
  readonly #stop: () => void;

  constructor({ out, err, clock, waiting }: PlainScreenOptions) {
    [this.#out, this.#err] = [out, err];
    this.#stop = clock.every(PATIENCE, () => this.warn(waiting()));
  }

  print(lines: readonly string[]): void {
    this.#out.write(joinLines(lines));
  }

  warn(lines: readonly string[]): void {
    this.#err.write(joinLines(lines));
  }

  suspend(): void {}

  resume(): void {}

  async close(): Promise<void> {
    this.#stop();
    await Promise.all([this.#out.drained(), this.#err.drained()]);
  }
}
