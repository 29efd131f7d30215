import type { Connection, Session } from 'ssh2';

interface Inside {
  readonly _protocol: { channelClose(id: number): void };
  readonly _chanMgr: { remove(id: number): void };
}

interface SessionInside {
  readonly _channel?: unknown;
  readonly _chanInfo: { readonly incoming: { readonly id: number }; readonly outgoing: { readonly id: number } };
}

/**
 * Answers the client's CLOSE of a session on which nothing was started. ssh2's server forgets to, so a client that opens sessions ahead would
 * never see the unused ones closed. Reaches into ssh2's private fields, which is one reason why ssh2 is pinned.
 */
export function answerClose(connection: Connection, session: Session): void {
  const { _protocol, _chanMgr } = connection as unknown as Inside;
  const { _channel, _chanInfo } = session as unknown as SessionInside;
  if (_channel !== undefined) return;
  _protocol.channelClose(_chanInfo.outgoing.id);
  _chanMgr.remove(_chanInfo.incoming.id);
}
