import type { Failed } from './module.ts';

/** The failure of a task that names a service which the host does not have. */
export function noService(name: string): Failed {
  return {
    failed: true,
    message: `Could not find the requested service ${name}: host`,
    help: 'install the package that brings it first, or look for its name with `service_facts`',
  };
}
