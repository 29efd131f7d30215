import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Diagnostics } from '../source/diagnostic.ts';
import { renderDiagnostics } from '../source/render.ts';
import { Sources } from '../source/sources.ts';
import type { Bindings } from '../template/binding.ts';
import { VarsFiles } from './vars-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vars-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function filesOf(files: Record<string, string>, sources = new Sources()): VarsFiles {
  write(files);
  return new VarsFiles(sources, new Diagnostics());
}

/** Each variable with its value and, after it, the file that it is from. */
function shown(bindings: Bindings): Record<string, string> {
  const entries = [...bindings].map(([name, binding]) => {
    if (!('node' in binding) || binding.node.kind !== 'scalar') throw new Error('not a scalar');
    return [name, `${binding.node.value} ${binding.node.span.file.slice(folder.length + 1)}`];
  });
  return Object.fromEntries(entries);
}

describe('a group', () => {
  test.each(['web', 'web.yml', 'web.yaml', 'web.json'])('has the variables of group_vars/%s', (name) => {
    const files = filesOf({ [`group_vars/${name}`]: '{"x": 1}' });
    expect(shown(files.group(folder, 'web'))).toEqual({ x: `1 group_vars/${name}` });
  });

  test('has those of the first form that is there, and no other', () => {
    const files = filesOf({
      'group_vars/web.json': 'x: 3',
      'group_vars/web.yaml': 'x: 2',
      'group_vars/web.yml': 'x: 1',
    });
    expect(shown(files.group(folder, 'web'))).toEqual({ x: '1 group_vars/web.yml' });
  });

  test('has those of a directory, a later file over an earlier, directories in it too', () => {
    const files = filesOf({
      'group_vars/web/b.yml': 'x: 2\ny: 2',
      'group_vars/web/a.yml': 'x: 1\nz: 1',
      'group_vars/web/aa/deep/c': 'z: 3',
      'group_vars/web/aa.d/no.yml': 'z: 4',
      'group_vars/web/.hidden.yml': 'z: 5',
      'group_vars/web/copy.yml~': 'z: 6',
      'group_vars/web/notes.txt': 'z: 7',
      'group_vars/web.yml': 'z: 8',
    });
    expect(shown(files.group(folder, 'web'))).toEqual({
      x: '2 group_vars/web/b.yml',
      y: '2 group_vars/web/b.yml',
      z: '3 group_vars/web/aa/deep/c',
    });
  });

  test('without a file, and one whose name is a path, has none', () => {
    const files = filesOf({ 'group_vars/web.yml': 'x: 1', 'secret.yml': 'x: 2' });
    expect(files.group(folder, 'db').size).toBe(0);
    expect(files.group(folder, '../secret').size).toBe(0);
    expect(files.group(join(folder, 'nowhere'), 'web').size).toBe(0);
  });

  test('with an empty file has none', () => {
    expect(filesOf({ 'group_vars/web.yml': '---\n' }).group(folder, 'web').size).toBe(0);
  });
});

test('a host has those of host_vars', () => {
  const files = filesOf({ 'host_vars/web1.example.com.yml': 'x: 1', 'group_vars/web1.example.com.yml': 'x: 2' });
  expect(shown(files.host(folder, 'web1.example.com'))).toEqual({ x: '1 host_vars/web1.example.com.yml' });
});

test('files are read once', () => {
  const files = filesOf({ 'group_vars/all.yml': 'x: 1' });
  const first = files.group(folder, 'all');
  write({ 'group_vars/all.yml': 'x: 2', 'group_vars/new.yml': 'x: 3' });
  expect(files.group(folder, 'all')).toBe(first);
  expect(files.group(folder, 'new').size).toBe(0);
});

test('a vaulted file is opened', () => {
  const files = filesOf(
    { 'group_vars/all/vault.yml': '$ANSIBLE_VAULT;1.1;AES256\n' },
    new Sources(() => 'password: x'),
  );
  expect(shown(files.group(folder, 'all'))).toEqual({ password: 'x group_vars/all/vault.yml' });
});

test('what is wrong is said, once and with its place', () => {
  const [sources, diagnostics] = [new Sources(), new Diagnostics()];
  write({
    'group_vars/web.yml': '- a\n- b\n',
    'host_vars/h.yml': 'a: {{ b }}\n',
    'host_vars/v.yml': '$ANSIBLE_VAULT;1.1;AES256\n',
  });
  const files = new VarsFiles(sources, diagnostics);
  for (const _ of [1, 2]) for (const name of ['web', 'h', 'v']) files.group(folder, name);
  for (const name of ['web', 'h', 'v']) files.host(folder, name);
  expect(renderDiagnostics(diagnostics.all, sources, { colour: false, cwd: folder }).replaceAll(`${folder}/`, '')).toBe(
    [
      'error[vars-file-shape]: a file of variables is a mapping, and this is a list',
      ' ──▶ group_vars/web.yml:1:1',
      '  │',
      '1 │ - a',
      '  │ ^^^',
      '  = help: write each variable as `name: value`',
      '',
      'error[yaml-syntax]: a value that begins with `{{` must be quoted',
      ' ──▶ host_vars/h.yml:1:4',
      '  │',
      '1 │ a: {{ b }}',
      '  │    ^^^^^^^',
      '  = help: quote the whole value: `"{{ b }}"`',
      '',
      'error[vault-no-password]: `host_vars/v.yml` is vaulted, and no vault password was given',
      '  = help: add `--ask-vault-pass` or `--vault-password-file FILE`',
    ].join('\n'),
  );
});

describe.runIf(process.geteuid?.() === 0)('what another user has put there', () => {
  test('is not read in a folder where anybody may write, and one line says so', () => {
    write({ 'group_vars/all': 'x: 1', 'host_vars/h1': 'x: 2' });
    chmodSync(folder, 0o1777);
    for (const name of ['group_vars', 'host_vars']) chownSync(join(folder, name), 12345, 12345);
    const diagnostics = new Diagnostics();
    const files = new VarsFiles(new Sources(), diagnostics);
    expect([files.group(folder, 'all'), files.group(folder, 'all'), files.host(folder, 'h1')].map(shown)).toEqual([
      {},
      {},
      {},
    ]);
    expect(diagnostics.all.map(({ code, message, help }) => ({ code, message, help }))).toEqual(
      ['group_vars', 'host_vars'].map((name) => ({
        code: 'vars-not-trusted',
        message: `\`${join(folder, name)}\` is not read: it belongs to another user (uid 12345)`,
        help: `to use it: \`chown -h 0 ${join(folder, name)}\``,
      })),
    );
  });

  test('is not read in a folder that nobody named, and is beside a file that was', () => {
    write({ 'group_vars/all': 'x: 1' });
    chownSync(join(folder, 'group_vars'), 12345, 12345);
    expect(shown(new VarsFiles(new Sources(), new Diagnostics(), folder).group(folder, 'all'))).toEqual({});
    expect(shown(new VarsFiles(new Sources(), new Diagnostics()).group(folder, 'all'))).toEqual({
      x: '1 group_vars/all',
    });
  });
});
