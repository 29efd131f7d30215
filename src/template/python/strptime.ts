import { failure } from '../refuse.ts';
import { DateTime } from './datetime.ts';
import { dayNames, monthNames } from './strftime.ts';

interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly afternoon: boolean | undefined;
  readonly dayOfYear: number | undefined;
  readonly offset: number | undefined;
}

interface Directive {
  readonly pattern: string;
  /** What the text that it matched says of the date. */
  readonly read: (text: string) => Partial<Fields>;
}

const short = (names: readonly string[]) => names.map((name) => name.slice(0, 3));
const indexIn = (names: readonly string[], text: string) =>
  names.findIndex((name) => name.toLowerCase() === text.toLowerCase());

const directives: Readonly<Record<string, Directive>> = {
  Y: { pattern: '\\d{4}', read: (text) => ({ year: Number(text) }) },
  y: {
    pattern: '\\d{2}',
    read: (text) => ({ year: Number(text) + (Number(text) < 69 ? 2000 : 1900) }),
  },
  m: { pattern: '1[0-2]|0[1-9]|[1-9]', read: (text) => ({ month: Number(text) }) },
  d: { pattern: '3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]', read: (text) => ({ day: Number(text) }) },
  H: { pattern: '2[0-3]|[01]\\d|\\d', read: (text) => ({ hour: Number(text) }) },
  I: { pattern: '1[0-2]|0[1-9]|[1-9]', read: (text) => ({ hour: Number(text) % 12 }) },
  M: { pattern: '[0-5]\\d|\\d', read: (text) => ({ minute: Number(text) }) },
  S: { pattern: '6[01]|[0-5]\\d|\\d', read: (text) => ({ second: Number(text) }) },
  f: { pattern: '\\d{1,6}', read: (text) => ({ microsecond: Number(text.padEnd(6, '0')) }) },
  j: { pattern: '\\d{1,3}', read: (text) => ({ dayOfYear: Number(text) }) },
  p: { pattern: 'AM|PM', read: (text) => ({ afternoon: text.toUpperCase() === 'PM' }) },
  b: {
    pattern: short(monthNames).join('|'),
    read: (text) => ({ month: indexIn(short(monthNames), text) + 1 }),
  },
  B: { pattern: monthNames.join('|'), read: (text) => ({ month: indexIn(monthNames, text) + 1 }) },
  a: { pattern: short(dayNames).join('|'), read: () => ({}) },
  A: { pattern: dayNames.join('|'), read: () => ({}) },
  w: { pattern: '[0-6]', read: () => ({}) },
  z: {
    pattern: 'Z|[+-]\\d{2}:?[0-5]\\d(?::?[0-5]\\d)?',
    read: (text) => ({ offset: minutesEast(text) }),
  },
  Z: { pattern: 'UTC|GMT', read: () => ({}) },
};

function minutesEast(text: string): number {
  if (text === 'Z') return 0;
  const [, hours = '0', minutes = '0'] = /^[+-](\d{2}):?(\d{2})/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return text.startsWith('-') ? -total : total;
}

const composite: Readonly<Record<string, string>> = {
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  c: '%a %b %d %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

/** The date that a text shows in a format of C's `strptime`, in the C locale; a text that does not fit is an error. */
export function strptime(text: string, format: string): DateTime {
  const letters: string[] = [];
  const expanded = format.replace(/%([DFTRcxX])/g, (_, letter: string) => composite[letter]!);
  const pattern = expanded.replace(/%([\s\S])|\s+|[^%\s]+/g, (piece, letter: string | undefined) => {
    if (letter === undefined) return /^\s/.test(piece) ? '\\s+' : piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    if (letter === '%') return '%';
    if (!Object.hasOwn(directives, letter)) throw failure(`\`%${letter}\` is not read from a date`);
    letters.push(letter);
    return `(${directives[letter]!.pattern})`;
  });
  const match = new RegExp(`^${pattern}$`, 'i').exec(text);
  if (match === null) throw failure(`\`${text}\` is not a date of the format \`${format}\``);
  return dateOf(fieldsOf(letters, match.slice(1)), text);
}

const unset: Fields = {
  year: 1900,
  month: 1,
  day: 1,
  hour: 0,
  minute: 0,
  second: 0,
  microsecond: 0,
  afternoon: undefined,
  dayOfYear: undefined,
  offset: undefined,
};

function fieldsOf(letters: readonly string[], texts: readonly string[]): Fields {
  const read = letters.map((letter, index) => directives[letter]!.read(texts[index] ?? ''));
  return Object.assign({}, unset, ...read);
}

function dateOf(fields: Fields, text: string): DateTime {
  const { year, month, day, minute, second, dayOfYear } = fields;
  const hour = fields.hour + (fields.afternoon === true ? 12 : 0);
  const date = new Date(0);
  date.setUTCFullYear(year, dayOfYear === undefined ? month - 1 : 0, dayOfYear ?? day);
  if (dayOfYear === undefined && date.getUTCDate() !== day)
    throw failure(`\`${text}\` is a day that its month does not have`);
  const milliseconds = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
  return new DateTime(milliseconds * 1000 + fields.microsecond, fields.offset);
}
