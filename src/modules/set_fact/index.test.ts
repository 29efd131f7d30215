import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ModuleHost, plainFacts } from '../../../test/rig/module-host.ts';
import type { Value } from '../../template/value.ts';
import { setFact } from './index.ts';

const run = async (args: Record<string, Value>) => await new ModuleHost({ folder: tmpdir() }).perform(setFact, args);

test('facts of any type, the four words for booleans included', async () => {
  const result = await run({ a: 1, b: ['x'], c: 'yes', d: 'False', e: 'on', f: null, cacheable: 'yes' });
  const facts = { a: 1, b: ['x'], c: true, d: false, e: 'on', f: null };
  expect(result).toMatchObject({ status: 'ok', result: { ansible_facts: facts }, roundTrips: 0 });
  const [effect] = result.effects;
  expect(effect).toMatchObject({ kind: 'facts', cacheable: true });
  expect(effect?.kind === 'facts' && plainFacts(effect.facts)).toEqual(facts);
});

test.each<[Record<string, Value>, string]>([
  [{ '1a': 'x' }, '`1a` is no name for a variable'],
  [{ 'a-b': 'x' }, '`a-b` is no name for a variable'],
  [{ cacheable: true }, 'no variable is named'],
  [{ a: 1, cacheable: 'perhaps' }, '`cacheable` must be a boolean, such as `true` or `no`, not `perhaps`'],
])('%j is refused', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message });
});
