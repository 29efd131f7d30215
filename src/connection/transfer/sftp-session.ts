import type { Client, SFTPWrapper } from 'ssh2';

/** Each request under way listens for the end of the session. */
const manyRequests = 100;

/** An SFTP session, or why there is none: the server has no such subsystem for us, or nothing can be opened just now. */
export type Opened = SFTPWrapper | 'no subsystem' | 'not now';

/** Opens the SFTP subsystem. */
export function openSftp(client: Client): Promise<Opened> {
  return new Promise((resolve) => {
    try {
      client.sftp((error, sftp) => {
        if (!error) resolve(sftp.setMaxListeners(manyRequests));
        else resolve(/subsystem/i.test(error.message) ? 'no subsystem' : 'not now');
      });
    } catch {
      // ssh2 throws on a client that is gone; what the connection says of itself, when it is asked for more, tells why.
      resolve('not now');
    }
  });
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
