import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { StartDialogue } from '../../shell/start-dialogue.ts';
import { Conversation } from './conversation.ts';
import { KeptOutput } from './kept-output.ts';

const nothing = { password: undefined, preamble: '', stdin: Buffer.alloc(0), mayAsk: false };
const opening = { marker: 'MARK', pty: false, password: false };

const kept = () => ({ stdout: new KeptOutput(options), stderr: new KeptOutput(options) });
const options = { limit: 1000, openFile: undefined };

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
  const output = kept();
  const talk = new Conversation(new StartDialogue(opening), nothing, { sink, kept: output });
  let waited = false;
  const waiting = talk.hear('stdout', Buffer.from('noise\nMARK 12\none'))?.then(() => {
    waited = true;
  });
  await expect.poll(() => taken).toEqual(['one']);
  expect(waited).toBe(false);
  next();
  await waiting;
  const more = talk.hear('stdout', Buffer.from('two'));
  next();
  await more;
  expect([taken, output.stdout.text]).toEqual([['one', 'two'], '']);
});

it('breaks when its sink breaks', async () => {
  const { sink } = slowSink();
  sink.on('error', () => {});
  const talk = new Conversation(undefined, nothing, { sink, kept: kept() });
  sink.destroy(new Error('disk full'));
  await expect.poll(() => sink.errored).toBeTruthy();
  await expect(talk.hear('stdout', Buffer.from('more'))).rejects.toThrow('disk full');
});

it('keeps what nobody else takes', () => {
  const output = kept();
  const talk = new Conversation(undefined, nothing, { kept: output });
  expect(talk.hear('stdout', Buffer.from('kept'))).toBe(undefined);
  expect(output.stdout.text).toBe('kept');
});
