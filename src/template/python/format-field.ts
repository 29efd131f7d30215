import { display } from '../display.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Instance, type Value } from '../value.ts';
import { floatDigits, grouped, integerDigits, plainFloat } from './format-spec.ts';
import { integerOf, isFloat, isIntegral, isNumber, numberOf } from './number.ts';

const grammar =
  /^(?:(?<fill>[\s\S])?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<alternate>#)?(?<zero>0)?(?<width>\d+)?(?<grouping>[,_])?(?:\.(?<precision>\d+))?(?<type>[a-zA-Z%])?$/u;

interface FieldStyle {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string | undefined;
  readonly precision: number | undefined;
  readonly type: string | undefined;
}

/** Python's `format(value, spec)` (https://docs.python.org/3/library/string.html#format-specification-mini-language). */
export function formatField(value: Value, spec: string): string {
  if (value instanceof Instance && value.format !== undefined) return value.format(spec);
  if (spec === '') return display(value);
  const style = parse(spec);
  if (typeof value === 'string') return formatText(value, style, 's');
  if (!isNumber(value)) throw failure(`${aTypeName(value)} takes no format, and \`${spec}\` was given`);
  return formatNumber(value, style);
}

function parse(spec: string): FieldStyle {
  const groups = grammar.exec(spec)?.groups;
  if (groups === undefined) throw failure(`\`${spec}\` is not a format`);
  const { fill, align, sign = '-', zero, width = '0', precision } = groups;
  return {
    fill: fill ?? (zero ? '0' : ' '),
    align: align ?? (zero ? '=' : undefined),
    sign,
    alternate: groups.alternate !== undefined,
    width: Number(width),
    grouping: groups.grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type: groups.type,
  };
}

function formatText(text: string, style: FieldStyle, only: string | undefined): string {
  const { type, precision } = style;
  if (style.sign !== '-' || style.grouping !== undefined || style.alternate)
    throw failure('signs, groups and `#` are formats of numbers');
  if (type !== undefined && type !== only) throw failure(`\`${type}\` is not a format of a str`);
  const shown = precision === undefined ? text : [...text].slice(0, precision).join('');
  // A zero in front of the width pads a text on its right.
  const align = style.align === '=' ? '<' : (style.align ?? '<');
  return pad(shown, '', { ...style, align });
}

function formatNumber(value: Parameters<typeof numberOf>[0], style: FieldStyle): string {
  const { type = isFloat(value) ? '' : 'd' } = style;
  if (type === 'c' && isIntegral(value))
    return pad(String.fromCodePoint(Number(value)), '', { ...style, align: style.align ?? '<' });
  const float = isFloat(value) || 'eEfFgG%'.includes(type);
  const number = numberOf(value);
  const negative = number < 0 || Object.is(number, -0);
  const sign = negative ? '-' : style.sign === '-' ? '' : style.sign;
  const { digits, prefix } = float && type !== 'd' ? floatParts(number, type, style) : integerParts(value, type, style);
  return pad(separated(digits, type, style, sign.length), sign + prefix, { ...style, align: style.align ?? '>' });
}

function floatParts(number: number, type: string, style: FieldStyle): { digits: string; prefix: string } {
  const { precision, alternate } = style;
  if (type === '' || type === 'n') return { digits: plainFloat(number, precision), prefix: '' };
  if (!'eEfFgG%'.includes(type)) throw failure(`\`${type}\` is not a format of a float`);
  return { digits: floatDigits(number, { type, precision, alternate }), prefix: '' };
}

function integerParts(value: Value, type: string, style: FieldStyle): { digits: string; prefix: string } {
  if (!isIntegral(value)) throw failure(`\`${type}\` is not a format of a float`);
  if (!'bdnoxX'.includes(type)) throw failure(`\`${type}\` is not a format of an int`);
  if (style.precision !== undefined) throw failure('an int has no precision');
  const { digits, prefix } = integerDigits(integerOf(value), type);
  return { digits, prefix: style.alternate ? prefix : '' };
}

function separated(digits: string, type: string, style: FieldStyle, signWidth: number): string {
  if (style.grouping === undefined) return digits;
  const size = 'boxX'.includes(type) && type !== '' ? 4 : 3;
  if (style.fill !== '0' || style.align !== '=') return grouped(digits, style.grouping, size);
  return zeroPadded(digits, { separator: style.grouping, size, width: style.width - signWidth });
}

/** Zeros take part in the groups: `{:010,}` of 1234 is `00,001,234`. */
function zeroPadded(digits: string, to: { separator: string; size: number; width: number }): string {
  let padded = digits;
  while (grouped(padded, to.separator, to.size).length < to.width) padded = `0${padded}`;
  return grouped(padded, to.separator, to.size);
}

function pad(body: string, lead: string, { fill, align, width }: FieldStyle): string {
  const missing = Math.max(0, width - lead.length - [...body].length);
  switch (align) {
    case '<':
      return lead + body + fill.repeat(missing);
    case '=':
      return lead + fill.repeat(missing) + body;
    case '^': {
      const left = Math.floor(missing / 2);
      return fill.repeat(left) + lead + body + fill.repeat(missing - left);
    }
    default:
      return fill.repeat(missing) + lead + body;
  }
}
