import { quote } from '../shell/quote.ts';
import { operand } from '../shell/write-file.ts';
import { text } from './args.ts';
import { type Ownership, wantedMode } from './file-attributes.ts';
import { chain } from './file-verdict.ts';
import { modeOperand } from './mode.ts';
import type { Args, RunAction } from './module.ts';

/** Makes the folders that a file or tree needs, with the permissions of `directory_mode`; no action when there are none. */
export function makeFolders(folders: readonly string[], args: Args, { uid, gid, umask }: Ownership): RunAction[] {
  if (folders.length === 0) return [];
  const wanted = text(args, 'directory_mode');
  const mode = wanted === undefined ? undefined : wantedMode(wanted, { mode: 0o777 & ~umask, directory: true, umask });
  const commands = folders.flatMap((folder) => {
    const name = quote(operand(folder));
    return [
      `{ mkdir ${name} || [ -d ${name} ]; }`,
      ...(uid === undefined ? [] : [`chown ${uid} ${name}`]),
      ...(gid === undefined ? [] : [`chgrp ${gid} ${name}`]),
      ...(mode === undefined ? [] : [`chmod ${modeOperand(mode)} ${name}`]),
    ];
  });
  return [{ kind: 'run', script: chain([...commands, ':']) }];
}
