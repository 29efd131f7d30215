import { failure } from '../refuse.ts';
import { type Callable, Instance, type Value } from '../value.ts';

/** What `cycler('odd', 'even')` makes: goes through its items again and again, one at each `next()`. */
class Cycler extends Instance {
  override readonly typeName = 'Cycler';
  readonly #items: readonly Value[];
  #at = 0;

  constructor(items: readonly Value[]) {
    super();
    this.#items = items;
  }

  override display(): string {
    return '<Cycler>';
  }

  override attribute(name: string): Value | undefined {
    if (name === 'current') return this.#items[this.#at];
    if (name === 'next') return () => this.#next();
    if (name === 'reset') return () => this.#reset();
    return undefined;
  }

  #next(): Value {
    const item = this.#items[this.#at]!;
    this.#at = (this.#at + 1) % this.#items.length;
    return item;
  }

  #reset(): null {
    this.#at = 0;
    return null;
  }
}

/** The global `cycler(...)`. */
export const cycler: Callable = (args) => {
  if (args.length === 0) throw failure('`cycler` needs something to cycle through');
  return new Cycler([...args]);
};
