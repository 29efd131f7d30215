import { readdirSync, readFileSync } from 'node:fs';
import { Entries } from '../../src/facts/entries.ts';

const fixtures = new URL('../../src/facts/fixtures/', import.meta.url);

/** What a host answered, entry by entry, as if it had come to the end. */
export function entriesOf(texts: Readonly<Record<string, string>>): Entries {
  return new Entries(new Map([...Object.entries(texts), ['end', '']]));
}

/** A captured text under `src/facts/fixtures`. */
export function factFixture(path: string): string {
  return readFileSync(new URL(path, fixtures), 'utf8');
}

/** The names of the cases in a folder of fixtures, each a `.txt` of what was captured. */
export function factCases(folder: string): string[] {
  const files = readdirSync(new URL(`${folder}/`, fixtures));
  return files.filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -'.txt'.length));
}
