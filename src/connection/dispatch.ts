import type { Connection, Connector, Target } from './connection.ts';
import { LocalConnector } from './local.ts';
import { SshConnector, type SshOptions } from './ssh.ts';

/** The connector of a run: it connects to each target the way the target wants. */
export function connectorFor(options: SshOptions = {}): Connector {
  const connectors: Record<Target['transport'], Connector> = {
    ssh: new SshConnector(options),
    local: new LocalConnector(options.grace),
    openssh: new SshConnector(options),
  };
  return { open: (target, signal): Promise<Connection> => connectors[target.transport].open(target, signal) };
}
