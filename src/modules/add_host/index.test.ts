import { describe, expect, it } from 'vitest';
import { dict } from '../../template/value.ts';
import { bindArgs } from '../bind-args.ts';
import type { HostView } from '../module.ts';
import { addHost } from './index.ts';

async function effects(given: Parameters<typeof dict>[0]) {
  const bound = bindArgs(addHost, dict(given));
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems));
  const verdict = await addHost.decide(bound.args, {} as HostView);
  return 'effects' in verdict ? verdict.effects : [];
}

describe('add_host', () => {
  it('adds a host with groups and variables', async () => {
    expect(await effects({ hostname: 'web9', groups: 'web, new', zed: 9 })).toEqual([
      { kind: 'add-host', name: 'web9', groups: ['web', 'new'], vars: dict({ zed: 9 }) },
    ]);
  });

  it.each([
    ['web9:2222', 'web9', 2222],
    ['[fe80::1]:2222', 'fe80::1', 2222],
    ['fe80::1', 'fe80::1', undefined],
  ])('takes the port off %s', async (name, host, port) => {
    expect(await effects({ name })).toEqual([
      { kind: 'add-host', name: host, groups: [], vars: dict(port === undefined ? {} : { ansible_port: port }) },
    ]);
  });
});
