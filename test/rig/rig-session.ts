import { once } from 'node:events';
import type { PseudoTtyInfo, Session } from 'ssh2';
import { Invocation } from './invocation.ts';
import type { RigConnection } from './rig-connection.ts';

/** Answers the requests on one session channel; resolves when the client has closed it or its connection is gone. */
export async function serveSession(connection: RigConnection, session: Session): Promise<void> {
  const env: Record<string, string> = {};
  let pty: PseudoTtyInfo | undefined;
  let invocation: Invocation | undefined;
  session.on('pty', (accept, _reject, info) => {
    pty = info;
    accept?.();
  });
  session.on('env', (accept, _reject, { key, val }) => {
    env[key] = val;
    accept?.();
  });
  session.on('signal', (accept, _reject, { name }) => {
    accept?.();
    invocation?.signals.push(name);
  });
  session.on('exec', (accept, _reject, { command }) => {
    const request = { command, user: connection.user, env, ...(pty && { pty }) };
    invocation = new Invocation(request, accept());
    connection.counters.commands += 1;
    connection.rules.onCommand(invocation);
  });
  session.on('sftp', (accept, reject) => {
    if (connection.rules.onSftp) connection.rules.onSftp(accept());
    else reject();
  });
  session.once('close', () => connection.answerClose(session));
  await Promise.race([once(session, 'close'), connection.gone]);
  invocation?.settleClosed();
}
