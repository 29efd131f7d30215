import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { livingInGroup } from '../../test/rig/process-tree.ts';
import { shells } from '../../test/rig/shells.ts';
import { guarded } from './guard.ts';
import { quote } from './quote.ts';

const plain = { stdinBytes: 0, nested: false };

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A guarded script in a session of its own, as sshd starts it. */
class Guarded {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  #stdout = '';

  constructor(argv: readonly string[], script: string) {
    const [file = '', ...rest] = argv;
    this.child = spawn(file, [...rest, '-c', script], { detached: true });
    let stderr = '';
    this.child.stdout.on('data', (chunk) => {
      this.#stdout += chunk;
    });
    this.child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    this.child.stdin.on('error', () => {});
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal, stdout: this.#stdout, stderr }));
  }

  async printed(text: string): Promise<void> {
    while (!this.#stdout.includes(text)) await once(this.child.stdout, 'data');
  }
}

describe.concurrent.each(shells)('in $name', ({ argv }) => {
  const run = (script: string, options = plain) => new Guarded(argv, guarded(script, options));

  test('a script keeps its output, status and line numbers, and has empty input', async () => {
    const { ended } = run('cat; echo out\necho err >&2; exit 7');
    expect(await ended).toEqual({ code: 7, signal: null, stdout: 'out\n', stderr: 'err\n' });
  });

  test('a script gets its input, byte for byte, and then its end', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256));
    const running = run('cksum; exit 3', { stdinBytes: bytes.length, nested: false });
    running.child.stdin.write(bytes);
    const reference = spawn('cksum');
    reference.stdin.end(bytes);
    const [expected] = await once(reference.stdout, 'data');
    expect(await running.ended).toEqual({ code: 3, signal: null, stdout: String(expected), stderr: '' });
  });

  test('a script that does not read its input is not held up', async () => {
    const running = run('echo done', { stdinBytes: 1_000_000, nested: false });
    running.child.stdin.write(Buffer.alloc(1_000_000));
    expect(await running.ended).toMatchObject({ code: 0, stdout: 'done\n' });
  });

  test.each([
    ['without input', { stdinBytes: 0, nested: false }],
    ['with input', { stdinBytes: 3, nested: false }],
    ['in a group of its own', { stdinBytes: 0, nested: true }],
  ])('closing standard input ends the whole group, also what ignores SIGTERM: %s', async (_name, options) => {
    const running = run(
      `trap '' TERM; sleep 100 & sleep 100 | { trap '' TERM; echo up; sleep 100; sleep 100; }`,
      options,
    );
    running.child.stdin.write('abc');
    await running.printed('up');
    running.child.stdin.destroy();
    await running.ended;
    await vi.waitFor(() => expect(livingInGroup(running.child.pid as number)).toEqual([]), { timeout: 5000 });
  });

  test('what it left in the background lives on when it ends by itself', async () => {
    const running = run('sleep 1 >/dev/null 2>&1 & echo $!');
    const { stdout } = await running.ended;
    running.child.stdin.destroy();
    process.kill(Number(stdout), 0);
    expect(running.child.exitCode).toBe(0);
  });

  test('a script that begins with a parenthesis is not taken for arithmetic', async () => {
    expect(await run("(trap 'echo ended' EXIT; echo begun)").ended).toMatchObject({
      code: 0,
      stdout: 'begun\nended\n',
    });
  });

  test('waiting for all jobs does not wait for the guard', async () => {
    expect(await run('(exit 3) & wait; echo waited').ended).toMatchObject({ code: 0, stdout: 'waited\n' });
  });

  test('bytes that nobody asked for are not the end', async () => {
    const running = run('sleep 0.2; echo done');
    running.child.stdin.write('a password that sudo did not want\n');
    expect(await running.ended).toMatchObject({ code: 0, stdout: 'done\n' });
  });

  test('a script that is not the leader of its group takes a group of its own', async () => {
    const inner = guarded('echo up; sleep 100', { stdinBytes: 0, nested: true });
    const outer = new Guarded(argv, `${argv.join(' ')} -c ${quote(inner)} <&0; echo outer $?`);
    await outer.printed('up');
    outer.child.stdin.destroy();
    expect((await outer.ended).stdout).toMatch(/^up\nouter 1\d\d\n$/);
  });
});

test('a script is the last thing in the text, on its first line', () => {
  expect(guarded('uptime', plain).endsWith(';uptime')).toBe(true);
  expect(guarded('uptime', plain)).not.toMatch(/['\\\n]|!(?! )/);
});
