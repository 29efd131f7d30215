import type { Settings } from '../settings/table.ts';
import type { Value } from '../template/value.ts';
import { installedIn } from './installed.ts';

/** The settings of a run under Ansible's names, for the lookup `config`: those that mean the same here, in Ansible's words. */
export function ansibleSetting(settings: Settings, cwd: string): (name: string) => Value | undefined {
  const { rolesPath, collectionsPath } = installedIn(settings, cwd);
  const values = new Map<string, Value>([
    ['DEFAULT_FORKS', settings.forks],
    ['DEFAULT_REMOTE_USER', settings.user ?? null],
    ['DEFAULT_PRIVATE_KEY_FILE', settings.privateKey ?? null],
    ['DEFAULT_TRANSPORT', settings.connection],
    ['DEFAULT_TIMEOUT', settings.timeout ?? 10],
    ['HOST_KEY_CHECKING', settings.hostKeyChecking !== 'off'],
    ['DEFAULT_BECOME', settings.become],
    ['DEFAULT_BECOME_USER', settings.becomeUser ?? 'root'],
    ['DEFAULT_BECOME_METHOD', settings.becomeMethod],
    ['DEFAULT_HOST_LIST', [...settings.inventory]],
    ['DEFAULT_ROLES_PATH', rolesPath],
    ['COLLECTIONS_PATHS', collectionsPath],
    ['DEFAULT_GATHERING', settings.gathering],
    ['DEFAULT_HASH_BEHAVIOUR', 'replace'],
    ['DEFAULT_STRATEGY', settings.strategy],
    ['DEFAULT_FORCE_HANDLERS', settings.forceHandlers],
    ['DEFAULT_VERBOSITY', settings.verbose],
    ['DIFF_ALWAYS', settings.diff],
    ['TASK_TIMEOUT', settings.taskTimeout],
    ['TAGS_RUN', [...settings.tags]],
    ['TAGS_SKIP', [...settings.skipTags]],
  ]);
  return (name) => values.get(name);
}
