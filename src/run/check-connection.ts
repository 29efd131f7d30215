import { ConnectionError } from '../connection/connection.ts';
import { targetOf } from '../connection/target.ts';
import type { Environment } from '../settings/environment.ts';
import type { Settings } from '../settings/table.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { defined } from '../std/defined.ts';
import { connectionDefaults } from './engine-settings.ts';

/**
 * Complains about settings with which no host at all could be reached, such as an unknown option in `--ssh-common-args`. What a host's own
 * variables have wrong is told of that host.
 */
export function checkConnection(settings: Settings, env: Environment, diagnostics: Diagnostics): void {
  const { sshConfig: _ofHosts, ...defaults } = connectionDefaults(settings, env, {});
  try {
    targetOf('any.example.org', () => undefined, defaults);
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    diagnostics.error('bad-setting', error.message, defined({ help: error.help }));
  }
}
