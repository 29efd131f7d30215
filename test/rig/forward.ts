import { connect } from 'node:net';
import type { Connection, ServerChannel, TcpipRequestInfo } from 'ssh2';
import type { RigCounters } from './counters.ts';

/** Connects a `direct-tcpip` channel to where it asked for, as a bastion does; loopback only. Resolves when it is over. */
export function forward(
  accept: () => ServerChannel,
  reject: () => void,
  to: TcpipRequestInfo,
  counters: RigCounters,
): Promise<void> {
  if (to.destIP !== '127.0.0.1' && to.destIP !== 'localhost') {
    reject();
    return Promise.resolve();
  }
  const socket = connect({ host: '127.0.0.1', port: to.destPort, noDelay: true });
  const over = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.once('error', reject);
  socket.once('connect', () => {
    socket.removeListener('error', reject);
    const channel = accept();
    counters.forwarded.up();
    socket.once('close', () => counters.forwarded.down());
    socket.on('error', () => channel.destroy());
    channel.on('error', () => socket.destroy());
    channel.on('close', () => socket.destroy());
    socket.pipe(channel).pipe(socket);
  });
  return over;
}

interface Inside {
  readonly _protocol: { channelOpenFail(recipient: number, reason: number, text: string): void };
}

/** SSH_OPEN_RESOURCE_SHORTAGE (RFC 4254, section 5.1), which ssh2's server says by itself only when it has run out of numbers. */
const resourceShortage = 4;

/** Refuses a channel as a server does that has no room for another. */
export function refuseForWantOfRoom(connection: Connection, reject: () => void): void {
  const { _protocol } = connection as unknown as Inside;
  const usual = _protocol.channelOpenFail;
  _protocol.channelOpenFail = (recipient, _reason, text) => usual.call(_protocol, recipient, resourceShortage, text);
  reject();
  _protocol.channelOpenFail = usual;
}
