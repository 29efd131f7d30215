import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal } from '../equal.ts';
import { fromJson } from '../from-json.ts';
import { TemplateError } from '../template-error.ts';
import { Float, type Value } from '../value.ts';
import { dumpJson } from './dump.ts';
import { parseJson } from './parse.ts';

/** Whole numbers beyond 2^53 are left out: JavaScript's own parser cannot read them exactly. */
const { value: plain } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.string({ unit: 'binary', maxLength: 10 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 5 }), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(equal(parseJson(JSON.stringify(value)), fromJson(value))).toBe(true);
      }),
    );
  });

  it('reads what it has written, in any style', () => {
    const styles = fc.record({
      indent: fc.option(fc.nat(4), { nil: undefined }),
      sortKeys: fc.boolean(),
      ensureAscii: fc.boolean(),
    });
    fc.assert(
      fc.property(plain, styles, (value, style) => {
        expect(equal(parseJson(dumpJson(fromJson(value), style)), fromJson(value))).toBe(true);
      }),
    );
  });

  it('refuses any other text with an error of the template', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        const ours = attempt(() => parseJson(text));
        const theirs = attempt(() => JSON.parse(text));
        expect(ours || /^\s*(?:NaN|-?Infinity)\s*$/.test(text)).toBe(theirs || /^\s*(?:NaN|-?Infinity)\s*$/.test(text));
      }),
    );
  });

  it('keeps whole numbers exact, and floats floats', () => {
    expect(parseJson('[1, 1.0, 1e2, 12345678901234567890, -0]')).toEqual([
      1,
      new Float(1),
      new Float(100),
      12345678901234567890n,
      0,
    ]);
    expect(dumpJson([1, new Float(1), 12345678901234567890n, 1.5, 1e300])).toBe(
      '[1, 1.0, 12345678901234567890, 1.5, 1e+300]',
    );
  });

  it.each([
    ['', 'expected a value at line 1, column 1, and found the end'],
    ['{"a": 1,\n  b: 2}', 'expected a key in double quotes at line 2, column 3, and found `b`'],
    ['[1 2]', 'expected `]` at line 1, column 4, and found `2`'],
    ['[1] x', 'expected the end of the text at line 1, column 5, and found `x`'],
  ])('says what is wrong with %s', (text, wanted) => {
    expect(() => parseJson(text)).toThrow(wanted);
  });

  it('refuses a text that is nested without end', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow('more than 1000 levels');
  });
});

function attempt(read: () => Value): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof TemplateError || error instanceof SyntaxError) return false;
    throw error;
  }
}
