import { spawnSync } from 'node:child_process';

/** A shell of this machine: how messages name it, and the words that start it. */
export interface Shell {
  readonly name: string;
  readonly argv: readonly string[];
}

const posix: readonly Shell[] = [
  { name: '/bin/sh', argv: ['/bin/sh'] },
  { name: 'dash', argv: ['dash'] },
  { name: 'bash', argv: ['bash'] },
  { name: 'busybox ash', argv: ['busybox', 'ash'] },
];

const foreign: readonly Shell[] = [
  { name: 'tcsh', argv: ['tcsh'] },
  { name: 'csh', argv: ['csh'] },
  { name: 'fish', argv: ['fish'] },
];

const works = ({ argv: [file = '', ...rest] }: Shell): boolean =>
  spawnSync(file, [...rest, '-c', 'exit 0']).status === 0;

/** The POSIX shells that this machine has. */
export const shells: readonly Shell[] = posix.filter(works);

/** The shells that a user may have as a login shell on this machine. */
export const loginShells: readonly Shell[] = [...shells, ...foreign.filter(works)];
