import type { FileHandle } from 'node:fs/promises';

/** An open directory: the names that were not sent yet. */
export interface OpenFolder {
  readonly path: string;
  readonly left: string[];
}

/** The handles that one SFTP session has given out. */
export class SftpHandles {
  readonly #files = new Map<number, FileHandle>();
  readonly #folders = new Map<number, OpenFolder>();
  #last = 0;

  addFile(file: FileHandle): Buffer {
    this.#files.set(++this.#last, file);
    return token(this.#last);
  }

  addFolder(folder: OpenFolder): Buffer {
    this.#folders.set(++this.#last, folder);
    return token(this.#last);
  }

  file(handle: Buffer): FileHandle {
    const file = this.#files.get(handle.readUInt32BE());
    if (file === undefined) throw new Error('not a handle of an open file');
    return file;
  }

  folder(handle: Buffer): OpenFolder {
    const folder = this.#folders.get(handle.readUInt32BE());
    if (folder === undefined) throw new Error('not a handle of an open directory');
    return folder;
  }

  async close(handle: Buffer): Promise<void> {
    const id = handle.readUInt32BE();
    const file = this.#files.get(id);
    this.#files.delete(id);
    this.#folders.delete(id);
    await file?.close();
  }

  /** Closes what the client has left open. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.close()));
    this.#files.clear();
  }
}

function token(id: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(id);
  return buffer;
}
