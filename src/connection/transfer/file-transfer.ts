import type { Readable, Writable } from 'node:stream';
import type { Client, SFTPWrapper } from 'ssh2';
import { abortion } from '../command/abortion.ts';
import type { GetOptions, PutOptions } from '../connection.ts';
import type { Exec } from './exec.ts';
import { getThroughExec } from './get-through-exec.ts';
import { getThroughSftp } from './get-through-sftp.ts';
import { putThroughExec } from './put-through-exec.ts';
import { type InSftp, putThroughSftp } from './put-through-sftp.ts';
import { type Opened, openSftp } from './sftp-session.ts';

/** The files of one SSH connection: by SFTP, or through a command where the server has no SFTP. */
export class FileTransfer {
  readonly #client: Client;
  readonly #exec: Exec;
  #hasSftp = true;

  constructor(client: Client, exec: Exec) {
    this.#client = client;
    this.#exec = exec;
  }

  async put(content: Uint8Array | Readable, path: string, options: PutOptions = {}): Promise<void> {
    const sftp = await this.#open(options.signal);
    if (typeof sftp === 'string') return await putThroughExec(this.#exec, content, path, options);
    await putThroughSftp({ inSftp: this.#sessions(sftp), exec: this.#exec }, content, path, options);
  }

  async get(path: string, sink: Writable, options: GetOptions = {}): Promise<number> {
    const sftp = await this.#open(options.signal);
    if (typeof sftp === 'string') return await getThroughExec(this.#exec, path, sink, options);
    return await getThroughSftp({ inSftp: this.#sessions(sftp), exec: this.#exec }, path, sink, options);
  }

  /** A session of its own for each transfer, so that none waits for another; a server that has none is not asked again. */
  async #open(signal: AbortSignal | undefined): Promise<Opened> {
    signal?.throwIfAborted();
    const opened = this.#hasSftp ? await openSftp(this.#client, signal) : 'no subsystem';
    this.#hasSftp = opened !== 'no subsystem';
    return opened;
  }

  /** The session that is open, then new ones. */
  #sessions(first: SFTPWrapper): InSftp {
    const unused = [first];
    return async (work, signal) => {
      const sftp = unused.pop() ?? (await this.#open(signal));
      if (typeof sftp === 'string') throw new Error('the server opens no other SFTP session');
      return await within(sftp, work, signal);
    };
  }
}

async function within<T>(sftp: SFTPWrapper, work: (sftp: SFTPWrapper) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const aborted = abortion(signal);
  try {
    return await Promise.race([work(sftp), aborted.promise]);
  } finally {
    aborted.forget();
    sftp.end();
  }
}
