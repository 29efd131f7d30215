import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { ServerConfig } from 'ssh2';
import ssh2 from 'ssh2';
import { type KeyPair, newKey } from '../../src/demo/key.ts';
import { Arrivals } from './arrivals.ts';
import { RigCounters } from './counters.ts';
import { applyFault, type Fault } from './faults.ts';
import type { Invocation } from './invocation.ts';
import type { LoginRules } from './login.ts';
import { RigConnection, type RigRules } from './rig-connection.ts';
import { Scratch } from './scratch.ts';
import { type CommandMatcher, ScriptedCommand } from './scripted-command.ts';

/** How a rig's server differs from a plain one that lets the rig's own key in. */
export interface RigOptions extends Partial<Omit<RigRules, 'onCommand'>> {
  readonly login?: Partial<LoginRules>;
  /** Passed to ssh2's server: `banner`, `greeting`, `algorithms`, `ident`, keepalives. */
  readonly server?: Partial<ServerConfig>;
}

/**
 * An SSH server inside the test's own process, on 127.0.0.1 and a random port, whose commands are scripted: each run waits until the
 * test says what it prints and how it ends, so no test sleeps. Whoever starts it awaits {@link SshRig.close} in an `afterEach` or a `finally`.
 */
export class SshRig {
  readonly counters = new RigCounters();
  readonly hostKey: KeyPair;
  /** The key that may log in. */
  readonly clientKey: KeyPair;
  /** File of {@link SshRig.clientKey}, and a known_hosts file with the host's key. */
  readonly clientKeyFile: string;
  readonly knownHostsFile: string;
  readonly scratch: Scratch;
  /** Connections in the order they were accepted, those that a fault ended left out. */
  readonly connections = new Arrivals<RigConnection>();
  /** Command lines that no script answered; they end with 127. */
  readonly unexpected: string[] = [];
  /** What each session channel, each connection is allowed; may be changed while the server runs. */
  readonly rules: RigRules;
  /** Asked for each new connection (counted from 1); what it returns happens to it. A promise holds back the banner until it settles. */
  onConnect: (count: number) => Fault | undefined | Promise<Fault | undefined> = () => undefined;
  /** Connections beyond so many unauthenticated ones are refused as OpenSSH does it. */
  maxStartups = Number.POSITIVE_INFINITY;
  readonly #commands: ScriptedCommand[] = [];
  readonly #listener: Server;
  readonly #ssh: ssh2.Server;
  readonly #sockets = new Set<Socket>();
  readonly #login: LoginRules;

  private constructor(options: RigOptions, scratch: Scratch, keys: { host: KeyPair; client: KeyPair; file: string }) {
    this.scratch = scratch;
    this.hostKey = keys.host;
    this.clientKey = keys.client;
    this.clientKeyFile = keys.file;
    this.knownHostsFile = `${scratch.path}/known_hosts`;
    this.#login = { methods: ['publickey'], authorizedKeys: [keys.client.public], ...options.login };
    const { login: _login, server, ...rules } = options;
    this.rules = {
      maxSessions: Number.POSITIVE_INFINITY,
      forwarding: false,
      maxForwards: Number.POSITIVE_INFINITY,
      onCommand: (run) => this.#run(run),
      ...rules,
    };
    this.#ssh = new ssh2.Server({ hostKeys: [keys.host.private], ident: 'RunbookRig', ...server }, (client, info) =>
      this.#connectionAt(info.port)?.speak(client),
    );
    this.#listener = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => void this.#accept(socket));
  }

  static async start(options: RigOptions = {}): Promise<SshRig> {
    const scratch = await Scratch.make('runbook-rig');
    const client = newKey();
    const file = await scratch.file('id_ed25519', client.private);
    const rig = new SshRig(options, scratch, { host: newKey(), client, file });
    rig.#listener.listen(0, '127.0.0.1');
    await once(rig.#listener, 'listening');
    await scratch.file('known_hosts', `[127.0.0.1]:${rig.port} ${rig.hostKey.public}\n`);
    return rig;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** Scripts the command lines that contain `matcher` or match it; of several, the one scripted last answers. */
  command(matcher: CommandMatcher): ScriptedCommand {
    const command = new ScriptedCommand(matcher);
    this.#commands.unshift(command);
    return command;
  }

  /** Cuts every open connection: FIN, or RST when `reset`. */
  dropAll(reset = false): void {
    for (const socket of this.#sockets) reset ? socket.resetAndDestroy() : socket.destroy();
  }

  /** Stops answering on every open connection without closing it, as a host that lost its power or a stopped process does. */
  vanish(): void {
    for (const connection of this.connections.all) connection.vanish();
  }

  async close(): Promise<void> {
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
    if (this.#listener.listening) await once(this.#listener, 'close');
    await this.scratch.remove();
  }

  async #accept(socket: Socket): Promise<void> {
    const crowded = this.counters.unauthenticated.open >= this.maxStartups;
    const leaveUnauthenticated = this.#watch(socket);
    const fault: Fault | undefined = crowded
      ? { kind: 'max-startups' }
      : await this.onConnect(this.counters.connections.total);
    if (fault !== undefined) {
      this.counters.dropped += 1;
      leaveUnauthenticated();
      applyFault(socket, fault);
      return;
    }
    if (socket.destroyed) return;
    const connection = new RigConnection(socket, this.#login, this.rules, this.counters);
    void connection.ready.then(leaveUnauthenticated);
    this.connections.push(connection);
    this.#ssh.injectSocket(socket);
  }

  /** Counts a socket until it closes; what it returns takes the socket from the unauthenticated ones before that. */
  #watch(socket: Socket): () => void {
    const { connections, unauthenticated } = this.counters;
    let counted = true;
    const leaveUnauthenticated = () => {
      if (counted) unauthenticated.down();
      counted = false;
    };
    this.#sockets.add(socket);
    connections.up();
    unauthenticated.up();
    socket.on('error', () => {});
    socket.once('close', () => {
      this.#sockets.delete(socket);
      connections.down();
      leaveUnauthenticated();
    });
    return leaveUnauthenticated;
  }

  #connectionAt(port: number): RigConnection | undefined {
    return this.connections.all.findLast((connection) => connection.port === port);
  }

  #run(invocation: Invocation): void {
    const command = this.#commands.find((candidate) => candidate.matches(invocation.command));
    if (command === undefined) this.unexpected.push(invocation.command);
    if (command === undefined) invocation.stderr(`no script for: ${invocation.command}\n`).exit(127);
    else command.receive(invocation);
  }
}
