import { describe, expect, it } from 'vitest';
import { contextOfYaml, unsafeContextOf } from '../../test/rig/template-context.ts';
import { evaluateTemplate } from './evaluate.ts';
import { isUnsafe, keepsUnsafe, noteKeeper, noteUnsafe, watched } from './unsafe.ts';
import type { Value } from './value.ts';

const own = contextOfYaml(`
one: 1
mine: some text
list: [a, b]
choices: {Debian: apt, other: yum}
`);
const context = unsafeContextOf(
  { out: { stdout: 'said', rc: 0, lines: ['x', 'y'], json: '{"a": "b"}' }, os: 'Debian' },
  own,
);
const isUnsafeText = (text: string) => watched(() => evaluateTemplate(text, context)).unsafe;

describe('the text of a host', () => {
  it.each([
    '{{ out.stdout }}',
    'a {{ out.stdout }} b',
    '{{ mine ~ out.stdout }}',
    "{{ 'x%s' | format(out.stdout) }}",
    '{{ out.stdout.upper() }}',
    '{{ [mine, out.stdout] | join }}',
    '{{ [mine, out.stdout] | to_json | from_json }}',
    '{{ out | to_yaml | from_yaml }}',
    '{{ (out.json | from_json).a }}',
    '{{ out.lines[0] }}',
    "{{ out.lines | map('regex_replace', '^', '_') | list }}",
    '{{ mine if one == 2 else out.stdout }}',
    '{{ none or out.stdout }}',
    '{{ out.stdout and mine and out.stdout }}',
    '{{ nope | default(out.stdout) }}',
    '{{ {mine: out.stdout} }}',
    '{{ {out.stdout: mine} }}',
    '{{ out.stdout | b64encode | b64decode }}',
    '{% set a = out.stdout %}{{ a }}',
    '{% for line in out.lines %}{{ line }}{% endfor %}',
    '{% macro m(x) %}{{ x }}{% endmacro %}{{ m(out.stdout) }}',
    '{% set ns = namespace() %}{% set ns.a = out.stdout %}{{ ns.a }}',
    '{% set l = [] %}{{ l.append(out.stdout) }}{{ l[0] }}',
    '{% set l = [] %}{{ l.extend(out.lines) == none }}{{ l[0] }}',
    '{% set l = [] %}{% if l.insert(0, out.stdout) %}{% endif %}{{ l[0] }}',
    '{% set d = {} %}{% if d.update({mine: out.stdout}) %}{% endif %}{{ d.values() | first }}',
    '{% set d = {} %}{% if d.setdefault(mine, out.stdout) == 1 %}{% endif %}{{ d[mine] }}',
    '{% set ns = namespace() %}{% macro m() %}{% set ns.a = out.stdout %}{% endmacro %}{{ m() == 1 }}{{ ns.a }}',
    "{{ lookup('vars', 'os') }}",
    "{{ query('list', out.stdout) }}",
    '{{ vars.os }}',
    '{{ vars.keys() | list }}',
    "{{ lookup('varnames', '.') }}",
    "{{ lookup('env', 'HOME') | default('x', true) }}",
  ])('flows into what %s gives', (text) => {
    expect(isUnsafeText(text)).toBe(true);
  });

  it.each([
    '{{ mine }}',
    '{{ out.rc }}',
    '{{ out.rc }} == 0',
    '{{ out.stdout | length }}',
    '{{ out.lines | length }} lines',
    "{{ out.stdout == 'said' }}",
    "{{ 'a' if os == 'Debian' else 'b' }}",
    "{{ (os == 'Debian') | ternary(mine, 'b') }}",
    '{{ choices[os] }}',
    "{{ os is match('Deb') and mine }}",
    '{{ not os }}',
    "{% if os %}{{ mine }}{% elif out.stdout == 'x' %}b{% endif %}",
    '{% for item in list if item != os %}{{ item }}{% endfor %}',
    "{{ list | join(' and ') }}",
    "{{ lookup('vars', 'mine') }}",
    "{{ query('items', list) }}",
    "{{ out.stdout.startswith('s') }}",
  ])('only decides in %s', (text) => {
    expect(isUnsafeText(text)).toBe(false);
  });
});

/** The value, after unsafe text has been read. */
function read<T>(value: T): T {
  noteUnsafe();
  return value;
}

describe('watched', () => {
  it('tells the evaluation around it, and is not told by it', () => {
    const outer = watched(() => [read(false), watched(() => 'own').unsafe, isUnsafe()]);
    expect(outer).toEqual({ value: [false, false, true], unsafe: true });
    const inner = watched(() => [watched(() => read('said')).unsafe, isUnsafe()]);
    expect(inner).toEqual({ value: [true, true], unsafe: true });
  });

  it('counts nothing that no text can be in', () => {
    const values: Value[] = [1, 1n, true, null];
    expect(values.map((value) => watched(() => read(value)).unsafe)).toEqual([false, false, false, false]);
  });

  it('tells when the evaluation fails, too', () => {
    const failing = () =>
      watched(() => {
        throw read(new Error('wrong'));
      });
    const outer = watched(() => {
      expect(failing).toThrow('wrong');
      return 'text';
    });
    expect(outer).toEqual({ value: 'text', unsafe: true });
  });
});

describe('keepsUnsafe', () => {
  it('finds the object that unsafe text was put into, at any depth', () => {
    const [inner, other]: [Value[], Value[]] = [[], []];
    watched(() => noteKeeper(other));
    watched(() => noteKeeper(read(inner)));
    expect([inner, [new Map([['a', [inner]]])], other, 'text'].map(keepsUnsafe)).toEqual([true, true, false, false]);
  });
});
