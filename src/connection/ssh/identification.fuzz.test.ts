import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../../test/rig/fuzz-time.ts';
import { Identification } from './identification.ts';
import { ProtocolViolation } from './protocol-violation.ts';

/** All that was taken until the line was there, `undefined` when it never was, or why there will be none. */
function taken(chunks: readonly Buffer[]): string | undefined {
  const identification = new Identification();
  try {
    for (const chunk of chunks) {
      const all = identification.take(chunk);
      if (all !== undefined) return all.toString('latin1');
    }
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolViolation);
    return (error as Error).message;
  }
}

const piece = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('SSH-', 'SSH-2.0-x\r\n', 'SSH-1.99-y\n', '\r', '\n', '\r\n', 'hello\r\n', '\0', 'A'.repeat(3000))
    .map(Buffer.from),
  fc.constant(Buffer.from('a line\r\n'.repeat(300))),
);

test(
  'whatever bytes come, in whatever pieces, are an identification, none yet, or a violation',
  () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const all = Buffer.concat(pieces);
        const bytes = Array.from(all.subarray(0, 4000), (byte) => Buffer.of(byte));
        const whole = taken([all.subarray(0, 4000)]);
        const parts = taken(bytes);
        // What comes behind the line in one piece is handed on as well.
        expect(whole?.startsWith(parts ?? '') ?? parts === undefined).toBe(true);
        taken(pieces);
      }),
      fuzzRuns,
    );
  },
  fuzzTimeout,
);
