import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { connectionFailure } from '../../test/rig/connection-failure.ts';
import { livingInGroup } from '../../test/rig/process-tree.ts';
import { Scratch } from '../../test/rig/scratch.ts';
import { SshRig } from '../../test/rig/ssh-rig.ts';
import { Sshd, type SshdOptions, sshdAvailable } from '../../test/rig/sshd.ts';
import { type Reachable, targetTo } from '../../test/rig/target.ts';
import { newKey } from '../demo/key.ts';
import { guarded } from '../shell/guard.ts';
import { Deferred } from '../std/deferred.ts';
import { ChannelRefused, type Connection, type ConnectionError, type EndReport, type Target } from './connection.ts';
import { connectorFor } from './dispatch.ts';
import { OpenSshConnector, type OpenSshOptions } from './openssh.ts';
import { SshConfigFiles } from './settings/ssh-config/ssh-config-files.ts';
import { targetOf } from './target.ts';

const sshAvailable = spawnSync('ssh', ['-V']).status === 0;
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  vi.unstubAllEnvs();
});

async function serve(options?: SshdOptions): Promise<Sshd> {
  const sshd = await Sshd.start(options);
  closers.push(() => sshd.close());
  return sshd;
}

function opensshTo(server: Reachable, rest: Partial<Target> = {}): Target {
  return targetTo(server, { transport: 'openssh', ...rest });
}

async function open(target: Target, options?: OpenSshOptions): Promise<Connection> {
  const connection = await new OpenSshConnector(options).open(target);
  closers.push(() => connection.close());
  return connection;
}

/** What opening fails with. */
async function failure(target: Target): Promise<Pick<ConnectionError, 'kind' | 'message' | 'help'>> {
  const { kind, message, help } = await connectionFailure(open(target));
  return { kind, message, ...(help !== undefined && { help }) };
}

/** Temporary folders of this test alone, to see what is left in there. */
async function ownTemporary(): Promise<string> {
  const scratch = await Scratch.make('rb');
  closers.push(() => scratch.remove());
  vi.stubEnv('TMPDIR', scratch.path);
  return scratch.path;
}

/** Ids of processes whose command lines name something. */
function processesNaming(text: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => commandLineOf(pid).includes(text)).map(Number);
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

if (!sshAvailable || !sshdAvailable)
  test.skip("the system's ssh needs ssh and sshd, which are not both here", () => {});

describe.runIf(sshAvailable && sshdAvailable)("by the system's `ssh`", () => {
  test('commands give their output and their exit status, 255 too, over one login', async () => {
    const sshd = await serve();
    const connection = await open(opensshTo(sshd));
    expect(await connection.exec('echo out; echo err >&2; exit 255')).toEqual({
      code: 255,
      signal: null,
      stdout: Buffer.from('out\n'),
      stderr: Buffer.from('err\n'),
    });
    expect(await connection.exec('kill -USR1 $$')).toMatchObject({ code: null, signal: 'USR1' });
    expect(await Promise.all([connection.exec('exit 1'), connection.exec('exit 2')])).toMatchObject([
      { code: 1 },
      { code: 2 },
    ]);
    expect([sshd.logins, sshd.commands]).toEqual([1, 4]);
  });

  test('a command reads as much as it is given, and is heard as fast as somebody listens', async () => {
    const connection = await open(opensshTo(await serve()));
    const bytes = Buffer.alloc(6 << 20, 'x');
    let heard = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        heard += chunk.length;
        setImmediate(done);
      },
    });
    expect(await connection.exec('cat', { stdin: bytes, stdout: slow })).toMatchObject({ code: 0 });
    // The command is over when its output has been handed on; what the listener holds is the listener's to end.
    await new Promise<void>((resolve) => slow.end(resolve));
    expect(heard).toBe(bytes.length);
    expect(await connection.exec('true', { stdin: bytes })).toMatchObject({ code: 0 });
  });

  test('a command may have a terminal', async () => {
    const connection = await open(opensshTo(await serve()));
    const { stdout } = await connection.exec('test -t 0 && test -t 1 && echo terminal', { pty: true });
    expect(`${stdout}`).toBe('terminal\r\n');
  });

  test('files are put and got', async () => {
    const sshd = await serve();
    const connection = await open(opensshTo(sshd));
    const path = `${sshd.scratch.path}/it's a file`;
    const bytes = Buffer.alloc(3 << 20, 'abc');
    await connection.put(bytes, path, { mode: 0o640 });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const sink = new PassThrough({ highWaterMark: 8 << 20 });
    expect(await connection.get(path, sink)).toBe(bytes.length);
    expect((sink.read() as Buffer).equals(bytes)).toBe(true);
  });

  test('a channel that is refused is said to be, and the connection goes on', async () => {
    const connection = await open(opensshTo(await serve({ config: ['MaxSessions 1'] })));
    const running = new Deferred<void>();
    const stop = new PassThrough();
    const held = connection.exec('echo; cat', { stdin: stop, onOutput: () => running.resolve() });
    await running.promise;
    const refused = await connection.exec('true').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ChannelRefused);
    expect((refused as Error).message).toBe('host1 would not open another channel: open failed');
    stop.end();
    expect(await held).toMatchObject({ code: 0 });
    // The server may still be putting the first one away.
    await vi.waitFor(async () => expect(await connection.exec('true')).toMatchObject({ code: 0 }), { timeout: 10_000 });
  });

  test('a connection that is lost in mid-command is no result', async () => {
    const sshd = await serve();
    const connection = await open(opensshTo(sshd));
    const onOutput = () => sshd.cutConnections();
    const lost: unknown = await connection.exec('echo; sleep 100', { onOutput }).catch((error: unknown) => error);
    expect(lost).toMatchObject({ name: 'ConnectionError', kind: 'lost', mayHaveRun: true });
    expect((lost as Error).message).toMatch(
      /^the connection to host1 \(127\.0\.0\.1:\d+\) was lost: its `ssh` has ended$/,
    );
    expect(connection.alive()).toBe(false);
    await expect(connection.exec('true')).rejects.toMatchObject({ kind: 'lost', mayHaveRun: false });
  });

  test('an aborted command leaves nothing behind', async () => {
    const connection = await open(opensshTo(await serve()));
    const aborter = new AbortController();
    let group = 0;
    let report: EndReport | undefined;
    const running = connection.exec(
      `/bin/sh -c '${guarded('echo $$; sleep 100', { stdinBytes: 0, nested: true }).replaceAll("'", "'\\''")}'`,
      {
        lifeline: true,
        signal: aborter.signal,
        onOutput: (_stream, chunk) => {
          group = Number(`${chunk}`);
          aborter.abort(new Error('enough'));
        },
        onEnded: (ended) => {
          report = ended;
        },
      },
    );
    await expect(running).rejects.toThrow('enough');
    expect(report).toEqual({ sure: true, how: 'its process group was ended' });
    await vi.waitFor(() => expect(livingInGroup(group)).toEqual([]), { timeout: 10_000 });
    expect(await connection.exec('true')).toMatchObject({ code: 0 });
  });

  test('closing ends the master and removes its socket', async () => {
    const sshd = await serve();
    const folder = await ownTemporary();
    const connection = await open(opensshTo(sshd));
    expect(readdirSync(folder)).toHaveLength(1);
    expect(processesNaming(folder)).toHaveLength(1);
    await connection.close();
    expect(connection.alive()).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    await vi.waitFor(() => expect(processesNaming(`${folder}/`)).toEqual([]), { timeout: 10_000 });
  });

  test('closing ends a master that does not answer', async () => {
    const sshd = await serve();
    const folder = await ownTemporary();
    const connection = await open(opensshTo(sshd));
    const [master] = processesNaming(folder);
    process.kill(master as number, 'SIGSTOP');
    await connection.close();
    expect(readdirSync(folder)).toEqual([]);
    await vi.waitFor(() => expect(processesNaming(`${folder}/`)).toEqual([]));
  });

  test('giving up while it is being opened leaves nothing behind', async () => {
    const sshd = await serve();
    const folder = await ownTemporary();
    const mute = createServer();
    const asked = once(mute, 'connection');
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    closers.push(async () => mute.close());
    const aborter = new AbortController();
    const target = { ...opensshTo(sshd), port: (mute.address() as AddressInfo).port };
    const opening = new OpenSshConnector().open(target, aborter.signal);
    await asked;
    aborter.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
    expect(readdirSync(folder)).toEqual([]);
    expect(processesNaming(`${folder}/`)).toEqual([]);
    expect(await failure({ ...target, connectTimeout: 1000 })).toMatchObject({ kind: 'timeout' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an encrypted key is opened with its pass-phrase, or by asking', async () => {
    const sshd = await serve();
    execFileSync('ssh-keygen', ['-q', '-p', '-N', 'open sesame', '-f', sshd.clientKeyFile]);
    const connection = await open(opensshTo(sshd, { passphrase: 'open sesame' }));
    expect(await connection.exec('true')).toMatchObject({ code: 0 });
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return 'open sesame';
    };
    await open(opensshTo(sshd), { ask });
    expect(questions).toEqual([`Enter passphrase for key '${sshd.clientKeyFile}': `]);
    expect(await failure(opensshTo(sshd))).toMatchObject({ kind: 'auth' });
  });

  test('a private key may be given as text, and is not left in a file', async () => {
    const sshd = await serve();
    const folder = await ownTemporary();
    await open(opensshTo(sshd, { identityFiles: [], privateKey: sshd.clientKey.private }));
    expect(
      readdirSync(folder)
        .flatMap((name) => readdirSync(`${folder}/${name}`))
        .sort(),
    ).toEqual(['log', 's']);
  });
});

describe.runIf(sshAvailable && sshdAvailable)('what the built-in SSH cannot do', () => {
  test('a certificate logs in', async () => {
    const authority = await Scratch.make('rb-ca');
    closers.push(() => authority.remove());
    const run = (...words: string[]) => execFileSync('ssh-keygen', ['-q', ...words]);
    run('-t', 'ed25519', '-N', '', '-f', `${authority.path}/ca`);
    run('-t', 'ed25519', '-N', '', '-f', `${authority.path}/id`);
    run('-s', `${authority.path}/ca`, '-I', 'me', '-n', userInfo().username, `${authority.path}/id.pub`);
    const sshd = await serve({ config: [`TrustedUserCAKeys ${authority.path}/ca.pub`] });
    const login = opensshTo(sshd, { identityFiles: [`${authority.path}/id`], identitiesOnly: true });
    const connection = await open(login);
    expect(await connection.exec('true')).toMatchObject({ code: 0 });
  });

  test('a key exchange is left to `ssh` when the target wants that', async () => {
    const sshd = await serve({ config: ['KexAlgorithms sntrup761x25519-sha512@openssh.com'] });
    const notices: string[] = [];
    const connector = connectorFor({ onFallback: (host, reason) => notices.push(`${host}: ${reason}`) });
    await expect(connector.open(targetTo(sshd))).rejects.toMatchObject({ kind: 'unsupported' });
    const connection = await connector.open(targetTo(sshd, { fallback: true }));
    closers.push(() => connection.close());
    expect(await connection.exec('true')).toMatchObject({ code: 0 });
    const both = `127.0.0.1:${sshd.port} and the built-in SSH have nothing in common`;
    expect(notices).toEqual([`host1: ${both}: no matching key exchange algorithm`]);
  });
});

describe.runIf(sshAvailable && sshdAvailable)('a configuration that only `ssh` can make out', () => {
  const ofWeb1 = async (sshd: Sshd, fallback: boolean) => {
    const file = await sshd.scratch.file(
      'config',
      `Match exec "true"\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  IdentityFile ${sshd.clientKeyFile}\n  UserKnownHostsFile ${sshd.knownHostsFile}\n`,
    );
    const args: Record<string, string> = { ansible_ssh_common_args: `-F ${file}` };
    const controller = { home: sshd.scratch.path, user: sshd.user };
    const sshConfig = new SshConfigFiles(controller);
    return { file, target: () => targetOf('web1', (name) => args[name], { controller, sshConfig, fallback }) };
  };

  test('is left to it where that is wanted, and it is said', async () => {
    const sshd = await serve();
    const { file, target } = await ofWeb1(sshd, true);
    const notices: string[] = [];
    const connector = connectorFor({ onFallback: (host, reason) => notices.push(`${host}: ${reason}`) });
    const connection = await connector.open(target());
    closers.push(() => connection.close());
    expect(await connection.exec('true')).toMatchObject({ code: 0 });
    expect(notices).toEqual([`web1: \`Match exec\` at ${file}:1 is for the system's \`ssh\` to judge`]);
  });

  test('is an error that leads there otherwise', async () => {
    const { file, target } = await ofWeb1(await serve(), false);
    expect(target).toThrow(
      expect.objectContaining({
        message: `\`Match exec\` at ${file}:1 is for the system's \`ssh\` to judge`,
        help: 'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all',
      }),
    );
  });
});

describe.runIf(sshAvailable)("a password for the system's `ssh`", () => {
  async function rig(): Promise<SshRig> {
    const server = await SshRig.start({ login: { methods: ['password'], password: "it's 1 secret" } });
    closers.push(() => server.close());
    return server;
  }

  test('is given when it is asked for', async () => {
    const server = await rig();
    server.command('true').always((run) => run.exit(0));
    const connection = await open(opensshTo(server, { password: "it's 1 secret" }));
    expect(await connection.exec('true')).toMatchObject({ code: 0 });
  });

  test('that is wrong is tried once', async () => {
    const server = await rig();
    expect(await failure(opensshTo(server, { password: 'wrong' }))).toEqual({
      kind: 'auth',
      message: `the password for 127.0.0.1:${server.port} was refused`,
      help: 'it was tried once; check `ansible_password`, or give it again with `-k`',
    });
  });
});

describe.runIf(sshAvailable && sshdAvailable)("no login by the system's `ssh`", () => {
  test('says that a host key is another or not known', async () => {
    const sshd = await serve();
    const other = newKey();
    await writeFile(sshd.knownHostsFile, `[127.0.0.1]:${sshd.port} ${other.public}\n`);
    expect(await failure(opensshTo(sshd))).toMatchObject({
      kind: 'host-key',
      message: `the host key of 127.0.0.1:${sshd.port} is not the one that is known`,
    });
    await writeFile(sshd.knownHostsFile, '');
    const answering = opensshTo(sshd, { password: 'secret' });
    expect(await failure(answering)).toMatchObject({
      kind: 'host-key',
      message: `the host key of 127.0.0.1:${sshd.port} is not known`,
    });
  });

  test('says that nobody listens, and that a key was refused', async () => {
    const sshd = await serve();
    const stranger = await sshd.scratch.file('stranger', newKey().private);
    const login = opensshTo(sshd, { identityFiles: [stranger], identitiesOnly: true });
    expect(await failure(login)).toEqual({
      kind: 'auth',
      message: `the login at 127.0.0.1:${sshd.port} was refused; the server takes publickey`,
      help: 'check the user and the key by logging in once with `ssh`',
    });
    await sshd.stop();
    expect(await failure(opensshTo(sshd))).toMatchObject({
      kind: 'refused',
      message: `nobody listens at 127.0.0.1:${sshd.port}`,
    });
  });

  test('says that an option is wrong, or that there is no such program', async () => {
    const sshd = await serve();
    expect(await failure(opensshTo(sshd, { opensshArguments: ['-o', 'Nonsense=1'] }))).toEqual({
      kind: 'unsupported',
      message: "the system's `ssh` does not take its options: command-line: line 0: Bad configuration option: nonsense",
      help: 'check `ansible_ssh_args`, `ansible_ssh_common_args` and your ssh_config',
    });
    expect(await failure(opensshTo(sshd, { opensshProgram: '/nowhere/ssh' }))).toEqual({
      kind: 'unsupported',
      message: "the system's `/nowhere/ssh` is not installed",
      help: "install OpenSSH's client, name it with `ansible_ssh_executable`, or set `ansible_connection: ssh`",
    });
  });
});
