import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../source/diagnostic.ts';
import { findRole } from './role-path.ts';

let folder = '';
let diagnostics = new Diagnostics();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-roles-'));
  diagnostics = new Diagnostics();
  for (const path of ['roles/web', 'configured/web', 'web']) mkdirSync(join(folder, path), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const find = () =>
  findRole('web', {
    file: join(folder, 'play.yml'),
    keywords: new Map(),
    parent: undefined,
    compilation: { folder, rolesPath: [join(folder, 'configured')], collectionsPath: [], diagnostics },
  })?.path.slice(folder.length + 1);

test('a role beside the playbook goes before one of the path', () => {
  chmodSync(folder, 0o1777);
  expect(find()).toBe('roles/web');
});

describe.runIf(process.geteuid?.() === 0)('a role of another user', () => {
  test.each(['roles', 'roles/web'])('is taken where only that user and its friends may write: %s', (path) => {
    chownSync(join(folder, path), 12345, 12345);
    expect(find()).toBe('roles/web');
  });

  test.each([
    { open: '.', owned: 'roles' },
    { open: 'roles', owned: 'roles/web' },
  ])('is passed over where anybody may write: $owned in $open', ({ open, owned }) => {
    chmodSync(join(folder, open), 0o1777);
    chownSync(join(folder, owned), 12345, 12345);
    expect(find()).toBe('configured/web');
    expect(diagnostics.all).toEqual([
      {
        severity: 'warning',
        code: 'role-not-trusted',
        message: `\`${join(folder, owned)}\` is passed over: it belongs to another user (uid 12345)`,
        help: `to use it: \`chown -h 0 ${join(folder, owned)}\``,
      },
    ]);
  });
});
