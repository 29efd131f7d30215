import { randomBytes } from 'node:crypto';

/** The temporary name of a file that is on its way to `path`: beside it, so that it can take that name in one step. */
export function partOf(path: string): string {
  return `${path}.runbook-${randomBytes(6).toString('hex')}`;
}
