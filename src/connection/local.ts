import { complete } from './command/complete.ts';
import { type GraceTimes, usualGrace } from './command/grace.ts';
import type { Connection, Connector, ExecOptions, ExecResult } from './connection.ts';
import { readLocalFile, writeLocalFile } from './local-files.ts';
import { LocalProcess, type Surroundings } from './local-process.ts';

/** Runs commands on this machine, without SSH: the login shell is `/bin/sh`. */
export class LocalConnector implements Connector {
  readonly #grace: GraceTimes;
  readonly #surroundings: Surroundings;

  constructor(grace: GraceTimes = usualGrace, surroundings: Surroundings = {}) {
    this.#grace = grace;
    this.#surroundings = surroundings;
  }

  async open(): Promise<Connection> {
    let open = true;
    const exec = async (command: string, options: ExecOptions = {}): Promise<ExecResult> => {
      options.signal?.throwIfAborted();
      return complete(await LocalProcess.start(command, this.#surroundings), options, this.#grace);
    };
    return {
      exec,
      put: writeLocalFile,
      get: readLocalFile,
      alive: () => open,
      close: async () => {
        open = false;
      },
    };
  }
}
