import { equal } from '../equal.ts';
import { failure } from '../refuse.ts';
import { type Callable, Instance, Undefined, type Value } from '../value.ts';

/** The `loop` of a `for` loop. */
export class LoopContext extends Instance {
  override readonly typeName = 'LoopContext';
  readonly #items: readonly Value[];
  readonly #depth: number;
  readonly #recurse: (items: Value) => string;
  #index = -1;
  #lastChanged: readonly Value[] | undefined;

  constructor(items: readonly Value[], depth: number, recurse: (items: Value) => string) {
    super();
    this.#items = items;
    this.#depth = depth;
    this.#recurse = recurse;
  }

  /** Goes to the next item. */
  next(): void {
    this.#index++;
  }

  override display(): string {
    return `<LoopContext ${this.#index + 1}/${this.#items.length}>`;
  }

  override attribute(name: string): Value | undefined {
    const { length } = this.#items;
    const index = this.#index;
    switch (name) {
      case 'index':
        return index + 1;
      case 'index0':
        return index;
      case 'revindex':
        return length - index;
      case 'revindex0':
        return length - index - 1;
      case 'first':
        return index === 0;
      case 'last':
        return index === length - 1;
      case 'length':
        return length;
      case 'depth':
        return this.#depth + 1;
      case 'depth0':
        return this.#depth;
      case 'previtem':
        return this.#neighbour(index - 1, 'previtem', 'there is no previous item');
      case 'nextitem':
        return this.#neighbour(index + 1, 'nextitem', 'there is no next item');
      case 'cycle':
        return this.#cycle;
      case 'changed':
        return this.#changed;
      default:
        return undefined;
    }
  }

  #neighbour(index: number, name: string, reason: string): Value {
    const item = this.#items[index];
    return item === undefined ? new Undefined(name, reason) : item;
  }

  readonly #cycle: Callable = (args) => {
    if (args.length === 0) throw failure('`loop.cycle` needs something to cycle through');
    return args[this.#index % args.length]!;
  };

  readonly #changed: Callable = (args) => {
    const last = this.#lastChanged;
    const same =
      last !== undefined && last.length === args.length && last.every((value, index) => equal(value, args[index]!));
    if (!same) this.#lastChanged = [...args];
    return !same;
  };

  override get call(): Callable {
    return ([items]) => {
      if (items === undefined) throw failure('`loop()` needs the items of the inner loop');
      return this.#recurse(items);
    };
  }

  override get length(): number {
    return this.#items.length;
  }
}
