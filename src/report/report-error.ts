/** A report could not be written: the disk is full, a folder went away. The run itself was not touched by it. */
export class ReportError extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(`cannot write the report \`${path}\`: ${systemWords(cause)}`, { cause });
    this.name = 'ReportError';
    this.path = path;
  }
}

const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'no such directory',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'a part of the path is not a directory',
  EPERM: 'not permitted',
  EPIPE: 'nobody reads it any more',
  EROFS: 'the file system is read-only',
};

/** What the system says is wrong, in words. */
export function systemWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return words[code] ?? error.message;
}
