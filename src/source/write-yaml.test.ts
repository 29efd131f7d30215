import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Float } from '../std/float.ts';
import { Diagnostics } from './diagnostic.ts';
import type { Node } from './node.ts';
import { writeYaml } from './write-yaml.ts';
import { parseYaml } from './yaml.ts';

/** The plain data that a node stands for. */
function plain(node: Node | undefined): unknown {
  if (node === undefined) return 'nothing';
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), plain(value)]));
}

const readBack = (text: string) => plain(parseYaml('<text>', text, new Diagnostics()));

describe('writeYaml', () => {
  it('quotes what would be read as something else', () => {
    expect(writeYaml({ a: 'yes', b: '0644', c: '1:30', d: 'x', e: [1, null], f: {} })).toBe(
      'a: "yes"\nb: "0644"\nc: "1:30"\nd: x\ne:\n  - 1\n  - null\nf: {}\n',
    );
  });

  it('keeps floats apart from integers', () => {
    expect(writeYaml({ a: new Float(1), b: 1, c: 1.5, d: 12345678901234567890n })).toBe(
      'a: 1.0\nb: 1\nc: 1.5\nd: 12345678901234567890\n',
    );
  });

  it('writes what is read back as the same', () => {
    const text = fc.string({ unit: 'grapheme-ascii' });
    const word = fc.constantFrom(
      'yes',
      'No',
      'null',
      '~',
      '0o7',
      '012',
      '1_000',
      '0x1f',
      '1e3',
      '.inf',
      '2001-01-01',
      '=',
      '<<',
    );
    const scalar = fc.oneof(text, word, fc.integer(), fc.boolean(), fc.constant(null));
    const key = fc.string({ unit: fc.constantFrom(...'abcyn01'), minLength: 1 }).filter((name) => name !== '__proto__');
    const data = fc.oneof(
      scalar,
      fc.array(scalar),
      fc.dictionary(key, fc.oneof(scalar, fc.array(scalar)), { noNullPrototype: true }),
    );
    fc.assert(
      fc.property(data, (value) => {
        expect(readBack(writeYaml(value))).toEqual(value);
      }),
    );
  });
});
