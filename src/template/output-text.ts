import { display, repr } from './display.ts';
import { DictView } from './python/dict-view.ts';
import { Range } from './python/range.ts';
import type { Value } from './value.ts';

/**
 * A value as `{{ }}` among text prints it: like `str()`, but nothing for `None`, and what can only be gone through (a range, a dict's
 * items) as the list of it.
 */
export function outputText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (value instanceof DictView || value instanceof Range) return repr([...value.iterate()]);
  return display(value);
}
