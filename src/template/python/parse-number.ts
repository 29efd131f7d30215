import { fromBigInt, type Integer } from './number.ts';

const decimal = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const special = /^([+-]?)(inf(?:inity)?|nan)$/i;

/** Python's `float(text)`; `undefined` when the text is no number. */
export function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim();
  if (decimal.test(trimmed)) return Number(trimmed.replaceAll('_', ''));
  const [, sign, word] = special.exec(trimmed) ?? [];
  if (word === undefined) return undefined;
  if (/^n/i.test(word)) return Number.NaN;
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

const prefixes: Readonly<Record<number, RegExp>> = { 2: /^0b_?/i, 8: /^0o_?/i, 16: /^0x_?/i };

/** Python's `int(text, base)`, exact at any length; `undefined` when the text is no integer in that base. */
export function parseIntText(text: string, base: number): Integer | undefined {
  const [, sign = '', written = ''] = /^([+-]?)(.*)$/s.exec(text.trim()) ?? [];
  const { radix, digits } = inBase(written.toLowerCase(), base);
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/.test(digits)) return undefined;
  let value = 0n;
  for (const digit of digits.replaceAll('_', '')) {
    const worth = Number.parseInt(digit, 36);
    if (worth >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(worth);
  }
  return fromBigInt(sign === '-' ? -value : value);
}

/** The base and the digits, a prefix such as `0x` taken off where the base allows it; base 0 goes by the prefix. */
function inBase(written: string, base: number): { radix: number; digits: string } {
  const named = base === 0 ? ([16, 8, 2].find((candidate) => prefixes[candidate]!.test(written)) ?? 10) : base;
  const prefix = prefixes[named];
  return { radix: named, digits: prefix === undefined ? written : written.replace(prefix, '') };
}
