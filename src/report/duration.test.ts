import { expect, test } from 'vitest';
import { duration, elapsed } from './duration.ts';

test.each([
  [0, '0ms', '0s'],
  [49.4, '49ms', '0s'],
  [999.4, '999ms', '0s'],
  [999.6, '1.0s', '0s'],
  [1250, '1.3s', '1s'],
  [59_940, '59.9s', '59s'],
  [59_960, '1m 00s', '59s'],
  [60_000, '1m 00s', '1m 00s'],
  [187_900, '3m 07s', '3m 07s'],
  [7_500_000, '2h 05m', '2h 05m'],
  [-5, '0ms', '0s'],
])('%d ms', (ms, exact, counting) => {
  expect([duration(ms), elapsed(ms)]).toEqual([exact, counting]);
});
