import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { TextStream } from '../../../test/report/text-stream.ts';
import { Sink } from './sink.ts';

/** A stream whose reader goes away after the first write. */
class Gone extends Writable {
  attempts = 0;

  override _write(_chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.attempts += 1;
    done(this.attempts === 1 ? undefined : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  }
}

test('when nobody reads any more the rest is dropped, quietly', async () => {
  const stream = new Gone();
  const sink = new Sink(stream);
  for (const text of ['one', 'two']) sink.write(text);
  await new Promise((resolve) => stream.once('close', resolve));
  sink.write('three');
  await sink.drained();
  expect(stream.attempts).toBe(2);
});

test('is drained when all was written', async () => {
  const stream = new TextStream();
  const sink = new Sink(stream);
  stream.cork();
  sink.write('one ');
  sink.write('');
  sink.write('two');
  const drained = sink.drained();
  stream.uncork();
  await drained;
  expect(stream.text).toBe('one two');
});

test('is drained when what was left can never be written', async () => {
  const stream = new Gone();
  const sink = new Sink(stream);
  sink.write('one');
  stream.cork();
  sink.write('two');
  const drained = sink.drained();
  stream.uncork();
  await drained;
  expect(stream.destroyed).toBe(true);
});
