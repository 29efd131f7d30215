import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Event } from '../events/event.ts';
import { SharedInput } from './shared-input.ts';

const start = (...hosts: string[]): Event => ({ kind: 'play-start', play: 'p', hosts, at: 0 });
const lost = (host: string): Event => ({ kind: 'host-unreachable', host, message: 'gone', at: 0 });
const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => index % 251));

/** A source that counts what has been taken of it. */
function counted() {
  const taken = { bytes: 0 };
  const source = Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 10_000) {
        taken.bytes += 10_000;
        yield bytes.subarray(at, at + 10_000);
      }
    })(),
    { objectMode: false },
  );
  return { source, taken };
}

test('every host gets every byte, whenever it comes', async () => {
  const input = new SharedInput(counted().source);
  input.handle(start('a', 'b'));
  const first = buffer(input.open('a'));
  const second = buffer(input.open('b'));
  expect((await first).equals(bytes) && (await second).equals(bytes)).toBe(true);
});

test('the slowest sets the pace, and nothing is heaped up for it', async () => {
  const { source, taken } = counted();
  const input = new SharedInput(source);
  input.handle(start('fast', 'slow'));
  const fast = buffer(input.open('fast'));
  const slow = input.open('slow');
  await expect.poll(() => taken.bytes).toBeGreaterThan(0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(taken.bytes).toBeLessThan(300_000);
  const all = buffer(slow);
  expect((await all).equals(bytes) && (await fast).equals(bytes)).toBe(true);
});

test('a host that is lost, or whose command ends early, holds up nobody', async () => {
  const input = new SharedInput(counted().source);
  input.handle(start('lost', 'early', 'good'));
  const early = input.open('early');
  const good = buffer(input.open('good'));
  input.handle(lost('lost'));
  early.destroy();
  expect((await good).equals(bytes)).toBe(true);
});

test('a source that breaks is no whole input', async () => {
  const broken = new Readable({ read: () => {} });
  const input = new SharedInput(broken);
  input.handle(start('a'));
  const taker = buffer(input.open('a'));
  broken.destroy(new Error('unreadable'));
  await expect(taker).rejects.toThrow('unreadable');
});
