import { Float } from '../std/float.ts';

/** A dictionary of the playbook language: insertion order kept, keys of any scalar type. */
export type Dict = Map<Value, Value>;

/** A function a template can call: a macro, a bound method, a global such as `range`, or a module's result object. */
export type Callable = (args: Value[], kwargs: Map<string, Value>) => Value;

/**
 * A value of the playbook language. Integers are `number` (or `bigint` beyond 2^53), floats are `number` with a fraction or
 * {@link Float}; `None` is `null`; a missing variable is an {@link Undefined}, never JavaScript's `undefined`.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | Float
  | string
  | Value[]
  | Dict
  | Undefined
  | Omit
  | Callable
  | LazyDict
  | Instance;

/** A read-only mapping whose values are worked out when asked for: `hostvars`, `vars`, `groups`. Never copied whole by the engine. */
export interface LazyDict {
  readonly lazy: true;
  get(key: string): Value | undefined;
  keys(): Iterable<string>;
}

/**
 * A name or attribute that does not exist, with what was looked for and in what, for the error when it is used. `cause` is the error
 * that kept a variable which does exist from having a value. A `lenient` one prints as nothing and is false instead of being an error.
 */
export class Undefined {
  readonly name: string;
  readonly reason: string;
  readonly cause?: Error;
  readonly lenient: boolean;
  /** Where in its template it is written: set by the first that knows. */
  place?: { readonly start: number; readonly end: number };
  readonly #help: (() => { help?: string }) | undefined;

  constructor(
    name: string,
    reason = `\`${name}\` is undefined`,
    rest: { cause?: Error; lenient?: boolean; help?: () => { help?: string } } = {},
  ) {
    this.name = name;
    this.reason = reason;
    if (rest.cause !== undefined) this.cause = rest.cause;
    this.lenient = rest.lenient ?? false;
    this.#help = rest.help;
  }

  /** What was probably meant; worked out only when it is asked for. */
  help(): { help?: string } {
    return this.#help?.() ?? {};
  }
}

/** The type of {@link omit}: an argument with this value is left out of the task. */
export class Omit {
  toString(): string {
    return '__omit_place_holder__';
  }
}

/** The value of the magic variable `omit`. */
export const omit = new Omit();

/** A tuple: a list that prints with parentheses. Made with `Tuple.of(...)` and `Tuple.from(...)`. */
export class Tuple extends Array<Value> {
  get typeName(): string {
    return 'tuple';
  }
}

/** A tuple whose items have names as well, such as a group of `groupby`. A slice of one is an ordinary tuple. */
export class NamedTuple extends Tuple {
  #typeName = 'tuple';
  #names: readonly string[] = [];

  /** The tuple of these items, with their names. */
  static named(typeName: string, items: Readonly<Record<string, Value>>): NamedTuple {
    const tuple = new NamedTuple();
    tuple.#typeName = typeName;
    tuple.#names = Object.keys(items);
    tuple.push(...Object.values(items));
    return tuple;
  }

  override get typeName(): string {
    return this.#typeName;
  }

  hasName(name: string): boolean {
    return this.#names.includes(name);
  }

  attribute(name: string): Value | undefined {
    const index = this.#names.indexOf(name);
    return index === -1 ? undefined : this[index];
  }
}

/** An object with attributes of its own, such as a date, a namespace or the `loop` of a loop. */
export abstract class Instance {
  /** The name that `type_debug` and error messages give to its type. */
  abstract readonly typeName: string;
  /** An attribute or method; `undefined` when it has none of that name. */
  abstract attribute(name: string): Value | undefined;
  /** As `str()` shows it. */
  abstract display(): string;
  /** As `repr()` shows it inside of lists. */
  repr(): string {
    return this.display();
  }
  /** Its items, or `undefined` when it cannot be iterated over. */
  iterate(): Iterable<Value> | undefined {
    return undefined;
  }
  /** The number of its items, or `undefined` when it has no length. */
  get length(): number | undefined {
    return undefined;
  }
  truthy(): boolean {
    return this.length !== 0;
  }
  /** What `[index]` gives; `undefined` when there is no such item. */
  item(_index: Value): Value | undefined {
    return undefined;
  }
  /** Called by `{{ x() }}`; `undefined` when it cannot be called. */
  get call(): Callable | undefined {
    return undefined;
  }
  /** Less than, equal to or greater than zero as Python orders the two; `undefined` when they cannot be ordered. */
  compare(_other: Value): number | undefined {
    return undefined;
  }
  /** How `format()` shows it with a format of its own kind, such as a date's; `undefined` when it has none. */
  get format(): ((spec: string) => string) | undefined {
    return undefined;
  }
  equals(other: Value): boolean {
    return this === other || this.compare(other) === 0;
  }
  /** The result of an arithmetic operator with this on its left, or `undefined` when it is not supported. */
  operate(_operator: '+' | '-' | '*' | '/' | '//' | '%' | '**', _right: Value): Value | undefined {
    return undefined;
  }
}

export function isDict(value: unknown): value is Dict {
  return value instanceof Map;
}

export function isLazyDict(value: unknown): value is LazyDict {
  return typeof value === 'object' && value !== null && 'lazy' in value && value.lazy === true;
}

export function isList(value: unknown): value is Value[] {
  return Array.isArray(value);
}

export function isFunction(value: unknown): value is Callable {
  return typeof value === 'function';
}

/** Builds a {@link Dict} from a plain object's own entries. */
export function dict(entries: Record<string, Value>): Dict {
  return new Map<Value, Value>(Object.entries(entries));
}

export { Float };
