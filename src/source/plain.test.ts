import { expect, test } from 'vitest';
import { Diagnostics } from './diagnostic.ts';
import type { ScalarNode } from './node.ts';
import { kindOf, plain } from './plain.ts';
import { parseYaml } from './yaml.ts';

const cases: readonly (readonly [text: string, kind: string, shown: string])[] = [
  ['abc', 'a text', 'abc'],
  ['"a\\n  b"', 'a text', 'a b'],
  ['x'.repeat(70), 'a text', `${'x'.repeat(59)}…`],
  ['12', 'an integer', '12'],
  ['123456789012345678901', 'an integer', '123456789012345678901'],
  ['1.50', 'a float', '1.5'],
  ['2.0', 'a float', '2.0'],
  ['yes', 'a boolean', 'true'],
  ['~', 'nothing', 'null'],
  ['!vault |\n  abc', 'a vaulted text', '(vaulted)'],
];

test.each(cases)('%j', (text, kind, shown) => {
  const node = parseYaml('a.yml', text, new Diagnostics()) as ScalarNode;
  expect([kindOf(node), plain(node)]).toEqual([kind, shown]);
});

test('collections have names too', () => {
  expect(['[]', '{}'].map((text) => kindOf(parseYaml('a.yml', text, new Diagnostics())!))).toEqual([
    'a list',
    'a mapping',
  ]);
});
