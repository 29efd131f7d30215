import { resolve } from 'node:path';
import { type Diagnostic, Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { Sources } from '../source/sources.ts';
import type { Span } from '../source/span.ts';
import type { Host, Inventory } from './inventory.ts';
import { readLimit } from './limit.ts';
import type { Pattern } from './pattern.ts';
import { selectHosts } from './select-hosts.ts';

/** Chooses hosts by patterns, `--limit` applied; the inventory is asked as it is at that moment. */
export class HostSelection {
  readonly #inventory: Inventory;
  readonly #limit: Pattern | undefined;
  readonly #told = new Diagnostics();

  constructor(inventory: Inventory, limit: Pattern | undefined) {
    this.#inventory = inventory;
    this.#limit = limit;
  }

  /** Reads `--limit`, and complains when a part of it finds no host, or the whole; unless that is allowed, it is an error. */
  static read(
    limit: string | undefined,
    inventory: Inventory,
    from: { sources: Sources; diagnostics: Diagnostics; cwd: string; allowEmpty: boolean },
  ): HostSelection {
    if (limit === undefined) return new HostSelection(inventory, undefined);
    const pattern = readLimit(limit, (file) => from.sources.read(resolve(from.cwd, file)));
    const { diagnostics, allowEmpty } = from;
    if (selectHosts(inventory, pattern, { diagnostics, strict: !allowEmpty }).length === 0) {
      diagnostics.add({
        severity: allowEmpty ? 'warning' : 'error',
        code: 'empty-limit',
        message: `\`--limit ${limit}\` leaves no host`,
        help: 'see what there is: `runbook inventory --graph`',
      });
    }
    return new HostSelection(inventory, pattern);
  }

  /**
   * The hosts of a pattern that is written at `span`. Each warning about it is told once; throws {@link WrongInput} when the pattern
   * cannot be read.
   */
  select(pattern: string, span: Span, warn: (warning: Diagnostic) => void): readonly string[] {
    const diagnostics = new Diagnostics();
    const hosts = selectHosts(this.#inventory, pattern, { diagnostics, span });
    if (diagnostics.failed) throw new WrongInput(diagnostics.all);
    for (const warning of diagnostics.all) {
      const before = this.#told.all.length;
      this.#told.add(warning);
      if (this.#told.all.length > before) warn(warning);
    }
    return this.within(hosts).map((host) => host.name);
  }

  /** Those of some hosts that `--limit` leaves. */
  within(hosts: readonly Host[]): readonly Host[] {
    if (this.#limit === undefined) return hosts;
    const allowed = new Set(selectHosts(this.#inventory, this.#limit));
    return hosts.filter((host) => allowed.has(host));
  }
}
