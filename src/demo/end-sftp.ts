import type { SFTPWrapper } from 'ssh2';

interface Inside {
  readonly _protocol: { exitStatus(channel: number, code: number): void };
  readonly outgoing: { readonly id: number };
}

/** Ends an SFTP session as sftp-server does when its input ends; OpenSSH's client waits for the status, which ssh2 has no call for. */
export function endSftp(sftp: SFTPWrapper): void {
  const { _protocol, outgoing } = sftp as unknown as Inside;
  _protocol.exitStatus(outgoing.id, 0);
  sftp.end();
}
