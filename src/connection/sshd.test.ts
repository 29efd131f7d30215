import { spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { connectionFailure } from '../../test/rig/connection-failure.ts';
import { DelayProxy } from '../../test/rig/delay-proxy.ts';
import { childrenOf, livingInGroup } from '../../test/rig/process-tree.ts';
import { loginShells } from '../../test/rig/shells.ts';
import { Sshd, type SshdOptions, sshdAvailable } from '../../test/rig/sshd.ts';
import { targetTo } from '../../test/rig/target.ts';
import { newKey } from '../demo/key.ts';
import { commandLine } from '../shell/command-line.ts';
import { StartDialogue } from '../shell/start-dialogue.ts';
import { ChannelRefused, type Connection, type EndReport, type Target } from './connection.ts';
import { SshConnector, type SshOptions } from './ssh.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Without the rc file that bash reads under sshd, which may take its time. */
async function serve({ config = [], ...rest }: SshdOptions = {}): Promise<Sshd> {
  const sshd = await Sshd.start({ config: ['SetEnv SHLVL=1', ...config], ...rest });
  closers.push(() => sshd.close());
  return sshd;
}

async function open(target: Target, options: SshOptions = {}): Promise<Connection> {
  const connection = await new SshConnector(options).open(target);
  closers.push(() => connection.close());
  return connection;
}

const hasSudo = spawnSync('sudo', ['-n', 'true']).status === 0;

const bytes = (result: { readonly stdout: Buffer }): string => String(result.stdout);

/** A script as the engine launches it, which tells its process group once it runs. */
function launch(
  connection: Connection,
  script: string,
  options: { stdin?: string; signal?: AbortSignal; onEnded?: (report: EndReport) => void } = {},
) {
  const { stdin = '', ...rest } = options;
  const line = commandLine({ script, token: 'test', stdinBytes: Buffer.byteLength(stdin) });
  const dialogue = new StartDialogue(line.opening as NonNullable<typeof line.opening>);
  let output = '';
  let tell: (pid: number) => void = () => {};
  const group = new Promise<number>((resolve) => {
    tell = resolve;
  });
  const ended = connection.exec(line.command, {
    lifeline: line.lifeline,
    stdin: `${line.preamble}${stdin}`,
    onOutput: (stream, chunk) => {
      for (const step of dialogue.feed(stream, chunk)) {
        if (step.kind === 'started') tell(step.pid);
        if (step.kind === 'output' && step.stream === 'stdout') output += step.chunk;
      }
    },
    ...rest,
  });
  ended.catch(() => {});
  return { group, ended, output: () => output };
}

async function gone(group: number): Promise<void> {
  await vi.waitFor(() => expect(livingInGroup(group)).toEqual([]), { timeout: 4000 });
}

describe.runIf(sshdAvailable)('a real sshd', () => {
  test('runs commands, and says how they ended', async () => {
    const sshd = await serve();
    const connection = await open(targetTo(sshd));
    const results = [];
    for (const command of ['echo out; echo err >&2; exit 3', 'exit 255', 'kill -SEGV $$', 'cat']) {
      const { code, signal, stdout, stderr } = await connection.exec(command);
      results.push(`${code ?? signal} ${stdout}|${stderr}`);
    }
    expect(results).toEqual(['3 out\n|err\n', '255 |', 'SEGV |', '0 |']);
  });

  test('gives all of a flood on both streams', async () => {
    const connection = await open(targetTo(await serve()));
    const { stdout, stderr } = await connection.exec(
      'head -c 20000000 /dev/zero & head -c 20000000 /dev/zero >&2; wait',
    );
    expect([stdout.length, stderr.length]).toEqual([20_000_000, 20_000_000]);
  });

  test('exchanges keys anew in the middle of a transfer', async () => {
    const sshd = await serve({ config: ['RekeyLimit 1M'] });
    const { stdout } = await (await open(targetTo(sshd))).exec('head -c 20000000 /dev/zero');
    expect(stdout.length).toBe(20_000_000);
  });

  test('has a command end though its background holds the output open', async () => {
    const connection = await open(targetTo(await serve()), { grace: { quiet: 100, limit: 1000 } });
    const { group, ended } = launch(connection, 'sleep 60 & echo started');
    expect((await ended).code).toBe(0);
    const left = livingInGroup(await group);
    expect(left.length).toBeGreaterThan(0);
    for (const pid of left) process.kill(pid);
  });

  test.each([1, 2, 10])(
    'with MaxSessions %i runs as many commands at once, again and again, and refuses one more',
    async (sessions) => {
      const connection = await open(targetTo(await serve({ config: [`MaxSessions ${sessions}`] })));
      for (let turn = 0; turn < 3; turn++) {
        const results = await Promise.all(Array.from({ length: sessions }, () => connection.exec('exit 4')));
        expect(results.map(({ code }) => code)).toEqual(Array(sessions).fill(4));
      }
      const sink = new PassThrough().resume();
      const held = Array.from({ length: sessions }, () => launch(connection, 'sleep 60'));
      const groups = await Promise.all(held.map(({ group }) => group));
      expect(await connectionFailure(connection.exec('true', { stdout: sink }))).toBeInstanceOf(ChannelRefused);
      for (const group of groups) process.kill(-group);
      await Promise.all(held.map(({ ended }) => ended));
    },
  );

  test('with MaxStartups is entered by many at once', async () => {
    const sshd = await serve({ config: ['MaxStartups 2:50:4'] });
    const connector = new SshConnector();
    const target = targetTo(sshd, { connectTimeout: 20_000 });
    const connections = await Promise.all(Array.from({ length: 16 }, () => connector.open(target)));
    await Promise.all(connections.map((connection) => connection.close()));
  }, 30_000);

  test('that dies behind a bastion is lost at once, and in mid-command that is said', async () => {
    const [bastion, host] = [await serve(), await serve()];
    const connection = await open(targetTo(host, { jumps: [targetTo(bastion, { host: 'bastion' })] }));
    const running = launch(connection, 'sleep 60');
    await running.group;
    host.cutConnections();
    const { kind, mayHaveRun, message } = await connectionFailure(running.ended);
    expect([kind, mayHaveRun]).toEqual(['lost', true]);
    expect(message).toMatch(/ was lost: the host ended it$/);
    expect(connection.alive()).toBe(false);
  });

  test('whose process is stopped behind a bastion is lost when keepalives have gone unanswered', async () => {
    const [bastion, host] = [await serve(), await serve()];
    const keepalive = { keepaliveInterval: 100, keepaliveCountMax: 3 };
    const target = targetTo(host, { jumps: [targetTo(bastion, { host: 'bastion' })], ...keepalive });
    const running = launch(await open(target), 'sleep 60');
    const group = await running.group;
    const stopped = host
      .connectionPids()
      .flatMap((pid) => [pid, ...childrenOf(pid)])
      .filter((pid) => !livingInGroup(group).includes(pid));
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    const { kind, message } = await connectionFailure(running.ended);
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
    expect(kind).toBe('lost');
    expect(message).toMatch(/: it did not answer for 0\.3 s$/);
    await gone(group);
  });

  test('with MaxStartups behind a bastion is entered by many at once', async () => {
    const [bastion, host] = [await serve(), await serve({ config: ['MaxStartups 2:50:4'] })];
    const connector = new SshConnector();
    const target = targetTo(host, { jumps: [targetTo(bastion)], connectTimeout: 20_000 });
    const connections = await Promise.all(Array.from({ length: 16 }, () => connector.open(target)));
    await Promise.all(connections.map((connection) => connection.close()));
  }, 30_000);

  test('that shows another host key after a restart is refused', async () => {
    const sshd = await serve();
    await open(targetTo(sshd));
    await sshd.scratch.file('host_key', newKey().private);
    await sshd.restart();
    const { kind, message } = await connectionFailure(open(targetTo(sshd)));
    expect(kind).toBe('host-key');
    expect(message).toContain(`is not the one at ${sshd.knownHostsFile}:1`);
  });

  test('that is restarted in mid-command lets the command go on', async () => {
    const sshd = await serve();
    const connection = await open(targetTo(sshd));
    const running = launch(connection, 'read -r line; echo "$line"', { stdin: 'after\n' });
    await running.group;
    await sshd.restart();
    expect((await running.ended).code).toBe(0);
    expect(running.output()).toBe('after\n');
    expect((await (await open(targetTo(sshd))).exec('exit 0')).code).toBe(0);
  });

  test('whose process is stopped is lost when keepalives have gone unanswered', async () => {
    const sshd = await serve();
    const connection = await open(targetTo(sshd, { keepaliveInterval: 100, keepaliveCountMax: 3 }));
    const running = launch(connection, 'sleep 60');
    const group = await running.group;
    const session = sshd
      .connectionPids()
      .flatMap((pid) => [pid, ...childrenOf(pid)])
      .filter((pid) => !livingInGroup(group).includes(pid));
    for (const pid of session) process.kill(pid, 'SIGSTOP');
    const { kind, mayHaveRun, message } = await connectionFailure(running.ended);
    for (const pid of session) process.kill(pid, 'SIGCONT');
    expect([kind, mayHaveRun]).toEqual(['lost', true]);
    expect(message).toMatch(/: it did not answer for 0\.3 s$/);
    await gone(group);
  });

  test('with MaxAuthTries and eight wrong keys is told for what it is', async () => {
    const sshd = await serve({ config: ['MaxAuthTries 6'] });
    const keys = await Promise.all(
      Array.from({ length: 8 }, (_, index) => sshd.scratch.file(`wrong${index}`, newKey().private)),
    );
    const { kind, message } = await connectionFailure(open(targetTo(sshd, { identityFiles: keys })));
    expect([kind, message]).toEqual([
      'auth',
      `127.0.0.1:${sshd.port} closed the connection after too many keys that it did not know (MaxAuthTries)`,
    ]);
  });

  test('that sends a banner before the login is entered', async () => {
    const sshd = await serve();
    const banner = await sshd.scratch.file('banner', 'Authorised use only\n'.repeat(100));
    const other = await serve({ config: [`Banner ${banner}`] });
    expect((await (await open(targetTo(other))).exec('exit 0')).code).toBe(0);
  });

  test('that forces a command runs that one', async () => {
    const sshd = await serve({ config: ['ForceCommand echo "forced: $SSH_ORIGINAL_COMMAND"; exit 9'] });
    const result = await (await open(targetTo(sshd))).exec('mine');
    expect([bytes(result), result.code]).toEqual(['forced: mine\n', 9]);
  });

  test('that gives a terminal gives one stream', async () => {
    const connection = await open(targetTo(await serve()));
    const { stdout, stderr, code } = await connection.exec('tty >&2 && test -t 0 && echo yes', { pty: true });
    expect([String(stdout).replace(/pts\/\d+/, 'pts'), String(stderr), code]).toEqual(['/dev/pts\r\nyes\r\n', '', 0]);
  });

  test('lends our agent to commands when it may', async () => {
    const connection = await open(targetTo(await serve(), { forwardAgent: true, agent: '/nonexistent/agent' }));
    expect(bytes(await connection.exec('test -S "$SSH_AUTH_SOCK" && echo forwarded'))).toBe('forwarded\n');
  });

  test('behind another one is reached through it, and only as far as it lets us', async () => {
    const [host, bastion, closed] = [await serve(), await serve(), await serve({ config: ['AllowTcpForwarding no'] })];
    const connection = await open(targetTo(host, { jumps: [targetTo(bastion, { host: 'bastion' })] }));
    expect((await connection.exec('exit 5')).code).toBe(5);
    const { kind, message } = await connectionFailure(
      open(targetTo(host, { jumps: [targetTo(closed, { host: 'closed' })] })),
    );
    expect([kind, message]).toEqual([
      'unsupported',
      `the bastion \`closed\` does not let us through to 127.0.0.1:${host.port}: open failed`,
    ]);
  });

  test('behind another one that finds nobody there', async () => {
    const bastion = await serve();
    const target = targetTo({
      ...bastion,
      port: 1,
      clientKeyFile: bastion.clientKeyFile,
      knownHostsFile: bastion.knownHostsFile,
    });
    const { kind, message } = await connectionFailure(
      open({ ...target, jumps: [targetTo(bastion, { host: 'bastion' })] }),
    );
    expect([kind, message]).toEqual([
      'refused',
      'the bastion `bastion` cannot connect to 127.0.0.1:1: Connection refused',
    ]);
  });
});

describe.runIf(sshdAvailable)('nothing is left of a command', () => {
  const stubborn = `trap '' TERM; sleep 100 & sleep 100 | { trap '' TERM; sleep 100; sleep 100; }`;

  test.each([
    ['that sleeps', 'sleep 100', ''],
    ['that reads', 'cat; sleep 100', 'some input'],
    ['that ignores SIGTERM', stubborn, ''],
  ])('%s when it is ended', async (_name, script, stdin) => {
    const connection = await open(targetTo(await serve()));
    const controller = new AbortController();
    const reports: EndReport[] = [];
    const running = launch(connection, script, {
      stdin,
      signal: controller.signal,
      onEnded: (report) => reports.push(report),
    });
    const group = await running.group;
    controller.abort(new Error('enough'));
    await expect(running.ended).rejects.toThrow('enough');
    await gone(group);
    expect(reports).toEqual([{ sure: true, how: 'its process group was ended' }]);
    expect((await connection.exec('exit 0')).code).toBe(0);
  });

  test.each([
    ['that sleeps', 'sleep 100', ''],
    ['that has read its input', 'cat; sleep 100', 'some input'],
    ['that ignores SIGTERM', stubborn, ''],
  ])('%s when the connection is cut', async (_name, script, stdin) => {
    const sshd = await serve();
    const proxy = await DelayProxy.start(sshd.port, 0);
    const connection = await open(
      targetTo(
        { ...sshd, port: proxy.port, clientKeyFile: sshd.clientKeyFile, knownHostsFile: '' },
        { hostKeyChecking: 'off' },
      ),
    );
    const running = launch(connection, script, { stdin });
    const group = await running.group;
    await proxy.close();
    expect(await connectionFailure(running.ended)).toMatchObject({ kind: 'lost', mayHaveRun: true });
    await gone(group);
  });

  test.runIf(hasSudo)('that has become another user, whom we could not end, when it is ended', async () => {
    const connection = await open(targetTo(await serve()));
    const controller = new AbortController();
    const line = commandLine({
      script: `echo "group $$ of $(id -un)"; sleep 100`,
      token: 'test',
      become: { method: 'sudo', user: 'nobody', password: false },
    });
    let heard = '';
    const running = connection.exec(line.command, {
      lifeline: line.lifeline,
      signal: controller.signal,
      onOutput: (_stream, chunk) => {
        heard += chunk;
      },
    });
    running.catch(() => {});
    await vi.waitFor(() => expect(heard).toMatch(/group \d+ of nobody\n/), { timeout: 5000 });
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await gone(Number(/group (\d+)/.exec(heard)?.[1]));
  });

  test('but of one that has ended by itself, what it left in the background', async () => {
    const connection = await open(targetTo(await serve()));
    const running = launch(connection, 'sleep 60 >/dev/null 2>&1 & exit 0');
    await running.ended;
    const group = await running.group;
    await connection.close();
    await vi.waitFor(() => expect(livingInGroup(group).length).toBe(1), { timeout: 3000 });
    for (const pid of livingInGroup(group)) process.kill(pid);
  });
});

describe.runIf(sshdAvailable).each(loginShells)('with $name as login shell', ({ argv }) => {
  const config = [`ForceCommand echo noise; echo more >&2; exec ${argv.join(' ')} -c "$SSH_ORIGINAL_COMMAND"`];

  test('commands run, and what the profile prints is not theirs', async () => {
    const connection = await open(targetTo(await serve({ config })));
    const running = launch(connection, `printf '%s|' "it's" 'a\\b' '!x' "$((1+1))"\necho; cat; exit 6`, {
      stdin: 'in',
    });
    expect((await running.ended).code).toBe(6);
    expect(running.output()).toBe(`it's|a\\b|!x|2|\nin`);
  });

  test('commands are ended with all that they started', async () => {
    const connection = await open(targetTo(await serve({ config })));
    const controller = new AbortController();
    const running = launch(connection, 'sleep 100 & sleep 100', { signal: controller.signal });
    const group = await running.group;
    controller.abort(new Error('enough'));
    await expect(running.ended).rejects.toThrow('enough');
    await gone(group);
  });
});

describe.runIf(sshdAvailable)('in front of a command', () => {
  const grace = { quiet: 500, limit: 1000, silence: 300 };

  test('a profile that reads a line gets one', async () => {
    const sshd = await serve({ config: ['ForceCommand read -r answer; exec sh -c "$SSH_ORIGINAL_COMMAND"'] });
    const running = launch(await open(targetTo(sshd), { grace }), 'echo ran; exit 3');
    expect((await running.ended).code).toBe(3);
    expect(running.output()).toBe('ran\n');
  });

  test.each(['echo Bye; exit 9', 'internal-sftp'])('%s lets nothing run, and does not hang', async (forced) => {
    const sshd = await serve({ config: [`ForceCommand ${forced}`] });
    const running = launch(await open(targetTo(sshd), { grace }), 'echo ran');
    expect((await running.ended).code).not.toBe(0);
    expect(running.output()).toBe('');
  });
});

test.runIf(!sshdAvailable)('no sshd here, or not root: tests of what OpenSSH does are left out', () => {
  expect(sshdAvailable).toBe(false);
});
