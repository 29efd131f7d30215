import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contextOf } from '../../test/rig/template-context.ts';
import type { Context } from './context.ts';
import { evaluateExpression, evaluateTemplate, renderTemplate } from './evaluate.ts';
import type { RenderOptions } from './evaluation.ts';
import type { TemplateError } from './template-error.ts';
import { dict, type LazyDict, type Value } from './value.ts';

const folder = mkdtempSync(join(tmpdir(), 'templates-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A context that finds template files with these texts. */
function withFiles(files: Readonly<Record<string, string>>, vars: Readonly<Record<string, unknown>> = {}): Context {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return contextOf(vars, { searchPath: () => [folder], read: (path) => readFileSync(path, 'utf8') });
}

function render(text: string, context: Context = contextOf({}), options: RenderOptions = {}): string {
  return renderTemplate(text, options, context);
}

describe('renderTemplate', () => {
  it('keeps newlines at the end', () => {
    expect(
      ['a\n', 'a\n\n\n', '{{ 1 }}\n', '{% if true %}x{% endif %}\n', '', '\n'].map((text) => render(text)),
    ).toEqual(['a\n', 'a\n\n\n', '1\n', 'x\n', '', '\n']);
  });

  it('says where in the file an error is, behind a header and with line breaks of Windows', () => {
    const body = '{% if true %}\r\n{{ a }}{{ host.name }}\r\n{% endif %}\r\n';
    const broken = 'x\r\n{{ a }}\r\n{{ a | }}\r\n';
    for (const text of [body, `#jinja2: trim_blocks: True\r\n${body}`, broken]) {
      const { span } = errorOf(() => renderTemplate(text, {}, contextOf({ a: 1 }), '/t/x.j2'));
      expect([span?.file, text.slice(span?.start, span?.end)]).toEqual(['/t/x.j2', text === broken ? '}}' : 'host']);
    }
    const included = withFiles({ 'crlf.j2': 'x\r\ny\r\n{{ nope }}' });
    const outer = errorOf(() => render("{% include 'crlf.j2' %}", included));
    expect(outer.span).toEqual({ file: join(folder, 'crlf.j2'), start: 9, end: 13 });
  });

  it('takes options, and a header over them', () => {
    const text = '  {% if true %}\n  x\n  {% endif %}\n';
    expect(render(text)).toBe('    x\n  \n');
    expect(render(text, contextOf({}), { lstripBlocks: true })).toBe('  x\n');
    expect(render(`#jinja2: lstrip_blocks: True, trim_blocks: False\n${text}`)).toBe('\n  x\n');
    expect(render(`#jinja2: lstrip_blocks: "true", trim_blocks:""\n${text}`)).toBe('\n  x\n');
    expect(render('<< 1 >> {{ 2 }}', contextOf({}), { variableStart: '<<', variableEnd: '>>' })).toBe('1 {{ 2 }}');
    expect(render('a\nb\n', contextOf({}), { newlineSequence: '\r\n' })).toBe('a\r\nb\r\n');
  });

  it('takes lines for statements and comments where the header says what they begin with', () => {
    const header = '#jinja2: line_statement_prefix: "%", line_comment_prefix: "##"\n';
    const body =
      '% for i in [1,\n  2]:\n<{{ i }}> ## no\n\t% if i == 1\n\n\none\n  % endif\n% endfor\n## nothing\n100 % 3\n';
    expect(render(header + body)).toBe('<1>\none\n<2>\n\n100 % 3\n');
    expect(render('#jinja2: line_statement_prefix:":"\n: if true\nfoo\n: endif\n')).toBe('foo\n');
    expect(render('#jinja2: line_statement_prefix: None, autoescape: True\n% x\n')).toBe('% x\n');
    expect(() => render('#jinja2: line_statement_prefix: "%"\n% if true\n')).toThrow('`if` is never ended');
  });

  it('gives an empty text for None, unless it only names a variable', () => {
    const context = contextOf({ n: null, d: { n: null } });
    const texts = ['{{ none }}', '{{ x | default(None) }}', '{{ d.n }}', '{{ n }}', ' {{ n }}', '{{ [n] }}'];
    expect(texts.map((text) => evaluateTemplate(text, context))).toEqual(['', '', '', null, ' ', [null]]);
  });

  it('refuses a header that it does not know', () => {
    expect(() => render('#jinja2: lstrip_block: True\n')).toThrow('`#jinja2:` has no setting `lstrip_block`');
    expect(() => render('#jinja2: lstrip_blocks: yes\n')).toThrow('wants `True` or `False`');
  });
});

describe('template files', () => {
  it('include others with the variables around, and without the newline that they end in', () => {
    const context = withFiles({ 'part.j2': '[{{ x }}{{ name }}]\n' }, { name: 'web' });
    expect(render("{% set x = 1 %}a{% include 'part.j2' %}b", context)).toBe('a[1web]b');
    expect(render("{% for x in [1, 2] %}{% include 'part.j2' %}{% endfor %}", context)).toBe('[1web][2web]');
    expect(render("{% include ['none.j2', 'part.j2'] %}", withFiles({}, { name: 'n', x: '' }))).toBe('[n]');
    expect(render("a{% include 'none.j2' ignore missing %}b", context)).toBe('ab');
  });

  it('import macros from others', () => {
    const context = withFiles(
      {
        'lib/macros.j2':
          "{% macro m(a, b='-') %}<{{ a }}{{ b }}{{ name | default('?') }}>{% endmacro %}{% set v = 5 %}",
      },
      { name: 'web' },
    );
    expect(render("{% import 'lib/macros.j2' as lib %}{{ lib.m(1) }}{{ lib.v }}", context)).toBe('<1-?>5');
    expect(render("{% import 'lib/macros.j2' as lib with context %}{{ lib.m(1) }}", context)).toBe('<1-web>');
    expect(render("{% from 'lib/macros.j2' import m as n, v %}{{ n(1, b=2) }}{{ v }}", context)).toBe('<12?>5');
    expect(() => render("{% from 'lib/macros.j2' import nope %}{{ nope() }}", context)).toThrow(
      'the template `lib/macros.j2` sets no `nope`',
    );
  });

  it('extend others block by block', () => {
    const context = withFiles({
      'base.j2': 'A{% block one %}base one{% endblock %}B{% block two %}base two{% endblock %}C\n',
      'middle.j2': "{% extends 'base.j2' %}{% block one %}middle({{ super() }}){% endblock %}",
    });
    expect(render("{% extends 'base.j2' %}ignored{% block two %}child{% endblock %}", context)).toBe(
      'Abase oneBchildC',
    );
    expect(render("{% extends 'middle.j2' %}{% block one %}child({{ super() }}){% endblock %}", context)).toBe(
      'Achild(middle(base one))Bbase twoC',
    );
    expect(
      render("{% extends 'base.j2' %}{% set x = 7 %}{% block two %}{{ x }}{{ self.one() }}{% endblock %}", context),
    ).toBe('Abase oneB7base oneC');
  });

  it('say where they were looked for', () => {
    const error = errorOf(() => render("x\n{% include 'none.j2' %}", withFiles({})));
    expect([error.kind, error.message, error.help]).toEqual([
      'error',
      "there is no template 'none.j2'",
      `it is looked for in \`${folder}\``,
    ]);
  });

  it('are where their errors are, in macros too', () => {
    const part = 'fine\n{{ nope + 1 }}\n';
    const macros = '{% macro m(x) %}{{ x.y.z }}{% endmacro %}\n';
    const context = withFiles({ 'bad.j2': part, 'bad-macros.j2': macros, 'syntax.j2': '{% if %}' });
    const shown = (text: string, source: string) => {
      const { message, span } = errorOf(() => render(text, context));
      return [message, span?.file.slice(folder.length + 1), source.slice(span?.start, span?.end)];
    };
    expect(shown("{% include 'bad.j2' %}", part)).toEqual(['`nope` is undefined', 'bad.j2', 'nope']);
    expect(shown("{% import 'bad-macros.j2' as lib %}{{ lib.m({'y': 1}) }}", macros)).toEqual([
      'an int has no attribute `z`',
      'bad-macros.j2',
      'x.y.z',
    ]);
    expect(shown("{% include 'syntax.j2' %}", '{% if %}')).toEqual([
      'expected an expression, and found `%}`',
      'syntax.j2',
      '%}',
    ]);
  });

  it('that include themselves are an error, not a crash', () => {
    const context = withFiles({ 'self.j2': "{% include 'self.j2' %}" });
    expect(errorOf(() => render("{% include 'self.j2' %}", context)).message).toBe('this calls itself too deeply');
  });
});

describe('backslashes', () => {
  it.each([
    [String.raw`{{ 'a.b' | regex_replace('(a)', '\1\1') }}`, 'aa.b'],
    [String.raw`{{ 'a.b' | regex_replace('\.', '-') }}`, 'a-b'],
    [String.raw`{{ "a\tb" }} {{ 'x\\y' }} {{ 'it\'s' }}`, String.raw`a\tb x\\y it's`],
    [String.raw`{% set x = 'p\nq' %}{{ x | length }}`, '3'],
  ])('of the texts in `{{ }}` of a playbook stand for themselves, those in tags do not: %s', (text, wanted) => {
    expect(evaluateTemplate(text, contextOf({}))).toBe(wanted);
  });

  it("are Python's in a template file and in a condition", () => {
    expect(renderTemplate(String.raw`{{ 'p\nq' }}`, {}, contextOf({}))).toBe('p\nq');
    expect(evaluateExpression(String.raw`'p\nq' | length`, contextOf({}))).toBe(3);
  });
});

describe('undefined variables', () => {
  const context = contextOf({ port: 1, web: { host: 'a' } });

  it.each([
    ['{{ prot }}', '`prot` is undefined', 'prot', 'did you mean `port`?'],
    ['{{ web.hots }}', 'a dict has no attribute `hots`', 'web.hots', 'did you mean `host`?'],
    ["{{ web['x'] + 1 }}", 'a dict has no attribute `x`', "web['x']", undefined],
    ['{{ [1][5] }}', 'a list has no item 5', '[1][5]', undefined],
    ['{{ nope.a.b | upper }}', '`nope` is undefined', 'nope', undefined],
    ['{% if nope %}{% endif %}', '`nope` is undefined', 'nope', undefined],
    ['{% for x in nope %}{% endfor %}', '`nope` is undefined', 'nope', undefined],
    ['{{ [1, nope] | join }}', '`nope` is undefined', 'nope', undefined],
    [
      "{{ [{'a': 1}, {}] | map(attribute='a') | join }}",
      'a dict has no attribute `a`',
      "[{'a': 1}, {}] | map(attribute='a') | join",
      undefined,
    ],
  ])('in %s', (text, message, at, help) => {
    const error = errorOf(() => render(text, context));
    expect([error.kind, error.message, text.slice(error.place?.start, error.place?.end), error.help]).toEqual([
      'undefined',
      message,
      at,
      help,
    ]);
  });
});

describe('values that are worked out when they are asked for', () => {
  const asked: string[] = [];
  const hosts: Readonly<Record<string, Value>> = { a: dict({ ip: 1, up: true }), b: dict({ ip: 2, up: false }) };
  const hostvars: LazyDict = {
    lazy: true,
    get: (name) => {
      asked.push(name);
      return hosts[name];
    },
    keys: () => Object.keys(hosts),
  };
  const context: Context = { ...contextOf({}), get: (name) => (name === 'hostvars' ? hostvars : undefined) };

  it.each([
    ['hostvars.a.ip', 1],
    ["hostvars['b'].ip", 2],
    ["hostvars['c'] is defined", false],
    ["'a' in hostvars", true],
    ["'c' in hostvars", false],
    ['hostvars | length', 2],
    ['hostvars | list', ['a', 'b']],
    ["['b', 'a'] | map('extract', hostvars, 'ip') | list", [2, 1]],
    ["hostvars | dict2items | selectattr('value.up') | map(attribute='key') | list", ['a']],
    ["hostvars.values() | map(attribute='ip') | sum", 3],
    ["hostvars.get('c', 'none')", 'none'],
    ["hostvars | json_query('a.ip')", 1],
    ["hostvars | json_query('*.ip')", [1, 2]],
    ["hostvars | dictsort | map('first') | list", ['a', 'b']],
    ["hostvars | combine({'c': 1}) | length", 3],
    ['hostvars == hostvars', true],
    ['hostvars is mapping', true],
    ['hostvars.a | to_json', '{"ip": 1, "up": true}'],
    ['{% for h in hostvars %}{{ h }}{% endfor %}', 'ab'],
  ])('serve %s', (text, wanted) => {
    const got = text.startsWith('{%') ? evaluateTemplate(text, context) : evaluateExpression(text, context);
    expect(got).toEqual(wanted);
  });

  it('are asked only for what is used', () => {
    asked.length = 0;
    evaluateExpression("hostvars.b.ip + ('a' in hostvars) | int", context);
    expect(asked).toEqual(['b']);
  });
});

function errorOf(evaluate: () => unknown): TemplateError {
  try {
    evaluate();
  } catch (error) {
    return error as TemplateError;
  }
  throw new Error('nothing went wrong');
}
