import { describe, expect, test } from 'vitest';
import type { Diagnostic } from './diagnostic.ts';
import { renderDiagnostic, renderDiagnostics } from './render.ts';
import { Sources } from './sources.ts';

const playbook = '- hosts: web\n  tasks:\n    - name: start it\n      servce: {name: nginx}\n';

/** The diagnostic about the first place where `word` stands in `text`. */
function about(text: string, word: string, rest: Partial<Diagnostic> = {}): [Diagnostic, Sources] {
  const sources = new Sources();
  sources.add('/here/playbooks/site.yaml', text);
  const start = text.indexOf(word);
  const span = { file: '/here/playbooks/site.yaml', start, end: start + word.length };
  return [{ severity: 'error', code: 'some-code', message: 'something is wrong', span, ...rest }, sources];
}

function plain([diagnostic, sources]: [Diagnostic, Sources]): string {
  return renderDiagnostic(diagnostic, sources, { colour: false, cwd: '/here' });
}

describe('one place', () => {
  test('is framed with its line', () => {
    const unknown = about(playbook, 'servce', {
      code: 'unknown-module',
      message: 'unknown module `servce`',
      label: 'not a module',
      help: 'did you mean `service`?',
    });
    expect(plain(unknown)).toBe(
      [
        'error[unknown-module]: unknown module `servce`',
        ' ──▶ playbooks/site.yaml:4:7',
        '  │',
        '4 │       servce: {name: nginx}',
        '  │       ^^^^^^ not a module',
        '  = help: did you mean `service`?',
      ].join('\n'),
    );
  });

  test('has a gutter as wide as its line number', () => {
    expect(plain(about(`${'\n'.repeat(99)}here`, 'here', { help: 'one\ntwo' }))).toBe(
      [
        'error[some-code]: something is wrong',
        '   ──▶ playbooks/site.yaml:100:1',
        '    │',
        '100 │ here',
        '    │ ^^^^',
        '    = help: one',
        '      two',
      ].join('\n'),
    );
  });

  test('over several lines is underlined on the first', () => {
    expect(plain(about(playbook, 'tasks:\n    - name'))).toBe(
      [
        'error[some-code]: something is wrong',
        ' ──▶ playbooks/site.yaml:2:3',
        '  │',
        '2 │   tasks:',
        '  │   ^^^^^^',
      ].join('\n'),
    );
  });

  test('of no length, at the end of the text, gets one caret', () => {
    const [diagnostic, sources] = about('a: 1', '1');
    const span = { ...diagnostic.span!, start: 4, end: 4 };
    expect(plain([{ ...diagnostic, span }, sources])).toBe(
      ['error[some-code]: something is wrong', ' ──▶ playbooks/site.yaml:1:5', '  │', '1 │ a: 1', '  │     ^'].join(
        '\n',
      ),
    );
  });

  test('stands below wide characters, tabs and controls made visible', () => {
    expect(plain(about('日本\t\u001b[31m\u202e: here', 'here')).split('\n').slice(3)).toEqual([
      '1 │ 日本    ␛[31m\\u{202e}: here',
      '  │                        ^^^^',
    ]);
  });

  test('in a long line is shown with what is around it', () => {
    const line = `${'x'.repeat(500)} here ${'y'.repeat(500)}`;
    expect(plain(about(line, 'here')).split('\n').slice(3)).toEqual([
      `1 │ …${'x'.repeat(39)} here ${'y'.repeat(73)}…`,
      `  │ ${' '.repeat(41)}^^^^`,
    ]);
  });

  test('in a text that is not registered is only named', () => {
    const span = { file: 'gone.yml', start: 5, end: 6 };
    const diagnostic: Diagnostic = { severity: 'warning', code: 'odd', message: 'odd', span };
    expect(renderDiagnostic(diagnostic, new Sources(), { colour: false })).toBe('warning[odd]: odd\n ──▶ gone.yml');
  });

  test('in a vaulted text is named and not quoted', () => {
    const [diagnostic, sources] = about('password: hunter2', 'hunter2');
    sources.add('/here/playbooks/site.yaml', 'password: hunter2', { secret: true });
    expect(plain([diagnostic, sources])).toBe(
      [
        'error[some-code]: something is wrong',
        ' ──▶ playbooks/site.yaml:1:11',
        '  = note: the text is vaulted, and so is not shown',
      ].join('\n'),
    );
  });
});

describe('several places', () => {
  test('of one file are in one frame, in the order of the lines', () => {
    const [diagnostic, sources] = about(playbook, 'servce', { label: 'here' });
    const place = (word: string) => {
      const start = playbook.indexOf(word);
      return { file: diagnostic.span!.file, start, end: start + word.length };
    };
    const related = [
      { span: place('hosts'), label: 'first' },
      { span: place('name: nginx'), label: 'on the same line' },
    ];
    expect(
      plain([{ ...diagnostic, related }, sources])
        .split('\n')
        .slice(2),
    ).toEqual([
      '  │',
      '1 │ - hosts: web',
      '  │   ----- first',
      '  ⋮',
      '4 │       servce: {name: nginx}',
      '  │       ^^^^^^ here',
      '  │                ----------- on the same line',
    ]);
  });

  test('of other files are in frames of their own', () => {
    const [diagnostic, sources] = about('a: 1', 'a');
    sources.add('<extra-vars>', 'b=2');
    const related = [{ span: { file: '<extra-vars>', start: 0, end: 1 }, label: 'set here' }];
    expect(plain([{ ...diagnostic, related }, sources])).toBe(
      [
        'error[some-code]: something is wrong',
        ' ──▶ playbooks/site.yaml:1:1',
        '  │',
        '1 │ a: 1',
        '  │ ^',
        ' ──▶ <extra-vars>:1:1',
        '  │',
        '1 │ b=2',
        '  │ - set here',
      ].join('\n'),
    );
  });
});

describe('what frames it', () => {
  test('a diagnostic without a place has its message and help', () => {
    const diagnostic: Diagnostic = { severity: 'error', code: 'usage', message: 'no `\u0007`', help: 'say `--help`' };
    expect(renderDiagnostic(diagnostic, new Sources(), { colour: false })).toBe(
      'error[usage]: no `␇`\n  = help: say `--help`',
    );
  });

  test('several diagnostics have an empty line between', () => {
    const [first, sources] = about('a: 1', 'a');
    const second: Diagnostic = { severity: 'warning', code: 'odd', message: 'odd' };
    expect(renderDiagnostics([first, second], sources, { colour: false, cwd: '/here' })).toBe(
      `${plain([first, sources])}\n\nwarning[odd]: odd`,
    );
  });

  test('colour marks the parts, and nothing else changes', () => {
    const [diagnostic, sources] = about('a: 1', '1', { label: 'bad', help: 'write 2' });
    const coloured = renderDiagnostic(diagnostic, sources, { colour: true, cwd: '/here' });
    expect(coloured.replaceAll('\u001b', 'E')).toBe(
      [
        'E[1;31merror[some-code]E[0mE[1m: something is wrongE[0m',
        ' E[34m──▶E[0m playbooks/site.yaml:1:4',
        '  E[34m│E[0m',
        'E[34m1 │E[0m a: 1',
        '  E[34m│E[0m    E[1;31m^ badE[0m',
        '  E[36m= help:E[0m write 2',
      ].join('\n'),
    );
  });

  test('a path outside the working directory is whole', () => {
    const [diagnostic, sources] = about('a', 'a');
    const printed = renderDiagnostic(diagnostic, sources, { colour: false, cwd: '/elsewhere' });
    expect(printed.split('\n')[1]).toBe(' ──▶ /here/playbooks/site.yaml:1:1');
  });
});
