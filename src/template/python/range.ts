import { failure } from '../refuse.ts';
import { type Callable, Instance, type Value } from '../value.ts';
import { integerArgument } from './coerce.ts';
import { isIntegral } from './number.ts';

const longest = 100_000;

/** Python's `range`: its numbers are made when they are gone through. */
export class Range extends Instance {
  override readonly typeName = 'range';
  readonly #start: number;
  readonly #stop: number;
  readonly #step: number;

  constructor(start: number, stop: number, step: number) {
    super();
    this.#start = start;
    this.#stop = stop;
    this.#step = step;
  }

  override get length(): number {
    return Math.max(0, Math.ceil((this.#stop - this.#start) / this.#step));
  }

  override *iterate(): Generator<Value> {
    for (let index = 0; index < this.length; index++) yield this.#start + index * this.#step;
  }

  override item(index: Value): Value | undefined {
    if (!isIntegral(index)) return undefined;
    const at = Number(index) < 0 ? Number(index) + this.length : Number(index);
    return at >= 0 && at < this.length ? this.#start + at * this.#step : undefined;
  }

  override attribute(name: string): Value | undefined {
    return { start: this.#start, stop: this.#stop, step: this.#step }[name];
  }

  override display(): string {
    const step = this.#step === 1 ? '' : `, ${this.#step}`;
    return `range(${this.#start}, ${this.#stop}${step})`;
  }

  override equals(other: Value): boolean {
    if (!(other instanceof Range) || other.length !== this.length) return false;
    return this.length === 0 || (this.#start === other.#start && (this.length === 1 || this.#step === other.#step));
  }
}

/** The global `range([start,] stop[, step])`. */
export const range: Callable = (args) => {
  const [first = 0, second, step = 1] = args.map((argument) => integerArgument(argument, 'an argument of `range`'));
  if (args.length === 0 || args.length > 3) throw failure('`range` takes one to three numbers');
  if (step === 0) throw failure('the step of `range` cannot be zero');
  const made = second === undefined ? new Range(0, first, 1) : new Range(first, second, step);
  if (made.length > longest) throw failure(`\`range\` would make ${made.length} numbers, and ${longest} is the most`);
  return made;
};
