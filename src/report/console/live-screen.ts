import { stripVTControlCharacters } from 'node:util';
import { columns } from '../../source/columns.ts';
import type { Clock } from './clock.ts';
import type { CursorGuard } from './cursor-guard.ts';
import { joinLines, type Screen } from './screen.ts';
import type { Sink } from './sink.ts';

/** Milliseconds between two pictures. */
const FRAME = 100;

/** Control functions of ECMA-48, and the private modes of xterm that every terminal emulator of today knows or ignores. */
const control = {
  beginUpdate: '\x1b[?2026h',
  endUpdate: '\x1b[?2026l',
  wrapOff: '\x1b[?7l',
  wrapOn: '\x1b[?7h',
  up: (rows: number) => (rows === 0 ? '' : `\x1b[${rows}A`),
  eraseBelow: '\x1b[J',
};

export interface LiveScreenOptions {
  readonly out: Sink;
  readonly err: Sink;
  /** Whether the error stream is the same terminal, so that what goes there must not run into the live lines. */
  readonly errIsTerminal: boolean;
  readonly clock: Clock;
  readonly cursor: CursorGuard;
  columns(): number;
  /** The lines to keep at the bottom right now, none of them wider than `columns()` minus one. */
  live(): string[];
}

/**
 * Lines that scroll, above a few live ones that are drawn again and again in place. Each picture is one write: the terminal never shows
 * a half. What stands there is measured anew when it is erased, since a terminal that was made narrower has broken its lines.
 */
export class LiveScreen implements Screen {
  readonly #options: LiveScreenOptions;
  #waiting = '';
  #drawn: readonly string[] = [];
  #stop: (() => void) | undefined;

  constructor(options: LiveScreenOptions) {
    this.#options = options;
    this.#start();
  }

  print(lines: readonly string[]): void {
    this.#waiting += joinLines(lines);
  }

  warn(lines: readonly string[]): void {
    if (this.#options.errIsTerminal) this.#clear();
    this.#options.err.write(joinLines(lines));
  }

  suspend(): void {
    this.#stop?.();
    this.#clear();
    this.#options.cursor.show();
  }

  resume(): void {
    this.#start();
  }

  async close(): Promise<void> {
    this.suspend();
    await Promise.all([this.#options.out.drained(), this.#options.err.drained()]);
  }

  #start(): void {
    this.#stop?.();
    this.#stop = this.#options.clock.every(FRAME, () => this.#draw());
  }

  #draw(): void {
    const live = this.#options.live();
    const same = live.length === this.#drawn.length && live.every((line, index) => line === this.#drawn[index]);
    if (this.#waiting === '' && same) return;
    if (live.length > 0) this.#options.cursor.hide();
    const picture = [
      control.beginUpdate,
      this.#erased(),
      this.#waiting,
      control.wrapOff,
      live.join('\n'),
      control.wrapOn,
      control.endUpdate,
    ];
    this.#options.out.write(picture.join(''));
    [this.#waiting, this.#drawn] = ['', live];
  }

  /** Takes the live lines away and prints what waits. */
  #clear(): void {
    this.#options.out.write(this.#erased());
    this.#drawn = [];
    this.#give();
  }

  #give(): void {
    this.#options.out.write(this.#waiting);
    this.#waiting = '';
  }

  /** What brings the cursor back to where the live lines begin, and erases them. */
  #erased(): string {
    if (this.#drawn.length === 0) return '';
    const width = Math.max(1, this.#options.columns());
    const rows = this.#drawn.map((line) => Math.max(1, Math.ceil(columns(stripVTControlCharacters(line)) / width)));
    return `\r${control.up(rows.reduce((sum, count) => sum + count) - 1)}${control.eraseBelow}`;
  }
}
