import { fromJson } from '../template/from-json.ts';
import type { Dict } from '../template/value.ts';
import { readEntries } from './entries.ts';
import type { Facts } from './fact.ts';
import { factsOf } from './subsets.ts';

/** Facts by name, without `ansible_`, and what the time was up at, if it was. */
export interface GatheredFacts {
  readonly facts: Dict;
  readonly unfinished?: string;
}

/**
 * What the output of {@link factScript} says. Never throws for what a host printed: facts that are not there are left out.
 * `undefined` when the script did not run.
 */
export function parseFacts(output: string): GatheredFacts | undefined {
  const entries = readEntries(output);
  if (entries === undefined) return undefined;
  let known: Facts = {};
  for (const { fact } of factsOf(entries.line('facts').split(' '))) known = { ...known, ...fact.parse(entries, known) };
  const facts = fromJson(known) as Dict;
  const { unfinished } = entries;
  return unfinished === undefined ? { facts } : { facts, unfinished };
}
