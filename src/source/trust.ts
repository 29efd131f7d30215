import { lstatSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Why something that nobody named must not be obeyed, and the command that changes it. */
export interface Distrust {
  readonly why: string;
  readonly mend: string;
}

const writableByAll = 0o002;
const sticky = 0o1000;

/**
 * Why settings or code that were found, not named, at `path` must not be obeyed: they are another user's (root is everybody's friend), or
 * anybody may have put them there. In a folder with the sticky bit, such as `/tmp`, whose file it is says enough. `undefined` where the path
 * is trusted, and where there are no such permissions (Windows).
 */
export function reasonToDistrust(path: string): Distrust | undefined {
  const target = statSync(path);
  const folder = dirname(path);
  const { mode } = statSync(folder);
  if ((mode & writableByAll) !== 0 && (mode & sticky) === 0) {
    return { why: 'anybody may write in its folder', mend: `chmod o-w ${folder}` };
  }
  const foreign = reasonOfOwner(path);
  if (foreign !== undefined) return foreign;
  return (target.mode & writableByAll) === 0
    ? undefined
    : { why: 'anybody may write to it', mend: `chmod o-w ${path}` };
}

/**
 * The same for what lies beside a file that the user named, in whose folder others may write: whose it is alone decides, so that disks on
 * which everything is writable for all go on to work.
 */
export function reasonToDistrustBeside(path: string): Distrust | undefined {
  return (statSync(dirname(path)).mode & writableByAll) === 0 ? undefined : reasonOfOwner(path);
}

/** Of a link, its own owner counts as well as its target's: whoever made it chose the target. */
export function reasonOfOwner(path: string): Distrust | undefined {
  const self = process.geteuid?.();
  if (self === undefined) return undefined;
  const foreign = (found: Stats): boolean => found.uid !== 0 && found.uid !== self;
  const owner = [lstatSync(path), statSync(path)].find(foreign)?.uid;
  return owner === undefined
    ? undefined
    : { why: `it belongs to another user (uid ${owner})`, mend: `chown -h ${self} ${path}` };
}
