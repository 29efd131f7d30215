import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Bytes that a folder's path may have: a socket's path has 104 at most in the strictest of systems (`sun_path`), and while `ssh` makes one
 * it adds 17 to the name.
 */
const longestPath = 80;

/** A private folder (0700) for what belongs to one master: its control socket, its log, and what it needs to log in. */
export class MasterFolder {
  readonly path: string;
  readonly socket: string;
  readonly log: string;
  readonly #key: string;

  private constructor(path: string) {
    this.path = path;
    this.socket = join(path, 's');
    this.log = join(path, 'log');
    this.#key = join(path, 'key');
  }

  static async make(): Promise<MasterFolder> {
    const parent = Buffer.byteLength(tmpdir()) + '/runbook-XXXXXX/s'.length > longestPath ? '/tmp' : tmpdir();
    return new MasterFolder(await mkdtemp(join(parent, 'runbook-')));
  }

  /** Writes a program and gives its path. */
  async program(name: string, text: string): Promise<string> {
    const path = join(this.path, name);
    await writeFile(path, text, { mode: 0o700 });
    return path;
  }

  /** Writes a private key's text into a file for as long as the login takes, and gives its path. */
  async keepKey(text: string): Promise<string> {
    await writeFile(this.#key, `${text.trim()}\n`, { mode: 0o600 });
    return this.#key;
  }

  async forgetKey(): Promise<void> {
    await rm(this.#key, { force: true });
  }

  /** Whatever is said before a master keeps its log itself goes there too. */
  openLog(): Promise<FileHandle> {
    return open(this.log, 'a', 0o600);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
