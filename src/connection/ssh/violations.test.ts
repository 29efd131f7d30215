import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { connectionFailure } from '../../../test/rig/connection-failure.ts';
import { packetsOf } from '../../../test/rig/packets.ts';
import { SshRig } from '../../../test/rig/ssh-rig.ts';
import { targetTo } from '../../../test/rig/target.ts';
import { SshConnector } from '../ssh.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server that sends the same again and again for as long as it is listened to, after what it says first. */
async function hostile(
  first: string | Buffer,
  again: string | Buffer,
): Promise<{ port: number; leftAlone: Promise<unknown> }> {
  const flood = (socket: Socket): void => {
    while (!socket.destroyed && again.length > 0 && socket.write(again));
    socket.once('drain', () => flood(socket));
  };
  const server = createServer((socket) => {
    socket.on('error', () => {}).resume();
    socket.write(first);
    flood(socket);
  });
  const leftAlone = once(server, 'connection').then(
    ([socket]) => new Promise((resolve) => socket.once('close', resolve)),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(async () => {
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, leftAlone };
}

const version = 'SSH-2.0-x\r\n';
const filler = Buffer.alloc(65_536, 1);
const keysOf = { clientKeyFile: '/dev/null', knownHostsFile: '/dev/null' };

describe('a server is left alone as soon as it', () => {
  test.each<[what: string, first: string | Buffer, again: string | Buffer, message: string]>([
    [
      'sends noise',
      Buffer.from([0x80, 0, 0x0d, 7]),
      filler,
      'what answers at HERE is not an SSH server: it sent characters that no greeting has',
    ],
    [
      'sends a line without end',
      'A',
      Buffer.alloc(65_536, 'A'),
      'what answers at HERE is not an SSH server: it sent a line of over 8192 bytes',
    ],
    [
      'greets without end',
      '',
      'hello\r\n'.repeat(5000),
      'what answers at HERE is not an SSH server: it sent more than 1024 lines of greeting',
    ],
    [
      'ends lines with half of an end',
      'a\rb',
      '',
      'what answers at HERE is not an SSH server: it sent characters that no greeting has',
    ],
    [
      'speaks the first version of the protocol',
      'SSH-1.5-old\r\n',
      filler,
      'no login at HERE: Invalid identification string',
    ],
    ['has no software', 'SSH-2.0\r\n', filler, 'no login at HERE: Invalid identification string'],
    ['announces a packet of 2 GB', `${version}\x7f\xff\xff\xff`, filler, 'no login at HERE: Bad packet length'],
    [
      'announces a packet of 4 GB',
      Buffer.concat([Buffer.from(version), Buffer.alloc(4, 0xff)]),
      filler,
      'no login at HERE: Bad packet length',
    ],
    ['sends empty packets', version, Buffer.alloc(65_536), 'no login at HERE: Bad packet length'],
  ])('%s', async (_what, first, again, message) => {
    const { port, leftAlone } = await hostile(first, again);
    const target = targetTo({ port, ...keysOf }, { identityFiles: [] });
    const error = await connectionFailure(new SshConnector().open(target));
    expect([error.kind, error.message.replace(`127.0.0.1:${port}`, 'HERE')]).toEqual(['protocol', message]);
    await leftAlone;
  });
});

describe('a connection is lost at once when the server', () => {
  test('sends more than a channel has room for', async () => {
    const rig = await SshRig.start();
    closers.push(() => rig.close());
    rig.command('flood').always(({ channel }) => {
      const { id, packets } = packetsOf(channel);
      for (let sent = 0; sent < 16 << 20; sent += 32 << 10) packets.channelData(id, Buffer.alloc(32 << 10));
    });
    const connection = await new SshConnector().open(targetTo(rig));
    closers.push(() => connection.close());
    // Nobody reads what comes.
    const stdout = new PassThrough({ highWaterMark: 1 });
    const failing = connectionFailure(connection.exec('flood', { stdout }));
    await (await rig.connections.next()).gone;
    stdout.resume();
    const error = await failing;
    expect([error.kind, error.mayHaveRun, error.message.replace(/^.*: /, '')]).toEqual([
      'lost',
      true,
      'it sent more than a channel has room for',
    ]);
    expect(connection.alive()).toBe(false);
  });
});

test('an identification that comes byte by byte is one', async () => {
  const rig = await SshRig.start({ server: { greeting: 'hello\r\nworld' } });
  closers.push(() => rig.close());
  const server = createServer(async (socket) => {
    const { connect } = await import('node:net');
    const upstream = connect(rig.port, '127.0.0.1').setNoDelay(true);
    socket.setNoDelay(true).on('error', () => {});
    socket.pipe(upstream);
    for await (const chunk of upstream as AsyncIterable<Buffer>) {
      const first = chunk.subarray(0, 40);
      for (const byte of first) await new Promise((done) => socket.write(Buffer.of(byte), done));
      socket.write(chunk.subarray(40));
    }
    socket.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(async () => server.close());
  const { port } = server.address() as AddressInfo;
  const connection = await new SshConnector().open(
    targetTo(
      { ...targetTo(rig), port, clientKeyFile: rig.clientKeyFile, knownHostsFile: rig.knownHostsFile },
      { hostKeyChecking: 'off' },
    ),
  );
  await connection.close();
});
