import { describe, expect, it } from 'vitest';
import { contextOf, contextOfYaml, nodeOf } from '../../test/rig/template-context.ts';
import { evaluateNode } from './evaluate-node.ts';
import { fromJson } from './from-json.ts';
import { TemplateError } from './template-error.ts';
import { Float, omit } from './value.ts';

describe('evaluateNode', () => {
  const context = contextOfYaml(`
port: 8080
name: web
list: [1, 2]
full: "{{ name }}:{{ port }}"
settings: {port: "{{ port }}", hosts: ["{{ name }}1"]}
`);

  it('keeps what is no template as it is', () => {
    const node = nodeOf('{a: 1, b: [true, null, 1.0, x]}');
    expect(evaluateNode(node, context)).toEqual(
      fromJson(
        new Map<string, unknown>([
          ['a', 1],
          ['b', [true, null, new Float(1), 'x']],
        ]),
      ),
    );
  });

  it('gives the object of a lone expression, and text of anything else', () => {
    const node = nodeOf(
      'a: "{{ port }}"\nb: "{{ port }}/tcp"\nc: "{{ list }}"\nd: "{{ port }}{{ port }}"\ne: " {{ port }}"',
    );
    expect(evaluateNode(node, context)).toEqual(
      fromJson({ a: 8080, b: '8080/tcp', c: [1, 2], d: '80808080', e: ' 8080' }),
    );
  });

  it('keeps the newline of a block scalar after text and drops it after anything else', () => {
    const node = nodeOf('a: |\n  {{ name }}\nb: |\n  {{ list }}\nc: |\n  x {{ name }}\n');
    expect(evaluateNode(node, context)).toEqual(fromJson({ a: 'web\n', b: [1, 2], c: 'x web\n' }));
  });

  it('evaluates variables in variables, and leaves keys as they are written', () => {
    const node = nodeOf('"{{ name }}_url": "http://{{ full }}/"\nsettings: "{{ settings }}"');
    expect(evaluateNode(node, context)).toEqual(
      fromJson({ '{{ name }}_url': 'http://web:8080/', settings: { port: 8080, hosts: ['web1'] } }),
    );
  });

  it('takes what tags build for a list, dict or boolean', () => {
    const node = nodeOf(
      '- "[{% for i in list %}\'n{{ i }}\',{% endfor %}]"\n- "{% if port %}True{% else %}False{% endif %}"\n- "[{{ port }}]"\n- "{% if port %}[ -f x ]{% endif %}"',
    );
    expect(evaluateNode(node, context)).toEqual([['n1', 'n2'], true, '[8080]', '[ -f x ]']);
  });

  it('never evaluates data', () => {
    const hostile = contextOf({ stdout: "{{ lookup('pipe', 'touch /tmp/owned') }}", results: ['{{ x }}'] });
    const node = nodeOf('a: "{{ stdout }}"\nb: "out: {{ stdout }}"\nc: "{{ results }}"\nd: "{{ results[0] }}"');
    expect(evaluateNode(node, hostile)).toEqual(
      fromJson({
        a: "{{ lookup('pipe', 'touch /tmp/owned') }}",
        b: "out: {{ lookup('pipe', 'touch /tmp/owned') }}",
        c: ['{{ x }}'],
        d: '{{ x }}',
      }),
    );
  });

  it('leaves `!unsafe` alone and opens `!vault`', () => {
    const vault = contextOf({}, { decrypt: (armoured) => `opened ${armoured.trim()}` });
    const node = nodeOf('a: !unsafe "{{ x }}"\nb: !vault |\n  armour\n');
    expect(evaluateNode(node, vault)).toEqual(fromJson({ a: '{{ x }}', b: 'opened armour' }));
  });

  it('keeps omit for the caller to drop', () => {
    const node = nodeOf('a: "{{ nope | default(omit) }}"');
    expect(evaluateNode(node, contextOf({}))).toEqual(new Map([['a', omit]]));
    const question = nodeOf('a: "{{ x | d(omit) is string and x | d(omit) == omit }}"');
    expect(evaluateNode(question, contextOf({}))).toEqual(new Map([['a', true]]));
  });

  it('gives nothing for an `if` without `else`', () => {
    expect(evaluateNode(nodeOf('"{{ 1 if false }}"'), context)).toBe('');
  });
});

describe('the errors of evaluateNode', () => {
  function errorOf(text: string, vars: string): TemplateError {
    try {
      evaluateNode(nodeOf(text), contextOfYaml(vars));
    } catch (error) {
      if (error instanceof TemplateError) return error;
      throw error;
    }
    throw new Error('nothing is wrong with it');
  }

  /** The error with the text that its span covers. */
  function shown(text: string, vars: string): Record<string, unknown> {
    const { kind, message, help, span, from } = errorOf(text, vars);
    const source = span?.file === 'vars.yaml' ? vars : text;
    return { kind, message, help, file: span?.file, at: source.slice(span?.start, span?.end), from };
  }

  it.each([
    ['a plain scalar', 'a: x {{ prot }} y'],
    ['double quotes', 'a: "x {{ prot }} y"'],
    ['single quotes', "a: 'x {{ prot }} y'"],
  ])('points at the undefined name in %s', (_, text) => {
    expect(shown(text, 'port: 1')).toEqual({
      kind: 'undefined',
      message: '`prot` is undefined',
      help: 'did you mean `port`?',
      file: 'play.yaml',
      at: 'prot',
      from: [],
    });
  });

  it('points at the whole scalar when its text differs from what is written', () => {
    const text = 'a: "tab\\there {{ prot }}"';
    expect(shown(text, 'x: 1')).toMatchObject({ message: '`prot` is undefined', at: '"tab\\there {{ prot }}"' });
  });

  it('points at an attribute that is not there', () => {
    expect(shown('a: "{{ web.prot + 1 }}"', 'web: {port: 1}')).toMatchObject({
      kind: 'undefined',
      message: 'a dict has no attribute `prot`',
      help: 'did you mean `port`?',
      at: 'web.prot',
    });
  });

  it('points into the variable that is wrong, and names the way there', () => {
    const vars = 'url: "http://{{ host }}/"\nhost: "{{ nmae }}.org"\nname: web';
    expect(shown('a: "{{ url }}"', vars)).toEqual({
      kind: 'undefined',
      message: '`nmae` is undefined',
      help: 'did you mean `name`?',
      file: 'vars.yaml',
      at: 'nmae',
      from: [{ name: 'url' }, { name: 'host' }],
    });
  });

  it('lets `default` stand in for a variable that cannot be worked out', () => {
    const node = nodeOf('"{{ url | default(\'none\') }}"');
    expect(evaluateNode(node, contextOfYaml('url: "{{ nope }}"'))).toBe('none');
  });

  it('points at a filter that fails', () => {
    expect(shown('a: "{{ list | join(1, 2, 3) }}"', 'list: [1]')).toMatchObject({
      kind: 'error',
      message: 'the filter `join` takes at most 2 arguments, and 3 were given',
      at: 'list | join(1, 2, 3)',
    });
  });

  it('points at what is not a template', () => {
    expect(shown('a: "{{ list | }}"', 'list: [1]')).toMatchObject({
      kind: 'syntax',
      message: 'expected the name of a filter, and found `}}`',
      at: '}}',
    });
  });

  it('says what kept a vaulted text closed', () => {
    expect(shown('a: !vault |\n  armour\n', 'x: 1')).toMatchObject({ kind: 'error', message: 'no password was given' });
  });
});
