import { isIPv6, Socket } from 'node:net';
import { ConnectionError, type Target } from '../connection.ts';
import { Dropped } from './dropped.ts';

/** Where a target is, as people write it: `host:port`, `[address]:port` for IPv6. */
export function place({ address, port }: Pick<Target, 'address' | 'port'>): string {
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Connects to a target's port, without Nagle's delay. Of several addresses of a name each gets its chance (RFC 8305). */
export function connectTcp(target: Target, signal: AbortSignal): Promise<Socket> {
  const { address: host, port, addressFamily: family } = target;
  return new Promise((resolve, reject) => {
    const socket = new Socket({ signal }).setNoDelay(true);
    socket.once('error', (error) => reject(signal.aborted ? signal.reason : explain(error, target)));
    socket.connect({ host, port, autoSelectFamily: true, ...(family && { family }) }, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

function explain(error: NodeJS.ErrnoException, target: Target): Error {
  const where = place(target);
  const [first] = error instanceof AggregateError ? (error.errors as NodeJS.ErrnoException[]) : [error];
  const code = first?.code ?? error.code;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ENODATA':
      return problem('address', `the name \`${target.address}\` could not be looked up: ${code}`, {
        help: 'check the spelling, or set `ansible_host`',
        cause: error,
      });
    case 'ECONNREFUSED':
      return problem('refused', `nobody listens at ${where}`, {
        help: 'check `ansible_host` and `ansible_port`, and that sshd runs there',
        cause: error,
      });
    case 'ECONNRESET':
      return new Dropped(`${where} reset the connection at once`, error);
    case 'EMFILE':
    case 'ENFILE':
      return problem('exhausted', 'this machine cannot open another socket: too many open files', {
        help: 'raise `ulimit -n`, or lower `--forks` and `max_connections`',
        cause: error,
      });
    default:
      return problem('refused', `${where} cannot be reached: ${first?.message ?? error.message}`, {
        help: 'check the network and the firewall on the way',
        cause: error,
      });
  }
}

function problem(
  kind: 'address' | 'refused' | 'exhausted',
  message: string,
  rest: { readonly help: string; readonly cause: unknown },
): ConnectionError {
  return new ConnectionError(kind, message, rest);
}
