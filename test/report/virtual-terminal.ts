import { Writable } from 'node:stream';
import { columnsOf } from '../../src/source/columns.ts';

/** A control sequence, or a character. */
const pieces = new RegExp(`${String.fromCharCode(27)}\\[[?\\d;]*[A-Za-z]|[\\s\\S]`, 'gu');

/**
 * As much of a terminal as live lines need: cursor movement, erasing, wrapping, scrolling, a visible cursor. It fails on any control
 * sequence that it does not know, so that none slips through unnoticed.
 */
export class VirtualTerminal extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  cursorVisible = true;
  /** How often it was written to. */
  writes = 0;
  /** How many rows were ever drawn beyond the right edge. */
  wrapped = 0;
  #lines: string[][] = [[]];
  /** Whether a line goes on in the next one because it was too wide. */
  #continues: boolean[] = [false];
  #row = 0;
  #column = 0;
  #wraps = true;

  constructor(columns = 80, rows = 24) {
    super({ decodeStrings: false });
    [this.columns, this.rows] = [columns, rows];
  }

  /** All lines that were ever shown, colours left out, without empty ones at the end. */
  get text(): string {
    const lines = this.#lines.map((line) => line.join('').trimEnd());
    return lines.join('\n').trimEnd();
  }

  get row(): number {
    return this.#row;
  }

  /** Makes the terminal as wide as this, breaking and joining lines again as most terminals do. */
  resize(columns: number): void {
    const whole: string[][] = [];
    this.#lines.forEach((line, index) => {
      if (index > 0 && this.#continues[index - 1]) whole.at(-1)!.push(...line);
      else whole.push([...line]);
    });
    const fromEnd = this.#lines.length - 1 - this.#row;
    this.columns = columns;
    [this.#lines, this.#continues] = [[], []];
    for (const line of whole) {
      do {
        this.#lines.push(line.splice(0, columns));
        this.#continues.push(line.length > 0);
      } while (line.length > 0);
    }
    this.#row = this.#lines.length - 1 - fromEnd;
    this.#column = this.#lines[this.#row]!.length;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.writes += 1;
    for (const [piece] of chunk.toString().matchAll(pieces)) this.#take(piece);
    done();
  }

  #take(piece: string): void {
    if (piece === '\n') this.#down();
    else if (piece === '\r') this.#column = 0;
    else if (piece.startsWith('\x1b')) this.#control(piece.slice(2));
    else this.#put(piece);
  }

  #control(sequence: string): void {
    if (sequence === '?25l' || sequence === '?25h') this.cursorVisible = sequence === '?25h';
    else if (sequence === '?7l' || sequence === '?7h') this.#wraps = sequence === '?7h';
    else if (sequence.endsWith('A')) this.#row = Math.max(0, this.#row - Number(sequence.slice(0, -1)));
    else if (sequence === 'J') this.#eraseBelow();
    else if (!/^(\d*(;\d+)*m|\?2026[hl])$/.test(sequence))
      throw new Error(`unknown control sequence ${JSON.stringify(sequence)}`);
  }

  #down(): void {
    [this.#row, this.#column] = [this.#row + 1, 0];
    while (this.#lines.length <= this.#row) {
      this.#lines.push([]);
      this.#continues.push(false);
    }
  }

  #eraseBelow(): void {
    this.#lines[this.#row]!.length = Math.min(this.#column, this.#lines[this.#row]!.length);
    this.#lines.length = this.#row + 1;
    this.#continues.length = this.#row + 1;
    this.#continues[this.#row] = false;
  }

  #put(character: string): void {
    const width = columnsOf(character);
    if (this.#column + width > this.columns) {
      this.wrapped += 1;
      if (!this.#wraps) this.#column = this.columns - width;
      else {
        this.#continues[this.#row] = true;
        this.#down();
      }
    }
    const line = this.#lines[this.#row]!;
    while (line.length < this.#column) line.push(' ');
    line[this.#column] = character;
    if (width === 2) line[this.#column + 1] = '';
    this.#column += width;
  }
}
