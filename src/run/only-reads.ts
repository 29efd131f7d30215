import type { Settings } from '../settings/table.ts';

/** Whether a run ends when everything was read: `--syntax-check`, `--list-hosts`, `--list-tasks`, `--list-tags`. */
export function onlyReads(settings: Settings): boolean {
  return settings.syntaxCheck || settings.listHosts || settings.listTasks || settings.listTags;
}
