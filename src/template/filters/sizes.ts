import { display } from '../display.ts';
import { fixed } from '../python/format-spec.ts';
import { isNumber, numberOf, truncate } from '../python/number.ts';
import { failure, refuse } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined, type Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** Filters for sizes in bytes as people write them. */
export const sizeFilters = {
  /** `bytes | human_readable(isbits, unit)`: a size with two decimals in the largest unit that it fills, or in the one given. */
  human_readable: filter({ isbits: false, unit: null }, (value, { isbits, unit }) => {
    const size = sizeOf(value);
    const wanted = unit === null ? undefined : display(unit).toUpperCase();
    const base = truthy(isbits) ? 'bits' : 'Bytes';
    const found = sizeSuffixes.find(([letter, factor]) =>
      wanted === undefined ? size >= factor : letter === wanted[0],
    );
    const [letter, factor] = found ?? ['', 1];
    const suffix = letter === '' || letter === 'B' ? base : letter + base[0];
    return `${fixed(size / factor, 2)} ${suffix}`;
  }),

  /** `'10M' | human_to_bytes(default_unit, isbits)`: the number of bytes (or bits) that a size stands for. */
  human_to_bytes: filter({ default_unit: null, isbits: false }, (value, { default_unit, isbits }) => {
    const [, digits, written = ''] = /^\s*(\d*\.?\d*)\s*([A-Za-z]+)?/.exec(display(value)) ?? [];
    if (digits === undefined || digits === '' || digits === '.') throw failure(`\`${display(value)}\` is not a size`);
    const unit = written !== '' ? written : default_unit === null ? '' : display(default_unit);
    return truncate(halfToEven(Number(digits) * factorOf(unit, truthy(isbits))));
  }),

  /** `bytes | filesizeformat(binary)`: a size as people read it, in powers of 1000 or 1024. */
  filesizeformat: filter({ binary: false }, (value, args) => {
    const bytes = bytesOf(value);
    const isBinary = truthy(args.binary);
    const base = isBinary ? 1024 : 1000;
    if (bytes === 1) return '1 Byte';
    if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
    const units = isBinary ? binaryUnits : decimalUnits;
    const at = Math.min(
      units.length - 1,
      units.findIndex((_, index) => bytes < base ** (index + 2)),
    );
    const index = at === -1 ? units.length - 1 : at;
    return `${fixed(bytes / base ** (index + 1), 1)} ${units[index]}`;
  }),
} satisfies Readonly<Record<string, Filter>>;

function sizeOf(value: Value): number {
  if (!isNumber(value))
    throw failure(`\`human_readable\` wants a number, and ${aTypeName(value)} was given`, 'convert with `| int`');
  return numberOf(value);
}

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
  if (unit.length > 1) checkWholeUnit(unit, letter, isBits);
  return factor;
}

/** Beyond its letter, a unit says whether it counts bytes (`MB`) or bits (`Mb`). */
function checkWholeUnit(unit: string, letter: string, isBits: boolean): void {
  const rest = letter === 'B' ? unit : unit.slice(1);
  const [short, long] = isBits ? ['b', 'bit'] : ['B', 'byte'];
  const fits = rest === short || rest.toLowerCase() === long || rest.toLowerCase() === `${long}s`;
  if (!fits) throw failure(`\`${unit}\` is not a unit of ${isBits ? 'bits' : 'bytes'}`);
}

const decimalUnits = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const binaryUnits = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

function bytesOf(value: Value): number {
  if (value instanceof Undefined) refuse(value);
  if (isNumber(value)) return numberOf(value);
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isNaN(read)) throw failure(`\`filesizeformat\` wants a number, and ${aTypeName(value)} was given`);
  return read;
}

/** The letters of sizes and what each is worth, the largest first. */
const sizeSuffixes: readonly (readonly [letter: string, factor: number])[] = [
  ['Y', 2 ** 80],
  ['Z', 2 ** 70],
  ['E', 2 ** 60],
  ['P', 2 ** 50],
  ['T', 2 ** 40],
  ['G', 2 ** 30],
  ['M', 2 ** 20],
  ['K', 2 ** 10],
  ['B', 1],
];
