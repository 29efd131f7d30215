import { once } from 'node:events';
import type { PseudoTtyInfo, Session, SFTPWrapper } from 'ssh2';
import type { RigCounters } from './counters.ts';
import { Invocation } from './invocation.ts';

/** What is started on a session. */
export interface SessionRules {
  /** Serves the sftp subsystem; without it the request is refused. */
  onSftp?: (sftp: SFTPWrapper) => void;
  onCommand: (invocation: Invocation) => void;
}

/** The connection that a session is of, as far as it matters to the session. */
export interface SessionOwner {
  readonly user: string;
  readonly rules: SessionRules;
  readonly counters: RigCounters;
  /** Resolves when its socket is closed. */
  readonly gone: Promise<void>;
  /** Called when the client closes a session on which nothing was started. */
  answerClose(session: Session): void;
}

/** Answers the requests on one session channel; resolves when the client has closed it or its connection is gone. */
export async function serveSession(connection: SessionOwner, session: Session): Promise<void> {
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
