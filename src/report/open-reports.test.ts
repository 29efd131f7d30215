import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ScriptedRun } from '../../test/report/scripted-run.ts';
import { TextStream } from '../../test/report/text-stream.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import { broadcast } from './broadcast.ts';
import { closeReports, openReports } from './open-reports.ts';
import { type FileReportKind, parseReportOption } from './report-option.ts';
import type { Reporter } from './reporter.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-report-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const run = new ScriptedRun().play('Play', 'web1').task('Ping').ok('web1').end();

function opened(...texts: string[]): { reporters: Reporter[]; said: string[]; stdout: TextStream } {
  const diagnostics = new Diagnostics();
  const stdout = new TextStream();
  const options = texts.map((text) => parseReportOption(text, diagnostics)!);
  const reporters = openReports(options, stdout, diagnostics);
  const said = diagnostics.all.map(({ code, message }) => `${code}: ${message}`.replaceAll(folder, 'FOLDER'));
  return { reporters, said, stdout };
}

async function reported(...texts: string[]): Promise<string[]> {
  const { reporters, said } = opened(...texts);
  expect(said).toEqual([]);
  for (const event of run.events) broadcast(reporters)(event);
  const errors = await closeReports(reporters);
  return errors.map((error) => error.message.replaceAll(folder, 'FOLDER'));
}

const kinds: readonly FileReportKind[] = ['json', 'jsonl', 'junit', 'html'];

test('every kind is written, with nothing beside it', async () => {
  expect(await reported(...kinds.map((kind) => `${kind}=${folder}/run.${kind}`))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['run.html', 'run.json', 'run.jsonl', 'run.junit']);
  expect(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')).recap.web1.ok).toBe(1);
});

test('an old report stays until the new one is whole', async () => {
  const path = join(folder, 'run.json');
  writeFileSync(path, 'old');
  const { reporters } = opened(`json=${path}`);
  broadcast(reporters)(run.events[0]!);
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['run.json']]);
  await closeReports(reporters);
  expect(readFileSync(path, 'utf8')).toMatch(/^\{\n"recap"/);
});

test('events stand in a jsonl report at once', () => {
  const path = join(folder, 'run.jsonl');
  const { reporters } = opened(`jsonl=${path}`);
  broadcast(reporters)(run.events[0]!);
  expect(readFileSync(path, 'utf8')).toBe('{"kind":"run-start","playbooks":["site.yaml"],"at":0}\n');
});

test('through a link the file it names is replaced', async () => {
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real/run.json'), 'old');
  symlinkSync('real/run.json', join(folder, 'latest.json'));
  expect(await reported(`json=${folder}/latest.json`)).toEqual([]);
  expect(readFileSync(join(folder, 'real/run.json'), 'utf8')).toMatch(/^\{/);
  expect(readdirSync(join(folder, 'real'))).toEqual(['run.json']);
});

test('a pipe is written to as it is', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = promisify(execFile)('cat', [pipe]);
  const { reporters, said } = opened(`json=${pipe}`);
  for (const event of run.events) broadcast(reporters)(event);
  expect([said, await closeReports(reporters)]).toEqual([[], []]);
  expect(JSON.parse((await reader).stdout).recap.web1.ok).toBe(1);
});

test('`-` is standard output', async () => {
  const { reporters, stdout } = opened('json=-');
  for (const event of run.events) broadcast(reporters)(event);
  expect(await closeReports(reporters)).toEqual([]);
  expect(JSON.parse(stdout.text).recap.web1.ok).toBe(1);
});

describe.each(kinds)('what can be known at the start is said then: %s', (kind) => {
  test.each([
    ['a folder that is not there', 'missing/run', 'no such directory'],
    ['a folder in place of the file', 'folder', 'it is a directory'],
    ['a file in place of the folder', 'file/run', 'a part of the path is not a directory'],
    ['a name that is too long', 'x'.repeat(300), 'the name is too long'],
  ])('%s', (_name, path, why) => {
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'file'), '');
    const { said, reporters } = opened(`${kind}=${folder}/${path}`);
    expect([said, reporters]).toEqual([
      [`report-not-writable: cannot write the report \`FOLDER/${path}\`: ${why}`],
      [],
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('a folder without permission', () => {
    chmodSync(folder, 0o500);
    const { said } = opened(`${kind}=${folder}/run`);
    chmodSync(folder, 0o700);
    expect(said).toEqual(['report-not-writable: cannot write the report `FOLDER/run`: permission denied']);
  });

  test('two reports in one file', () => {
    expect(opened(`${kind}=${folder}/run`, `json=${folder}/./run`).said).toEqual([
      'bad-report: two reports go to `FOLDER/./run`',
    ]);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  test.each(kinds)('is said at the end, and the other reports are written: %s', async (kind) => {
    const errors = await reported(`${kind}=/dev/full`, `json=${folder}/run.json`);
    expect(errors).toEqual(['cannot write the report `/dev/full`: no space left on the disk']);
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toMatch(/^\{/);
  });
});

test('a folder that goes away is said at the end', async () => {
  mkdirSync(join(folder, 'sub'));
  const { reporters } = opened(`html=${folder}/sub/run.html`);
  rmSync(join(folder, 'sub'), { recursive: true });
  const errors = await closeReports(reporters);
  expect(errors.map((error) => error.message.replaceAll(folder, 'FOLDER'))).toEqual([
    'cannot write the report `FOLDER/sub/run.html`: no such directory',
  ]);
});

test('a bug in one report does not keep the others from being written', async () => {
  const { reporters } = opened(`json=${folder}/run.json`);
  const broken: Reporter = { handle: () => undefined, close: () => Promise.reject(new TypeError('a bug')) };
  await expect(closeReports([broken, ...reporters])).rejects.toThrow('a bug');
  expect(existsSync(join(folder, 'run.json'))).toBe(true);
});
