import type { Target } from '../connection.ts';

/** What is written after `ssh` for a target: an address, or a `Host` of ssh_config(5). */
export function destinationOf({ opensshDestination, address }: Target): string {
  return opensshDestination ?? address;
}

/** Where a target is, for messages: what `ssh` makes of a name by its own configuration is not known here. */
export function placeOf(target: Target): string {
  const destination = destinationOf(target);
  return target.port === 22 ? destination : `${destination}:${target.port}`;
}
