import { truthy } from './truthy.ts';
import type { Value } from './value.ts';

const words: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'on', 'true', '1', 'y', 't'].map((word): [string, boolean] => [word, true]),
  ...['no', 'off', 'false', '0', 'n', 'f', ''].map((word): [string, boolean] => [word, false]),
]);

/** Whether a text is a word for yes or no. */
export function isBoolWord(text: string): boolean {
  return words.has(text.trim().toLowerCase());
}

/** A value as the yes or no that a keyword wants: texts by their word. */
export function asBool(value: Value | undefined): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return words.get(value.trim().toLowerCase()) ?? true;
  return truthy(value);
}
