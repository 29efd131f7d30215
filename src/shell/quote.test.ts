import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shells } from '../../test/rig/shells.ts';
import { quote, quoteAll } from './quote.ts';

const withoutNul = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));

describe('quote', () => {
  test.each([
    ['', "''"],
    ['plain', 'plain'],
    ['/usr/bin/a-b_c', '/usr/bin/a-b_c'],
    ["it's", `'it'\\''s'`],
    ['a b', "'a b'"],
    ['$HOME', "'$HOME'"],
    ['A=b', "'A=b'"],
    ['~', "'~'"],
    ['a\nb', "'a\nb'"],
  ])('%j', (word, quoted) => {
    expect(quote(word)).toBe(quoted);
  });

  test('a NUL byte is refused', () => {
    expect(() => quote('a\0b')).toThrow(new RangeError('a NUL byte cannot be part of a command'));
  });

  test.each(shells)('any words survive $name', ({ argv: [file = '', ...before] }) => {
    fc.assert(
      fc.property(fc.array(withoutNul, { maxLength: 8 }), (words) => {
        const script = `for word in ${quoteAll(words)}; do printf '%s\\000' "$word"; done`;
        const out = execFileSync(file, [...before, '-c', script]);
        expect(out.toString('utf8').split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 40 },
    );
  });
});
