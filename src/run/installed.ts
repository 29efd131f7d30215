import { rebasePath } from '../settings/rebase.ts';
import type { Settings } from '../settings/table.ts';

/** Where Ansible's own tools install roles and collections, as published. */
const installed = {
  roles: ['~/.ansible/roles', '/usr/share/ansible/roles', '/etc/ansible/roles'],
  collections: ['~/.ansible/collections', '/usr/share/ansible/collections'],
};

/** The folders besides those of the playbook in which roles and collections are looked for, absolute. */
export function installedIn(settings: Pick<Settings, 'rolesPath' | 'collectionsPath'>, cwd: string) {
  const absolute = (path: string): string => rebasePath(path, cwd);
  return {
    rolesPath: (settings.rolesPath ?? installed.roles).map(absolute),
    collectionsPath: (settings.collectionsPath ?? installed.collections).map(absolute),
  };
}
