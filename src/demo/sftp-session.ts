import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  rmdir,
  stat,
  symlink,
  truncate,
  unlink,
  utimes,
} from 'node:fs/promises';
import { resolve } from 'node:path';
import ssh2, { type Attributes, type SFTPWrapper } from 'ssh2';
import { endSftp } from './end-sftp.ts';
import { fileEntry } from './sftp-entry.ts';
import { SftpHandles } from './sftp-handles.ts';
import { fsFlags, statusOf } from './sftp-status.ts';

const { STATUS_CODE } = ssh2.utils.sftp;
const ENTRIES_A_REPLY = 100;

/** What a client may set on a file; ssh2 leaves out what was not sent. */
type Wanted = Partial<Attributes>;

/** Serves SFTP version 3 on the real file system, relative names under `home`. RENAME replaces its target, as rename(2) does. */
export function serveSftp(sftp: SFTPWrapper, home: string): void {
  const session = new SftpSession(sftp, home);
  sftp.on('OPEN', (id, name, flags, attrs) => session.answer(id, session.open(id, name, flags, attrs)));
  sftp.on('READ', (id, handle, offset, length) => session.answer(id, session.read(id, handle, offset, length)));
  sftp.on('WRITE', (id, handle, offset, data) => session.done(id, session.write(handle, offset, data)));
  sftp.on('CLOSE', (id, handle) => session.done(id, session.handles.close(handle)));
  sftp.on('FSTAT', (id, handle) => session.answer(id, session.fstat(id, handle)));
  sftp.on('FSETSTAT', (id, handle, attrs) => session.done(id, session.fsetstat(handle, attrs)));
  sftp.on('STAT', (id, path) => session.answer(id, session.stat(id, path)));
  sftp.on('LSTAT', (id, path) => session.answer(id, session.lstat(id, path)));
  sftp.on('SETSTAT', (id, path, attrs) => session.done(id, session.setstat(path, attrs)));
  sftp.on('OPENDIR', (id, path) => session.answer(id, session.openFolder(id, path)));
  sftp.on('READDIR', (id, handle) => session.answer(id, session.readFolder(id, handle)));
  sftp.on('REALPATH', (id, path) => session.answer(id, session.realpath(id, path)));
  sftp.on('READLINK', (id, path) => session.answer(id, session.readlink(id, path)));
  sftp.on('REMOVE', (id, path) => session.done(id, unlink(session.path(path))));
  sftp.on('MKDIR', (id, path, { mode }) => session.done(id, session.mkdir(path, mode)));
  sftp.on('RMDIR', (id, path) => session.done(id, rmdir(session.path(path))));
  sftp.on('RENAME', (id, from, to) => session.done(id, rename(session.path(from), session.path(to))));
  // The types have the last two the other way round.
  sftp.on('SYMLINK', (id, link, target) => session.done(id, symlink(target, session.path(link))));
  sftp.on('end', () => endSftp(sftp));
  sftp.on('close', () => void session.handles.closeAll());
}

class SftpSession {
  readonly handles = new SftpHandles();
  readonly #sftp: SFTPWrapper;
  readonly #home: string;

  constructor(sftp: SFTPWrapper, home: string) {
    this.#sftp = sftp;
    this.#home = home;
  }

  path(name: string): string {
    return resolve(this.#home, name);
  }

  /** Answers with a status when the work, which answers itself when it goes well, has failed. */
  answer(id: number, work: Promise<void>): void {
    work.catch((error: unknown) => this.#sftp.status(id, ...statusOf(error)));
  }

  /** Answers OK when the work is done, or with the status that says why it failed. */
  done(id: number, work: Promise<unknown>): void {
    this.answer(
      id,
      work.then(() => this.#sftp.status(id, STATUS_CODE.OK)),
    );
  }

  async open(id: number, name: string, flags: number, attrs: Wanted): Promise<void> {
    const file = await open(this.path(name), fsFlags(flags), attrs.mode === undefined ? 0o666 : attrs.mode & 0o7777);
    this.#sftp.handle(id, this.handles.addFile(file));
  }

  async read(id: number, handle: Buffer, offset: number, length: number): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.min(length, 256 * 1024));
    const { bytesRead } = await this.handles.file(handle).read(buffer, 0, buffer.length, offset);
    if (bytesRead === 0) this.#sftp.status(id, STATUS_CODE.EOF);
    else this.#sftp.data(id, buffer.subarray(0, bytesRead));
  }

  async write(handle: Buffer, offset: number, data: Buffer): Promise<void> {
    await this.handles.file(handle).write(data, 0, data.length, offset);
  }

  async fstat(id: number, handle: Buffer): Promise<void> {
    this.#sftp.attrs(id, fileEntry('', await this.handles.file(handle).stat()).attrs);
  }

  async stat(id: number, path: string): Promise<void> {
    this.#sftp.attrs(id, fileEntry('', await stat(this.path(path))).attrs);
  }

  async lstat(id: number, path: string): Promise<void> {
    this.#sftp.attrs(id, fileEntry('', await lstat(this.path(path))).attrs);
  }

  async fsetstat(handle: Buffer, { mode, uid, gid, size, atime, mtime }: Wanted): Promise<void> {
    const file = this.handles.file(handle);
    if (size !== undefined) await file.truncate(size);
    if (uid !== undefined && gid !== undefined) await file.chown(uid, gid);
    if (mode !== undefined) await file.chmod(mode & 0o7777);
    if (atime !== undefined && mtime !== undefined) await file.utimes(atime, mtime);
  }

  async setstat(name: string, { mode, uid, gid, size, atime, mtime }: Wanted): Promise<void> {
    const path = this.path(name);
    if (size !== undefined) await truncate(path, size);
    if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
    if (mode !== undefined) await chmod(path, mode & 0o7777);
    if (atime !== undefined && mtime !== undefined) await utimes(path, atime, mtime);
  }

  async mkdir(path: string, mode: number | undefined): Promise<void> {
    await mkdir(this.path(path), mode === undefined ? {} : { mode: mode & 0o7777 });
  }

  async openFolder(id: number, name: string): Promise<void> {
    const path = this.path(name);
    this.#sftp.handle(id, this.handles.addFolder({ path, left: await readdir(path) }));
  }

  async readFolder(id: number, handle: Buffer): Promise<void> {
    const { path, left } = this.handles.folder(handle);
    const names = left.splice(0, ENTRIES_A_REPLY);
    const entries = await Promise.all(names.map(async (name) => fileEntry(name, await lstat(resolve(path, name)))));
    if (entries.length === 0) this.#sftp.status(id, STATUS_CODE.EOF);
    else this.#sftp.name(id, entries);
  }

  /** The name need not exist: clients ask for `.` and for what they are about to create. */
  async realpath(id: number, name: string): Promise<void> {
    const path = this.path(name);
    const filename = await realpath(path).catch(() => path);
    this.#sftp.name(id, [{ ...fileEntry(filename, undefined) }]);
  }

  async readlink(id: number, name: string): Promise<void> {
    this.#sftp.name(id, [fileEntry(await readlink(this.path(name)), undefined)]);
  }
}
