import { connect } from 'node:net';
import type { ServerChannel, TcpipRequestInfo } from 'ssh2';
import type { RigCounters } from './counters.ts';

/** Connects a `direct-tcpip` channel to where it asked for, as a bastion does; loopback only. */
export function forward(
  accept: () => ServerChannel,
  reject: () => void,
  to: TcpipRequestInfo,
  counters: RigCounters,
): void {
  if (to.destIP !== '127.0.0.1' && to.destIP !== 'localhost') {
    reject();
    return;
  }
  const socket = connect({ host: '127.0.0.1', port: to.destPort, noDelay: true });
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
}
