import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
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

  private constructor(path: string) {
    this.path = path;
    this.socket = join(path, 's');
    this.log = join(path, 'log');
  }

  static async make(): Promise<MasterFolder> {
    const parent = Buffer.byteLength(tmpdir()) + '/runbook-XXXXXX/s'.length > longestPath ? '/tmp' : tmpdir();
    return new MasterFolder(await mkdtemp(join(parent, 'runbook-')));
  }

  /** Writes a file of its own and gives its path. */
  async file(name: string, text: string, mode: 0o600 | 0o700): Promise<string> {
    const path = join(this.path, name);
    await writeFile(path, text, { mode });
    return path;
  }

  /** Whatever is said before a master keeps its log itself goes there too. */
  openLog() {
    return open(this.log, 'a', 0o600);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
