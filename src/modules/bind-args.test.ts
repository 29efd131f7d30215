import { describe, expect, test } from 'vitest';
import { plain } from '../../test/rig/module-host.ts';
import { dict, Float, omit, type Value } from '../template/value.ts';
import { bindArgs } from './bind-args.ts';
import type { ArgType, Module } from './module.ts';

const module: Module = {
  name: 'sample',
  summary: '',
  args: {
    path: { type: 'path', required: true, aliases: ['dest', 'name'], about: 'the file' },
    state: { type: 'str', choices: ['present', 'absent'], default: 'present', about: '' },
    count: { type: 'int', about: '' },
    ports: { type: 'list', elements: 'int', about: '' },
    first: { type: 'str', about: '' },
    second: { type: 'str', about: '' },
    mode: { type: 'mode', about: '' },
  },
  exclusive: [['first', 'second']],
  decide: async () => ({ change: false, because: '' }),
};

const bind = (given: Record<string, Value>) => bindArgs(module, dict(given));

test('names, types and defaults', () => {
  expect(bind({ dest: '~/x', count: '3', ports: '80, 443', first: 1 })).toEqual({
    args: { path: '~/x', state: 'present', count: 3, ports: [80, 443], first: '1' },
  });
});

test('what is omitted or null is not given', () => {
  expect(bind({ path: 'x', count: omit, first: null, second: 'b', mode: '', ports: [1, omit] })).toEqual({
    args: { path: 'x', state: 'present', second: 'b', ports: [1] },
  });
});

test.each<[Record<string, Value>, string, string | undefined]>([
  [{ paht: 'x' }, '`sample` has no argument `paht`', 'did you mean `path`?'],
  [{ zzz: 'x' }, '`sample` has no argument `zzz`', '`sample` takes path, state, count, ports, first, second, mode'],
  [{}, '`sample` needs `path`', 'add `path:` — the file'],
  [{ path: 'x', count: 'many' }, '`count` must be an integer, not `many`', undefined],
  [{ path: 'x', ports: ['80', 'http'] }, '`ports[1]` must be an integer, not `http`', undefined],
  [
    { path: 'x', state: 'presnt' },
    '`state` must be one of `present`, `absent`, not `presnt`',
    'did you mean `present`?',
  ],
  [{ path: 'x', first: 'a', second: 'b' }, '`first` and `second` rule each other out', 'leave out `first` or `second`'],
  [{ path: 'a\0b' }, '`path` must be a path without NUL bytes, not `a\0b`', undefined],
])('%j is refused', (given, message, help) => {
  const bound = bind(given);
  expect('problems' in bound && bound.problems.map((problem) => [problem.message, problem.help])).toEqual([
    [message, help],
  ]);
});

test('all problems are named at once', () => {
  const bound = bind({ paht: 'x', count: 'y' });
  expect('problems' in bound && bound.problems.map(({ code }) => code)).toEqual(['unknown-argument', 'bad-argument']);
});

describe('types', () => {
  test.each<[ArgType, Value, unknown]>([
    ['str', true, 'True'],
    ['str', 5, '5'],
    ['str', new Float(1), '1.0'],
    ['str', ['a'], "['a']"],
    ['int', '42', 42],
    ['int', ' -1 ', -1],
    ['int', true, 1],
    ['float', '1.5', 1.5],
    ['float', 2, 2],
    ['bool', 'yes', true],
    ['bool', 'Off', false],
    ['bool', 1, true],
    ['bool', '0', false],
    ['list', 'a, b', ['a', 'b']],
    ['list', 5, ['5']],
    ['list', '', ['']],
    ['dict', 'a=1 b=2', { a: '1', b: '2' }],
    ['dict', 'a=1, b=2', { a: '1', b: '2' }],
    ['dict', '{"a": [1, null]}', { a: [1, null] }],
    ['dict', dict({ a: 1 }), { a: 1 }],
    ['mode', 0o644, '0644'],
    ['mode', 644, '01204'],
    ['mode', 0, '0000'],
    ['mode', '0644', '0644'],
    ['mode', 'u=rw,g=r', 'u=rw,g=r'],
    ['raw', null, null],
  ])('%s from %j', (type, value, expected) => {
    const bound = bindArgs({ ...module, args: { x: { type, about: '' } } }, dict({ x: value }));
    expect('args' in bound && plain(bound.args.x ?? null)).toEqual(expected);
  });

  test.each<[ArgType, Value]>([
    ['int', '1.5'],
    ['int', 1.5],
    ['int', ''],
    ['float', 'x'],
    ['float', ''],
    ['bool', 'maybe'],
    ['bool', 2],
    ['bool', ''],
    ['list', dict({})],
    ['dict', 'a'],
    ['dict', '{'],
    ['dict', 3],
    ['mode', 1.5],
    ['mode', true],
    ['mode', 'abc'],
    ['mode', '0899'],
  ])('%s not from %j', (type, value) => {
    expect(bindArgs({ ...module, args: { x: { type, about: '' } } }, dict({ x: value }))).toHaveProperty('problems');
  });
});

test('a module that takes anything gets it as it is', () => {
  const open: Module = { ...module, args: { flag: { type: 'bool', about: '' } }, open: true };
  expect(bindArgs(open, dict({ flag: 'no', other: null, more: [1] }))).toEqual({
    args: { flag: false, other: null, more: [1] },
  });
});
