import { display } from '../../template/display.ts';
import { isDict, isList, type Value } from '../../template/value.ts';

/** An entry of `keyed_groups` but for its key: how groups are named after what the key gives. */
export interface KeyedNaming {
  readonly prefix: string;
  readonly separator: string;
  /** What stands for a value that is empty. */
  readonly defaultValue: string | undefined;
  /** Whether the separator stays when the value after it is empty. */
  readonly trailingSeparator: boolean;
  /** Whether the separator stays when there is no prefix before it. */
  readonly leadingSeparator: boolean;
}

/**
 * The names of the groups that a key's value puts a host into, not yet made safe: one for a text or a number, one for each item of a
 * list, and `key_value` for each of a mapping. `undefined` when the value says nothing, and so names no group.
 */
export function keyedGroupNames(value: Value, naming: KeyedNaming): readonly string[] | undefined {
  if (isList(value) || isDict(value)) return namesOf(value, naming).map((name) => withPrefix(name, naming));
  if (value === null || value === false) return undefined;
  const text = display(value);
  if (text === '' && naming.defaultValue === undefined) return undefined;
  return [withPrefix(text === '' ? naming.defaultValue! : text, naming)];
}

function namesOf(value: Value[] | Map<Value, Value>, naming: KeyedNaming): string[] {
  if (isList(value)) return value.map((item) => display(item) || (naming.defaultValue ?? ''));
  return [...value].map(([key, item]) => pairName(display(key), display(item), naming));
}

function pairName(key: string, value: string, { separator, defaultValue, trailingSeparator }: KeyedNaming): string {
  if (value === '' && defaultValue === undefined && !trailingSeparator) return key;
  return key + separator + (value || (defaultValue ?? ''));
}

function withPrefix(name: string, { prefix, separator, leadingSeparator }: KeyedNaming): string {
  return prefix === '' && !leadingSeparator ? name : prefix + separator + name;
}
