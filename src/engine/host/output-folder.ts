import { type FileHandle, mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a run keeps output that is too long to be held in memory: a folder that only its user may read, made when it is first wanted. */
export class OutputFolder {
  #path: Promise<string> | undefined;
  #files = 0;

  /** Opens a new file for a stream of a host, and gives its path. It stays after the run, whose results name it. */
  async file(host: string, stream: string): Promise<{ readonly handle: FileHandle; readonly path: string }> {
    this.#path ??= mkdtemp(join(tmpdir(), 'runbook-output-'));
    // The number keeps names apart, and a host called `..` within the folder.
    const name = `${++this.#files}-${encodeURIComponent(host).slice(0, 100)}.${stream}`;
    const path = join(await this.#path, name);
    return { handle: await open(path, 'wx', 0o600), path };
  }
}
