import { dictGet } from '../dict-get.ts';
import { display, repr } from '../display.ts';
import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { isDict, isLazyDict, isList, Tuple, Undefined, type Value } from '../value.ts';
import { floatDigits, integerDigits } from './format-spec.ts';
import { type Integer, integerOf, isIntegral, isNumber, numberOf, truncate } from './number.ts';

const conversion = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([\s\S])?/g;

interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/**
 * Python's `text % values` (https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting). `values` is a tuple of
 * them, one dict for `%(name)s`, or a single value.
 */
export function formatPercent(template: string, values: Value): string {
  const source = new Values(values);
  const text = template.replace(conversion, (whole, key, flags, width, precision, type) => {
    if (type === undefined) throw failure('a `%` at the end of the format has no type');
    if (type === '%') return '%';
    const widthValue = source.width(width);
    const spec = {
      flags: widthValue < 0 ? `${flags}-` : flags,
      width: Math.abs(widthValue),
      precision: whole.includes('.') ? source.width(precision ?? '0') : undefined,
      type,
    };
    return convert(key === undefined ? source.next() : source.named(key), spec);
  });
  source.finish();
  return text;
}

class Values {
  readonly #all: Value;
  readonly #items: readonly Value[];
  #used = 0;

  constructor(values: Value) {
    this.#all = values;
    this.#items = values instanceof Tuple ? values : [values];
  }

  next(): Value {
    if (this.#used >= this.#items.length) throw failure('there are fewer values than the format has places for');
    return this.#items[this.#used++]!;
  }

  width(written: string | undefined): number {
    if (written === undefined) return 0;
    if (written !== '*') return Number(written);
    const value = this.next();
    if (!isIntegral(value)) throw failure(`\`*\` in a format wants an int, and found ${aTypeName(value)}`);
    return Number(value);
  }

  named(key: string): Value {
    const all = this.#all;
    if (all instanceof Undefined) refuse(all);
    if (!isDict(all) && !isLazyDict(all)) throw failure(`\`%(${key})\` wants a dict, and found ${aTypeName(all)}`);
    this.#used = this.#items.length;
    const value = isDict(all) ? dictGet(all, key) : all.get(key);
    if (value === undefined) throw failure(`the dict has no key \`${key}\` for the format`);
    return value;
  }

  finish(): void {
    const takesAny = isDict(this.#all) || isLazyDict(this.#all) || (isList(this.#all) && !(this.#all instanceof Tuple));
    if (this.#used < this.#items.length && !takesAny)
      throw failure('there are more values than the format has places for');
  }
}

function convert(value: Value, spec: Conversion): string {
  if (value instanceof Undefined) refuse(value);
  switch (spec.type) {
    case 's':
      return padText(cut(display(value), spec), spec);
    case 'r':
    case 'a':
      return padText(cut(repr(value), spec), spec);
    case 'c':
      return padText(character(value), spec);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return convertInteger(value, spec);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return convertFloat(value, spec);
    default:
      throw failure(`\`%${spec.type}\` is not a format that there is`);
  }
}

function cut(text: string, { precision }: Conversion): string {
  return precision === undefined ? text : [...text].slice(0, precision).join('');
}

function character(value: Value): string {
  if (typeof value === 'string' && [...value].length === 1) return value;
  if (isIntegral(value)) return String.fromCodePoint(Number(value));
  throw failure(`\`%c\` wants one character or an int, and found ${aTypeName(value)}`);
}

function padText(text: string, { flags, width }: Conversion): string {
  const missing = ' '.repeat(Math.max(0, width - [...text].length));
  return flags.includes('-') ? text + missing : missing + text;
}

function convertInteger(value: Value, spec: Conversion): string {
  const integer = wholeNumber(value, spec.type);
  const { digits, prefix } = integerDigits(integer, spec.type);
  const long = digits.padStart(spec.precision ?? 0, '0');
  return padNumber(integer < 0, spec.flags.includes('#') ? prefix : '', long, spec);
}

function wholeNumber(value: Value, type: string): Integer {
  if (isIntegral(value)) return integerOf(value);
  if (isNumber(value) && 'diu'.includes(type)) return truncate(numberOf(value));
  throw failure(`\`%${type}\` wants a number, and found ${aTypeName(value)}`);
}

function convertFloat(value: Value, spec: Conversion): string {
  if (!isNumber(value)) throw failure(`\`%${spec.type}\` wants a number, and found ${aTypeName(value)}`);
  const number = numberOf(value);
  const digits = floatDigits(number, { ...spec, alternate: spec.flags.includes('#') });
  return padNumber(number < 0 || Object.is(number, -0), '', digits, spec);
}

function padNumber(negative: boolean, prefix: string, digits: string, { flags, width }: Conversion): string {
  const sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const missing = Math.max(0, width - sign.length - prefix.length - digits.length);
  if (flags.includes('-')) return sign + prefix + digits + ' '.repeat(missing);
  if (flags.includes('0')) return sign + prefix + '0'.repeat(missing) + digits;
  return ' '.repeat(missing) + sign + prefix + digits;
}
