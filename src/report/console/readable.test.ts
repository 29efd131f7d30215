import { expect, test } from 'vitest';
import { readable } from './readable.ts';

test.each([
  ['a text', ['a text']],
  ['', ['""']],
  ['two\nlines\n', ['two', 'lines']],
  ['one line\n', ['"one line\\n"']],
  [null, ['null']],
  [[], ['[]']],
  [{}, ['{}']],
  [12.5, ['12.5']],
  [
    ['a', 1, true, ['b'], []],
    ['- a', '- 1', '- true', '- - b', '- []'],
  ],
  [
    { name: 'nginx', ports: [80, 443], none: {}, text: 'a\n\n  b\n' },
    ['name: nginx', 'ports:', '  - 80', '  - 443', 'none: {}', 'text: |', '  a', '', '    b'],
  ],
  [[{ a: 1, b: 'x\ny' }], ['- a: 1', '  b: |', '    x', '    y']],
])('%j', (value, lines) => {
  expect(readable(value)).toEqual(lines);
});

test('a text that would read as something else is quoted, others are not', () => {
  const quoted = ['yes', '0644', '1.5', 'null', '- a', 'a: b', 'a #b', ' a', 'a ', '{a}', '*', "'a'", '', 'end:', '~'];
  const plain = ['a', 'a:b', '/etc/hosts', 'a-b', 'yes sir', '1.2.3', '10.0.0.1', 'naïve', 'x=1', 'a#b', '$HOME'];
  expect([...quoted, ...plain].map((text) => readable(text)[0])).toEqual([
    ...quoted.map((text) => JSON.stringify(text)),
    ...plain,
  ]);
});
