import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import type { Value } from '../../template/value.ts';
import { timestamp } from '../timestamp.ts';
import { template } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'template-'));
  mkdirSync(join(folder, 'templates/sub'), { recursive: true });
  writeFileSync(join(folder, 'templates/t.j2'), 'name={{ name }}\n{% if on %}\non\n{% endif %}\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, 'templates', name), text);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, variables: { name: 'web', on: true }, ...options }).perform(template, args);

test('a change, and none', async () => {
  const args = { src: 't.j2', dest: 'out', mode: '0600' };
  expect(await run(args, { check: true })).toMatchObject({ status: 'changed', roundTrips: 1 });
  expect(await run(args)).toMatchObject({
    status: 'changed',
    result: { dest: 'out', src: join(folder, 'templates/t.j2'), mode: '0600', size: 12, state: 'file' },
    roundTrips: 2,
  });
  expect(read('out')).toBe('name=web\non\n');
  expect(await run(args)).toMatchObject({ status: 'ok', roundTrips: 1 });
  expect(await run({ src: 't.j2', dest: 'd/' })).toMatchObject({ status: 'changed', result: { dest: 'd/t.j2' } });
});

test.each<[Record<string, Value>, string]>([
  [{ trim_blocks: false }, 'name=web\n\non\n'],
  [{ newline_sequence: '\r\n' }, 'name=web\r\non\r\n'],
  [{ newline_sequence: '\\r\\n' }, 'name=web\r\non\r\n'],
])('%j', async (args, text) => {
  await run({ src: 't.j2', dest: 'out', ...args });
  expect(read('out')).toBe(text);
});

test('delimiters of choice', async () => {
  write('o.j2', '[# no #][[ name ]]{{ x }}[% if on %]!\n  [% endif %]\n');
  const strings = { variable: ['[[', ']]'], block: ['[%', '%]'], comment: ['[#', '#]'] };
  const args = Object.entries(strings).flatMap(([name, [start, end]]) => [
    [`${name}_start_string`, start],
    [`${name}_end_string`, end],
  ]);
  await run({ src: 'o.j2', dest: 'out', lstrip_blocks: true, ...Object.fromEntries(args) });
  expect(read('out')).toBe('web{{ x }}!\n');
});

test('what only a template sees', async () => {
  const names = ['host', 'path', 'fullpath', 'destpath', 'uid', 'run_date'];
  write('sub/v.j2', `${names.map((name) => `{{ template_${name} }}`).join('\n')}\n{{ ansible_managed }}\n`);
  await run({ src: 'sub/v.j2', dest: 'out' });
  expect(read('out').split('\n')).toEqual([
    hostname(),
    'sub/v.j2',
    join(folder, 'templates/sub/v.j2'),
    'out',
    userInfo().username,
    timestamp(Date.UTC(2024, 10, 20, 12)),
    'Ansible managed',
    '',
  ]);
  await run({ src: 'sub/v.j2', dest: 'out' }, { variables: { ansible_managed: 'by us' } });
  expect(read('out').split('\n').at(-2)).toBe('by us');
});

test('the encoding of the file', async () => {
  write('umlaut.j2', '{{ name }}\n');
  await run({ src: 'umlaut.j2', dest: 'encoded', output_encoding: 'latin-1' }, { variables: { name: 'Ägir' } });
  expect(readFileSync(join(folder, 'encoded'), 'latin1')).toBe('Ägir\n');
});

test('a template that is nowhere, or a folder', async () => {
  for (const src of ['gone.j2', 'sub']) {
    expect(await run({ src, dest: 'x' })).toMatchObject({
      status: 'failed',
      message: `Could not find or access '${src}' on this machine; searched in:\n\t${folder}/templates/${src}\n\t${folder}/${src}`,
    });
  }
});

test('what is undefined is an error of the template', async () => {
  write('u.j2', '{{ nope }}');
  await expect(run({ src: 'u.j2', dest: 'x' })).rejects.toThrow('nope');
});

test.each<[Record<string, Value>, string]>([
  [{ src: 't.j2' }, '`template` needs `dest`'],
  [{ src: 't.j2', dest: 'no/x' }, 'Destination directory no does not exist'],
  [{ src: 't.j2', dest: 'x', validate: 'false %s' }, 'failed to validate'],
  [{ src: 't.j2', dest: 'x', output_encoding: 'nope' }, 'there is no encoding `nope`'],
])('%j fails', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message });
});
