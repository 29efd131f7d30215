import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DelayProxy } from '../test/rig/delay-proxy.ts';
import { Scratch } from '../test/rig/scratch.ts';
import { Sshd } from '../test/rig/sshd.ts';

/** OpenSSH's own limit on the sockets that one daemon listens on. */
const PORTS_A_DAEMON = 16;

/** One name of the inventory, and where it is. */
export interface BenchHost {
  readonly name: string;
  readonly port: number;
}

/** What a fleet is like. */
export interface FleetOptions {
  readonly config?: readonly string[];
  readonly roundTrip?: number;
}

interface FleetParts {
  readonly daemons: readonly Sshd[];
  readonly hosts: readonly BenchHost[];
  readonly scratch: Scratch;
  readonly proxies: readonly DelayProxy[];
}

/** Many inventory names on a few local sshd's, as different from each other to a client as real hosts are. */
export class BenchFleet {
  readonly hosts: readonly BenchHost[];
  readonly scratch: Scratch;
  readonly user: string;
  readonly keyFile: string;
  readonly knownHostsFile: string;
  readonly #daemons: readonly Sshd[];
  readonly #proxies: readonly DelayProxy[];

  private constructor({ daemons, hosts, scratch, proxies }: FleetParts) {
    const [first] = daemons as [Sshd];
    this.hosts = hosts;
    this.scratch = scratch;
    this.user = first.user;
    this.keyFile = first.clientKeyFile;
    this.knownHostsFile = join(scratch.path, 'known_hosts');
    this.#daemons = daemons;
    this.#proxies = proxies;
  }

  /**
   * Starts as many daemons as `count` hosts need; `config` is lines for sshd_config, limits that are in nobody's way unless told. With a
   * `roundTrip` (milliseconds) they are as far away as that.
   */
  static async start(count: number, { config = [], roundTrip = 0 }: FleetOptions = {}): Promise<BenchFleet> {
    const scratch = await Scratch.make('runbook-bench');
    const daemons: Sshd[] = [];
    for (let left = count; left > 0; left -= PORTS_A_DAEMON) {
      const authorizedKeys = daemons.map(({ clientKey }) => clientKey.public);
      // An empty home: what somebody's .bashrc costs is not ours to measure.
      const lines = [...config, 'MaxStartups 2000', 'MaxSessions 500', 'UseDNS no', `SetEnv HOME=${scratch.path}`];
      daemons.push(await Sshd.start({ ports: Math.min(left, PORTS_A_DAEMON), config: lines, authorizedKeys }));
    }
    const ports = daemons.flatMap((daemon) => daemon.ports.map((port) => ({ port, key: daemon.hostKey.public })));
    const proxies =
      roundTrip === 0 ? [] : await Promise.all(ports.map(({ port }) => DelayProxy.start(port, roundTrip / 2)));
    const reached = ports.map(({ port, key }, index) => ({ port: proxies[index]?.port ?? port, key }));
    const hosts = reached.map(({ port }, index) => ({ name: `host${String(index + 1).padStart(3, '0')}`, port }));
    await scratch.file('known_hosts', reached.map(({ port, key }) => `[127.0.0.1]:${port} ${key}\n`).join(''));
    return new BenchFleet({ daemons, hosts, scratch, proxies });
  }

  /** Commands that the servers have started so far, by their own logs. */
  get commandsRun(): number {
    return this.#daemons.reduce((sum, { commands }) => sum + commands, 0);
  }

  /** The public half of the key that may log in. */
  get publicKey(): string {
    return (this.#daemons[0] as Sshd).clientKey.public;
  }

  /** Makes the key of another server known to the clients of this fleet. */
  async trust({ port, hostKey }: Sshd): Promise<void> {
    await appendFile(this.knownHostsFile, `[127.0.0.1]:${port} ${hostKey.public}\n`);
  }

  /**
   * Writes an inventory of the fleet. `args` are more options of OpenSSH; `aliases` gives so many names to its hosts in turn, each known by
   * a name of its own, so that none of them is the same connection as another.
   */
  async inventory({ args = '', aliases = 0 }: { args?: string; aliases?: number } = {}): Promise<string> {
    const common = `-o UserKnownHostsFile=${this.knownHostsFile} -o IdentitiesOnly=yes ${args}`.trim();
    const vars = {
      ansible_host: '127.0.0.1',
      ansible_user: this.user,
      ansible_ssh_private_key_file: this.keyFile,
      ansible_ssh_common_args: common,
    };
    const hosts =
      aliases > 0
        ? await this.#aliases(aliases, common)
        : this.hosts.map(({ name, port }) => [name, { ansible_port: port }]);
    return this.scratch.file('inventory.yaml', JSON.stringify({ all: { vars, hosts: Object.fromEntries(hosts) } }));
  }

  /** Writes an ssh_config by which OpenSSH, and what runs it, finds the hosts by their names. */
  async sshConfig(): Promise<string> {
    const hosts = this.hosts.map(({ name, port }) => `Host ${name}\n  Port ${port}\n`);
    const common = [
      'Host *',
      'HostName 127.0.0.1',
      `User ${this.user}`,
      `IdentityFile ${this.keyFile}`,
      'IdentitiesOnly yes',
      `UserKnownHostsFile ${this.knownHostsFile}`,
      'LogLevel ERROR',
    ];
    return this.scratch.file('ssh_config', `${hosts.join('')}${common.join('\n  ')}\n`);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#proxies, ...this.#daemons].map((server) => server.close()));
    await this.scratch.remove();
  }

  async #aliases(count: number, common: string): Promise<[string, Record<string, unknown>][]> {
    const names = Array.from({ length: count }, (_, index) => `alias${index + 1}`);
    const [{ hostKey }] = this.#daemons as [Sshd];
    await appendFile(this.knownHostsFile, `${names.join(',')} ${hostKey.public}\n`);
    return names.map((name, index) => [
      name,
      {
        ansible_port: this.hosts[index % this.hosts.length]?.port,
        ansible_ssh_common_args: `${common} -o HostKeyAlias=${name}`,
      },
    ]);
  }
}
