import { display } from '../display.ts';
import { truncate } from '../python/number.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { filter } from './filter.ts';
import { sizeSuffixes } from './size-suffixes.ts';

/** `'10M' | human_to_bytes(default_unit, isbits)`: the number of bytes (or bits) that a size stands for. */
export const humanToBytesFilter = filter({ default_unit: null, isbits: false }, (value, { default_unit, isbits }) => {
  const [, digits, written = ''] = /^\s*(\d*\.?\d*)\s*([A-Za-z]+)?/.exec(display(value)) ?? [];
  if (digits === undefined || digits === '' || digits === '.') throw failure(`\`${display(value)}\` is not a size`);
  const unit = written !== '' ? written : default_unit === null ? '' : display(default_unit);
  return truncate(halfToEven(Number(digits) * factorOf(unit, truthy(isbits))));
});

/** As Python's `round` does. */
function halfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

function factorOf(unit: string, isBits: boolean): number {
  if (unit === '') return 1;
  const [letter, factor] = sizeSuffixes.find(([candidate]) => candidate === unit[0]!.toUpperCase()) ?? [];
  if (factor === undefined || letter === undefined)
    throw failure(`\`${unit}\` is not a unit of size`, 'use one of `B K M G T P E Z Y`');
  if (unit.length > 1) checkWhole(unit, letter, isBits);
  return factor;
}

/** Beyond its letter, a unit says whether it counts bytes (`MB`) or bits (`Mb`). */
function checkWhole(unit: string, letter: string, isBits: boolean): void {
  const rest = letter === 'B' ? unit : unit.slice(1);
  const [short, long] = isBits ? ['b', 'bit'] : ['B', 'byte'];
  const fits = rest === short || rest.toLowerCase() === long || rest.toLowerCase() === `${long}s`;
  if (!fits) throw failure(`\`${unit}\` is not a unit of ${isBits ? 'bits' : 'bytes'}`);
}
