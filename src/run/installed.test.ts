import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { installedIn } from './installed.ts';

test('roles and collections are looked for where the tools of Ansible put them, unless something else is set', () => {
  const nothing = { rolesPath: undefined, collectionsPath: undefined };
  expect(installedIn(nothing, '/work')).toEqual({
    rolesPath: [`${homedir()}/.ansible/roles`, '/usr/share/ansible/roles', '/etc/ansible/roles'],
    collectionsPath: [`${homedir()}/.ansible/collections`, '/usr/share/ansible/collections'],
  });
  expect(installedIn({ rolesPath: ['shared', '~/r'], collectionsPath: [] }, '/site')).toEqual({
    rolesPath: ['/site/shared', `${homedir()}/r`],
    collectionsPath: [],
  });
});
