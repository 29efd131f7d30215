import type { Target } from '../../src/connection/connection.ts';

/** Something on 127.0.0.1 that a {@link Target} can be made for: the scripted server, the real sshd, a proxy in front of one. */
export interface Reachable {
  readonly port: number;
  readonly user?: string;
  readonly clientKeyFile: string;
  readonly knownHostsFile: string;
}

/** How to connect to a server of the rig with its own key and its own known_hosts file. */
export function targetTo(server: Reachable, rest: Partial<Target> = {}): Target {
  return {
    host: 'host1',
    transport: 'ssh',
    address: '127.0.0.1',
    port: server.port,
    user: server.user ?? 'root',
    identityFiles: [server.clientKeyFile],
    identitiesNamed: true,
    identitiesOnly: false,
    hostKeyChecking: 'strict',
    knownHostsFiles: [server.knownHostsFile],
    connectTimeout: 10_000,
    keepaliveInterval: 0,
    keepaliveCountMax: 3,
    ...rest,
  };
}
