import { display } from '../display.ts';
import { parseIntText } from '../python/parse-number.ts';
import { formatPercent } from '../python/percent-format.ts';
import { failure } from '../refuse.ts';
import { Tuple, type Value } from '../value.ts';
import { type Lookup, openLookup } from './lookup.ts';
import { splitTerm } from './term-options.ts';

/** The lookup that counts. */
export const sequenceLookups = {
  /** `lookup('sequence', 'start=1 end=9 stride=2 format=n%02d')`, or `'1-9/2:n%02d'`, or `count=`: numbers as texts. */
  sequence: openLookup((terms, options) => {
    const given = terms.length === 0 ? [''] : terms;
    return given.flatMap((term) => numbers(settingsOf(isNumeric(term) ? String(term) : display(term), options)));
  }),
} satisfies Readonly<Record<string, Lookup>>;

const shortcut = /^(?:(0x[0-9a-f]+|\d+)-)?(0x[0-9a-f]+|\d+)(?:\/(\d+))?(?::(.+))?$/i;

const most = 1_000_000;

interface Settings {
  readonly start: number;
  readonly end: number;
  readonly stride: number;
  readonly format: string;
}

function isNumeric(term: Value): boolean {
  return typeof term === 'number';
}

function settingsOf(term: string, options: ReadonlyMap<string, Value>): Settings {
  const short = shortcut.exec(term.trim());
  const written = new Map([...options].map(([name, value]) => [name, display(value)]));
  if (short !== null) {
    ['start', 'end', 'stride', 'format'].forEach((name, index) => {
      if (short[index + 1] !== undefined) written.set(name, short[index + 1]!);
    });
  } else for (const [name, value] of splitTerm(term).options) written.set(name, value);
  return readSettings(written);
}

function readSettings(written: ReadonlyMap<string, string>): Settings {
  for (const name of written.keys())
    if (!['start', 'end', 'count', 'stride', 'format'].includes(name))
      throw failure(`the lookup \`sequence\` has no option \`${name}\``);
  const [start, end, count, stride] = ['start', 'end', 'count', 'stride'].map((name) =>
    integer(name, written.get(name)),
  );
  const format = written.get('format') ?? '%d';
  if ((count === undefined) === (end === undefined))
    throw failure('the lookup `sequence` wants either `end` or `count`');
  const first = start ?? 1;
  const step = stride ?? 1;
  const last = end ?? first + (count! - 1) * step;
  if (count === 0) return { start: 0, end: 0, stride: 0, format };
  return { start: first, end: last, stride: step, format };
}

function integer(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = parseIntText(text, /^0[0-7]+$/.test(text) ? 8 : 0) ?? parseIntText(text, 10);
  if (typeof value !== 'number')
    throw failure(`\`${name}\` of the lookup \`sequence\` must be an int, and \`${text}\` was given`);
  return value;
}

function numbers({ start, end, stride, format }: Settings): Value[] {
  if (stride === 0) return [];
  if (stride > 0 && end < start)
    throw failure('the lookup `sequence` cannot count up to a lower number', 'pass a negative `stride`');
  if (stride < 0 && end > start)
    throw failure('the lookup `sequence` cannot count down to a higher number', 'pass a positive `stride`');
  const count = Math.floor((end - start) / stride) + 1;
  if (count > most) throw failure(`the lookup \`sequence\` would make ${count} numbers, and ${most} is the most`);
  return Array.from({ length: count }, (_, index) => formatPercent(format, Tuple.of(start + index * stride)));
}
