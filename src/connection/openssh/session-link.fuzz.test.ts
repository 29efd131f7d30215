import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../../test/rig/fuzz-time.ts';
import { Deferred } from '../../std/deferred.ts';
import { channelMessage } from './channel-message.ts';
import type { ControlSocket } from './control-socket.ts';
import { SessionLink } from './session-link.ts';

/** A master that says what it is told to. */
class SaidByMaster {
  destroyed = false;
  readonly closing = new Deferred<void>();
  readonly closed = this.closing.promise;
  say: (frame: Buffer) => void = () => {};

  take(taker: (frame: Buffer) => void): void {
    this.say = taker;
  }

  send(): undefined {
    return undefined;
  }

  destroy(): void {
    this.destroyed = true;
    this.closing.resolve();
  }
}

const number = fc.constantFrom(0, 1, 2, 0x7fff_ffff, 0xffff_ffff);
const field = fc.oneof(
  number.map((value) => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(value);
    return four;
  }),
  fc
    .constantFrom('exit-status', 'exit-signal', 'x')
    .map((text) => Buffer.concat([Buffer.of(0, 0, 0, text.length), Buffer.from(text)])),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
);
const type = fc.oneof(fc.constantFrom(...Object.values(channelMessage)), fc.integer({ min: 0, max: 255 }));
const frame = fc.oneof(
  fc
    .tuple(type, fc.constantFrom(0, 1), fc.array(field, { maxLength: 6 }))
    .map(([message, channel, fields]) => Buffer.concat([Buffer.of(0, message, 0, 0, 0, channel), ...fields])),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

test(
  'whatever a master hands on is taken, or ends the link and every session',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 20 }), async (frames) => {
        const master = new SaidByMaster();
        const link = new SessionLink({ frames: master } as unknown as ControlSocket);
        const session = link.session();
        for (const said of frames) if (!master.destroyed) master.say(said);
        master.destroy();
        await session.closed.promise;
        expect(await session.exit.promise).toSatisfy((exit) => exit === undefined || 'code' in exit);
      }),
      fuzzRuns,
    );
  },
  fuzzTimeout,
);
