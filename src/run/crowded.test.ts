import { expect, test } from 'vitest';
import { crowded } from './crowded.ts';

test.each([
  [{ forks: 50, maxConnections: 10 }, 10],
  [{ forks: 10, maxConnections: 10 }, 5000],
])('no word of %j for %i hosts', (settings, hosts) => {
  expect(crowded(settings, hosts)).toBe(undefined);
});

test.each([
  [{ forks: 50, maxConnections: 10 }, 11, 11],
  [{ forks: 50, maxConnections: 10 }, 5000, 50],
])('%j for %i hosts', (settings, hosts, atOnce) => {
  expect(crowded(settings, hosts)).toEqual({
    message: `${atOnce} hosts at a time share 10 connections: they are closed and opened again from task to task`,
    help: `raise \`max_connections\` to ${atOnce}, or lower \`forks\` to 10`,
  });
});
