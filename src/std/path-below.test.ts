import { relative } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathBelow } from './path-below.ts';

test.each([
  ['web1', '/d/web1'],
  ['rack/web1', '/d/rack/web1'],
  ['/etc/passwd', '/d/etc/passwd'],
  ['a//b/', '/d/a/b'],
  ['...', '/d/...'],
  ['a\nb', '/d/a\nb'],
  ['', undefined],
  ['/', undefined],
  ['.', undefined],
  ['..', undefined],
  ['a/../..', undefined],
  ['a/..', undefined],
  ['a/./b', undefined],
  ['a\0b', undefined],
])('%j is %j', (name, path) => {
  expect(pathBelow('/d', name)).toBe(path);
});

test('no name leads out of the folder, or to it', () => {
  const name = fc.array(fc.constantFrom('.', '..', '/', '\0', 'a', '\\', ' ', '~')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(name, (text) => {
      const path = pathBelow('/some/folder', text);
      if (path !== undefined) expect(relative('/some/folder', path)).toMatch(/^(?!\.\.(?:\/|$))[^/]/);
    }),
  );
});
