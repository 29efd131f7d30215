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
  | LazyDict;

/** A read-only mapping whose values are worked out when asked for: `hostvars`, `vars`, `groups`. Never copied whole by the engine. */
export interface LazyDict {
  readonly lazy: true;
  get(key: string): Value | undefined;
  keys(): Iterable<string>;
}

/** A name or attribute that does not exist, with what was looked for and in what, for the error when it is used. */
export class Undefined {
  readonly name: string;
  readonly reason: string;

  constructor(name: string, reason = `\`${name}\` is undefined`) {
    this.name = name;
    this.reason = reason;
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

/** A tuple: a list that prints with parentheses. */
export class Tuple extends Array<Value> {}

export function isDict(value: unknown): value is Dict {
  return value instanceof Map;
}

export function isLazyDict(value: unknown): value is LazyDict {
  return typeof value === 'object' && value !== null && 'lazy' in value && value.lazy === true;
}

export function isList(value: unknown): value is Value[] {
  return Array.isArray(value);
}

/** Builds a {@link Dict} from a plain object's own entries. */
export function dict(entries: Record<string, Value>): Dict {
  return new Map<Value, Value>(Object.entries(entries));
}

export { Float };
