import type { Plain } from '../template/to-json.ts';
import type { Entries } from './entries.ts';

/** Facts by name, without `ansible_` before it: plain data, with `Float` where the language would print `1.0`. */
export type Facts = { readonly [name: string]: Plain };

/**
 * A few related facts: how to ask for them, and what the answer means. Each of `probes` is POSIX shell that prints entries with the
 * functions of the probe script ({@link factScript}); one that two facts share is run once. `parse` must make do with entries that are
 * not there: a command was missing, a file not readable, or the time up. `known` has what facts before it in the list found.
 */
export interface Fact {
  readonly probes: readonly string[];
  parse(entries: Entries, known: Facts): Facts;
}
