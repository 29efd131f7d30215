import { expect, test } from 'vitest';
import type { Role } from '../../vars/role.ts';
import { RoleProgress } from './role-progress.ts';

const role = (use: string, repeatable = false): Role => ({
  name: use,
  path: `/roles/${use}`,
  defaults: new Map(),
  vars: new Map(),
  params: new Map(),
  byTask: false,
  use,
  repeatable,
  parents: [],
  collection: undefined,
});

test('a role is passed over on the hosts that ran something of it and came to its end', () => {
  const progress = new RoleProgress();
  progress.begin(role('web'), 'a');
  expect(progress.passesOver(role('web'), 'a')).toBe(false);
  progress.end(role('web'), 'a');
  progress.end(role('web'), 'b');
  expect(progress.passesOver(role('web'), 'a')).toBe(true);
  expect(progress.passesOver(role('web'), 'b')).toBe(false);
  expect(progress.passesOver(role('db'), 'a')).toBe(false);
});

test('whether uses may be repeated is what the last of equal ones says', () => {
  const progress = new RoleProgress();
  progress.begin(role('web'), 'a');
  progress.end(role('web'), 'a');
  progress.admit([role('web'), role('web', true)]);
  expect(progress.passesOver(role('web'), 'a')).toBe(false);
  progress.admit([role('web')]);
  expect(progress.passesOver(role('web'), 'a')).toBe(true);
});
