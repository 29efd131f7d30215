import type { KnownHost } from './entry.ts';
import { namesHost } from './host-names.ts';

/** The lines of one file, found fast by name: only hashed names and patterns are tried one by one. */
export class KnownHostsIndex {
  readonly #plain = new Map<string, KnownHost[]>();
  readonly #others: KnownHost[] = [];

  constructor(entries: readonly KnownHost[]) {
    for (const entry of entries) this.#add(entry);
  }

  /** Lines that name a host, which is given as {@link knownHostName} writes it. */
  find(name: string): KnownHost[] {
    const others = this.#others.filter((entry) => namesHost(entry.names, name));
    return [...(this.#plain.get(name) ?? []), ...others].sort((one, other) => one.line - other.line);
  }

  #add(entry: KnownHost): void {
    if (/^\||[*?!]/.test(entry.names)) {
      this.#others.push(entry);
      return;
    }
    for (const name of new Set(entry.names.toLowerCase().split(','))) {
      const known = this.#plain.get(name);
      if (known === undefined) this.#plain.set(name, [entry]);
      else known.push(entry);
    }
  }
}
