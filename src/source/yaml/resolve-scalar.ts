import { type Float, float } from '../../std/float.ts';
import type { ScalarValue } from '../node.ts';

/**
 * What a plain scalar means under YAML 1.1 as PyYAML resolves it (https://yaml.org/type/, with PyYAML's own narrowing: a float needs a
 * dot, its exponent a sign). Dates stay text.
 */
export function resolvePlain(text: string): ScalarValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  return resolveInt(text) ?? resolveFloat(text) ?? text;
}

const words = new Map<string, ScalarValue>([
  ['', null],
  ['~', null],
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

/** A boolean word in any of YAML 1.1's spellings. */
export function resolveBool(text: string): boolean | undefined {
  const value = words.get(text) ?? words.get(text.toLowerCase());
  return typeof value === 'boolean' ? value : undefined;
}

/** An integer in any of YAML 1.1's bases, `bigint` when it is beyond 2^53, or `undefined`. */
export function resolveInt(text: string): number | bigint | undefined {
  const match = integer.exec(text);
  if (match?.groups === undefined) return undefined;
  const { sign, binary, octal, decimal, hex, sexagesimal } = match.groups;
  const magnitude =
    inBase('0b', binary) ?? inBase('0o', octal) ?? inBase('', decimal) ?? inBase('0x', hex) ?? inSixties(sexagesimal);
  if (magnitude === undefined) return undefined;
  const value = sign === '-' ? -magnitude : magnitude;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const integer =
  /^(?<sign>[-+]?)(?:0b(?<binary>[01_]+)|0(?<octal>[0-7_]+)|(?<decimal>0|[1-9][0-9_]*)|0x(?<hex>[0-9a-fA-F_]+)|(?<sexagesimal>[1-9][0-9_]*(?::[0-5]?[0-9])+))$/;

function inBase(prefix: string, digits: string | undefined): bigint | undefined {
  const significant = digits?.replaceAll('_', '');
  return significant ? BigInt(prefix + significant) : undefined;
}

function inSixties(text: string | undefined): bigint | undefined {
  const digits = text?.replaceAll('_', '').split(':');
  return digits?.reduce((total, digit) => total * 60n + BigInt(digit), 0n);
}

/** A floating-point number, or `undefined`. */
export function resolveFloat(text: string): number | Float | undefined {
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return NaN;
  const digits = text.replaceAll('_', '');
  if (fraction.test(text)) return float(Number(digits));
  if (sixtiesFraction.test(text)) return floatInSixties(digits);
  return undefined;
}

const fraction = /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?$/;
const sixtiesFraction = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/;

function floatInSixties(digits: string): number | Float {
  const magnitude = digits
    .replace(/^[-+]/, '')
    .split(':')
    .reduce((total, digit) => total * 60 + Number(digit), 0);
  return float(digits.startsWith('-') ? -magnitude : magnitude);
}
