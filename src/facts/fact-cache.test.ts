import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch } from '../../test/rig/scratch.ts';
import { Float } from '../std/float.ts';
import { dict } from '../template/value.ts';
import { DiskFactCache } from './fact-cache.ts';

const NOW = Date.UTC(2026, 0, 1);
const remembered = {
  facts: dict({
    hostname: 'web1',
    loadavg: dict({ '1m': new Float(1) }),
    mounts: [dict({ size_total: 270_553_174_016 })],
  }),
  bare: dict({ app_version: '1.2' }),
};

let scratch: Scratch;
let folder: string;
let warnings: string[];
beforeEach(async () => {
  scratch = await Scratch.make('fact-cache');
  folder = join(scratch.path, 'facts');
  warnings = [];
});
afterEach(() => scratch.remove());

function cache(timeout = 0): DiskFactCache {
  return new DiskFactCache({
    folder,
    timeout,
    now: () => NOW,
    warn: (message, help) => warnings.push(`${message}: ${help}`),
  });
}

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('DiskFactCache', () => {
  it('gives back what it was given, from files that only their owner reads', async () => {
    await cache().write('web1', remembered);
    expect(await cache().read('web1')).toEqual(remembered);
    expect([mode(folder), mode(join(folder, 'web1')), readdirSync(folder)]).toEqual(['700', '600', ['web1']]);
  });

  it('writes the layout of Ansible’s own cache', async () => {
    await cache().write('web1', { facts: dict({ hostname: 'web1' }), bare: dict({ app: true }) });
    expect(readFileSync(join(folder, 'web1'), 'utf8')).toBe('{\n    "ansible_hostname": "web1",\n    "app": true\n}');
  });

  it('reads a file of Ansible’s', async () => {
    await cache().write('web1', remembered);
    writeFileSync(
      join(folder, 'web1'),
      '{"_ansible_facts_gathered": true, "ansible_hostname": "x", "module_setup": true}',
    );
    expect(await cache().read('web1')).toEqual({ facts: dict({ hostname: 'x' }), bare: dict({ module_setup: true }) });
  });

  it.each([
    '.',
    '..',
    '../evil',
    '/etc/evil',
    'a/b',
    '[2001:db8::1]:22',
    'ü x',
    'a\0b',
    'a\n',
    '\ud800',
    'ü'.repeat(300),
  ])('keeps the file of host `%s` in its folder', async (host) => {
    await cache().write(host, remembered);
    expect(await cache().read(host)).toEqual(remembered);
    expect([readdirSync(folder).length, existsSync(join(scratch.path, 'evil'))]).toEqual([1, false]);
  });

  it('knows no host that it was not told of, or was told to forget', async () => {
    expect(await cache().read('web1')).toBeUndefined();
    await cache().write('web1', remembered);
    await cache().forget('web1');
    await cache().forget('web1');
    expect([await cache().read('web1'), warnings]).toEqual([undefined, []]);
  });

  it('does not count facts that are too old', async () => {
    await cache().write('web1', remembered);
    const aMinuteAgo = NOW / 1000 - 60;
    utimesSync(join(folder, 'web1'), aMinuteAgo, aMinuteAgo);
    expect(await cache(59).read('web1')).toBeUndefined();
    expect(await cache(60).read('web1')).toEqual(remembered);
    expect(await cache(0).read('web1')).toEqual(remembered);
  });

  it.each(['', '{"ansible_x": ', '[1]', '\0'])('warns of a damaged file (%j) and passes it over', async (text) => {
    await cache().write('web1', remembered);
    writeFileSync(join(folder, 'web1'), text);
    expect(await cache().read('web1')).toBeUndefined();
    expect(warnings).toEqual([
      `fact cache \`${join(folder, 'web1')}\` is damaged and is passed over: it is written anew when facts are gathered`,
    ]);
  });
});
