import { expect, test } from 'vitest';
import { channelMessage } from './channel-message.ts';
import { PacketReader } from './packet-reader.ts';
import { PacketWriter } from './packet-writer.ts';
import { ProxiedSession } from './proxied-session.ts';

function opened(longestPacket: number): ProxiedSession {
  const session = new ProxiedSession(0, () => undefined);
  const confirmation = new PacketWriter().uint32(0).uint32(1000).uint32(longestPacket);
  session.receive(channelMessage.openConfirmation, new PacketReader(confirmation.bytes()));
  return session;
}

test('a channel that takes packets of no size is refused: writing to it would never end', () => {
  expect(() => opened(0)).toThrow(new RangeError('a channel takes packets of no size'));
});

test('a host that sends more than nobody has taken is not listened to', () => {
  const session = opened(100);
  const send = () =>
    session.receive(channelMessage.data, new PacketReader(new PacketWriter().string(Buffer.alloc(32 << 10)).bytes()));
  const flood = () => {
    for (let sent = 0; sent < 8 << 20; sent += 32 << 10) send();
  };
  expect(flood).toThrow(new RangeError('more than a channel has room for'));
});
