import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OwnPlugin, pluginFile } from './plugin-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-plugins-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** The file that a plugin is taken to be in, for a playbook in `site/plays`. */
function found(kind: OwnPlugin['kind'], name: string): string | undefined {
  const compilation = { folder: join(folder, 'site/plays'), rolesPath: [join(folder, 'shared')], roles: [] };
  return pluginFile({ kind, name }, { role: undefined, compilation })?.slice(folder.length + 1);
}

it('is beside the playbook, in the folder above, or in any role that could be used', () => {
  write({
    'site/plays/filter_plugins/texts.py': 'return {\'shout\': shout, "whisper": whisper}',
    'site/filter_plugins/more.py': 'def sing(): pass',
    'site/plays/roles/a/plugins/test/x.py': "{'loud': loud}",
    'shared/b/lookup_plugins/tunes.py': '',
    'site/plays/library/play_tune.py': '',
    'site/plays/library/old_tune.sh': '',
  });
  expect([found('filter', 'shout'), found('filter', 'whisper')]).toEqual(
    Array(2).fill('site/plays/filter_plugins/texts.py'),
  );
  expect(found('filter', 'sing')).toBe('site/filter_plugins/more.py');
  expect(found('test', 'loud')).toBe('site/plays/roles/a/plugins/test/x.py');
  expect(found('lookup', 'tunes')).toBe('shared/b/lookup_plugins/tunes.py');
  expect([found('module', 'play_tune'), found('module', 'old_tune')]).toEqual([
    'site/plays/library/play_tune.py',
    'site/plays/library/old_tune.sh',
  ]);
});

it('is where ansible.cfg says', () => {
  write({ 'site/ansible.cfg': '[defaults]\nfilter_plugins = ./own:./other\n', 'site/other/f.py': "{'hum': hum}" });
  expect(found('filter', 'hum')).toBe('site/other/f.py');
});

it('is nowhere for a slip of the pen, nor in files that are no plugins', () => {
  write({ 'site/plays/filter_plugins/texts.py': "{'shouting': 1}", 'site/plays/filter_plugins/README.md': 'shout' });
  expect([found('filter', 'shout'), found('lookup', 'shouting'), found('module', 'shout')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
