import { expect, it } from 'vitest';
import { parseOsRelease } from './os-release.ts';

it('reads assignments with their quotes taken off', () => {
  const text = [
    'NAME="A \\"quoted\\" name"',
    "PRETTY='it is $HOME'",
    'ID=plain  ',
    'EMPTY=',
    'COST="\\$5 \\`x\\` \\\\"',
    '# COMMENT=1',
    'no assignment',
    '  VERSION_ID=1',
  ].join('\n');
  expect([...parseOsRelease(text)]).toEqual([
    ['NAME', 'A "quoted" name'],
    ['PRETTY', 'it is $HOME'],
    ['ID', 'plain'],
    ['EMPTY', ''],
    ['COST', '$5 `x` \\'],
    ['VERSION_ID', '1'],
  ]);
});
