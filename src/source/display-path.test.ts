import { expect, test } from 'vitest';
import { displayPath } from './display-path.ts';

test.each([
  ['/here/a/b.yml', 'a/b.yml'],
  ['a/b.yml', 'a/b.yml'],
  ['./b.yml', 'b.yml'],
  ['/elsewhere/b.yml', '/elsewhere/b.yml'],
  ['../b.yml', '../b.yml'],
  ['/here', '/here'],
  ['..x/b.yml', '..x/b.yml'],
  ['<extra-vars>', '<extra-vars>'],
])('%s is shown as %s', (file, shown) => {
  expect(displayPath(file, '/here')).toBe(shown);
});
