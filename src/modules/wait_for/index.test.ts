import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { waitFor } from './index.ts';

let folder = '';
let server: Server;
let port = 0;
let closed = 0;

const listen = async (listening: Server): Promise<number> => {
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wait-'));
  writeFileSync(join(folder, 'log'), 'starting\nready on 80\n');
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end('220 mail ready\r\n');
  });
  port = await listen(server);
  const other = createServer();
  closed = await listen(other);
  await new Promise((resolve) => other.close(resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(waitFor, args);

describe.each(shells)('in $name', (shell) => {
  test('a path', async () => {
    expect(await run({ path: 'log' }, { shell })).toMatchObject({
      status: 'ok',
      result: {
        path: 'log',
        state: 'file',
        elapsed: 0,
        port: null,
        search_regex: null,
        match_groups: [],
        match_groupdict: {},
      },
      roundTrips: 1,
    });
    expect(await run({ path: 'gone', state: 'absent' }, { shell })).toMatchObject({
      status: 'ok',
      result: { state: 'absent' },
    });
  });

  test('a text in a file', async () => {
    expect(await run({ path: 'log', search_regex: '^ready on (?P<port>\\d+)(x)?$' }, { shell })).toMatchObject({
      status: 'ok',
      result: { match_groups: ['80', null], match_groupdict: { port: '80' } },
    });
  });

  test('a port', async () => {
    expect(await run({ port }, { shell })).toMatchObject({
      status: 'ok',
      result: { port, state: 'started' },
      roundTrips: 1,
    });
    expect(await run({ port: closed, state: 'stopped' }, { shell })).toMatchObject({ status: 'ok', roundTrips: 1 });
  });
});

test.each([['python3'], ['perl'], ['bash'], ['nc']])('a port and what it says, with %s', async (tool) => {
  // command -v is what the probe asks; a function of that name answers for the tools that are to be missing.
  const hidden = ['python3', 'perl', 'bash', 'nc'].filter((name) => name !== tool).join('|');
  const shell = shells[0];
  const host = new ModuleHost({ folder, ...(shell === undefined ? {} : { shell }) });
  const probe = host.probe.bind(host);
  host.probe = async (script) =>
    await probe(script.replaceAll('has() {', `has() { case $1 in ${hidden}) return 1 ;; esac;`));
  const there = await probe(`command -v ${tool}`);
  const seen = await host.perform(waitFor, { port, search_regex: 'mail (\\w+)', timeout: 0 });
  if (there.code !== 0) expect(seen.message).toBe('the host has no program that can connect to a port');
  else expect(seen).toMatchObject({ status: 'ok', result: { match_groups: ['ready'] } });
});

test.each<[Record<string, Value>, string]>([
  [{ path: 'gone' }, 'Timeout when waiting for file gone'],
  [{ path: 'log', state: 'absent' }, 'Timeout when waiting for log to be absent.'],
  [{ path: 'log', search_regex: 'nope' }, 'Timeout when waiting for search string nope in log'],
  [{ path: 'gone', msg: 'it never came' }, 'it never came'],
])('%j is given up', async (args, message) => {
  expect(await run({ ...args, timeout: 3 })).toMatchObject({
    status: 'failed',
    message,
    result: { elapsed: 3 },
    roundTrips: 4,
  });
});

test('a port is given up', async () => {
  expect(await run({ port: closed, timeout: 1 })).toMatchObject({
    status: 'failed',
    message: `Timeout when waiting for 127.0.0.1:${closed}`,
    roundTrips: 2,
  });
  expect(await run({ port, state: 'stopped', timeout: 1 })).toMatchObject({
    status: 'failed',
    message: `Timeout when waiting for 127.0.0.1:${port} to stop.`,
  });
});

test('what appears while it waits', async () => {
  const host = new ModuleHost({ folder });
  const sleep = host.sleep.bind(host);
  host.sleep = async (seconds) => {
    if (host.roundTrips === 2) writeFileSync(join(folder, 'late'), '');
    await sleep(seconds);
  };
  expect(await host.perform(waitFor, { path: 'late', sleep: 5, delay: 7 })).toMatchObject({
    status: 'ok',
    result: { elapsed: 17 },
    roundTrips: 3,
  });
});

test('nothing but time', async () => {
  expect(await run({ timeout: 20, delay: 5 })).toMatchObject({
    status: 'ok',
    result: { elapsed: 25, state: 'started' },
    roundTrips: 0,
  });
});

test('connections that are left', async () => {
  expect(await run({ port: closed, state: 'drained' })).toMatchObject({ status: 'ok', result: { state: 'drained' } });
});

test.each<[Record<string, Value>, string]>([
  [{ port: 1, path: 'x' }, '`port` and `path` rule each other out'],
  [{ state: 'drained' }, 'state=drained should only be used for checking a port in the wait_for module'],
  [{ port: 1, exclude_hosts: ['a'] }, 'exclude_hosts should only be with state=drained'],
  [{ search_regex: 'x' }, '`search_regex` needs `path` or `port`'],
  [{ port: 'ssh' }, '`port` must be an integer, not `ssh`'],
])('%j is refused', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message, roundTrips: 0 });
});

test('check mode skips it', async () => {
  expect(await run({ path: 'log' }, { check: true })).toMatchObject({ status: 'skipped', roundTrips: 0 });
});
