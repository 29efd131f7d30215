import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../test/rig/fake-clock.ts';
import { FakeConnector, fakeTarget } from '../../../test/rig/fake-connector.ts';
import type { Connection } from '../connection.ts';
import { Pool } from './pool.ts';
import { defaultPoolSettings, type PoolSettings } from './settings.ts';

/** One thing that happens to a pool; `pick` chooses among those it can happen to. */
interface Step {
  readonly kind:
    | 'open'
    | 'close'
    | 'exec'
    | 'exit'
    | 'fail'
    | 'die'
    | 'dial-succeeds'
    | 'dial-fails'
    | 'dial-dropped'
    | 'abort'
    | 'reset'
    | 'time'
    | 'channels';
  readonly pick: number;
}

/** How often each happens, beside the others. */
const weights: Readonly<Record<Step['kind'], number>> = {
  open: 4,
  close: 1,
  exec: 8,
  exit: 3,
  fail: 1,
  die: 1,
  'dial-succeeds': 5,
  'dial-fails': 1,
  'dial-dropped': 1,
  abort: 1,
  reset: 1,
  time: 1,
  channels: 1,
};
const kinds = (Object.keys(weights) as Step['kind'][]).map((kind) => ({
  arbitrary: fc.constant(kind),
  weight: weights[kind],
}));
const steps = fc.array(fc.record({ kind: fc.oneof(...kinds), pick: fc.nat() }), { minLength: 20, maxLength: 80 });
const settings = fc.record({
  connectionReuse: fc.boolean(),
  connectionSharing: fc.constantFrom('auto' as const, 'shared' as const, 'per_worker' as const),
  maxConnections: fc.integer({ min: 1, max: 4 }),
  maxConnectionsPerHost: fc.integer({ min: 1, max: 3 }),
  channelsPerConnection: fc.integer({ min: 1, max: 3 }),
  reconnectAttempts: fc.integer({ min: 0, max: 2 }),
  connectionTtl: fc.constantFrom(5, 86_400),
  idleTimeout: fc.constantFrom(5, 86_400),
});
const hosts = ['web', 'db', 'cache', 'queue'].map((name) => fakeTarget(name));

/** A pool, what was asked of it, and what it must never do. */
class Model {
  readonly clock = new FakeClock();
  readonly connector = new FakeConnector();
  readonly pool: Pool;
  readonly leases: Connection[] = [];
  /** Outcomes of everything that was asked for. */
  readonly outcomes: Promise<unknown>[] = [];
  readonly aborts: AbortController[] = [];
  readonly started: string[] = [];
  readonly #settings: PoolSettings;
  #asked = 0;
  #ending = false;

  constructor(given: Partial<PoolSettings>) {
    this.#settings = { ...defaultPoolSettings, ...given };
    this.pool = new Pool(this.connector, this.#settings, this.clock);
    this.connector.onClose = ({ running }) => {
      if (!this.#ending) expect(running.size, 'a connection in use was closed').toBe(0);
    };
  }

  async step({ kind, pick }: Step): Promise<void> {
    const one = <T>(of: Iterable<T>): T | undefined => [...of][pick % Math.max(1, [...of].length)];
    if (kind === 'open') this.#open(hosts[pick % hosts.length] ?? fakeTarget('web'));
    if (kind === 'close') await one(this.leases.splice(pick % Math.max(1, this.leases.length), 1))?.close();
    if (kind === 'exec') this.#exec(one(this.leases));
    if (kind === 'exit') one(this.connector.running)?.exit();
    if (kind === 'fail') one(this.connector.running)?.fail(new Error('the command failed'));
    if (kind === 'die') one(this.connector.connections)?.die();
    if (kind === 'dial-succeeds') one(this.connector.dials)?.succeed();
    if (kind === 'dial-fails') one(this.connector.dials)?.fail();
    if (kind === 'dial-dropped') one(this.connector.dials)?.fail('dropped');
    if (kind === 'abort') one(this.aborts)?.abort(new Error('enough'));
    if (kind === 'reset') await this.pool.reset(hosts[pick % hosts.length] ?? fakeTarget('web'));
    if (kind === 'time') await this.clock.advance(pick % 10_000);
    if (kind === 'channels') this.connector.channels = 1 + (pick % 3);
    await settle();
    this.check();
  }

  /** What holds at every moment. */
  check(): void {
    const { connections, dials, peak } = this.connector;
    expect(peak, 'more connections than allowed').toBeLessThanOrEqual(this.#settings.maxConnections);
    expect(this.pool.figures().open).toBe(connections.size);
    const perHost = this.#settings.connectionSharing === 'shared' ? 1 : this.#settings.maxConnectionsPerHost;
    const channels = this.#settings.connectionSharing === 'per_worker' ? 1 : this.#settings.channelsPerConnection;
    for (const host of hosts) {
      const own = [...connections, ...dials].filter(({ target }) => target.host === host.host);
      const most = this.#settings.connectionReuse ? perHost : this.#settings.maxConnectionsPerHost;
      expect(own.length, 'more connections to one host than allowed').toBeLessThanOrEqual(most);
    }
    for (const { running } of connections) expect(running.size).toBeLessThanOrEqual(channels);
  }

  /** Lets everything come to an end as well as it can: whoever waits must be served, and not because something timed out. */
  async drain(): Promise<void> {
    this.connector.channels = Number.POSITIVE_INFINITY;
    const idle = () => this.connector.dials.size + this.connector.running.length === 0;
    for (let turn = 0; turn < 100 && !(idle() && turn > 10); turn += 1) {
      if (!this.#settings.connectionReuse) for (const lease of this.leases.splice(0)) await lease.close();
      for (const dial of this.connector.dials) dial.succeed();
      for (const run of this.connector.running) run.exit();
      await settle();
      await this.clock.advance(2000);
      this.check();
    }
    await Promise.all(this.outcomes);
  }

  async end(): Promise<void> {
    this.#ending = true;
    await this.pool.closeAll();
    await Promise.all(this.outcomes);
    expect([this.connector.connections.size, this.connector.dials.size]).toEqual([0, 0]);
    expect([this.pool.figures().open, this.clock.pending]).toEqual([0, 0]);
    expect(new Set(this.started).size, 'a command ran twice').toBe(this.started.length);
  }

  #open(target: (typeof hosts)[number]): void {
    const opening = this.pool.open(target, this.#signal());
    this.outcomes.push(
      opening.then(
        (lease) => this.leases.push(lease),
        () => {},
      ),
    );
  }

  #exec(lease: Connection | undefined): void {
    if (lease === undefined) return;
    this.#asked += 1;
    const command = `command ${this.#asked}`;
    const result = lease.exec(command, { signal: this.#signal() });
    this.outcomes.push(result.catch(() => {}));
  }

  #signal(): AbortSignal {
    const controller = new AbortController();
    this.aborts.push(controller);
    return controller.signal;
  }
}

async function play(given: Partial<PoolSettings>, list: readonly Step[]): Promise<Model> {
  const model = new Model(given);
  const { connector } = model;
  connector.onAccept = (command) => model.started.push(command);
  for (const step of list) await model.step(step);
  return model;
}

test('whatever happens, the limits hold, nothing in use is closed, nothing runs twice, and all who wait are served', async () => {
  await fc.assert(
    fc.asyncProperty(settings, steps, async (given, list) => {
      const model = await play(given, list);
      await model.drain();
      await model.end();
    }),
    { numRuns: 100 },
  );
});

test('closing everything in the middle of whatever happens leaves nothing open and nobody waiting', async () => {
  await fc.assert(
    fc.asyncProperty(settings, steps, async (given, list) => {
      const model = await play(given, list);
      await model.end();
    }),
    { numRuns: 100 },
  );
});
