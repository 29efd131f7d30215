import type { Inventory } from '../inventory/inventory.ts';
import { parsePattern } from '../inventory/pattern.ts';
import type { Environment } from '../settings/environment.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { defined } from '../std/defined.ts';

/** How to log in to hosts that no inventory describes. */
export interface Login {
  readonly user?: string;
  readonly port?: number;
  readonly password?: string;
}

/**
 * Without an inventory a pattern has nothing to choose from: its plain names are the hosts themselves, and `SSH_IP` is one more. Gives
 * the login that `SSH_USER`, `SSH_PASSWORD` and `SSH_PORT` say.
 */
export function fillBareInventory(
  inventory: Inventory,
  pattern: string,
  env: Environment,
  diagnostics: Diagnostics,
): Login {
  if (env.SSH_IP) inventory.addHost(env.SSH_IP, ['ungrouped']);
  // Who says how to log in means SSH, and not the machine itself, by 127.0.0.1.
  const meansSsh = Boolean(env.SSH_IP || env.SSH_USER || env.SSH_PASSWORD || env.SSH_PORT);
  const isNew = (name: string) => !inventory.hosts.has(name) && (meansSsh || inventory.host(name) === undefined);
  for (const name of namesIn(pattern)) if (isPlain(name) && isNew(name)) inventory.addHost(name, ['ungrouped']);
  return defined({
    user: env.SSH_USER || undefined,
    password: env.SSH_PASSWORD || undefined,
    port: portOf(env.SSH_PORT, diagnostics),
  });
}

/** The parts of a pattern between commas; `web[01-03]`, as reports print hosts, is three of them. */
function namesIn(pattern: string): readonly string[] {
  return parsePattern(pattern).terms.flatMap(({ mode, name, names }) =>
    mode === 'add' ? (names?.hosts ?? [name]) : [],
  );
}

/** Names of groups that always exist, and what has a meaning of its own in patterns, are not names of hosts. */
function isPlain(name: string): boolean {
  return /^[\w.-]+$/.test(name) && name !== 'all' && name !== 'ungrouped';
}

function portOf(text: string | undefined, diagnostics: Diagnostics): number | undefined {
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  diagnostics.error('bad-setting', '`SSH_PORT` must be a whole number from 1 to 65535', { help: `found \`${text}\`` });
  return undefined;
}
