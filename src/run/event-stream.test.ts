import { expect, it } from 'vitest';
import type { Event } from '../events/event.ts';
import { EventStream } from './event-stream.ts';

const event = (at: number): Event => ({ kind: 'play-end', play: 'web', at });

it('gives what was pushed in its order, also what is read after the end', async () => {
  const stream = new EventStream(async () => {});
  for (const at of [1, 2, 3]) stream.push(event(at));
  stream.close();
  stream.push(event(4));
  const read: Event[] = [];
  for await (const one of stream.events) read.push(one);
  expect(read).toEqual([event(1), event(2), event(3)]);
});

it('is not ready while a thousand events wait, and is again when one was read', async () => {
  const stream = new EventStream(async () => {});
  for (let at = 0; at < 999; at++) stream.push(event(at));
  await stream.ready();
  stream.push(event(999));
  const order: string[] = [];
  const ready = stream.ready().then(() => order.push('ready'));
  const reader = stream.events.getReader();
  order.push('read');
  await reader.read();
  await ready;
  expect(order).toEqual(['read', 'ready']);
});

it('holds nobody back any more once its reader has left, and waits for what leaving sets off', async () => {
  const order: string[] = [];
  const stream = new EventStream(async () => {
    order.push('cancelled');
  });
  for (let at = 0; at < 1000; at++) stream.push(event(at));
  const ready = stream.ready().then(() => order.push('ready'));
  for await (const _ of stream.events) break;
  await ready;
  stream.push(event(1000));
  await stream.ready();
  expect(order.sort()).toEqual(['cancelled', 'ready']);
});
