import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../../source/node.ts';
import { Float } from '../../std/float.ts';
import { readPythonLiteral } from './python-literal.ts';

const span = { file: 'hosts.ini', start: 4, end: 9 };

function data(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(data);
  return { map: node.entries.map(({ key, value }) => [data(key), data(value)]) };
}

/** What `ast.literal_eval` of Python 3.11 gives; `undefined` where it refuses, and the text stands for itself. */
const cases: readonly (readonly [text: string, value: unknown])[] = [
  ['1', 1],
  ['-5', -5],
  ['- 5', -5],
  ['+5', 5],
  ['-0', 0],
  ['00', 0],
  ['0644', undefined],
  ['0x1f', 31],
  ['0o17', 15],
  ['0b101', 5],
  ['1_000', 1000],
  ['1__0', undefined],
  ['123456789012345678901', 123456789012345678901n],
  ['1.0', new Float(1)],
  ['1.', new Float(1)],
  ['.5', 0.5],
  ['1e3', new Float(1000)],
  ['1.5e-3', 0.0015],
  ['1.2.3', undefined],
  ['1:30', undefined],
  ['True', true],
  ['False', false],
  ['None', null],
  ['true', undefined],
  ['yes', undefined],
  ['Trueish', undefined],
  ['word', undefined],
  ['', undefined],
  ['"a b"', 'a b'],
  ["'it\\'s'", "it's"],
  ['"\\n\\t\\x41\\u00e9\\101\\q"', '\n\tAéA\\q'],
  ["r'\\n'", '\\n'],
  ["u'x'", 'x'],
  ["b'x'", undefined],
  ['\'a\' "b"', 'ab'],
  ["'a", undefined],
  ['[]', []],
  ['[1, "two", [3,],]', [1, 'two', [3]]],
  ['[1 2]', undefined],
  ['[,]', undefined],
  ['(1, 2)', [1, 2]],
  ['(1,)', [1]],
  ['(1)', 1],
  ['()', []],
  ['80, 443', [80, 443]],
  ['1,', [1]],
  ["-'a'", undefined],
  ['{}', { map: [] }],
  [
    "{'a': 1, 'b': {2: None},}",
    {
      map: [
        ['a', 1],
        ['b', { map: [[2, null]] }],
      ],
    },
  ],
  ["{'a': 1, 'a': 2}", { map: [['a', 2]] }],
  ['{1, 2}', [1, 2]],
  ["{'a': 1 'b': 2}", undefined],
  ["{'a': 1, 2}", undefined],
  ['{[1]: 2}', undefined],
  ['8080 # web', 8080],
  ['[1, 2] # both', [1, 2]],
  ['1 + 1', undefined],
  ['f(x)', undefined],
  ['{{ x }}', undefined],
  ['10.0.0.1', undefined],
  ['2001:db8::1', undefined],
];

test.each(cases)('%s', (text, value) => {
  expect(data(readPythonLiteral(text, span))).toEqual(value);
});

describe('every part', () => {
  test('has the place of the whole', () => {
    const node = readPythonLiteral("['a']", span);
    expect(node).toMatchObject({ span, items: [{ span, plain: false }] });
  });
});

test('any text is read in reasonable time', () => {
  const pieces = fc.constantFrom('[', ']', '(', ')', '{', '}', ',', ':', '1', "'a'", '-', ' ', '#', '.', 'True');
  fc.assert(fc.property(fc.array(pieces), (parts) => void readPythonLiteral(parts.join(''), span)));
  expect(readPythonLiteral('{'.repeat(200), span)).toBeUndefined();
  expect(readPythonLiteral('{('.repeat(40), span)).toBeUndefined();
});
