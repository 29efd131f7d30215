import type { Diagnostics } from '../source/diagnostic.ts';
import { type Part, partSpan } from '../source/part-span.ts';
import type { Span } from '../source/span.ts';
import { suggest } from '../source/suggest.ts';
import type { Host, Inventory } from './inventory.ts';
import { type Pattern, type PatternTerm, parsePattern, type Subscript } from './pattern.ts';
import { twoReadings } from './two-readings.ts';

/** Where complaints about a pattern go, and the pattern's own place, when it stands in a text. */
export interface PatternSource {
  readonly diagnostics: Diagnostics;
  readonly span?: Span;
  /** Whether a part that finds nothing is an error: so for what is typed for this one run. */
  readonly strict?: boolean;
}

/**
 * The hosts that a pattern names: first all that are added, in the order of the parts and within each in inventory order; of these
 * only those that every `&part` keeps; of these none that a `!part` removes. Without a part that adds, it begins with all hosts.
 * A part that finds nothing is a warning; a subscript beyond the end, one that could as well be names of hosts, and a bad regular
 * expression are errors.
 */
export function selectHosts(inventory: Inventory, pattern: Pattern | string, source?: PatternSource): readonly Host[] {
  const read = typeof pattern === 'string' ? parsePattern(pattern) : pattern;
  for (const { problem, start, end } of read.problems) {
    source?.diagnostics.error('bad-pattern', problem, place(source, read.text, { start, end }));
  }
  return new Selection(inventory, read, source).hosts();
}

class Selection {
  readonly #inventory: Inventory;
  readonly #pattern: Pattern;
  readonly #source: PatternSource | undefined;

  constructor(inventory: Inventory, pattern: Pattern, source: PatternSource | undefined) {
    this.#inventory = inventory;
    this.#pattern = pattern;
    this.#source = source;
  }

  hosts(): readonly Host[] {
    const added = this.#terms('add');
    const found = added.length > 0 ? added.flatMap((term) => this.#added(term)) : this.#inventory.hostsOf('all');
    let hosts = [...new Set(found)];
    for (const term of this.#terms('keep')) {
      const kept = new Set(this.#matched(term));
      hosts = hosts.filter((host) => kept.has(host));
    }
    for (const term of this.#terms('remove')) {
      const removed = new Set(this.#matched(term));
      hosts = hosts.filter((host) => !removed.has(host));
    }
    return hosts;
  }

  #terms(mode: PatternTerm['mode']): PatternTerm[] {
    return this.#pattern.terms.filter((term) => term.mode === mode);
  }

  /** A host of exactly this name comes before any group or glob. */
  #added(term: PatternTerm): readonly Host[] {
    const host = this.#inventory.hosts.get(term.name);
    return host === undefined ? this.#matched(term) : [host];
  }

  #matched(term: PatternTerm): readonly Host[] {
    const named = this.#ranged(term);
    if (named.length === 0) return this.#byPattern(term);
    const { subscript, ...head } = term;
    if (subscript === undefined) return named;
    const silent = new Selection(this.#inventory, this.#pattern, undefined);
    if (term.names?.spare === true) return silent.#byPattern(head).length === 0 ? named : this.#byPattern(term);
    const placed = silent.#byPattern(term);
    if (placed.length === 0 || sameHosts(placed, named)) return named;
    this.#ambiguous(term, { named, placed });
    return [];
  }

  /** The hosts that the part's brackets name one by one. Where they are no glob, a name that nobody has is complained about. */
  #ranged({ names, ...term }: PatternTerm): readonly Host[] {
    if (names === undefined) return [];
    const { hosts } = this.#inventory;
    const found = names.hosts.flatMap((name) => hosts.get(name) ?? []);
    const missing = names.hosts.filter((name) => !hosts.has(name));
    if (found.length > 0 && missing.length > 0 && !names.spare && term.matches === undefined) {
      const some = `${missing
        .slice(0, 3)
        .map((name) => `\`${name}\``)
        .join(', ')}${missing.length > 3 ? ', …' : ''}`;
      this.#unknown(term, `\`${term.name}\` names hosts that are not there: ${some}`, term.name);
    }
    return found;
  }

  #ambiguous(term: PatternTerm, readings: { named: readonly Host[]; placed: readonly Host[] }): void {
    if (this.#source === undefined) return;
    this.#source.diagnostics.error('ambiguous-pattern', `\`${term.name}\` could mean two things`, {
      ...place(this.#source, this.#pattern.text, term),
      help: twoReadings(term, readings),
    });
  }

  #byPattern(term: PatternTerm): readonly Host[] {
    const groups = this.#groups(term);
    const hosts = groups.flatMap((group) => this.#inventory.hostsOf(group));
    if (groups.length === 0 || term.matchesHosts) hosts.push(...this.#named(term));
    if (hosts.length === 0 && groups.length === 0) return this.#implicit(term);
    if (hosts.length === 0 || term.subscript === undefined) return hosts;
    return this.#subscripted(hosts, term.subscript, term);
  }

  #groups({ text, matches }: PatternTerm): string[] {
    const { groups } = this.#inventory;
    if (matches === undefined) return groups.has(text) ? [text] : [];
    return [...groups.keys()].filter((name) => matches(name));
  }

  #named({ text, matches }: PatternTerm): readonly Host[] {
    const { hosts } = this.#inventory;
    if (matches !== undefined) return [...hosts.values()].filter((host) => matches(host.name));
    const host = hosts.get(text);
    return host === undefined ? [] : [host];
  }

  #implicit(term: PatternTerm): readonly Host[] {
    const host = this.#inventory.host(term.text);
    if (host !== undefined) return [host];
    this.#unknown(term, `no host or group matches \`${term.text}\``, term.text);
    return [];
  }

  #unknown(term: Part, message: string, text: string): void {
    const { diagnostics, strict } = this.#source ?? {};
    const help = this.#suggestion(text);
    const where = this.#source === undefined ? {} : place(this.#source, this.#pattern.text, term);
    const severity = strict === true ? 'error' : 'warning';
    diagnostics?.add({ severity, code: 'unknown-host-pattern', message, ...where, help });
  }

  #suggestion(text: string): string {
    const { groups, hosts } = this.#inventory;
    const near = suggest(text, [...groups.keys(), ...hosts.keys()]);
    if (near !== undefined) return `did you mean \`${near}\`?`;
    return hosts.size === 0
      ? 'the inventory has no hosts: give one with `-i`'
      : 'see what there is: `runbook inventory --graph`';
  }

  #subscripted(hosts: readonly Host[], subscript: Subscript, term: PatternTerm): readonly Host[] {
    if ('first' in subscript) {
      const { first, last } = subscript;
      return hosts.slice(first, last === undefined ? undefined : last + 1);
    }
    const host = hosts.at(subscript.index);
    if (host !== undefined) return [host];
    const message = `\`${term.name}\` asks for a host that is not there: \`${term.text}\` has ${hosts.length}`;
    this.#source?.diagnostics.error('bad-pattern', message, {
      ...place(this.#source, this.#pattern.text, term),
      help: `write \`${term.text}[0]\` to \`${term.text}[${hosts.length - 1}]\``,
    });
    return [];
  }
}

function sameHosts(some: readonly Host[], others: readonly Host[]): boolean {
  const wanted = new Set(some);
  return wanted.size === others.length && others.every((host) => wanted.has(host));
}

function place({ span }: PatternSource, text: string, part: Part): { readonly span?: Span } {
  return span === undefined ? {} : { span: partSpan(span, text, part) };
}
