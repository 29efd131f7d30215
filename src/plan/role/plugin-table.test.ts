import { expect, it } from 'vitest';
import { hasOpenTable } from './plugin-table.ts';

const method = (body: string, before = '') =>
  `${before}\nclass FilterModule(object):\n    def filters(self):\n${body.replaceAll(/^/gm, '        ')}\n`;

it.each([
  ['a literal', method('return {\'a\': a, "b": b.c(1, 2),  # words\n}'), false],
  ['a literal in a variable', method('return FILTERS', "FILTERS = {'a': a}\n"), false],
  ['a literal of its own', method("table = {'a': a}\nreturn table"), false],
  ['keywords', method('return dict(a=a, b=b)'), false],
  ['a comprehension', method('return {name: getattr(module, name) for name in names}'), true],
  ['a call', method('return dict(inspect.getmembers(module))'), true],
  ['a table that is filled', method("table = {'a': a}\ntable.update(more())\nreturn table"), true],
  ['a table that a loop fills', method('table = {}\nfor name in names:\n    table[name] = f\nreturn table'), true],
  ['a variable from elsewhere', method('return FILTERS', 'from there import FILTERS\n'), true],
  ['a base class', 'class FilterModule(Base):\n    pass\n', true],
  ['no plugin', 'def shout(text):\n    return text\n', false],
])('tells whether any name could be in a table: %s', (_what, text, open) => {
  expect(hasOpenTable(text, 'filter')).toBe(open);
});
