import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal } from '../equal.ts';
import { fromJson } from '../from-json.ts';
import { Float, type Value } from '../value.ts';
import { evaluateYamlText } from './read-yaml.ts';
import { defaultYamlStyle, writeYaml, type YamlStyle } from './write-yaml.ts';

const texts = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    'yes',
    'No',
    'null',
    '~',
    '0',
    '0x1f',
    '1e3',
    '1.5',
    '12:30',
    '2024-01-01',
    '<<',
    '=',
    '-',
    '- a',
    '#',
    'a: b',
    'a #b',
  ),
  fc.constantFrom(
    'a\nb',
    'a\n',
    '\na',
    'a \nb',
    'a\n b',
    "it's",
    '"',
    '\t',
    'é',
    '☃',
    '😀',
    '\0',
    '\x85',
    '[',
    '{',
    '*a',
    '&a',
    '!a',
    '%',
    '@',
    '`',
  ),
  fc
    .array(fc.constantFrom('word', 'a:', "it's", '-', 'é', '#x'), { minLength: 20, maxLength: 40 })
    .map((words) => words.join(' ')),
);
const scalars = fc.oneof(
  texts,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true }).map((value) => (Number.isInteger(value) ? new Float(value) : value)),
);
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalars,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4 }),
  ),
}));
const styles = fc.record({
  indent: fc.integer({ min: 2, max: 6 }),
  width: fc.constantFrom(20, 40, 80, 1000),
  sortKeys: fc.boolean(),
  flow: fc.constantFrom('all' as const, 'none' as const, 'leaves' as const),
  explicitStart: fc.boolean(),
  explicitEnd: fc.boolean(),
});

function readBack(value: Value, style: YamlStyle): Value | undefined {
  return evaluateYamlText(writeYaml(value, style))[0];
}

describe('writeYaml', () => {
  it('writes what reads back the same', () => {
    fc.assert(
      fc.property(values, styles, (plain, style) => {
        const value = fromJson(plain);
        expect(equal(readBack(value, style) ?? null, value)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('writes what is there twice twice, and refuses what contains itself', () => {
    const shared: Value[] = [1];
    expect(writeYaml(fromJson({ a: 1 }), defaultYamlStyle)).toBe('{a: 1}\n');
    expect(writeYaml([shared, shared], { ...defaultYamlStyle, flow: 'none' })).toBe('- - 1\n- - 1\n');
    shared.push(shared);
    expect(() => writeYaml(shared, defaultYamlStyle)).toThrow('nested too deeply for YAML, or contains itself');
  });
});
