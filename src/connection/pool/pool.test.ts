import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../test/rig/fake-clock.ts';
import { FakeConnector, fakeTarget } from '../../../test/rig/fake-connector.ts';
import { type Connection, ConnectionError } from '../connection.ts';
import { Pool } from './pool.ts';
import { defaultPoolSettings, type PoolSettings } from './settings.ts';

let clock: FakeClock;
let connector: FakeConnector;
let pool: Pool;

beforeEach(() => start());

afterEach(async () => {
  await pool.closeAll();
  expect([connector.connections.size, connector.dials.size, clock.pending, pool.figures().open]).toEqual([0, 0, 0, 0]);
});

function start(settings: Partial<PoolSettings> = {}, options: { instant?: boolean } = { instant: true }): void {
  clock = new FakeClock();
  connector = new FakeConnector(options);
  pool = new Pool(connector, { ...defaultPoolSettings, ...settings }, clock);
}

const web = fakeTarget('web');
const db = fakeTarget('db');

/** Starts commands and waits until as many run as can. */
async function run(lease: Connection, ...commands: string[]): Promise<Promise<unknown>[]> {
  const results = commands.map((command) => lease.exec(command));
  for (const result of results) result.catch(() => {});
  await settle();
  return results;
}

async function finish(): Promise<void> {
  for (let runs = connector.running; runs.length > 0; runs = connector.running) {
    for (const one of runs) one.exit();
    await settle();
  }
}

describe('sharing', () => {
  test('a lease that was given back leaves its connection to the next', async () => {
    const first = await pool.open(web);
    await first.close();
    await first.close();
    const second = await pool.open(fakeTarget('web', { host: 'alias', connectTimeout: 5000 }));
    await run(second, 'one');
    await finish();
    expect(connector.dialled).toBe(1);
    await expect(first.exec('late')).rejects.toThrow('a connection was used after it had been given back');
  });

  test('another user, port, key or way is another connection', async () => {
    const ways = [{ user: 'root' }, { port: 2222 }, { identityFiles: ['/k'] }, { jumps: [db] }, { hostKeyAlias: 'x' }];
    for (const way of [{}, ...ways]) await pool.open(fakeTarget('web', way));
    expect(connector.dialled).toBe(6);
  });

  test('two that ask at once wait for one dial', async () => {
    start({}, {});
    const both = Promise.all([pool.open(web), pool.open(web)]);
    await settle();
    expect(connector.dialled).toBe(1);
    connector.dial.succeed();
    await both;
    expect(connector.dialled).toBe(1);
  });

  test('both of them fail with the one dial, and the next tries again', async () => {
    start({}, {});
    const both = Promise.allSettled([pool.open(web), pool.open(web)]);
    await settle();
    connector.dial.fail();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = pool.open(web);
    await settle();
    connector.dial.succeed();
    await again;
    expect([connector.dialled, pool.figures().dialsFailed]).toEqual([2, 1]);
  });

  test('one that gives up does not take the dial from the other; the last one ends it', async () => {
    start({}, {});
    const [one, other] = [new AbortController(), new AbortController()];
    const both = Promise.allSettled([pool.open(web, one.signal), pool.open(web, other.signal)]);
    await settle();
    const { signal } = connector.dial;
    one.abort();
    expect(signal?.aborted).toBe(false);
    other.abort();
    expect(signal?.aborted).toBe(true);
    await both;
  });

  test('auto: shared until the channels are used up, then another connection', async () => {
    start({ channelsPerConnection: 2, maxConnectionsPerHost: 2 });
    const lease = await pool.open(web);
    await run(lease, 'a', 'b');
    expect(connector.dialled).toBe(1);
    await run(lease, 'c', 'd', 'e', 'f');
    expect([...connector.connections].map((connection) => connection.accepted)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    await finish();
    expect(pool.figures()).toMatchObject({ opened: 2, uses: 6, reused: 4, peakOpen: 2 });
  });

  test('shared: never a second one', async () => {
    start({ channelsPerConnection: 2, connectionSharing: 'shared' });
    await run(await pool.open(web), 'a', 'b', 'c');
    expect([connector.dialled, connector.running.length]).toEqual([1, 2]);
    await finish();
  });

  test('per_worker: one command a connection', async () => {
    start({ connectionSharing: 'per_worker', maxConnectionsPerHost: 3 });
    await run(await pool.open(web), 'a', 'b', 'c', 'd');
    expect([...connector.connections].map((connection) => connection.running.size)).toEqual([1, 1, 1]);
    await finish();
  });

  test('without reuse each lease has a connection of its own, which ends with it', async () => {
    start({ connectionReuse: false, maxConnectionsPerHost: 2 });
    const leases = [await pool.open(web), await pool.open(web)];
    const third = pool.open(web);
    await run(leases[0] as Connection, 'a', 'b');
    expect(connector.running.map(({ command }) => command)).toEqual(['a', 'b']);
    await leases[0]?.close();
    await settle();
    expect(connector.dialled).toBe(2);
    await finish();
    await (await third).close();
    await leases[1]?.close();
    await settle();
    expect(pool.figures()).toMatchObject({ opened: 3, uses: 2, reused: 1, open: 0, peakOpen: 2 });
  });

  test('without reuse those who wait for their turn are failed when everything is closed', async () => {
    start({ connectionReuse: false, maxConnectionsPerHost: 1 });
    await pool.open(web);
    const waiting = pool.open(web);
    const failed = expect(waiting).rejects.toThrow('all connections were closed');
    await settle();
    await pool.closeAll();
    await failed;
  });

  test('this machine is not pooled', async () => {
    const lease = await pool.open(fakeTarget('localhost', { transport: 'local' }));
    await lease.close();
    expect(connector.connections.size).toBe(0);
  });
});

describe('a budget of channels', () => {
  test('is learned from a refusal, and the refused command runs when another has ended', async () => {
    start({ maxConnectionsPerHost: 1 });
    connector.channels = 2;
    const lease = await pool.open(web);
    await run(lease, 'a', 'b', 'c');
    expect(connector.running.map(({ command }) => command)).toEqual(['a', 'b']);
    connector.running[0]?.exit();
    await settle();
    expect(connector.running.map(({ command }) => command)).toEqual(['b', 'c']);
    await run(lease, 'd', 'e');
    await finish();
    expect(pool.figures()).toMatchObject({ channelsRefused: 1, uses: 5 });
  });

  test('a refused command goes to another connection where there may be one', async () => {
    connector.channels = 1;
    await run(await pool.open(web), 'a', 'b');
    expect([...connector.connections].map(({ accepted }) => accepted)).toEqual([['a'], ['b']]);
    await finish();
  });

  test('a server that opens no channel at all is given a little time, then the refusal is told', async () => {
    connector.channels = 0;
    const [result] = await run(await pool.open(web), 'a');
    const rejected = expect(result).rejects.toThrow('no more channels');
    await clock.advance(1000);
    await rejected;
    expect(pool.figures()).toMatchObject({ channelsRefused: 5, uses: 0 });
  });
});

describe('max_connections', () => {
  test('ends the least recently used idle connection to make room, and comes back for the next command', async () => {
    start({ maxConnections: 2 });
    const leases = [await pool.open(web), await pool.open(db)];
    await run(leases[0] as Connection, 'recent');
    await finish();
    await pool.open(fakeTarget('cache'));
    expect([...connector.connections].map(({ target }) => target.host)).toEqual(['web', 'cache']);
    await run(leases[1] as Connection, 'back again');
    expect(connector.running.map(({ command }) => command)).toEqual(['back again']);
    await finish();
    expect(connector.peak).toBe(2);
    expect(pool.figures()).toMatchObject({ evicted: 2, reconnects: 0 });
  });

  test('never ends one in use: the newcomer waits', async () => {
    start({ maxConnections: 1 });
    await run(await pool.open(web), 'long');
    const waiting = pool.open(db);
    await settle();
    expect(connector.dialled).toBe(1);
    await finish();
    await waiting;
    expect(connector.peak).toBe(1);
  });

  test('a second connection to one host never costs another host its only one', async () => {
    start({ maxConnections: 2, channelsPerConnection: 1 });
    const busy = await pool.open(web);
    await pool.open(db);
    await run(busy, 'a', 'b');
    expect([...connector.connections].map(({ target }) => target.host)).toEqual(['web', 'db']);
    await finish();
    expect(pool.figures().evicted).toBe(0);
  });
});

describe('a machine without room for another connection', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => fakeTarget(`host${index}`));

  /** Lets dials end one after the other until `over`: those beyond `most` open connections fail for want of files. */
  async function dialOn(most: number, over: () => boolean): Promise<void> {
    for (await settle(); !over(); await settle()) {
      const [dial] = connector.dials;
      if (connector.connections.size >= most) dial?.fail('exhausted');
      else dial?.succeed();
    }
  }

  test('goes on with those that it has, and leaves some room', async () => {
    start({}, {});
    let opened = 0;
    for (const target of names(40)) {
      void pool.open(target).then((lease) => {
        opened += 1;
        return lease.close();
      });
    }
    await dialOn(20, () => opened === 40);
    expect(connector.connections.size).toBe(12);
    expect(pool.figures()).toMatchObject({ opened: 40, peakOpen: 20, evicted: 28, dialsFailed: 0 });
  });

  test('says so when it has none', async () => {
    start({}, {});
    const opening = expect(pool.open(web)).rejects.toMatchObject({ kind: 'exhausted' });
    await dialOn(0, () => connector.dialled === 1 && connector.dials.size === 0);
    await opening;
  });
});

describe('age and health', () => {
  test('an old connection is replaced when it is idle', async () => {
    const lease = await pool.open(web);
    await run(lease, 'long');
    await clock.advance(301_000);
    expect(connector.connections.size).toBe(1);
    await finish();
    expect(connector.connections.size).toBe(0);
    await run(lease, 'next');
    await finish();
    expect(pool.figures()).toMatchObject({ opened: 2, expired: 1, reconnects: 0 });
  });

  test('an idle connection is closed when nobody has a lease on it', async () => {
    const lease = await pool.open(web);
    await clock.advance(120_000);
    expect(connector.connections.size).toBe(1);
    await lease.close();
    await clock.advance(120_000);
    expect(connector.connections.size).toBe(0);
    expect([pool.figures().idleClosed, clock.pending]).toEqual([1, 0]);
  });

  test('a dead one is found by looking, without a use', async () => {
    await pool.open(web);
    for (const connection of connector.connections) connection.die();
    await clock.advance(30_000);
    expect(pool.figures()).toMatchObject({ healthChecks: 1, healthChecksFailed: 1, lost: 1, open: 0 });
  });

  test('a dead one is replaced before a command is given to it', async () => {
    const lease = await pool.open(web);
    for (const connection of connector.connections) connection.die();
    await run(lease, 'a');
    await finish();
    expect(pool.figures()).toMatchObject({ lost: 1, reconnects: 1, opened: 2 });
  });

  test('it is dialled several times when that fails, but not when it is of no use', async () => {
    start({ reconnectAttempts: 2 }, {});
    const opening = pool.open(web);
    await settle();
    const connection = connector.dial.succeed();
    const lease = await opening;
    connection.die();
    const [result] = await run(lease, 'a');
    connector.dial.fail('refused');
    await settle();
    await clock.advance(1000);
    connector.dial.fail('auth');
    await expect(result).rejects.toThrow('auth by web');
    expect(pool.figures()).toMatchObject({ dialsFailed: 1, reconnects: 0 });
  });

  test('reconnect_attempts 0 lets the command fail, and the one after it dial', async () => {
    start({ reconnectAttempts: 0 });
    const lease = await pool.open(web);
    for (const connection of connector.connections) connection.die();
    await settle();
    expect(lease.alive()).toBe(false);
    const [result] = await run(lease, 'a');
    await expect(result).rejects.toMatchObject({ kind: 'lost', mayHaveRun: false });
    await run(lease, 'b');
    await finish();
  });

  test('a command that was lost in the middle is never run again', async () => {
    const lease = await pool.open(web);
    const [lost] = await run(lease, 'once');
    for (const connection of connector.connections) connection.die();
    await expect(lost).rejects.toMatchObject({ kind: 'lost', mayHaveRun: true });
    await run(lease, 'next');
    expect(connector.running.map(({ command }) => command)).toEqual(['next']);
    await finish();
  });
});

describe('ending', () => {
  test('reset gives the next one a fresh connection and lets run what runs', async () => {
    const lease = await pool.open(web);
    const [old] = await run(lease, 'old');
    await pool.reset(web);
    await run(lease, 'new');
    expect([...connector.connections].map(({ accepted }) => accepted)).toEqual([['old'], ['new']]);
    await finish();
    await old;
    expect(pool.figures().open).toBe(1);
  });

  test('closeAll fails those who wait and those who run, and refuses newcomers', async () => {
    start({ maxConnections: 1 });
    const [running] = await run(await pool.open(web), 'a');
    const waiting = expect(pool.open(db)).rejects.toThrow('all connections were closed');
    await settle();
    await pool.closeAll();
    await expect(running).rejects.toBeInstanceOf(ConnectionError);
    await waiting;
    await expect(pool.open(web)).rejects.toThrow('all connections were closed');
  });

  test('a command that waits leaves the line when it is aborted', async () => {
    start({ maxConnectionsPerHost: 1, channelsPerConnection: 1 });
    const lease = await pool.open(web);
    await run(lease, 'a');
    const controller = new AbortController();
    const waiting = lease.exec('b', { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await finish();
  });
});

describe('warming up', () => {
  test('opens a window of connections at a time and tells what became of each', async () => {
    start({}, {});
    const warming = pool.warm([web, db, fakeTarget('cache')], 2);
    await settle();
    expect(connector.dials.size).toBe(2);
    connector.dial.succeed();
    await settle();
    connector.dial.fail();
    await settle();
    connector.dial.succeed();
    const warmed = await warming;
    expect(warmed.map(({ target, error }) => [target.host, error instanceof ConnectionError])).toEqual([
      ['web', false],
      ['db', true],
      ['cache', false],
    ]);
    expect(pool.figures()).toMatchObject({ opened: 2, open: 2 });
  });
});

test('waits and handshakes are measured', async () => {
  start({ channelsPerConnection: 1, maxConnectionsPerHost: 1 }, {});
  const opening = pool.open(web);
  await settle();
  await clock.advance(80);
  connector.dial.succeed();
  const lease = await opening;
  const waited: number[] = [];
  const onWaited = (milliseconds: number) => waited.push(milliseconds);
  const results = ['a', 'b'].map((command) => lease.exec(command, { onWaited }));
  await settle();
  await clock.advance(200);
  await finish();
  await Promise.all(results);
  expect(waited).toEqual([0, 200]);
  const { handshakeP50, queueWaitP50, queueWaitP95, queueWaitMax } = pool.figures();
  expect([queueWaitP50, queueWaitMax]).toEqual([0, 200]);
  expect(Math.abs(handshakeP50 / 80 - 1)).toBeLessThan(0.025);
  expect(Math.abs(queueWaitP95 / 200 - 1)).toBeLessThan(0.025);
});
