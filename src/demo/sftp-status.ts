import { constants } from 'node:fs';
import ssh2 from 'ssh2';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

/** SFTP's status and words for an error of the file system (draft-ietf-secsh-filexfer-02, section 7). */
export function statusOf(error: unknown): [code: number, message: string] {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return [STATUS_CODE.NO_SUCH_FILE, 'no such file'];
  if (code === 'EACCES' || code === 'EPERM') return [STATUS_CODE.PERMISSION_DENIED, 'permission denied'];
  return [STATUS_CODE.FAILURE, message];
}

/** open(2)'s flags for SFTP's. */
export function fsFlags(flags: number): number {
  const has = (flag: number) => (flags & flag) !== 0;
  const access = has(OPEN_MODE.WRITE)
    ? has(OPEN_MODE.READ)
      ? constants.O_RDWR
      : constants.O_WRONLY
    : constants.O_RDONLY;
  return (
    access |
    (has(OPEN_MODE.APPEND) ? constants.O_APPEND : 0) |
    (has(OPEN_MODE.CREAT) ? constants.O_CREAT : 0) |
    (has(OPEN_MODE.TRUNC) ? constants.O_TRUNC : 0) |
    (has(OPEN_MODE.EXCL) ? constants.O_EXCL : 0)
  );
}
