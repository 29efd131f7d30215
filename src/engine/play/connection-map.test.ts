import { describe, expect, it } from 'vitest';
import type { Connection, Connector, Target } from '../../connection/connection.ts';
import { Deferred } from '../../std/deferred.ts';
import { ConnectionMap } from './connection-map.ts';

const target = (host: string) => ({ host }) as Target;
const targets = ['a', 'b', 'c'].map(target);

/** A connector whose dials the test ends one by one. */
class Dialling implements Connector {
  readonly dials = new Map<string, Deferred<Connection>>();
  readonly closed: string[] = [];

  readonly forgotten: string[] = [];

  async reset({ host }: Target): Promise<void> {
    this.forgotten.push(host);
  }

  open({ host }: Target): Promise<Connection> {
    const dial = new Deferred<Connection>();
    this.dials.set(host, dial);
    return dial.promise;
  }

  answer(host: string): void {
    const close = async () => void this.closed.push(host);
    this.dials.get(host)?.resolve({ close } as Connection);
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('ConnectionMap', () => {
  it('dials one after the other with a window of 1', async () => {
    const connector = new Dialling();
    const map = new ConnectionMap(connector, new AbortController().signal);
    const settling = map.open(targets, 1, () => {});
    await turn();
    expect([...connector.dials.keys()]).toEqual(['a']);
    connector.answer('a');
    await turn();
    expect([...connector.dials.keys()]).toEqual(['a', 'b']);
    connector.answer('b');
    await turn();
    connector.answer('c');
    await settling;
  });

  it('dials ahead, and tells in the order of the inventory', async () => {
    const connector = new Dialling();
    const told: string[] = [];
    const map = new ConnectionMap(connector, new AbortController().signal);
    const settling = map.open(targets, 2, ({ host }, result) =>
      told.push(`${host} ${'error' in result ? 'error' : 'open'}`),
    );
    await turn();
    expect([...connector.dials.keys()]).toEqual(['a', 'b']);
    connector.answer('b');
    await turn();
    expect(told).toEqual([]);
    connector.dials.get('a')?.reject(new Error('refused'));
    await turn();
    connector.answer('c');
    await settling;
    expect(told).toEqual(['a error', 'b open', 'c open']);
  });

  it('opens one connection for two that ask at once, and closes what it opened', async () => {
    const connector = new Dialling();
    const map = new ConnectionMap(connector, new AbortController().signal);
    const both = Promise.all([map.connection(target('a')), map.connection(target('a'))]);
    connector.answer('a');
    const [first, second] = await both;
    expect(first).toBe(second);
    await map.close();
    expect(connector.closed).toEqual(['a']);
  });

  it('closes a connection that opens only after the map was closed', async () => {
    const connector = new Dialling();
    const map = new ConnectionMap(connector, new AbortController().signal);
    const opening = map.connection(target('a'));
    const closing = map.close();
    connector.answer('a');
    await Promise.all([opening, closing]);
    expect(connector.closed).toEqual(['a']);
  });

  it('dials again after a dial that failed', async () => {
    const connector = new Dialling();
    const map = new ConnectionMap(connector, new AbortController().signal);
    const first = map.connection(target('a'));
    connector.dials.get('a')?.reject(new Error('refused'));
    await expect(first).rejects.toThrow('refused');
    const second = map.connection(target('a'));
    connector.answer('a');
    await expect(second).resolves.toBeDefined();
  });

  it('gives a connection back and has it forgotten when it is reset', async () => {
    const connector = new Dialling();
    const map = new ConnectionMap(connector, new AbortController().signal);
    const opening = map.connection(target('a'));
    connector.answer('a');
    await opening;
    await map.reset(target('a'));
    expect([connector.closed, connector.forgotten]).toEqual([['a'], ['a']]);
  });
});
