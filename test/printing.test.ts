import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runMain } from './rig/fake-process.ts';
import { Scratch } from './rig/scratch.ts';

const src = resolve(import.meta.dirname, '../src');

/** The files that write to the streams of the process: all that a terminal acts on is made visible there, or all of the words are ours. */
const writers = [
  'cli/working-folder.ts',
  'report/console/sink.ts',
  'report/github.ts',
  'report/report-target.ts',
  'run/ask.ts',
  'run/print.ts',
];

test('everything that is printed goes through one of a few places', () => {
  const writing = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => /^(cli|run|report)\/|^[^/]+$/.test(name))
    .filter((name) => {
      const text = readFileSync(join(src, name), 'utf8');
      return /\b(std(out|err)|output|stream|to)\.write\((?!'')|\bconsole\.\w|#stream\.write\((?!'')/.test(text);
    });
  expect(writing.sort()).toEqual(writers);
});

/** Escapes, a control of the C1 set, a mark that reorders text, a bell, a line end, and what CI systems act on. */
const evil = '\x1b]0;title\x07\x9b2J\u202eback\n::error::x';
const shown = JSON.stringify(evil).replace('\x9b', '\\x9b').replace('\u202e', '\\u202e');

let scratch: Scratch;
beforeAll(async () => {
  scratch = await Scratch.make('printing');
  const hosts = { [evil]: { ansible_connection: 'local', [`v${evil}`]: evil } };
  const groups = { [`g${evil}`]: { hosts } };
  await scratch.file('hosts.json', JSON.stringify({ all: { vars: { port: evil }, children: groups } }));
  const task = { name: `task ${evil}`, tags: [`tag ${evil}`], debug: { msg: evil } };
  const play = { name: `play ${evil}`, hosts: 'all', gather_facts: false, tasks: [task] };
  await scratch.file('site.yaml', JSON.stringify([play]));
});
afterAll(() => scratch.remove());

/** Everything that a terminal would act on, apart from line ends and tabs. */
const acted = /[^\n\t\P{Cc}]|[\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

const i = ['-i', 'hosts.json'];
const commands: readonly (readonly string[])[] = [
  ['inventory', ...i],
  ['inventory', ...i, '--graph', '--vars'],
  ['inventory', ...i, '--graph', evil],
  ['inventory', ...i, '--list'],
  ['inventory', ...i, '--list', '--yaml'],
  ['inventory', ...i, '--host', evil],
  ['inventory', ...i, '--host', evil, '--yaml'],
  ['inventory', ...i, '--host', `no${evil}`],
  ['play', ...i, 'site.yaml', '--list-hosts', '--list-tasks', '--list-tags'],
  ['play', ...i, 'site.yaml'],
  ['play', ...i, `no${evil}.yaml`],
  ['play', ...i, 'site.yaml', '--limit', `no${evil}`],
  ['check', ...i, 'site.yaml'],
  ['check', ...i, `no${evil}.yaml`],
  ['exec', ...i, 'all', '-m', 'debug', '-a', JSON.stringify({ msg: evil })],
  ['eval', ...i, '--host', evil, 'port'],
  ['eval', ...i, '--host', evil, '--json', 'port'],
  ['eval', ...i, '--host', evil, '[port]'],
  ['eval', ...i, '--host', evil, '--explain', 'port'],
  ['eval', ...i, '--host', evil, '--explain', `no${evil}`],
  ['eval', ...i, '--host', `no${evil}`, 'port'],
  ['config', '--limit', evil],
  ['config', `no${evil}/site.yaml`],
  ['doc', evil],
  [`no${evil}`],
  ['play', `--no${evil}`],
  ['vault', 'view', `no${evil}`],
];

describe(`names such as ${shown} reach nobody's terminal as they are`, () => {
  test.each(
    commands.map(
      (words) =>
        [
          words.map((word) => word.replace(JSON.stringify(evil), 'EVIL').replace(evil, 'EVIL')).join(' '),
          words,
        ] as const,
    ),
  )('%s', async (name, words) => {
    const { code, stdout, stderr } = await runMain([...words], { cwd: scratch.path, env: {} });
    const printed = `exit ${code}\n--- stdout\n${stdout}--- stderr\n${stderr}`
      .replaceAll(scratch.path, 'FOLDER')
      .replace(/ in \d+(\.\d+)?m?s/g, ' in 1ms');
    expect(acted.exec(printed)).toBe(null);
    await expect(printed).toMatchFileSnapshot(`golden/printing/${name.replace(/[^\w-]+/g, '_')}.txt`);
  });
});

test('JSON and YAML say the same in escapes', async () => {
  const run = async (...words: string[]) => (await runMain(words, { cwd: scratch.path, env: { CI: 'true' } })).stdout;
  const all = JSON.parse(await run('inventory', ...i, '--list'));
  expect(all._meta.hostvars[evil]).toEqual({ ansible_connection: 'local', [`v${evil}`]: evil, port: evil });
  await scratch.file('again.yaml', await run('inventory', ...i, '--list', '--yaml'));
  expect(JSON.parse(await run('inventory', '-i', 'again.yaml', '--list'))).toEqual(all);
  expect(JSON.parse(await run('eval', ...i, '--host', evil, '--json', 'port'))).toBe(evil);
});

test('a CI system finds nothing to act on', async () => {
  const said = "['::error::x', '##[group]'] | join('\\n')";
  const { stdout } = await runMain(['eval', said], { cwd: scratch.path, env: { GITHUB_ACTIONS: 'true' } });
  expect(stdout).toBe('\\::error::x\n#\\#[group]\n');
  expect((await runMain(['eval', said], { cwd: scratch.path, env: {} })).stdout).toBe('::error::x\n##[group]\n');
});
