import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openQuote, parseFreeForm, splitPairs } from './free-form.ts';

describe('parseFreeForm of a command', () => {
  test.each([
    ['echo a b', { cmd: 'echo a b' }],
    ['echo "a   b"   c  creates=/nope   d=e', { cmd: 'echo "a   b"   c d=e', creates: '/nope' }],
    [`echo a\\=b "c=d"  chdir=/tmp creates='/no pe'`, { cmd: 'echo a=b "c=d"', chdir: '/tmp', creates: '/no pe' }],
    ['chdir=/usr pwd', { cmd: 'pwd', chdir: '/usr' }],
    ['  chdir=/usr\n  pwd\n', { cmd: 'pwd\n', chdir: '/usr' }],
    ['echo a\n  echo b\n', { cmd: 'echo a\n  echo b\n' }],
    ["echo it's", { cmd: "echo it's" }],
    ['echo "\\n" \\n', { cmd: 'echo "\\n" \\n' }],
    ['echo {{ "a b" | replace(" ", "  ") }} x', { cmd: 'echo {{ "a b" | replace(" ", "  ") }} x' }],
    ['cat creates={{ a }}/{{ b | default("x y") }}', { cmd: 'cat', creates: '{{ a }}/{{ b | default("x y") }}' }],
    ['creates=/x', { creates: '/x' }],
    [`echo \${HOME}/"a b" chdir=/`, { cmd: `echo \${HOME}/"a b"`, chdir: '/' }],
    ['', {}],
  ])('%j', (text, args) => {
    expect(parseFreeForm(text, 'cmd')).toEqual({ args });
  });

  test('text without options stays as it is written', () => {
    const words = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '"', "'", '{', '}', '%', '$', '-') });
    fc.assert(
      fc.property(words, (text) => {
        const parsed = parseFreeForm(text, 'cmd');
        expect(parsed).toEqual({ args: text.trim() === '' ? {} : { cmd: text } });
      }),
    );
  });
});

describe('parseFreeForm of key=value text', () => {
  test.each([
    [`msg="hello {{ x }}  'q'"`, { msg: "hello {{ x }}  'q'" }],
    ['msg={{ x }} verbosity=0', { msg: '{{ x }}', verbosity: '0' }],
    ['msg={{ x | default("a b") }}', { msg: '{{ x | default("a b") }}' }],
    ['src=a dest="b c"', { src: 'a', dest: 'b c' }],
    ['content="a b\\n" dest=/x', { content: 'a b\n', dest: '/x' }],
    [`a='\\x41\\u00e9\\101\\q'`, { a: 'AéA\\q' }],
    ['msg="a"b', { msg: '"a"b' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=', { a: '' }],
    ['{{ item }}=moo a_{{ b }}_{{ c }}=1', { '{{ item }}': 'moo', 'a_{{ b }}_{{ c }}': '1' }],
    [`{{ x | default('a=b') }}=c`, { "{{ x | default('a=b') }}": 'c' }],
    [`a={{ {'b': {'c': 'd }} e'}} }}`, { a: "{{ {'b': {'c': 'd }} e'}} }}" }],
    ["a={{ it's }} b=c", { a: "{{ it's }}", b: 'c' }],
  ])('%j', (text, args) => {
    expect(parseFreeForm(text)).toEqual({ args });
  });

  test.each([
    ['{{ item }}', {}, '{{ item }}'],
    [`{{ {'a': 'b=c'} }} d=e`, { d: 'e' }, `{{ {'a': 'b=c'} }}`],
    ['{% if a %} {{ b }} {% endif %}', {}, '{% if a %} {{ b }} {% endif %}'],
  ])('a template among them stands for a mapping: %j', (text, args, rest) => {
    expect(parseFreeForm(text)).toEqual({ args, rest });
  });

  test.each(['hello', 'msg = hi', 'msg={{ x }}y z'])('%j is refused', (text) => {
    expect(parseFreeForm(text)).toEqual({
      problem: `\`${text.split(/\s+/).find((word) => !/^msg=|^\{\{|^x$|^\}\}/.test(word))}\` is no \`key=value\``,
      help: 'write the arguments as a mapping, or each as `key=value`',
    });
  });

  test('the rest of a module that takes some', () => {
    expect(parseFreeForm('vars/a.yml name=q', 'file')).toEqual({ args: { file: 'vars/a.yml', name: 'q' } });
  });

  test('any text is read or refused, quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '=', ' ', '"', "'", '{{', '}}', '\\', '{%') }), (text) => {
        const parsed = parseFreeForm(text);
        expect('args' in parsed || parsed.problem.endsWith('is no `key=value`')).toBe(true);
      }),
    );
  });
});

test('splitPairs', () => {
  expect(splitPairs('a=1 b="x y"')).toEqual(
    new Map([
      ['a', '1'],
      ['b', 'x y'],
    ]),
  );
  expect(splitPairs('a=1 b')).toBeUndefined();
});

describe('openQuote', () => {
  test.each([
    ["echo it's", "'"],
    ['echo "a', '"'],
    ["echo 'a b'", undefined],
    ['echo {{ "it\'s" }}', undefined],
    ["echo it\\'s", undefined],
    ["# don't\necho", "'"],
    ["echo '\n' '", "'"],
    ['echo "\'"', undefined],
    ['echo "a\nb"', undefined],
  ])('%j', (text, quote) => {
    expect(openQuote(text)).toBe(quote);
  });
});
