import { type Connection, ConnectionError, type Connector, type Target } from './connection.ts';

/** Connects with the system's own `ssh`, for what ssh2 cannot do: GSSAPI, FIDO keys, certificates, `Match exec`. */
export class OpenSshConnector implements Connector {
  async open(target: Target): Promise<Connection> {
    throw new ConnectionError('unsupported', `\`${target.host}\` wants the system's \`ssh\`, which is being built in`, {
      help: 'set `ansible_connection: ssh` for this host',
    });
  }
}
