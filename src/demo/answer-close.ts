import type { Session } from 'ssh2';

interface Inside {
  readonly _channel?: unknown;
  readonly _client: { _protocol: { channelClose(id: number): void }; _chanMgr: { remove(id: number): void } };
  readonly _chanInfo: { incoming: { id: number }; outgoing: { id: number } };
}

/**
 * Answers the client's CLOSE of a session on which nothing was started, once. ssh2's server forgets to, so a client that opens sessions
 * ahead would never see the unused ones closed. Reaches into ssh2's private fields, which is one reason why ssh2 is pinned.
 */
export function answerClose(session: Session): void {
  const { _channel, _client, _chanInfo } = session as unknown as Inside;
  if (_channel !== undefined) return;
  _client._protocol.channelClose(_chanInfo.outgoing.id);
  _client._chanMgr.remove(_chanInfo.incoming.id);
}
