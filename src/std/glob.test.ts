import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeRegExp, globToRegExp } from './glob.ts';

const cases: readonly (readonly [glob: string, yes: readonly string[], no: readonly string[]])[] = [
  ['web*', ['web', 'web1', 'web/a'], ['aweb']],
  ['w?b', ['web', 'wob'], ['wb', 'weeb']],
  ['web[12]', ['web1', 'web2'], ['web3', 'web[12]']],
  ['web[!12]', ['web3'], ['web1']],
  ['web[0-4]', ['web0', 'web4'], ['web5', 'web-']],
  ['a[]]b', ['a]b'], ['ab']],
  ['a[z-a]b', [], ['ab', 'azb']],
  ['a[!z-a]b', ['axb'], ['ab']],
  ['a[b', ['a[b'], ['ab']],
  ['a[^b]', ['a^', 'ab'], ['ac']],
  ['a.b+(c)', ['a.b+(c)'], ['axb+(c)']],
];

test.each(cases)('%s', (glob, yes, no) => {
  const pattern = globToRegExp(glob);
  expect(yes.filter((text) => !pattern.test(text))).toEqual([]);
  expect(no.filter((text) => pattern.test(text))).toEqual([]);
});

test('any text is a glob', () => {
  fc.assert(fc.property(fc.string(), (text) => void globToRegExp(text)));
});

test('an escaped text matches itself', () => {
  fc.assert(fc.property(fc.string(), (text) => new RegExp(`^${escapeRegExp(text)}$`).test(text)));
});
