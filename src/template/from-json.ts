import type { Dict, Value } from './value.ts';
import { Float } from './value.ts';

/** A value of the playbook language for plain data, such as what a report or a cache holds. What plain data has no place for is an error. */
export function fromJson(plain: unknown): Value {
  if (plain === null || plain === undefined) return null;
  switch (typeof plain) {
    case 'number':
      return wholeOrFloat(plain);
    case 'string':
    case 'boolean':
    case 'bigint':
      return plain;
    case 'object':
      return fromObject(plain);
    default:
      throw new TypeError(`plain data holds a ${typeof plain}`);
  }
}

/** A number that is whole but beyond 2^53 is an integer as long as JSON writes it with all its digits. */
function wholeOrFloat(value: number): Value {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  return Math.abs(value) < 1e21 ? BigInt(value) : new Float(value);
}

function fromObject(plain: object): Value {
  if (plain instanceof Float) return plain;
  if (Array.isArray(plain)) return plain.map(fromJson);
  if (plain instanceof Map) return new Map([...plain].map(([key, value]) => [fromJson(key), fromJson(value)]));
  const dict: Dict = new Map();
  for (const [key, value] of Object.entries(plain)) dict.set(key, fromJson(value));
  return dict;
}
