import { complete } from './command/complete.ts';
import { type GraceTimes, usualGrace } from './command/grace.ts';
import type { Connection, Connector, ExecOptions, ExecResult } from './connection.ts';
import { readLocalFile, writeLocalFile } from './local-files.ts';
import { LocalProcess } from './local-process.ts';

/** Runs commands on this machine, without SSH: the login shell is `/bin/sh`. */
export class LocalConnector implements Connector {
  readonly #grace: GraceTimes;

  constructor(grace: GraceTimes = usualGrace) {
    this.#grace = grace;
  }

  async open(): Promise<Connection> {
    let open = true;
    const exec = async (command: string, options: ExecOptions = {}): Promise<ExecResult> => {
      options.signal?.throwIfAborted();
      return complete(await LocalProcess.start(command), options, this.#grace);
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
