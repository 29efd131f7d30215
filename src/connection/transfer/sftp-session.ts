import type { Client, SFTPWrapper } from 'ssh2';
import { closeRefusedSftp, type OpenError } from '../ssh/ssh2-internals.ts';

/** Each request under way listens for the end of the session. */
const manyRequests = 100;

/** An SFTP session, or why there is none: the server has no such subsystem for us, or nothing can be opened just now. */
export type Opened = SFTPWrapper | 'no subsystem' | 'not now';

/** Opens the SFTP subsystem. Rejects with the signal's reason only; a session that opens later is ended. */
export function openSftp(client: Client, signal?: AbortSignal): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      client.sftp((error, sftp) => {
        signal?.removeEventListener('abort', giveUp);
        if (signal?.aborted) sftp?.end();
        if (error) resolve(whyNot(client, error));
        // What it says when it breaks, its requests are told as well.
        else resolve(sftp.setMaxListeners(manyRequests).on('error', () => {}));
      });
    } catch {
      signal?.removeEventListener('abort', giveUp);
      // ssh2 throws on a client that is gone; what the connection says of itself, when it is asked for more, tells why.
      resolve('not now');
    }
  });
}

/** Unless no channel was opened, what answered is no SFTP server: there is none, or a forced command, or a shell that prints. */
function whyNot(client: Client, error: OpenError): Opened {
  if (error.reason !== undefined) return 'not now';
  closeRefusedSftp(client);
  return 'no subsystem';
}

type Done<T> = (error: Error | undefined | null, value: T) => void;

/** Turns a call of ssh2's SFTP, which takes a callback, into a promise; rejects with `lost` when the session closes before it answers. */
export function answer<T = void>(sftp: SFTPWrapper, call: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const lost = () => reject(new Error('the SFTP session was closed'));
    sftp.once('close', lost);
    call((error, value) => {
      sftp.off('close', lost);
      if (error) reject(error);
      else resolve(value);
    });
  });
}
