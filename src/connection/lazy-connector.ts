import type { Connection, Connector, Target } from './connection.ts';

/** A connector that is loaded when it is first asked for a connection: what a run does not use costs it no start-up. */
export class LazyConnector implements Connector {
  readonly #load: () => Promise<Connector>;
  #loaded: Promise<Connector> | undefined;

  constructor(load: () => Promise<Connector>) {
    this.#load = load;
  }

  async open(target: Target, signal?: AbortSignal): Promise<Connection> {
    this.#loaded ??= this.#load();
    return (await this.#loaded).open(target, signal);
  }

  async reset(target: Target): Promise<void> {
    await (await this.#loaded)?.reset?.(target);
  }
}
