import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { launch } from '../../test/rig/launch.ts';
import { shells } from '../../test/rig/shells.ts';
import { commandLine } from '../shell/command-line.ts';
import { quote } from '../shell/quote.ts';
import { compileActions, isFailure, type ScriptBatch } from './compile-actions.ts';
import type { Action, CommandResult, WriteAction } from './module.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actions-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const batches = (actions: readonly Action[]): ScriptBatch[] =>
  compileActions(actions, 'tok').filter((step) => step.kind === 'script');

/** Carries out actions as the engine does, and gives what each printed. */
async function perform(actions: readonly Action[], shell = shells[0]): Promise<CommandResult[]> {
  const outputs: CommandResult[] = [];
  for (const step of batches(actions)) {
    const input = step.stdin ?? '';
    const stdin = typeof input === 'object' && 'file' in input ? readFileSync(input.file) : input;
    const line = commandLine({
      script: `cd ${quote(folder)}; ${step.script}`,
      token: 'start',
      stdinBytes: stdin.length,
    });
    const { code, signal, stdout, stderr } = await launch(line, { ...(shell === undefined ? {} : { shell }), stdin });
    const ended = { code: code ?? -1, stdout, stderr, startedAt: 0, durationMs: 0 };
    outputs.push(...step.outputs(signal === null ? ended : { ...ended, signal }));
    if (outputs.some((output, index) => isFailure(actions[index] as Action, output))) break;
  }
  return outputs;
}

const run = (script: string, rest: Partial<Extract<Action, { kind: 'run' }>> = {}): Action => ({
  kind: 'run',
  script,
  ...rest,
});
const write = (path: string, content: string | Uint8Array, rest: Partial<WriteAction> = {}): WriteAction => ({
  kind: 'write',
  path,
  content: Buffer.from(content),
  ...rest,
});
const shown = (outputs: readonly CommandResult[]) => outputs.map(({ code, stdout, stderr }) => [code, stdout, stderr]);

describe.each(shells)('actions in $name', (shell) => {
  test('several run in one script and are told apart', async () => {
    const actions = [
      run('printf a'),
      run('echo b; echo e >&2; exit 3', { tolerate: [3] }),
      run(':'),
      run('printf "c\\n\\n"'),
    ];
    expect(batches(actions)).toHaveLength(1);
    expect(shown(await perform(actions, shell))).toEqual([
      [0, 'a', ''],
      [3, 'b\n', 'e\n'],
      [0, '', ''],
      [0, 'c\n\n', ''],
    ]);
  });

  test('the first failure ends them', async () => {
    const actions = [run('echo a'), run('echo b; echo no >&2; exit 4'), run(`touch ${quote(join(folder, 'never'))}`)];
    const outputs = await perform(actions, shell);
    expect(shown(outputs)).toEqual([
      [0, 'a\n', ''],
      [4, 'b\n', 'no\n'],
    ]);
    expect(outputs.map((output, index) => isFailure(actions[index] as Action, output))).toEqual([false, true]);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  test('one alone keeps its exit code', async () => {
    expect(shown(await perform([run('echo a; exit 9')], shell))).toEqual([[9, 'a\n', '']]);
  });

  test('standard input belongs to one', async () => {
    const actions = [
      run('cat; echo a'),
      run('cat', { stdin: 'in\0put' }),
      run('cat; echo b'),
      run('cat', { stdin: 'more' }),
    ];
    expect(batches(actions)).toHaveLength(2);
    expect(shown(await perform(actions, shell))).toEqual([
      [0, 'a\n', ''],
      [0, 'in\0put', ''],
      [0, 'b\n', ''],
      [0, 'more', ''],
    ]);
  });

  test('files are written with their modes', async () => {
    const path = join(folder, "it's a\nfile");
    const outputs = await perform([write(path, "text 'é' \\n\n", { mode: '0640' }), write('-x', '')], shell);
    expect(shown(outputs)).toEqual([
      [0, '', ''],
      [0, '', ''],
    ]);
    expect(readFileSync(path, 'utf8')).toBe("text 'é' \\n\n");
    expect(statSync(path).mode & 0o7777).toBe(0o640);
    expect(statSync(join(folder, '-x')).size).toBe(0);
    expect(statSync(join(folder, '-x')).mode & 0o7777).toBe(0o666 & ~process.umask());
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test.each([0, 1, 65_535, 65_536, 65_537, 1_000_000])('%i bytes arrive as they are', async (size) => {
    const bytes = Buffer.alloc(size, 'line\n\xff\0', 'latin1');
    expect(shown(await perform([write('bytes', bytes)], shell))).toEqual([[0, '', '']]);
    expect(readFileSync(join(folder, 'bytes')).equals(bytes)).toBe(true);
    const text = Buffer.alloc(size, "it's\n");
    expect(shown(await perform([write('text', text)], shell))).toEqual([[0, '', '']]);
    expect(readFileSync(join(folder, 'text')).equals(text)).toBe(true);
  });

  test('what arrives on standard input is compared by hash before it takes its name', async () => {
    const bytes = Buffer.alloc(100_000, 'some');
    const sha1 = createHash('sha1').update(bytes).digest('hex');
    expect(shown(await perform([write('f', bytes, { sha1 })], shell))).toEqual([[0, '', '']]);
    const damaged = Buffer.from(bytes).fill('X', 99_999);
    expect(shown(await perform([write('f', damaged, { sha1 })], shell))).toEqual([
      [1, '', 'f: it changed while it was sent, or arrived damaged\n'],
    ]);
    expect(readFileSync(join(folder, 'f')).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['f']);
  });

  test('a file that does not validate leaves the old one', async () => {
    writeFileSync(join(folder, 'f'), 'old');
    const validate = `sh -c 'cat "$1"; echo "why not" >&2; exit 5' x %s`;
    expect(shown(await perform([write('f', 'new', { validate })], shell))).toEqual([
      [5, '', 'newwhy not\nfailed to validate\n'],
    ]);
    expect(readFileSync(join(folder, 'f'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['f']);
  });

  test('a backup is named', async () => {
    writeFileSync(join(folder, 'f'), 'old');
    chmodSync(join(folder, 'f'), 0o600);
    const [output] = await perform([write('f', 'new', { backup: true, validate: 'grep -q new %s' })], shell);
    const name = output?.stdout.trimEnd() ?? '';
    expect(name).toMatch(/^f\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~$/);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('old');
    expect(readFileSync(join(folder, 'f'), 'utf8')).toBe('new');
  });

  test('a file of the host is copied there', async () => {
    writeFileSync(join(folder, 'from'), Buffer.from([0, 1, 255]));
    const action: Action = { kind: 'write', path: 'to', content: { hostFile: 'from' }, mode: '0600' };
    expect(shown(await perform([action], shell))).toEqual([[0, '', '']]);
    expect(readFileSync(join(folder, 'to'))).toEqual(Buffer.from([0, 1, 255]));
  });

  test('a link is replaced, and what it leads to is not', async () => {
    writeFileSync(join(folder, 'target'), 'old');
    symlinkSync('target', join(folder, 'link'));
    await perform([write('link', 'new')], shell);
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('new');
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('old');
  });

  test('no folder, or a folder in its place', async () => {
    mkdirSync(join(folder, 'd'));
    expect(shown(await perform([write('no/such/f', 'x')], shell))).toEqual([
      [1, '', 'Destination directory no/such does not exist\n'],
    ]);
    expect(shown(await perform([write('d', 'x')], shell))).toEqual([[1, '', 'd is a directory\n']]);
    expect(readdirSync(folder)).toEqual(['d']);
  });
});

test('what is cut short is noticed', async () => {
  const [step] = batches([write('f', Buffer.alloc(100_000))]);
  const line = commandLine({ script: `cd ${quote(folder)}; ${step?.script}`, token: 'start', stdinBytes: 99_999 });
  const result = await launch(line, { stdin: Buffer.alloc(99_999) });
  expect(result).toMatchObject({ code: 1, stderr: 'f: only part of it arrived\n' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a controller file is named, not read', () => {
  writeFileSync(join(folder, 'big'), Buffer.alloc(200_000));
  const content = { file: join(folder, 'big') };
  expect(batches([{ kind: 'write', path: '/x', content }])[0]?.stdin).toBe(content);
});

test('long scripts are spread over several', () => {
  const actions = Array.from({ length: 5 }, (_, index) => write(`/f${index}`, 'x'.repeat(40_000)));
  expect(batches(actions).map((step) => step.actions.length)).toEqual([2, 2, 1]);
});

test('fetching is left to the engine, in its place', () => {
  const fetch: Action = { kind: 'fetch', path: '/a', to: '/b' };
  expect(compileActions([run('a'), fetch, run('b')], 'tok').map((step) => step.kind)).toEqual([
    'script',
    'fetch',
    'script',
  ]);
});

test('a script that is killed says so of the action it was at', () => {
  const [step] = batches([run('a'), run('b')]);
  const result = {
    code: -1,
    signal: 'KILL',
    stdout: 'x\nRUNBOOK-tok 0\ny',
    stderr: 'RUNBOOK-tok\n',
    startedAt: 1,
    durationMs: 2,
  };
  expect(step?.outputs(result)).toEqual([
    { code: 0, stdout: 'x\n', stderr: '', startedAt: 1, durationMs: 2 },
    { code: -1, signal: 'KILL', stdout: 'y', stderr: '', startedAt: 1, durationMs: 2 },
  ]);
});
