import { oneAtATime } from './auth/one-at-a-time.ts';
import type { Connection, Connector, Target } from './connection.ts';
import { FallbackConnector, type FallbackNotice } from './fallback.ts';
import { LazyConnector } from './lazy-connector.ts';
import { LocalConnector } from './local.ts';
import type { Surroundings } from './local-process.ts';
import type { SshOptions } from './ssh.ts';

export interface ConnectorOptions extends SshOptions {
  /** Told when a host is reached with the system's `ssh` although that was not asked for it. */
  readonly onFallback?: FallbackNotice;
  /** Where the commands of this machine run. */
  readonly local?: Surroundings;
}

/** The connector of a run: it connects to each target the way the target wants. */
export function connectorFor(options: ConnectorOptions = {}): Connector {
  const shared = { ...options, ...(options.ask && { ask: oneAtATime(options.ask) }) };
  const ssh = new LazyConnector(async () => new (await import('./ssh.ts')).SshConnector(shared));
  const openssh = new LazyConnector(async () => new (await import('./openssh.ts')).OpenSshConnector(shared));
  const connectors: Record<Target['transport'], Connector> = {
    ssh: new FallbackConnector(ssh, openssh, options.onFallback),
    local: new LocalConnector(options.grace, options.local),
    openssh,
  };
  return {
    open: (target, signal): Promise<Connection> => connectors[target.transport].open(target, signal),
    reset: async (target) => connectors[target.transport].reset?.(target),
  };
}
