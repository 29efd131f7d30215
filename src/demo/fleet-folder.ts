import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './run-command.ts';

/** The private folder (0700) of one fleet: the hosts' homes, and the files that are needed to reach them. */
export class FleetFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(root: string): Promise<FleetFolder> {
    const folder = new FleetFolder(await mkdtemp(join(root, 'runbook-fleet-')));
    await mkdir(folder.#commands);
    await writeFile(join(folder.#commands, 'hostname'), HOSTNAME, { mode: 0o755 });
    return folder;
  }

  /** Where a host's commands run. */
  home(host: string): string {
    return join(this.path, 'hosts', host);
  }

  /** Makes a host's home and says what its commands find there. */
  async place(host: string, user: string): Promise<Place> {
    const home = this.home(host);
    await mkdir(home, { recursive: true });
    const path = `${this.#commands}:${process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin'}`;
    const env = { HOME: home, PATH: path, SHELL: '/bin/sh', USER: user, LOGNAME: user, LANG: 'C.UTF-8' };
    return { home, env: { ...env, RUNBOOK_HOST: host } };
  }

  /** Writes a file that nobody else may read, and gives its path. */
  async write(name: string, text: string): Promise<string> {
    const path = join(this.path, name);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  /** Commands that must answer for the host and not for the machine that all hosts share. */
  get #commands(): string {
    return join(this.path, 'bin');
  }
}

const HOSTNAME = `#!/bin/sh
printf '%s\\n' "$RUNBOOK_HOST"
`;
