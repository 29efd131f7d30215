import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../test/rig/fake-clock.ts';
import { FakeConnector, fakeTarget } from '../../../test/rig/fake-connector.ts';
import { Deferred } from '../../std/deferred.ts';
import { AddressLimit } from './address-limit.ts';
import { DialGate } from './dial-gate.ts';
import { PoolStats } from './stats.ts';

let clock: FakeClock;
let stats: PoolStats;
let gate: DialGate;
let connector: FakeConnector;
const { signal } = new AbortController();
const target = fakeTarget('busy', { connectTimeout: 1000 });

beforeEach(() => {
  clock = new FakeClock();
  stats = new PoolStats();
  gate = new DialGate(clock, stats);
  connector = new FakeConnector();
});

function dial(to = target): Promise<unknown> {
  return gate.through(to, (now) => connector.open(now, signal), signal);
}

describe('the gate', () => {
  test('lets ten dial one address at once, and others meanwhile', async () => {
    const all = Array.from({ length: 30 }, () => dial());
    const other = dial(fakeTarget('calm'));
    await settle();
    expect(connector.dials.size).toBe(11);
    for (let turn = 0; turn < 10; turn += 1) {
      for (const one of connector.dials) one.succeed();
      await settle();
    }
    await Promise.all([...all, other]);
    expect(connector.dialled).toBe(31);
  });

  test('dials again what the server has dropped, with less time left, after a pause', async () => {
    const result = dial();
    await settle();
    await clock.advance(100);
    connector.dial.fail('dropped');
    await settle();
    expect(connector.dials.size).toBe(0);
    await clock.advance(75);
    expect(connector.dial.target.connectTimeout).toBe(825);
    connector.dial.succeed();
    await result;
    expect(stats.snapshot().dialsDropped).toBe(1);
  });

  test('gives up when the time allowed for connecting is over', async () => {
    const result = expect(dial()).rejects.toMatchObject({ kind: 'dropped' });
    for (let turn = 0; turn < 20; turn += 1) {
      for (const one of connector.dials) one.fail('dropped');
      await clock.advance(100);
    }
    await result;
    expect(connector.dialled).toBe(4);
  });

  test('waiting for the turn takes nothing of that time', async () => {
    const all = Array.from({ length: 11 }, () => dial());
    await settle();
    await clock.advance(60_000);
    for (const one of connector.dials) one.succeed();
    await settle();
    expect(connector.dial.target.connectTimeout).toBe(1000);
    connector.dial.succeed();
    await Promise.all(all);
    expect(stats.dialWait.max).toBe(60_000);
  });

  test('holds those that have not begun while the user is asked something', async () => {
    const first = dial();
    await settle();
    const asked = new Deferred<string>();
    const answer = gate.hold(() => asked.promise);
    const controller = new AbortController();
    const second = dial(fakeTarget('calm'));
    const third = gate.through(fakeTarget('gone'), (to) => connector.open(to, controller.signal), controller.signal);
    await settle();
    expect(connector.dialled).toBe(1);
    controller.abort(new Error('enough'));
    await expect(third).rejects.toThrow('enough');
    asked.resolve('yes');
    expect(await answer).toBe('yes');
    await settle();
    for (const one of connector.dials) one.succeed();
    await Promise.all([first, second]);
  });

  test('a question that fails holds nobody any longer', async () => {
    await expect(gate.hold(() => Promise.reject(new Error('no terminal')))).rejects.toThrow('no terminal');
    const result = dial();
    await settle();
    connector.dial.succeed();
    await result;
  });

  test('a refusal is final', async () => {
    const result = expect(dial()).rejects.toMatchObject({ kind: 'refused' });
    await settle();
    connector.dial.fail('refused');
    await result;
    expect(connector.dialled).toBe(1);
  });

  test('five hundred at a server that drops what is over ten get in without one that fails', async () => {
    const all = Array.from({ length: 500 }, () => dial());
    for (let turn = 0; turn < 2000 && stats.snapshot().handshakeP50 === 0; turn += 1) {
      for (const over of [...connector.dials].slice(10)) over.fail('dropped');
      connector.dials.values().next().value?.succeed();
      await clock.advance(10);
      if (connector.dials.size === 0 && connector.connections.size === 500) break;
    }
    await Promise.all(all);
    expect(connector.connections.size).toBe(500);
  });
});

describe('the limit of an address', () => {
  async function admit(limit: AddressLimit, count: number): Promise<void> {
    for (let done = 0; done < count; done += 1) {
      await limit.enter(signal);
      limit.leave('admitted');
    }
  }

  test('grows by one for each limit of logins', async () => {
    const limit = new AddressLimit();
    await admit(limit, 10);
    expect(limit.limit).toBe(11);
    await admit(limit, 11);
    expect(limit.limit).toBe(12);
  });

  test('halves when one is dropped, and is cautious where that was', async () => {
    const limit = new AddressLimit();
    for (let inside = 0; inside < 10; inside += 1) await limit.enter(signal);
    limit.leave('dropped');
    expect(limit.limit).toBe(5);
    for (let inside = 0; inside < 9; inside += 1) limit.leave('failed');
    await admit(limit, 5 + 6 + 7 + 8);
    expect(limit.limit).toBe(9);
    await admit(limit, 44);
    expect(limit.limit).toBe(9);
    await admit(limit, 1);
    expect(limit.limit).toBe(10);
  });

  test('is never less than one, and is remembered only when it was learned', async () => {
    const limit = new AddressLimit();
    await admit(limit, 1);
    expect(limit.forgettable).toBe(true);
    for (let times = 0; times < 3; times += 1) {
      await limit.enter(signal);
      limit.leave('dropped');
    }
    expect([limit.limit, limit.forgettable]).toEqual([1, false]);
  });
});
