import { Duplex } from 'node:stream';
import fc from 'fast-check';
import ssh2 from 'ssh2';
import { expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../../test/rig/fuzz-time.ts';
import { endAtViolation } from './ssh2-internals.ts';

/** A packet before there are keys (RFC 4253, section 6), right in its lengths whatever it holds. */
function packet(payload: Uint8Array): Buffer {
  const padding = 8 - ((payload.length + 5) % 8) + 4;
  const total = payload.length + padding + 1;
  const rest = (4 + total) % 8;
  const more = rest === 0 ? 0 : 8 - rest;
  const head = Buffer.alloc(5);
  head.writeUInt32BE(total + more);
  head.writeUInt8(padding + more, 4);
  return Buffer.concat([head, payload, Buffer.alloc(padding + more)]);
}

const bytes = fc.uint8Array({ maxLength: 300 });
const typed = fc
  .tuple(fc.integer({ min: 1, max: 100 }), bytes)
  .map(([type, rest]) => packet(Uint8Array.of(type, ...rest)));
const said = fc.oneof(
  typed,
  bytes.map((some) => Buffer.from(some)),
  bytes.map(packet),
);

test(
  'a client that is told anything has heard of a violation once and is gone, or waits for more',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(said, { maxLength: 8 }), async (packets) => {
        const errors: Error[] = [];
        const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
        const client = new ssh2.Client();
        client.on('error', (error) => errors.push(error));
        client.connect({ sock: stream, username: 'me', hostVerifier: () => true, readyTimeout: 0 });
        endAtViolation(client, stream);
        await new Promise(setImmediate);
        stream.push('SSH-2.0-x\r\n');
        for (const some of packets) if (!stream.destroyed) stream.push(some);
        await new Promise(setImmediate);
        expect(errors.length).toBeLessThanOrEqual(1);
        expect(errors.length === 0 || stream.destroyed).toBe(true);
        stream.destroy();
      }),
      fuzzRuns,
    );
  },
  fuzzTimeout,
);
