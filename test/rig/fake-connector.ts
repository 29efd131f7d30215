import {
  ChannelRefused,
  type Connection,
  ConnectionError,
  type Connector,
  type ExecOptions,
  type ExecResult,
  type Target,
} from '../../src/connection/connection.ts';
import { Deferred } from '../../src/std/deferred.ts';

/** A target of which only the name, or what is given, matters. */
export function fakeTarget(host: string, rest: Partial<Target> = {}): Target {
  return {
    host,
    transport: 'ssh',
    address: host,
    port: 22,
    user: 'tester',
    identityFiles: [],
    identitiesOnly: false,
    hostKeyChecking: 'off',
    knownHostsFiles: [],
    connectTimeout: 10_000,
    keepaliveInterval: 0,
    keepaliveCountMax: 3,
    ...rest,
  };
}

/** A dial that waits for the test to say how it ends. */
export class FakeDial {
  readonly target: Target;
  readonly signal: AbortSignal | undefined;
  readonly #connection = new Deferred<FakeConnection>();
  readonly #connector: FakeConnector;

  constructor(connector: FakeConnector, target: Target, signal: AbortSignal | undefined) {
    this.#connector = connector;
    this.target = target;
    this.signal = signal;
    signal?.addEventListener('abort', () => this.#end(() => this.#connection.reject(signal.reason)));
  }

  get result(): Promise<FakeConnection> {
    return this.#connection.promise;
  }

  succeed(): FakeConnection {
    const connection = new FakeConnection(this.#connector, this.target);
    this.#end(() => {
      this.#connector.connections.add(connection);
      this.#connection.resolve(connection);
    });
    return connection;
  }

  fail(kind: ConnectionError['kind'] = 'refused'): void {
    this.#end(() => this.#connection.reject(new ConnectionError(kind, `${kind} by ${this.target.host}`)));
  }

  #end(settle: () => void): void {
    if (this.#connector.dials.delete(this)) settle();
  }
}

/** A command that runs until the test ends it. */
export class FakeRun {
  readonly command: string;
  readonly #result = new Deferred<ExecResult>();
  readonly #connection: FakeConnection;

  constructor(connection: FakeConnection, command: string, signal: AbortSignal | undefined) {
    this.#connection = connection;
    this.command = command;
    signal?.addEventListener('abort', () => this.fail(signal.reason));
  }

  get result(): Promise<ExecResult> {
    return this.#result.promise;
  }

  exit(code = 0): void {
    this.#end(() => this.#result.resolve({ code, signal: null, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) }));
  }

  fail(error: unknown): void {
    this.#end(() => this.#result.reject(error));
  }

  #end(settle: () => void): void {
    if (this.#connection.running.delete(this)) settle();
  }
}

/** A connection whose commands wait for the test, with a limit on channels as a server has it. */
export class FakeConnection implements Connection {
  readonly target: Target;
  readonly running = new Set<FakeRun>();
  /** Commands that were accepted, in their order. */
  readonly accepted: string[] = [];
  closeCalls = 0;
  #alive = true;
  readonly #connector: FakeConnector;

  constructor(connector: FakeConnector, target: Target) {
    this.#connector = connector;
    this.target = target;
  }

  async exec(command: string, { signal }: ExecOptions = {}): Promise<ExecResult> {
    signal?.throwIfAborted();
    if (!this.#alive) throw new ConnectionError('lost', 'it was dead already');
    if (this.running.size >= this.#connector.channels) throw new ChannelRefused('no more channels');
    const run = new FakeRun(this, command, signal);
    this.running.add(run);
    this.accepted.push(command);
    this.#connector.onAccept(command);
    return run.result;
  }

  async put(): Promise<void> {
    await this.exec('put');
  }

  async get(): Promise<number> {
    await this.exec('get');
    return 0;
  }

  alive(): boolean {
    return this.#alive;
  }

  /** The peer is gone: what runs is lost, and nobody is told of anything else. */
  die(): void {
    this.#alive = false;
    for (const run of this.running) run.fail(new ConnectionError('lost', 'the peer is gone', { mayHaveRun: true }));
  }

  async close(): Promise<void> {
    this.closeCalls += 1;
    this.#connector.onClose(this);
    await Promise.resolve();
    this.die();
    this.#connector.connections.delete(this);
  }
}

/** Opens connections when the test says so. */
export class FakeConnector implements Connector {
  /** Dials under way, and connections that have not ended. */
  readonly dials = new Set<FakeDial>();
  readonly connections = new Set<FakeConnection>();
  /** Channels that the servers allow on one connection. */
  channels = Number.POSITIVE_INFINITY;
  peak = 0;
  dialled = 0;
  /** Dials succeed at once. */
  readonly instant: boolean;
  onClose: (connection: FakeConnection) => void = () => {};
  onAccept: (command: string) => void = () => {};

  constructor({ instant = false } = {}) {
    this.instant = instant;
  }

  async open(target: Target, signal?: AbortSignal): Promise<Connection> {
    signal?.throwIfAborted();
    const dial = new FakeDial(this, target, signal);
    this.dials.add(dial);
    this.dialled += 1;
    this.peak = Math.max(this.peak, this.dials.size + this.connections.size);
    if (this.instant) dial.succeed();
    return dial.result;
  }

  /** The dial that has been under way the longest. */
  get dial(): FakeDial {
    const [dial] = this.dials;
    if (dial === undefined) throw new Error('nobody dials');
    return dial;
  }

  /** Everything that runs, on whichever connection, oldest connection first. */
  get running(): FakeRun[] {
    return [...this.connections].flatMap((connection) => [...connection.running]);
  }
}
