import type { ServerChannel, Session } from 'ssh2';

interface Packets {
  exitStatus(channel: number, code: number): void;
  exitSignal(channel: number, name: string, coreDumped: boolean, message: string): void;
  channelClose(channel: number): void;
  channelEOF(channel: number): void;
  channelData(channel: number, data: Buffer): void;
}

/**
 * The server's packet writer for one channel, below ssh2's own checks: it sends what it is told, also what a well-behaved server would not
 * send any more. Reaches into ssh2's private fields, which is why ssh2 is pinned and why this is the only place that does.
 */
export function packetsOf(channel: ServerChannel): { readonly id: number; readonly packets: Packets } {
  const inside = channel as unknown as { _client: { _protocol: Packets }; outgoing: { id: number } };
  return { id: inside.outgoing.id, packets: inside._client._protocol };
}

/**
 * Closes a session channel on which nothing was started. ssh2's server forgets to answer the client's CLOSE of such a channel, so a client
 * that opens channels ahead would never get them back.
 */
export function answerClose(session: Session): void {
  const inside = session as unknown as {
    _channel?: unknown;
    _client: { _protocol: Packets; _chanMgr: { remove(id: number): void } };
    _chanInfo: { incoming: { id: number }; outgoing: { id: number } };
  };
  if (inside._channel !== undefined) return;
  inside._client._protocol.channelClose(inside._chanInfo.outgoing.id);
  inside._client._chanMgr.remove(inside._chanInfo.incoming.id);
}
