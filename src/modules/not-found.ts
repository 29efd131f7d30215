import type { Failed } from './module.ts';

/** The failure of a task that names a file which is nowhere on the controller. */
export function notFound(name: string, places: readonly string[]): Failed {
  const searched = places.map((place) => `\n\t${place}`).join('');
  return {
    failed: true,
    message: `Could not find or access '${name}' on this machine; searched in:${searched}`,
    help: 'a relative path is looked for in the role, then beside the playbook',
  };
}
