import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '../../test/rig/launch.ts';
import { loginShells } from '../../test/rig/shells.ts';
import { commandLine, type Opening } from './command-line.ts';
import { type DialogueStep, StartDialogue } from './start-dialogue.ts';

const prompt = { stream: 'stderr', matches: (line: string) => line.endsWith('Password: ') } as const;
const opening: Opening = { marker: 'MARK-1', pty: false, prompt, password: true };

/** What a dialogue said, with the output of each stream joined. */
function said(steps: readonly DialogueStep[]): unknown[] {
  const output = { stdout: '', stderr: '' };
  const rest: unknown[] = [];
  for (const step of steps) {
    if (step.kind === 'output') output[step.stream] += step.chunk.toString('latin1');
    else rest.push(step);
  }
  return [...rest, output];
}

function talk(chunks: readonly (readonly ['stdout' | 'stderr', string])[], code: number, rest: Partial<Opening> = {}) {
  const dialogue = new StartDialogue({ ...opening, ...rest });
  const fed = chunks.flatMap(([stream, text]) => dialogue.feed(stream, Buffer.from(text, 'latin1')));
  return said([...fed, ...dialogue.end(code)]);
}

describe('StartDialogue', () => {
  test('no question: the password is not sent', () => {
    expect(
      talk(
        [
          ['stdout', 'MARK-1 42\nout'],
          ['stderr', 'MARK-1\nerr'],
        ],
        0,
      ),
    ).toEqual([
      { kind: 'started', pid: 42 },
      { stdout: 'out', stderr: 'err' },
    ]);
  });

  test('a lecture and a question: the password is sent once', () => {
    const steps = talk(
      [
        ['stderr', 'Trust is earned.\n\nPass'],
        ['stderr', 'word: '],
        ['stderr', '\nMARK-1\nerr'],
        ['stdout', 'motd\nMARK-1 7\nout'],
      ],
      0,
    );
    expect(steps).toEqual([{ kind: 'send-password' }, { kind: 'started', pid: 7 }, { stdout: 'out', stderr: 'err' }]);
  });

  test('a second question means that the password was wrong', () => {
    expect(
      talk(
        [
          ['stderr', 'Password: '],
          ['stderr', '\nSorry.\nPassword: '],
          ['stdout', 'late'],
        ],
        1,
      ),
    ).toEqual([
      { kind: 'send-password' },
      { kind: 'refused', reason: 'wrong-password', text: 'Sorry.\nPassword:' },
      { stdout: '', stderr: '' },
    ]);
  });

  test('a question after the start is the command’s own', () => {
    expect(
      talk(
        [
          ['stdout', 'MARK-1 7\n'],
          ['stderr', 'MARK-1\nPassword: '],
        ],
        0,
      ),
    ).toEqual([
      { kind: 'started', pid: 7 },
      { stdout: '', stderr: 'Password: ' },
    ]);
  });

  test('a question nobody has an answer to', () => {
    expect(talk([['stderr', 'Password: ']], 1, { password: false })).toEqual([
      { kind: 'refused', reason: 'password-required', text: 'Password:' },
      { stdout: '', stderr: '' },
    ]);
  });

  test('a terminal has one stream and ends its lines with CR LF', () => {
    const onTerminal = { pty: true, prompt: { ...prompt, stream: 'stdout' } } as const;
    expect(
      talk(
        [
          ['stdout', 'Password: '],
          ['stdout', '\r\nMARK-1 7\r\nout'],
        ],
        0,
        onTerminal,
      ),
    ).toEqual([{ kind: 'send-password' }, { kind: 'started', pid: 7 }, { stdout: 'out', stderr: '' }]);
  });

  test('standard error without its marker is not lost', () => {
    expect(
      talk(
        [
          ['stdout', 'MARK-1 7\n'],
          ['stderr', 'Killed'],
        ],
        137,
      ),
    ).toEqual([
      { kind: 'started', pid: 7 },
      { stdout: '', stderr: 'Killed' },
    ]);
  });

  test.each([
    ['bob is not in the sudoers file.', 1, 'not-allowed'],
    ['sudo: sorry, you must have a tty to run sudo', 1, 'needs-terminal'],
    ['su: must be run from a terminal', 1, 'needs-terminal'],
    ['sudo: a password is required', 1, 'password-required'],
    ['doas: Authentication required', 1, 'password-required'],
    ['doas: Operation not permitted', 1, 'not-allowed'],
    ['sh: 1: sudo: not found', 127, 'not-installed'],
    ['something else', 1, 'not-started'],
  ])('%s', (text, code, reason) => {
    expect(talk([['stderr', `${text}\n`]], code)).toEqual([
      { kind: 'refused', reason, text },
      { stdout: '', stderr: '' },
    ]);
  });

  test('how the packets are cut makes no difference', () => {
    const question = 'Lecture\nPassword: ';
    const stderr = '\nMARK-1\nerr\xff\n';
    const stdout = 'noise\nMARK-1 7\nout\0put\n';
    const cuts = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(cuts, cuts, (first, second) => {
        const chunks = [
          ...[...cut(question, second), ...cut(stderr, first)].map((text) => ['stderr', text] as const),
          ...cut(stdout, second).map((text) => ['stdout', text] as const),
        ];
        expect(talk(chunks, 0)).toEqual([
          { kind: 'send-password' },
          { kind: 'started', pid: 7 },
          { stdout: 'out\0put\n', stderr: 'err\xff\n' },
        ]);
      }),
    );
  });

  test('a flood before the marker is held in bounded memory', () => {
    const flood: ['stdout', string][] = Array.from({ length: 50 }, () => ['stdout', 'x'.repeat(64 * 1024)]);
    expect(talk([...flood, ['stdout', 'MARK-1 7\nout']], 0)).toEqual([
      { kind: 'started', pid: 7 },
      { stdout: 'out', stderr: '' },
    ]);
  });
});

function cut(text: string, lengths: readonly number[]): string[] {
  const parts: string[] = [];
  let rest = text;
  for (const length of lengths) {
    parts.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return [...parts, rest];
}

/** Stands in for sudo: asks as `-p` says unless told otherwise by its environment, and gives three tries. */
const fakeSudo = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    -p) prompt=$2; shift 2 ;;
    -u) shift 2 ;;
    -n) no=1; shift ;;
    -*) shift ;;
    *) break ;;
  esac
done
[ -n "$FAKE_FREE" ] && exec "$@"
[ -n "$no" ] && { echo 'sudo: a password is required' >&2; exit 1; }
printf '%s' "$FAKE_LECTURE" >&2
for try in 1 2 3; do
  printf '%s' "$prompt" >&2
  IFS= read -r answer || { echo 'sudo: no password was provided' >&2; exit 1; }
  [ "$answer" = "$FAKE_PASSWORD" ] && exec "$@"
  echo "$answer" >> "$FAKE_LOG"
  echo 'Sorry, try again.' >&2
done
exit 1
`;

describe.each(loginShells)('become with $name as login shell', (shell) => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'become-'));
    writeFileSync(join(folder, 'sudo'), fakeSudo);
    chmodSync(join(folder, 'sudo'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = async (env: Record<string, string>, password: string | undefined, stdin = '') => {
    const line = commandLine({
      script: 'cat; echo err >&2',
      token: 't0',
      become: { method: 'sudo', user: 'root', exe: join(folder, 'sudo'), password: password !== undefined },
      stdinBytes: stdin.length,
    });
    const settings = { shell, stdin, env: { ...process.env, FAKE_LOG: '/dev/null', ...env } };
    return await launch(line, password === undefined ? settings : { ...settings, password });
  };

  test.each(['simple', `it's "$x" \\ !`, 'pässwörd', ''])('the password %j opens it', async (password) => {
    const lecture = 'Wir vertrauen darauf, dass Sie\n  #1) die Privatsphäre achten. Passwort:\n';
    const result = await run({ FAKE_PASSWORD: password, FAKE_LECTURE: lecture }, password, 'task input\n');
    expect(result).toEqual({ code: 0, signal: null, stdout: 'task input\n', stderr: 'err\n', passwordsSent: 1 });
  });

  test('a password that nobody asks for is not sent', async () => {
    expect(await run({ FAKE_FREE: '1' }, 'secret', 'task input\n')).toEqual({
      code: 0,
      signal: null,
      stdout: 'task input\n',
      stderr: 'err\n',
      passwordsSent: 0,
    });
  });

  test('a wrong password is tried exactly once', async () => {
    expect(await run({ FAKE_PASSWORD: 'right' }, 'wrong', 'task input\n')).toMatchObject({
      code: 1,
      stdout: '',
      passwordsSent: 1,
      refusal: 'wrong-password',
    });
  });

  test('without a password it does not ask', async () => {
    expect(await run({ FAKE_PASSWORD: 'right' }, undefined)).toMatchObject({
      code: 1,
      passwordsSent: 0,
      refusal: 'password-required',
      text: 'sudo: a password is required',
    });
  });

  test('no sudo there', async () => {
    const become = { method: 'sudo', user: 'root', exe: '/nonexistent/sudo', password: false } as const;
    const line = commandLine({ script: 'id', token: 't0', become });
    expect(await launch(line, { shell })).toMatchObject({ code: 127, refusal: 'not-installed' });
  });
});

describe.skipIf(spawnSync('script', ['--version']).status !== 0)('on a terminal', () => {
  const terminal = { name: 'terminal', argv: ['script', '-qe', '/dev/null'] };

  /** Stands in for doas: asks on the terminal, and only there. */
  const fakeDoas = `#!/bin/sh
stty -echo </dev/tty
printf 'doas (me@here) password: ' >/dev/tty
IFS= read -r answer </dev/tty
stty echo </dev/tty
echo >/dev/tty
[ "$answer" = secret ] || { echo 'doas: Authentication failed' >&2; exit 1; }
shift 2
exec "$@"
`;
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'become-'));
    writeFileSync(join(folder, 'doas'), fakeDoas);
    chmodSync(join(folder, 'doas'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = async (password: string, rest: { script: string; stdin?: string; confidential?: boolean }) => {
    const become = { method: 'doas', user: 'root', exe: join(folder, 'doas'), password: true } as const;
    const { stdin = '', ...launched } = rest;
    const line = commandLine({ token: 't0', become, stdinBytes: Buffer.byteLength(stdin), ...launched });
    expect(line.pty).toBe(true);
    return await launch(line, { shell: terminal, password, stdin });
  };

  test('the command finds neither a terminal nor an open input', async () => {
    expect(await run('secret', { script: `cat; printf 'a\nb\r\n'; exit 3` })).toMatchObject({
      code: 3,
      stdout: 'a\nb\r\n',
      passwordsSent: 1,
    });
  });

  test('its input arrives whole, control characters too', async () => {
    const stdin = 'line\n\x03\x04\x1a\0end';
    expect(await run('secret', { script: 'cat', stdin })).toMatchObject({ code: 0, stdout: stdin });
    expect(await run('secret', { script: 'cat', stdin, confidential: true })).toMatchObject({ code: 0, stdout: stdin });
  });

  test('a wrong password ends it', async () => {
    expect(await run('wrong', { script: 'id' })).toMatchObject({
      code: 1,
      passwordsSent: 1,
      refusal: 'wrong-password',
    });
  });
});
