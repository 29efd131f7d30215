import type { Binding } from '../template/binding.ts';
import type { Value } from '../template/value.ts';
import type { Layer, LayerName } from './precedence.ts';

/** A layer of safe values that are worked out when asked for; one that gives `undefined` does not exist now. */
export function lazyLayer(name: LayerName, values: Readonly<Record<string, () => Value | undefined>>): Layer {
  const get = (key: string): Binding | undefined => {
    const value = Object.hasOwn(values, key) ? values[key]?.() : undefined;
    return value === undefined ? undefined : { value, safe: true };
  };
  return { name, vars: { get, has: (key) => get(key) !== undefined, keys: () => Object.keys(values).values() } };
}
