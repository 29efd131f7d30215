import { once } from 'node:events';
import { PassThrough, Readable, Writable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { connectionFailure } from '../../../test/rig/connection-failure.ts';
import type { Invocation } from '../../../test/rig/invocation.ts';
import { type RigOptions, SshRig } from '../../../test/rig/ssh-rig.ts';
import { targetTo } from '../../../test/rig/target.ts';
import {
  ChannelRefused,
  type Connection,
  ConnectionError,
  type EndReport,
  type ExecOptions,
  type Target,
} from '../connection.ts';
import { SshConnector } from '../ssh.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(options?: RigOptions): Promise<SshRig> {
  const rig = await SshRig.start(options);
  closers.push(() => rig.close());
  return rig;
}

async function open(rig: SshRig, rest: Partial<Target> = {}): Promise<Connection> {
  const connection = await new SshConnector({ grace: { quiet: 50, limit: 400 } }).open(targetTo(rig, rest));
  closers.push(() => connection.close());
  return connection;
}

/** How a command that the server plays like this ends for us. */
async function ending(play: (run: Invocation) => void, options: ExecOptions = {}): Promise<string> {
  const rig = await serve();
  rig.command('it').always(play);
  const connection = await open(rig);
  try {
    const { code, signal, stdout, stderr } = await connection.exec('it', options);
    return `${code ?? signal} ${stdout}|${stderr}`;
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    return `${error.kind}${error.mayHaveRun ? ', may have run' : ''}: ${error.message.replaceAll(String(rig.port), 'PORT')}`;
  }
}

const lost = 'lost, may have run: the connection to host1 (127.0.0.1:PORT) was lost';

describe('a command ends', () => {
  test.each<[string, (run: Invocation) => void, string]>([
    ['as usual: data, status, EOF, CLOSE', (run) => run.stdout('a').stderr('b').exit(3), '3 a|b'],
    ['at once, without a word', (run) => run.exit(0), '0 |'],
    [
      'with its status before its output',
      (run) => run.exitStatus(2).stdout('late').stderr('later').end(),
      '2 late|later',
    ],
    ['with its status after EOF', (run) => run.stdout('a').eof().exitStatus(4).close(), '4 a|'],
    ['with data after its status and EOF after that', (run) => run.exitStatus(0).stdout('x').eof().close(), '0 x|'],
    ['without EOF', (run) => run.stdout('a').exitStatus(5).close(), '5 a|'],
    ['by a signal', (run) => run.stdout('a').kill('SEGV'), 'SEGV a|'],
    ['with the shell’s number for a signal', (run) => run.exit(143), '143 |'],
    ['as not executable', (run) => run.exit(126), '126 |'],
    ['as not found', (run) => run.exit(127), '127 |'],
    ['with ssh’s own number, which is its own', (run) => run.exit(255), '255 |'],
    [
      'without saying how, which is no success',
      (run) => run.stdout('a').end(),
      `${lost}: a channel was closed without an exit status`,
    ],
    ['with CLOSE alone', (run) => run.close(), `${lost}: a channel was closed without an exit status`],
  ])('%s', async (_name, play, expected) => {
    expect(await ending(play)).toBe(expected);
  });

  test('when something in its background holds its output open', async () => {
    expect(await ending((run) => void run.stdout('started').exitStatus(0))).toBe('0 started|');
  });

  test('when its background does not stop talking', async () => {
    const chatter = (run: Invocation) => {
      run.exitStatus(0);
      const timer = setInterval(() => run.stdout('.'), 10);
      void run.closed.then(() => clearInterval(timer));
    };
    expect(await ending(chatter)).toMatch(/^0 \.+\|$/);
  });

  test('not before its output is taken, however slow that is', async () => {
    const taken: number[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        taken.push(chunk.length);
        setTimeout(done, 2);
      },
    });
    const play = (run: Invocation) => void run.exitStatus(0).stdout(Buffer.alloc(5_000_000)).end();
    expect(await ending(play, { stdout: slow })).toBe('0 |');
    expect(taken.reduce((sum, length) => sum + length, 0)).toBe(5_000_000);
  }, 30_000);
});

describe('output', () => {
  test.each<[string, (run: Invocation) => void, Partial<Record<'stdout' | 'stderr', number>>]>([
    ['of several windows', (run) => run.stdout(Buffer.alloc(9_000_000, 'x')).exit(0), { stdout: 9_000_000 }],
    ['on standard error alone', (run) => run.stderr(Buffer.alloc(9_000_000, 'x')).exit(0), { stderr: 9_000_000 }],
    [
      'on both at once',
      (run) => run.stdout(Buffer.alloc(5_000_000)).stderr(Buffer.alloc(5_000_000)).exit(0),
      { stdout: 5_000_000, stderr: 5_000_000 },
    ],
    ['in one line of a megabyte', (run) => run.stdout(`${'y'.repeat(1 << 20)}\n`).exit(0), { stdout: (1 << 20) + 1 }],
  ])('%s is complete', async (_name, play, { stdout = 0, stderr = 0 }) => {
    const rig = await serve();
    rig.command('it').always(play);
    const result = await (await open(rig)).exec('it');
    expect([result.stdout.length, result.stderr.length]).toEqual([stdout, stderr]);
  });

  test('is bytes: NUL, CRLF, half a character, escapes, no final newline', async () => {
    const bytes = Buffer.from([0, 13, 10, 0xc3, 27, 91, 0xa9, 255]);
    const rig = await serve();
    rig.command('it').always((run) => run.stdout(bytes.subarray(0, 4)).stdout(bytes.subarray(4)).exit(0));
    expect((await (await open(rig)).exec('it')).stdout).toEqual(bytes);
  });

  test('is told as it arrives', async () => {
    const rig = await serve();
    const command = rig.command('it');
    const heard: string[] = [];
    const running = (await open(rig)).exec('it', {
      onOutput: (stream, chunk) => void heard.push(`${stream} ${chunk}`),
    });
    const run = await command.next();
    run.stdout('one');
    await vi.waitFor(() => expect(heard).toEqual(['stdout one']));
    run.stderr('two').exit(0);
    await running;
    expect(heard).toEqual(['stdout one', 'stderr two']);
  });

  test('survives a new key exchange in the middle of it', async () => {
    const rig = await serve();
    const command = rig.command('it');
    const running = (await open(rig)).exec('it');
    const run = await command.next();
    run.stdout(Buffer.alloc(3_000_000, 1));
    await (await rig.connections.next()).rekey();
    run.stdout(Buffer.alloc(3_000_000, 2)).exit(0);
    expect((await running).stdout.length).toBe(6_000_000);
  });
});

describe('standard input', () => {
  test('is empty, bytes, text or a stream', async () => {
    const rig = await serve();
    rig.command('it').always((run) => void run.stdin.then((stdin) => run.stdout(stdin).exit(0)));
    const connection = await open(rig);
    const echo = async (stdin?: ExecOptions['stdin']) =>
      String((await connection.exec('it', stdin === undefined ? {} : { stdin })).stdout);
    expect([
      await echo(),
      await echo('text'),
      await echo(Buffer.from('bytes')),
      await echo(Readable.from(['a', 'b'])),
    ]).toEqual(['', 'text', 'bytes', 'ab']);
  });

  test('of many windows waits for the command to read it', async () => {
    const rig = await serve();
    rig.command('it').always((run) => void run.stdin.then((stdin) => run.stdout(String(stdin.length)).exit(0)));
    const stdin = Readable.from(Array.from({ length: 60 }, () => Buffer.alloc(100_000)));
    expect(String((await (await open(rig)).exec('it', { stdin })).stdout)).toBe('6000000');
  });

  test('that a command leaves unread does not keep it from ending', async () => {
    const rig = await serve();
    rig.command('it').always((run) => run.exit(7));
    const source = new PassThrough();
    source.write(Buffer.alloc(10_000));
    const { code } = await (await open(rig)).exec('it', { stdin: source });
    expect([code, source.destroyed]).toEqual([7, true]);
  });

  test('stays open after what there was, for a guard', async () => {
    const rig = await serve();
    const command = rig.command('it');
    const running = (await open(rig)).exec('it', { stdin: 'x', lifeline: true });
    const run = await command.next();
    const [data] = await once(run.channel, 'data');
    let ended = false;
    run.channel.once('end', () => {
      ended = true;
    });
    run.stdout('done');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([String(data), ended]).toEqual(['x', false]);
    run.exit(0);
    await running;
  });

  test('ends when its stream is destroyed, also with a guard', async () => {
    const rig = await serve();
    const command = rig.command('it');
    const stdin = new PassThrough();
    const running = (await open(rig)).exec('it', { stdin, lifeline: true });
    const run = await command.next();
    stdin.destroy();
    await run.stdin;
    run.exit(1);
    expect((await running).code).toBe(1);
  });
});

describe('a command that is ended', () => {
  async function abort(options: ExecOptions, answer: (run: Invocation) => void) {
    const rig = await serve();
    const command = rig.command('it');
    const controller = new AbortController();
    const reports: EndReport[] = [];
    const running = (await open(rig)).exec('it', {
      ...options,
      signal: controller.signal,
      onEnded: (report) => reports.push(report),
    });
    const run = await command.next();
    answer(run);
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    return reports.map(({ sure }) => sure);
  }

  test('by its lifeline is sure to have ended when the host says so', async () => {
    expect(await abort({ lifeline: true }, (run) => void run.stdin.then(() => run.kill('TERM')))).toEqual([true]);
  });

  test('is not sure to have ended when the host does not say so', async () => {
    expect(await abort({ lifeline: true }, () => {})).toEqual([false]);
  });

  test('is not sure to have ended without a lifeline', async () => {
    expect(await abort({}, (run) => void run.closed.then(() => run.exit(0)))).toEqual([false]);
  });

  test('that was never started is not started', async () => {
    const rig = await serve();
    const connection = await open(rig);
    await expect(connection.exec('it', { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
    expect(rig.counters.commands).toBe(0);
  });
});

describe('a connection that is lost', () => {
  test.each([
    ['is closed', false, 'the host ended it'],
    ['is reset', true, 'CALL ECONNRESET'],
  ])('in mid-command because it %s: the command may have run', async (_name, reset, why) => {
    const rig = await serve();
    const command = rig.command('it');
    const connection = await open(rig);
    const running = connectionFailure(connection.exec('it'));
    (await command.next()).stdout('half');
    rig.dropAll(reset);
    const { kind, mayHaveRun, message } = await running;
    expect([kind, mayHaveRun, message.replace(/read|write/, 'CALL')]).toEqual([
      'lost',
      true,
      `the connection to host1 (127.0.0.1:${rig.port}) was lost: ${why}`,
    ]);
    expect(connection.alive()).toBe(false);
  });

  test('in mid-command is no success, though all output had come', async () => {
    const rig = await serve();
    const command = rig.command('it');
    const running = connectionFailure((await open(rig)).exec('it'));
    (await command.next()).stdout('done\n').eof();
    rig.dropAll();
    expect(await running).toMatchObject({ kind: 'lost', mayHaveRun: true });
  });

  test('between two commands: the next has not run', async () => {
    const rig = await serve();
    const connection = await open(rig);
    rig.dropAll();
    await vi.waitFor(() => expect(connection.alive()).toBe(false));
    expect(await connectionFailure(connection.exec('it'))).toMatchObject({ kind: 'lost', mayHaveRun: false });
  });

  test('because the host has vanished is found by keepalives', async () => {
    const rig = await serve();
    const command = rig.command('it');
    const running = connectionFailure((await open(rig, { keepaliveInterval: 40, keepaliveCountMax: 2 })).exec('it'));
    await command.next();
    rig.vanish();
    const { kind, mayHaveRun, message } = await running;
    expect([kind, mayHaveRun, message]).toEqual([
      'lost',
      true,
      `the connection to host1 (127.0.0.1:${rig.port}) was lost: it did not answer for 0.08 s`,
    ]);
  });

  test('can be closed again and again', async () => {
    const rig = await serve();
    const connection = await open(rig);
    await Promise.all([connection.close(), connection.close()]);
    await connection.close();
    expect(connection.alive()).toBe(false);
    expect(await connectionFailure(connection.exec('it'))).toMatchObject({ kind: 'lost', mayHaveRun: false });
  });

  test('is closed though the host does not answer', async () => {
    const rig = await serve();
    const connection = await open(rig);
    rig.vanish();
    await connection.close();
  });
});

describe('channels', () => {
  test('beyond what the server allows are refused, and the command has not run', async () => {
    const rig = await serve({ maxSessions: 2 });
    const held = rig.command('it');
    const connection = await open(rig);
    const running = [connection.exec('it'), connection.exec('it')];
    const runs = [await held.next(), await held.next()];
    const refused = await connectionFailure(connection.exec('it'));
    expect(refused).toBeInstanceOf(ChannelRefused);
    expect(refused).toMatchObject({ kind: 'channel', mayHaveRun: false });
    for (const run of runs) run.exit(0);
    await Promise.all(running);
    expect(rig.counters.commands).toBe(2);
  });

  test.each([1, 2, 10])('opened ahead are never in the way: MaxSessions %i', async (maxSessions) => {
    const rig = await serve({ maxSessions });
    rig.command('it').always((run) => run.exit(0));
    const connection = await open(rig);
    for (let turn = 0; turn < 5; turn++) {
      const results = await Promise.all(Array.from({ length: maxSessions }, () => connection.exec('it')));
      expect(results.map(({ code }) => code)).toEqual(Array(maxSessions).fill(0));
    }
  });

  test('are opened ahead one at a time', async () => {
    const rig = await serve();
    rig.command('it').always((run) => run.exit(0));
    const connection = await open(rig);
    for (let turn = 0; turn < 20; turn++) await connection.exec('it');
    expect(rig.counters.channels.peak).toBeLessThanOrEqual(3);
    expect(rig.counters.channels.total).toBeLessThanOrEqual(22);
  });

  test('none at all are told for what they are', async () => {
    const rig = await serve({ maxSessions: 0 });
    expect(await connectionFailure((await open(rig)).exec('it'))).toBeInstanceOf(ChannelRefused);
  });

  test('are not leaked by commands that are ended', async () => {
    const rig = await serve({ maxSessions: 3 });
    const held = rig.command('it');
    const connection = await open(rig);
    for (let turn = 0; turn < 8; turn++) {
      const controller = new AbortController();
      const running = connection.exec('it', { signal: controller.signal });
      const run = await held.next();
      void run.closed.then(() => run.close());
      controller.abort(new Error('enough'));
      await expect(running).rejects.toThrow('enough');
    }
    expect(rig.counters.channelsRefused).toBe(0);
  });
});
