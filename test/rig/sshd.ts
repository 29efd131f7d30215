import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { type KeyPair, newKey } from '../../src/demo/key.ts';
import { Deferred } from '../../src/std/deferred.ts';
import { freePorts } from './free-ports.ts';
import { childrenOf, killTree, startOf } from './process-tree.ts';
import { Scratch } from './scratch.ts';

const program = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/sbin/sshd'].find((candidate) => existsSync(candidate));

/** Whether a test can start a real sshd here: it is installed, and we are root, as its privilege separation wants it. */
export const sshdAvailable = program !== undefined && process.getuid?.() === 0;

export interface SshdOptions {
  /** Lines of sshd_config that win over ours; `Match` blocks go last. */
  readonly config?: readonly string[];
  /** Public keys that may log in besides the generated one. */
  readonly authorizedKeys?: readonly string[];
  /** Options of the generated key in authorized_keys, such as `command="…"`. */
  readonly keyOptions?: string;
  /** `false`: no sftp subsystem. */
  readonly sftp?: boolean;
  /** How many ports it listens on: 1 unless told, OpenSSH allows 16. */
  readonly ports?: number;
}

/** The system's own sshd on 127.0.0.1, configured in a temporary folder, for what OpenSSH decides rather than we. */
export class Sshd {
  readonly ports: readonly number[];
  readonly hostKey = newKey();
  /** The key that may log in. */
  readonly clientKey: KeyPair = newKey();
  readonly clientKeyFile: string;
  readonly knownHostsFile: string;
  readonly scratch: Scratch;
  /** Who can log in: the user that runs the tests. */
  readonly user = userInfo().username;
  #log = '';
  #daemon: ChildProcess | undefined;
  /** When each process that has had a connection started: ids are given again, and another's process must not be killed. */
  readonly #connections = new Map<number, string | undefined>();

  private constructor(scratch: Scratch, ports: readonly number[]) {
    this.scratch = scratch;
    this.ports = ports;
    this.clientKeyFile = `${scratch.path}/id_ed25519`;
    this.knownHostsFile = `${scratch.path}/known_hosts`;
  }

  /** Starts one; resolves when it listens. */
  static async start(options: SshdOptions = {}): Promise<Sshd> {
    const ports = await freePorts(options.ports ?? 1);
    const sshd = new Sshd(await Scratch.make('runbook-sshd'), ports);
    try {
      await sshd.#configure(options);
      await sshd.restart();
    } catch (error) {
      await sshd.close();
      throw error;
    }
    return sshd;
  }

  /** The first of its ports, or the only one. */
  get port(): number {
    return this.ports[0] as number;
  }

  /** What it has logged (at `LogLevel VERBOSE`) since it was first started. */
  get log(): string {
    return this.#log;
  }

  /** Commands that it has started, and logins that it has accepted, by its own log. */
  get commands(): number {
    return this.#log.match(/^Starting session: command /gm)?.length ?? 0;
  }

  get logins(): number {
    return this.#log.match(/^Accepted publickey /gm)?.length ?? 0;
  }

  /** Process ids of the daemon's children: one for each connection it has accepted and that is still there. */
  connectionPids(): number[] {
    const pids = this.#daemon?.pid === undefined ? [] : childrenOf(this.#daemon.pid);
    for (const pid of pids) this.#connections.set(pid, startOf(pid));
    return pids;
  }

  /** Starts the daemon again on its port, with its keys; connections of the earlier one live on, as OpenSSH has it. */
  async restart(): Promise<void> {
    await this.stop();
    const child = spawn(program as string, ['-D', '-e', '-f', `${this.scratch.path}/sshd_config`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#daemon = child;
    const listening = new Deferred<void>();
    const before = this.#log.length;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#log += text;
      if (listening.settled) return;
      const lines = this.#log.slice(before).match(/^Server listening on /gm) ?? [];
      if (lines.length === this.ports.length) listening.resolve();
    });
    child.once('exit', () => listening.reject(new Error(`sshd ended before it listened:\n${this.#log}`)));
    await listening.promise;
  }

  /** Ends the daemon, not the connections it has handed to its children. */
  async stop(): Promise<void> {
    const daemon = this.#daemon;
    if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
    this.connectionPids();
    daemon.kill('SIGTERM');
    await once(daemon, 'exit');
  }

  /** Ends every connection and what runs on it. */
  cutConnections(): void {
    this.connectionPids();
    for (const [pid, started] of this.#connections) if (startOf(pid) === started) killTree(pid);
    this.#connections.clear();
  }

  /** Ends the daemon and its connections, and removes its folder. */
  async close(): Promise<void> {
    await this.stop();
    this.cutConnections();
    await this.scratch.remove();
  }

  async #configure(options: SshdOptions): Promise<void> {
    const { scratch, ports } = this;
    const own = [options.keyOptions, this.clientKey.public].filter(Boolean).join(' ');
    await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
    await scratch.file('host_key', this.hostKey.private);
    await scratch.file('id_ed25519', this.clientKey.private);
    await scratch.file('authorized_keys', `${[own, ...(options.authorizedKeys ?? [])].join('\n')}\n`);
    await scratch.file('known_hosts', ports.map((port) => `[127.0.0.1]:${port} ${this.hostKey.public}\n`).join(''));
    await scratch.file('sshd_config', `${configLines(scratch.path, ports, options).join('\n')}\n`);
  }
}

/** OpenSSH takes the first value of each keyword, so the caller's lines come first; a Match block reaches to the end of the file. */
function configLines(folder: string, ports: readonly number[], { config = [], sftp = true }: SshdOptions): string[] {
  const match = config.findIndex((line) => /^\s*match\s/i.test(line));
  return [
    ...(match < 0 ? config : config.slice(0, match)),
    'ListenAddress 127.0.0.1',
    ...ports.map((port) => `Port ${port}`),
    `HostKey ${folder}/host_key`,
    `AuthorizedKeysFile ${folder}/authorized_keys`,
    'PidFile none',
    'LogLevel VERBOSE',
    'StrictModes no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'PrintMotd no',
    ...(sftp ? ['Subsystem sftp internal-sftp'] : []),
    ...(match < 0 ? [] : config.slice(match)),
  ];
}
