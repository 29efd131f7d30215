import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, suggest } from './suggest.ts';

const modules = ['copy', 'template', 'service', 'systemd', 'command', 'set_fact', 'apt', 'user', 'git'];

const cases: readonly (readonly [word: string, meant: string | undefined])[] = [
  ['servce', 'service'],
  ['tempalte', 'template'],
  ['Template', 'template'],
  ['set-fact', 'set_fact'],
  ['setfact', 'set_fact'],
  ['comand', 'command'],
  ['serv', 'service'],
  ['cpy', 'copy'],
  ['aptt', 'apt'],
  ['users', 'user'],
  ['docker_container', undefined],
  ['x', undefined],
  ['', undefined],
];

test.each(cases)('%s', (word, meant) => {
  expect(suggest(word, modules)).toBe(meant);
});

test('the nearest wins, and of equals the first', () => {
  expect(suggest('host', ['hosts', 'hose'])).toBe('hosts');
  expect(suggest('hsot', ['hose', 'host'])).toBe('host');
});

test('a word is never suggested for itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (word, others) => suggest(word, [word, ...others]) !== word),
  );
});

test('help is the suggestion, or what stands in for it', () => {
  expect(didYouMean('servce', modules)).toEqual({ help: 'did you mean `service`?' });
  expect(didYouMean('zzz', modules, 'see `runbook doc`')).toEqual({ help: 'see `runbook doc`' });
  expect(didYouMean('zzz', modules)).toEqual({});
});
