import { display } from '../display.ts';
import { fixed } from '../python/format-spec.ts';
import { isNumber, numberOf } from '../python/number.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import type { Value } from '../value.ts';
import { filter } from './filter.ts';
import { sizeSuffixes } from './size-suffixes.ts';

/** `bytes | human_readable(isbits, unit)`: a size with two decimals in the largest unit that it fills, or in the one given. */
export const humanReadableFilter = filter({ isbits: false, unit: null }, (value, { isbits, unit }) => {
  const size = sizeOf(value);
  const wanted = unit === null ? undefined : display(unit).toUpperCase();
  const base = truthy(isbits) ? 'bits' : 'Bytes';
  const found = sizeSuffixes.find(([letter, factor]) => (wanted === undefined ? size >= factor : letter === wanted[0]));
  const [letter, factor] = found ?? ['', 1];
  const suffix = letter === '' || letter === 'B' ? base : letter + base[0];
  return `${fixed(size / factor, 2)} ${suffix}`;
});

function sizeOf(value: Value): number {
  if (!isNumber(value))
    throw failure(`\`human_readable\` wants a number, and ${aTypeName(value)} was given`, 'convert with `| int`');
  return numberOf(value);
}
