import { describe, expect, it } from 'vitest';
import { dict } from '../../template/value.ts';
import type { HostView } from '../module.ts';
import { setStats } from './index.ts';

describe('set_stats', () => {
  it('puts values down', async () => {
    const data = dict({ rebooted: 3 });
    expect(await setStats.decide({ data, per_host: false, aggregate: true }, {} as HostView)).toMatchObject({
      change: false,
      effects: [{ kind: 'stats', data, perHost: false, aggregate: true }],
    });
  });

  it('refuses what is no name', async () => {
    expect(await setStats.decide({ data: dict({ 'a-b': 1 }) }, {} as HostView)).toMatchObject({
      failed: true,
      message: '`a-b` is no name for a value',
    });
  });
});
