import { expect, test } from 'vitest';
import { ciSafe } from './ci-safe.ts';

test.each([
  ['::set-output name=a::b', '\\::set-output name=a::b'],
  ['fine\n  ::error file=a::b\n', 'fine\n  \\::error file=a::b\n'],
  ['\u00a0\t::stop-commands::x', '\u00a0\t\\::stop-commands::x'],
  [':::error::', '\\:::error::'],
  ['##vso[task.setvariable]', '#\\#vso[task.setvariable]'],
  ['a ##[error]b', 'a #\\#[error]b'],
  ['###[group]', '##\\#[group]'],
  ["##teamcity[message text='x']", "#\\#teamcity[message text='x']"],
  ['std::vector ok: [a] ## heading\n# [link]', 'std::vector ok: [a] ## heading\n# [link]'],
])('%j', (line, safe) => {
  expect(ciSafe(line)).toBe(safe);
});
