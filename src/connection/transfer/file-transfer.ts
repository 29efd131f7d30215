import type { Readable, Writable } from 'node:stream';
import type { Client, SFTPWrapper } from 'ssh2';
import type { PutOptions } from '../connection.ts';
import { getThroughExec } from './get-through-exec.ts';
import { getThroughSftp } from './get-through-sftp.ts';
import { type Exec, putThroughExec } from './put-through-exec.ts';
import { putThroughSftp } from './put-through-sftp.ts';
import { openSftp } from './sftp-session.ts';

/** The files of one SSH connection: by SFTP, or through a command where the server has no SFTP. */
export class FileTransfer {
  readonly #client: Client;
  readonly #exec: Exec;
  #hasSftp = true;

  constructor(client: Client, exec: Exec) {
    this.#client = client;
    this.#exec = exec;
  }

  async put(content: Uint8Array | Readable, path: string, options?: PutOptions): Promise<void> {
    const sftp = await this.#sftp();
    if (sftp === undefined) return await putThroughExec(this.#exec, content, path, options);
    return await closing(sftp, () => putThroughSftp(sftp, content, path, options));
  }

  async get(path: string, sink: Writable, signal?: AbortSignal): Promise<number> {
    const sftp = await this.#sftp();
    if (sftp === undefined) return await getThroughExec(this.#exec, path, sink, signal);
    return await closing(sftp, () => getThroughSftp(sftp, path, sink, signal));
  }

  /** A session of its own for each transfer, so that none waits for another; a server that refused once is not asked again. */
  async #sftp(): Promise<SFTPWrapper | undefined> {
    const opened = this.#hasSftp ? await openSftp(this.#client) : 'no subsystem';
    this.#hasSftp = opened !== 'no subsystem';
    return typeof opened === 'string' ? undefined : opened;
  }
}

async function closing<T>(sftp: SFTPWrapper, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    sftp.end();
  }
}
