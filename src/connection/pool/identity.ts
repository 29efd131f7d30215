import type { Target } from '../connection.ts';

/**
 * What makes two connections the same one: everything of the target but the inventory's name for it and the time allowed to reach it, jump
 * hosts and keys included. Holds secrets: never shown.
 */
export function identityOf(target: Target): string {
  return JSON.stringify(target, (key, value: unknown) =>
    key === 'host' || key === 'connectTimeout' ? undefined : value,
  );
}

/** Whose limit on unauthenticated connections a dial meets: the server's, behind whichever bastions. */
export function addressOf({ jumps = [], proxyCommand = '', address, port }: Target): string {
  return [...jumps.map((jump) => `${jump.address}:${jump.port}`), proxyCommand, `${address}:${port}`].join(' ');
}
