import { fixed } from '../python/format-spec.ts';
import { isNumber, numberOf } from '../python/number.ts';
import { failure, refuse } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined, type Value } from '../value.ts';
import { filter } from './filter.ts';

const decimal = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const binary = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

/** `bytes | filesizeformat(binary)`: a size as people read it, in powers of 1000 or 1024. */
export const filesizeformatFilter = filter({ binary: false }, (value, args) => {
  const bytes = numeric(value);
  const isBinary = truthy(args.binary);
  const base = isBinary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  const units = isBinary ? binary : decimal;
  const at = Math.min(
    units.length - 1,
    units.findIndex((_, index) => bytes < base ** (index + 2)),
  );
  const index = at === -1 ? units.length - 1 : at;
  return `${fixed(bytes / base ** (index + 1), 1)} ${units[index]}`;
});

function numeric(value: Value): number {
  if (value instanceof Undefined) refuse(value);
  if (isNumber(value)) return numberOf(value);
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isNaN(read)) throw failure(`\`filesizeformat\` wants a number, and ${aTypeName(value)} was given`);
  return read;
}
