import { TransferError } from '../connection.ts';

/** A file that was read has another hash here than on its host. */
export function damaged(path: string): TransferError {
  return new TransferError(path, `\`${path}\` arrived damaged, or changed while it was read`);
}
