import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { StartDialogue } from '../../shell/start-dialogue.ts';
import { Conversation } from './conversation.ts';

const nothing = { password: undefined, preamble: '', stdin: Buffer.alloc(0), mayAsk: false };
const opening = { marker: 'MARK', pty: false, password: false };

/** A sink that takes a chunk only when the test says so. */
function slowSink() {
  const taken: string[] = [];
  const waiting: (() => void)[] = [];
  const sink = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _encoding, done) => {
      taken.push(String(chunk));
      waiting.push(done);
    },
  });
  return { sink, taken, next: () => waiting.shift()?.() };
}

it('hands on what the script itself prints, as fast as it is taken and no faster', async () => {
  const { sink, taken, next } = slowSink();
  const talk = new Conversation(new StartDialogue(opening), nothing, { sink });
  let written = 0;
  for (const text of ['noise\nMARK 12\none', 'two'])
    talk.stdout?.write(Buffer.from(text), () => {
      written += 1;
    });
  expect([taken, written]).toEqual([['one'], 0]);
  next();
  await expect.poll(() => taken).toEqual(['one', 'two']);
  expect(written).toBe(1);
  next();
  await expect.poll(() => written).toBe(2);
  expect(talk.text('stdout')).toBe('');
});

it('breaks when its sink breaks', async () => {
  const { sink } = slowSink();
  sink.on('error', () => {});
  const talk = new Conversation(undefined, nothing, { sink });
  const broken = new Promise((resolve) => talk.stdout?.on('error', resolve));
  sink.destroy(new Error('disk full'));
  await expect.poll(() => sink.errored).toBeTruthy();
  talk.stdout?.write(Buffer.from('more'));
  expect(await broken).toMatchObject({ message: 'disk full' });
});

it('has no stream for standard output without a sink', () => {
  const talk = new Conversation(undefined, nothing, {});
  talk.hear('stdout', Buffer.from('kept'));
  expect([talk.stdout, talk.text('stdout')]).toEqual([undefined, 'kept']);
});
