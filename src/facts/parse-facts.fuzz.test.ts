import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../test/rig/fuzz-time.ts';
import { expectCleanPrototypes, hostileText } from '../../test/rig/hostile-text.ts';
import { toJson } from '../template/to-json.ts';
import { parseFacts } from './parse-facts.ts';
import { chooseFacts } from './subsets.ts';

const fixtures = ['distribution', 'network', 'processor'].flatMap((kind) => {
  const folder = join(import.meta.dirname, 'fixtures', kind);
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return names.map((name) => readFileSync(join(folder, name), 'utf8'));
});

const factNames = [...new Set(chooseFacts(['all']).map(({ name }) => name))];

/** Every fact is asked to read every text. */
const forAll = (text: string): string => text.replace(/^facts\n.*$/m, () => `facts\n${factNames.join(' ')}`);

test(
  'whatever a host prints are facts that JSON can hold, or none',
  () => {
    fc.assert(
      fc.property(hostileText(fixtures), (text) => {
        for (const printed of [text, forAll(text)]) {
          const gathered = parseFacts(printed);
          if (gathered !== undefined) JSON.parse(JSON.stringify(toJson(gathered.facts)));
        }
      }),
      fuzzRuns,
    );
    expectCleanPrototypes();
  },
  fuzzTimeout,
);
