import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectionFailure } from '../../../test/rig/connection-failure.ts';
import { Scratch } from '../../../test/rig/scratch.ts';
import { SshRig } from '../../../test/rig/ssh-rig.ts';
import { targetTo } from '../../../test/rig/target.ts';
import { Deferred } from '../../std/deferred.ts';
import type { Target } from '../connection.ts';
import { SshConnector } from '../ssh.ts';

const closers: (() => Promise<unknown>)[] = [];
let scratch: Scratch;
let rig: SshRig;

beforeEach(async () => {
  scratch = await Scratch.make('runbook-waits');
  rig = await SshRig.start();
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await rig.close();
  await scratch.remove();
});

/** Something at a socket that is asked, and what it sees of whoever asks. */
class Asked {
  readonly asked = new Deferred<void>();
  readonly letGo = new Deferred<void>();
  readonly address: Promise<string>;

  constructor(answer: (socket: Socket) => void = () => {}) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('close', () => this.letGo.resolve());
      socket.once('data', () => this.asked.resolve());
      answer(socket);
    });
    const path = join(scratch.path, 'socket');
    this.address = once(server.listen(path), 'listening').then(() => path);
    closers.push(() => closed(server));
  }
}

async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

/** Lists one key, and says nothing more to the same question as to any other. */
function listsAndNeverSigns(socket: Socket): void {
  const agent = new ssh2.AgentProtocol(false);
  agent.on('identities', (request) => {
    const key = ssh2.utils.parseKey(rig.clientKey.private);
    if (!(key instanceof Error)) agent.getIdentitiesReply(request, [key]);
  });
  socket.pipe(agent).pipe(socket);
}

const none = { identityFiles: [], identitiesNamed: false };

describe('an agent that never answers', () => {
  test('is passed over for a key that is there', async () => {
    const agent = new Asked();
    const target = targetTo(rig, { agent: await agent.address, connectTimeout: 4000 });
    const connection = await new SshConnector().open(target);
    closers.push(() => connection.close());
    await agent.letGo.promise;
  });

  test('is told when there is no other key', async () => {
    const agent = new Asked();
    const target = targetTo(rig, { ...none, agent: await agent.address, connectTimeout: 600 });
    const { kind, message } = await connectionFailure(new SshConnector().open(target));
    expect([kind, message.replace(/^.*; /, '').replace(scratch.path, 'HERE')]).toEqual([
      'auth',
      'the agent at `HERE/socket` does not answer: it took too long',
    ]);
  });

  test('to the wish for a signature is waited for until time is over', async () => {
    const agent = new Asked(listsAndNeverSigns);
    const target = targetTo(rig, { ...none, agent: await agent.address, connectTimeout: 600 });
    const { kind, message } = await connectionFailure(new SshConnector().open(target));
    expect([kind, message]).toEqual(['timeout', expect.stringContaining('it was still logging in')]);
  });

  test('is let go of when the run is interrupted', async () => {
    const agent = new Asked();
    const given = await giveUp(targetTo(rig, { ...none, agent: await agent.address }), agent.asked.promise);
    expect(given).toBe('interrupted');
    await agent.letGo.promise;
  });
});

/** What opening rejects with when it is interrupted once `reached` says that it is at its wait. */
async function giveUp(target: Target, reached: Promise<unknown>): Promise<unknown> {
  const controller = new AbortController();
  const opening = new SshConnector().open(target, controller.signal).catch((error: Error) => error.message);
  await reached;
  controller.abort(new Error('interrupted'));
  return opening;
}

test('a key file that is a pipe to which nobody writes is waited for until time is over', async () => {
  const pipe = join(scratch.path, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const target = targetTo(rig, { identityFiles: [pipe], connectTimeout: 200 });
  const { kind, message } = await connectionFailure(new SshConnector().open(target));
  expect([kind, message]).toEqual(['timeout', expect.stringContaining('it was still looking for keys')]);
  expect(await giveUp({ ...target, connectTimeout: 10_000 }, Promise.resolve())).toBe('interrupted');
});

/** A server that accepts and says nothing. */
async function silent(): Promise<{ readonly port: number; readonly entered: Promise<Socket> }> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => closed(server));
  const entered = once(server, 'connection').then(([socket]) => socket as Socket);
  return { port: (server.address() as AddressInfo).port, entered };
}

async function gone(entered: Promise<Socket>): Promise<void> {
  await once(
    (await entered).resume().on('error', () => {}),
    'close',
  );
}

test('a proxy command that says nothing and ignores being hung up is ended', async () => {
  const { port, entered } = await silent();
  const dead = `bash -c 'trap "" HUP; exec 3<>/dev/tcp/127.0.0.1/${port}; while :; do read -t 60 <&3; done'`;
  expect(await giveUp(targetTo(rig, { proxyCommand: dead }), entered)).toBe('interrupted');
  await gone(entered);
});

test('a bastion that is dialled for nobody any more is given up', async () => {
  const { port, entered } = await silent();
  const behind = targetTo(rig, { jumps: [targetTo(rig, { host: 'bastion', port })] });
  expect(await giveUp(behind, entered)).toBe('interrupted');
  await gone(entered);
});
