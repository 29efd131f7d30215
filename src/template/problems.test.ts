import { describe, expect, it } from 'vitest';
import { type Problem, problemsOf } from './problems.ts';

/** The problems of a text, each with the part of it that it points at. */
function shown(text: string, kind: 'template' | 'expression'): unknown[] {
  return problemsOf(text, kind).map(({ start, end, missing, ...rest }: Problem) => ({
    ...rest,
    at: text.slice(start, end),
  }));
}

describe('problemsOf', () => {
  it('finds nothing wrong with what is right', () => {
    expect(problemsOf('{{ a | upper }} {% if b is defined %}{{ lookup("env", "X") }}{% endif %}', 'template')).toEqual(
      [],
    );
    expect(problemsOf('plain {text}', 'template')).toEqual([]);
    expect(problemsOf('a is defined and a | int > 3', 'expression')).toEqual([]);
  });

  it('names every unknown filter, test and lookup, reached or not', () => {
    const text = "{{ a | uper }}{% if false %}{{ b is defnied }}{{ lookup('flie', 'x') }}{% endif %}";
    expect(shown(text, 'template')).toEqual([
      {
        severity: 'error',
        code: 'unknown-filter',
        message: 'unknown filter `uper`',
        help: 'did you mean `upper`?',
        at: 'uper',
      },
      {
        severity: 'error',
        code: 'unknown-test',
        message: 'unknown test `defnied`',
        help: 'did you mean `defined`?',
        at: 'defnied',
      },
      {
        severity: 'error',
        code: 'unknown-lookup',
        message: 'unknown lookup `flie`',
        help: 'did you mean `file`?',
        at: "'flie'",
      },
    ]);
  });

  it('looks into filters that name others', () => {
    const text = "a | map('uper') | select('odd') | selectattr('x', 'defnied') | map(attribute='x')";
    expect(shown(text, 'expression').map((problem) => (problem as Problem).message)).toEqual([
      'unknown filter `uper`',
      'unknown test `defnied`',
    ]);
  });

  it('knows full names, and warns of those of other collections', () => {
    const text =
      'a | ansible.builtin.upper | community.general.json_query("x") | ansible.utils.ipaddr | community.crypto.split_pem';
    expect(shown(text, 'expression')).toEqual([
      {
        severity: 'warning',
        code: 'unknown-filter',
        message: 'the filter `community.crypto.split_pem` is not built into runbook',
        at: 'community.crypto.split_pem',
      },
    ]);
  });

  it.each([
    ['{{ a', 'this expression is never closed', 'close it with `}}`', '{{'],
    ['{% if a %}x', '`if` is never ended', 'end it with `{% endif %}`', 'if'],
    ['{{ (a }}', 'expected `)` to close `(`, and found `}`', undefined, '}'],
    ["{{ 'a }}", 'this text is never closed', "close it with `'`", "'"],
    ['{{ a b }}', 'expected the end of the expression, and found `b`', undefined, 'b'],
    ['{% esle %}', 'unknown tag `esle`', undefined, 'esle'],
    ['{% endfor %}', '`endfor` ends nothing', undefined, 'endfor'],
    ['{# x', 'this comment is never closed', 'close it with `#}`', '{#'],
    ['{{ 1 + }}', 'expected an expression, and found `}}`', undefined, '}}'],
    ['{% set 1 = 2 %}', 'only a name can be assigned to', undefined, '1'],
    ['{{ f(a=1, 2) }}', 'an argument is out of order', 'the order is positional, `*list`, `name=value`, `**dict`', '2'],
  ])('says what is wrong with %s', (text, message, help, at) => {
    const [problem] = shown(text, 'template') as (Problem & { at: string })[];
    expect([problem?.severity, problem?.message, problem?.help, problem?.at]).toEqual(['error', message, help, at]);
  });

  it('points into an expression that goes on after its end', () => {
    expect(shown('a == 1 b', 'expression')).toEqual([
      {
        severity: 'error',
        code: 'template-syntax',
        message: 'expected the end of the expression, and found `b`',
        at: 'b',
      },
    ]);
  });
});
