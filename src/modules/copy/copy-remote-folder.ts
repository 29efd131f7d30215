import { posix } from 'node:path';
import { Fields, look, lookFunctions } from '../../shell/look.ts';
import { quote } from '../../shell/quote.ts';
import { text } from '../args.ts';
import { asChange } from '../as-change.ts';
import { cannotLook } from '../cannot-look.ts';
import { wantedMode } from '../file-attributes.ts';
import { fileResult } from '../file-result.ts';
import { makeFolders } from '../make-folders.ts';
import { modeOperand } from '../mode.ts';
import type { Action, Args, HostView, Verdict } from '../module.ts';
import { pathWord } from '../place-file.ts';
import { type Comparison, compareScript, type Difference, readComparison } from './remote-difference.ts';

/** A folder of the host that is to be elsewhere on it, too. */
export interface RemoteFolder {
  readonly src: string;
  /** Its permissions. */
  readonly mode: number;
  readonly args: Args;
}

/** The verdict about such a folder: what is missing or differs is copied. */
export async function copyRemoteFolder(folder: RemoteFolder, host: HostView): Promise<Verdict> {
  const { src, args } = folder;
  const printed = await host.probe(compareScript(src, args));
  const blind = cannotLook(printed);
  if (blind !== undefined) return blind;
  const compared = readComparison(args, new Fields(printed.stdout));
  const { problem, unknown } = compared.ownership;
  const verdict = judgeFolder(folder, compared);
  if (problem === undefined || 'failed' in verdict) return verdict;
  return { failed: true, message: problem, ...(unknown === true ? { unlessMade: asChange(verdict) } : {}) };
}

function judgeFolder(folder: RemoteFolder, compared: Comparison): Verdict {
  const { src } = folder;
  const { above, dest, missing, there, differences } = compared;
  if (missing.some((path) => path !== dest && path !== above)) {
    return { failed: true, message: `Destination directory ${posix.dirname(above)} does not exist` };
  }
  const result = { dest, src, ...fileResult(there), checksum: null, md5sum: null };
  if (missing.length === 0 && differences.length === 0) {
    return { change: false, because: 'everything in it is there already', result };
  }
  const last: Action = { kind: 'run', script: `${lookFunctions}${look(quote(dest))}` };
  return {
    change: true,
    actions: [...copying(folder, compared), last],
    result,
    finish: (outputs) => ({ result: fileResult(new Fields(outputs.at(-1)?.stdout ?? '').look()) }),
  };
}

function copying(folder: RemoteFolder, compared: Comparison): Action[] {
  const { args, mode } = folder;
  const { missing, ownership, differences } = compared;
  return [
    ...makeFolders(missing.slice(0, -1), args, ownership),
    ...missing.slice(-1).flatMap((path) => newFolder(path, mode, { folder, compared })),
    ...differences.flatMap((difference) => copyingOne(difference, { folder, compared })),
  ];
}

interface Around {
  readonly folder: RemoteFolder;
  readonly compared: Comparison;
}

function copyingOne({ kind, relative, detail }: Difference, around: Around): Action[] {
  const { folder, compared } = around;
  const { uid, gid } = compared.ownership;
  const path = `${compared.dest}/${relative}`;
  if (kind === 'link') return [{ kind: 'run', script: `ln -sfn ${pathWord(detail)} ${pathWord(path)}` }];
  const mode = Number.parseInt(detail, 8);
  if (kind === 'folder') return newFolder(path, mode, around);
  return [
    {
      kind: 'write',
      path,
      content: { hostFile: `${folder.src}/${relative}` },
      mode: modeOperand(fileMode(mode, around)),
      ...(uid === undefined ? {} : { owner: String(uid) }),
      ...(gid === undefined ? {} : { group: String(gid) }),
    },
  ];
}

/** A file has the permissions of its source unless the task says otherwise. */
function fileMode(mode: number, { folder, compared }: Around): number {
  const wanted = text(folder.args, 'mode');
  if (wanted === undefined || wanted === 'preserve') return mode;
  return wantedMode(wanted, { mode, directory: false, umask: compared.ownership.umask });
}

/** So has a folder. */
function newFolder(path: string, mode: number, { folder, compared }: Around): Action[] {
  const make = makeFolders([path], folder.args, compared.ownership);
  if (text(folder.args, 'directory_mode') !== undefined) return make;
  return [...make, { kind: 'run', script: `chmod ${modeOperand(mode)} ${pathWord(path)}` }];
}
