import { expect, test } from 'vitest';
import { customStatsLines } from './custom-stats.ts';

test('the whole run comes first, then each host', () => {
  expect(customStatsLines({ web1: { size: 3 }, _run: { built: 2, names: ['a', 'b'], note: 'all well' } })).toEqual([
    'built = 2',
    'names = ["a","b"]',
    'note = all well',
    'web1: size = 3',
  ]);
});
