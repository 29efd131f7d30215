import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../../test/rig/fuzz-time.ts';
import { parseKnownHosts } from './entry.ts';
import { KnownHostsIndex } from './known-hosts-index.ts';

const word = fc.constantFrom(
  'web1',
  '*',
  'w?b1',
  '!web1',
  'web1,*',
  '|1|',
  '|1|AA==|AA==',
  '@revoked',
  '@cert-authority',
  '@x',
  '#',
  'ssh-ed25519',
  'AAAA',
  '=',
  '[web1]:22',
);
const line = fc.oneof(
  fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test(
  'any text is a known_hosts file, of which every line that counts names its place',
  () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n', '\n\n'), (lines, newline) => {
        const entries = parseKnownHosts(lines.join(newline), 'FILE');
        for (const entry of new KnownHostsIndex(entries).find('web1')) {
          expect(entries).toContain(entry);
          expect(entry.names).not.toBe('');
        }
        const places = entries.map((entry) => entry.line);
        expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
      }),
      fuzzRuns,
    );
  },
  fuzzTimeout,
);
