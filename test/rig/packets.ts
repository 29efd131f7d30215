import type { ServerChannel } from 'ssh2';

interface Packets {
  exitStatus(channel: number, code: number): void;
  exitSignal(channel: number, name: string, coreDumped: boolean, message: string): void;
  channelClose(channel: number): void;
  channelEOF(channel: number): void;
  channelData(channel: number, data: Buffer): void;
}

/**
 * The server's packet writer for one channel, below ssh2's own checks: it sends what it is told, also what a well-behaved server would not
 * send any more. Reaches into ssh2's private fields, which is one reason why ssh2 is pinned.
 */
export function packetsOf(channel: ServerChannel): { readonly id: number; readonly packets: Packets } {
  const inside = channel as unknown as { _client: { _protocol: Packets }; outgoing: { id: number } };
  return { id: inside.outgoing.id, packets: inside._client._protocol };
}
