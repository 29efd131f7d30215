import { ChannelRefused, ConnectionError, TransferError } from '../connection.ts';

/** What the status codes of SFTP mean (draft-ietf-secsh-filexfer-02, section 7). */
const statuses: Readonly<Record<number, string>> = {
  2: 'no such file or directory',
  3: 'permission denied',
  4: 'the host could not do it: the disk may be full or read-only, or the path a directory',
  8: 'the host cannot do it',
};

/**
 * A failure in words; what is explained already stays as it is. A channel that was refused is the transfer's failure: by now it has taken its
 * content, or given some, so it must not be done again as what never began.
 */
export function explain(what: 'read' | 'write', path: string, error: unknown): Error {
  if (error instanceof ChannelRefused)
    return new TransferError(path, `cannot ${what} \`${path}\`: ${error.message}`, error);
  if (error instanceof TransferError || error instanceof ConnectionError) return error;
  const { code, message } = error as { code?: number; message: string };
  const why = (code !== undefined && statuses[code]) || message;
  return new TransferError(path, `cannot ${what} \`${path}\`: ${why}`, error);
}
