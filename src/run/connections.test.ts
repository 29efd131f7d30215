import { expect, it } from 'vitest';
import { PoolStats } from '../connection/pool/stats.ts';
import { figureHelp } from '../report/figure-help.ts';

it('explains every figure of the connections, and no other', () => {
  expect(Object.keys(figureHelp).sort()).toEqual(Object.keys(new PoolStats().snapshot()).sort());
});
