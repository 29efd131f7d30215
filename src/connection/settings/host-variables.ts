import { Float, type Value } from '../../template/value.ts';
import { longestTime } from './ssh-options.ts';
import { wrongSetting } from './wrong-setting.ts';

/** A host's variables as connection settings want them. Of several names the last that is set wins, as in Ansible's own lists. */
export class HostVariables {
  readonly #variable: (name: string) => Value | undefined;

  constructor(variable: (name: string) => Value | undefined) {
    this.#variable = variable;
  }

  /** A text; a number counts as one, an empty text as not set. Throws a `ConnectionError` of kind `unsupported` for anything else. */
  text(...names: readonly string[]): string | undefined {
    const found = this.#find(names);
    if (found === undefined) return undefined;
    const { name, value } = found;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    throw wrongSetting(`\`${name}\` is not a text`, `write \`${name}: TEXT\``);
  }

  /** Anything that YAML and Ansible take for true or false. */
  flag(...names: readonly string[]): boolean | undefined {
    const found = this.#find(names);
    if (found === undefined) return undefined;
    const { name, value } = found;
    const word = typeof value === 'boolean' ? String(value) : String(value).toLowerCase();
    if (['true', 'yes', 'on', '1', 'y', 't'].includes(word)) return true;
    if (['false', 'no', 'off', '0', 'n', 'f'].includes(word)) return false;
    throw wrongSetting(`\`${name}\` is \`${word}\`, neither true nor false`, `write \`${name}: true\` or \`false\``);
  }

  /** A whole number within bounds, also when it is written as text. */
  integer(names: readonly string[], [least, most]: readonly [number, number]): number | undefined {
    const found = this.#find(names);
    if (found === undefined) return undefined;
    const value = found.value instanceof Float ? found.value.value : found.value;
    const number = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number;
    const wanted = `a whole number from ${least} to ${most}`;
    throw wrongSetting(`\`${found.name}\` is \`${shown(value)}\`, not ${wanted}`, `set \`${found.name}\` to ${wanted}`);
  }

  /** Seconds, also broken ones and such that are written as text: more than 0, and no more than a day. */
  seconds(...names: readonly string[]): number | undefined {
    const found = this.#find(names);
    if (found === undefined) return undefined;
    const value = found.value instanceof Float ? found.value.value : found.value;
    const text = String(typeof value === 'object' ? '' : value).trim();
    const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (number > 0 && number <= longestTime) return number;
    const wanted = `seconds from 1 to ${longestTime}`;
    throw wrongSetting(`\`${found.name}\` is \`${shown(value)}\`, not ${wanted}`, `set \`${found.name}\` to ${wanted}`);
  }

  #find(names: readonly string[]): { readonly name: string; readonly value: Value } | undefined {
    for (const name of names.toReversed()) {
      const value = this.#variable(name);
      if (value !== undefined && value !== null && value !== '') return { name, value };
    }
    return undefined;
  }
}

function shown(value: Value): string {
  return typeof value === 'object' ? 'a list or dictionary' : String(value);
}
