import { refuse } from '../refuse.ts';
import { Float, Undefined, type Value } from '../value.ts';
import { filter } from './filter.ts';

const trueWords = new Set(['yes', 'on', '1', 'true']);

/** `x | bool`: true for `yes`, `on`, `true` and `1` in any case, false for anything else; nothing stays nothing. */
export const boolFilter = filter({}, toBool);

/** What `| bool` makes of a value. */
export function toBool(value: Value): boolean | null {
  if (value instanceof Undefined) return value.lenient ? false : refuse(value);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return trueWords.has(value.toLowerCase());
  return value === 1 || (value instanceof Float && value.value === 1);
}
