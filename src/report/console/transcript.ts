import type { Clock } from './clock.ts';
import { HeldResults } from './held-results.ts';
import type { ResultLine } from './result-line.ts';
import type { Screen } from './screen.ts';

/** Milliseconds that results wait for those of other hosts. */
const HOLD = 1000;

export interface TranscriptOptions {
  readonly screen: Screen;
  readonly clock: Clock;
  /** Print headings only once something stands below them. */
  readonly quiet: boolean;
}

/** What scrolls by, in an order that reads well: headings, results put together, and remarks. */
export class Transcript {
  readonly #options: TranscriptOptions;
  readonly #held = new HeldResults();
  /** Headings that nothing stands below yet. */
  #headings: { readonly level: number; readonly lines: readonly string[] }[] = [];
  #begun = false;
  #unhold: (() => void) | undefined;

  constructor(options: TranscriptOptions) {
    this.#options = options;
  }

  /** Makes hosts known, in the order they are to be printed in. */
  hosts(names: Iterable<string>): void {
    this.#held.hosts(names);
  }

  /** A new section. With `quiet` it takes the place of those of its level or below (a higher number) that nothing followed. */
  heading(level: number, lines: readonly string[]): void {
    this.flush();
    if (this.#options.quiet)
      this.#headings = [...this.#headings.filter((above) => above.level < level), { level, lines }];
    else this.#print(this.#section(lines));
  }

  /** A result, which may wait for others. */
  result(line: ResultLine, ofLoop: boolean): void {
    this.#held.add(line, ofLoop);
    this.#unhold ??= this.#options.clock.after(HOLD, () => this.flush());
  }

  /** A remark on the section so far. */
  note(lines: readonly string[]): void {
    this.flush();
    this.#print(lines);
  }

  /** A remark that may stand anywhere. */
  aside(lines: readonly string[]): void {
    if (lines.length > 0) this.#print(lines);
  }

  /** A remark on the error stream. */
  warn(lines: readonly string[]): void {
    this.flush();
    this.#options.screen.warn(lines);
  }

  /** Prints the results that wait. */
  flush(): void {
    this.#unhold?.();
    this.#unhold = undefined;
    if (!this.#held.empty) this.#print(this.#held.take());
  }

  #print(lines: readonly string[]): void {
    const headings = this.#headings.flatMap((heading) => this.#section(heading.lines));
    this.#headings = [];
    this.#options.screen.print([...headings, ...lines]);
  }

  /** A section stands apart from what is above it, if anything is. */
  #section(lines: readonly string[]): readonly string[] {
    const apart = this.#begun ? ['', ...lines] : lines;
    this.#begun = true;
    return apart;
  }
}
