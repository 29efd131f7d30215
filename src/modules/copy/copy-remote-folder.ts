import { posix } from 'node:path';
import { expandOnHost } from '../../shell/expand.ts';
import { Fields, type Looked, look, lookFunctions } from '../../shell/look.ts';
import { missingFunction } from '../../shell/missing-folders.ts';
import { quote } from '../../shell/quote.ts';
import { text } from '../args.ts';
import { type Ownership, ownershipProbe, readOwnership, wantedMode } from '../file-attributes.ts';
import { fileResult } from '../file-result.ts';
import { makeFolders } from '../make-folders.ts';
import { modeOperand } from '../mode.ts';
import type { Action, Args, HostView, Verdict } from '../module.ts';
import { pathWord } from '../place-file.ts';

/** What differs between two folders of one host. */
interface Difference {
  readonly kind: 'folder' | 'file' | 'link';
  readonly relative: string;
  /** Permissions of the source; the target of a link. */
  readonly detail: string;
}

/** A folder of the host that is to be elsewhere on it, too. */
export interface RemoteFolder {
  readonly src: string;
  /** Its permissions. */
  readonly mode: number;
  readonly args: Args;
}

/** The verdict about such a folder: what is missing or differs is copied. */
export async function copyRemoteFolder({ src, mode: rootMode, args }: RemoteFolder, host: HostView): Promise<Verdict> {
  const { code, stdout, stderr } = await host.probe(probe(src, args));
  if (code !== 0) return { failed: true, message: `the host cannot be looked at: ${stderr.trim()}` };
  const fields = new Fields(stdout);
  const ownership = readOwnership(args, fields);
  if (ownership.problem !== undefined) return { failed: true, message: ownership.problem };
  const above = fields.next();
  const dest = fields.next();
  const missing = fields.until('').reverse();
  const there = fields.look();
  const differences: Difference[] = [];
  while (!fields.done) differences.push(readDifference(fields));
  const result = { dest, src, ...fileResult(there), checksum: null, md5sum: null };
  if (missing.some((path) => path !== dest && path !== above)) {
    return { failed: true, message: `Destination directory ${posix.dirname(above)} does not exist` };
  }
  if (missing.length === 0 && differences.length === 0)
    return { change: false, because: 'everything in it is there already', result };
  const mode = text(args, 'mode');
  const actions: Action[] = [
    ...makeFolders(missing.slice(0, -1), args, ownership),
    ...missing.slice(-1).flatMap((path) => folder(path, rootMode, { args, ownership })),
    ...differences.flatMap((difference): Action[] => {
      const to = `${dest}/${difference.relative}`;
      if (difference.kind === 'folder') return folder(to, Number.parseInt(difference.detail, 8), { args, ownership });
      if (difference.kind === 'link')
        return [{ kind: 'run', script: `ln -sfn ${pathWord(difference.detail)} ${pathWord(to)}` }];
      const own = Number.parseInt(difference.detail, 8);
      const wanted =
        mode === undefined || mode === 'preserve'
          ? own
          : wantedMode(mode, { mode: own, directory: false, umask: ownership.umask });
      return [
        {
          kind: 'write',
          path: to,
          content: { hostFile: `${src}/${difference.relative}` },
          mode: modeOperand(wanted),
          ...(ownership.uid === undefined ? {} : { owner: String(ownership.uid) }),
          ...(ownership.gid === undefined ? {} : { group: String(ownership.gid) }),
        },
      ];
    }),
    { kind: 'run', script: `${lookFunctions}${look(quote(dest))}` },
  ];
  const finish = (outputs: readonly { stdout: string }[]) => ({ result: fileResult(lookOf(outputs.at(-1)?.stdout)) });
  return { change: true, actions, result, finish };
}

const lookOf = (stdout = ''): Looked => new Fields(stdout).look();

interface Around {
  readonly args: Args;
  readonly ownership: Ownership;
}

/** A new folder has the permissions of its source unless the task says otherwise. */
function folder(path: string, mode: number, { args, ownership }: Around): Action[] {
  const make = makeFolders([path], args, ownership);
  if (text(args, 'directory_mode') !== undefined) return make;
  return [...make, { kind: 'run', script: `chmod ${modeOperand(mode)} ${pathWord(path)}` }];
}

/** Compares the two on the host itself; of a million equal files nothing is printed. */
function probe(src: string, args: Args): string {
  const dest = text(args, 'dest') ?? '';
  const into = src.endsWith('/') ? '' : `; d=\${d}/${quote(posix.basename(src))}`;
  return [
    lookFunctions + ownershipProbe(args),
    missingFunction,
    `d=${expandOnHost((dest.startsWith('-') ? `./${dest}` : dest).replace(/(?<=.)\/+$/, ''))}; say "$d"${into}`,
    `say "$d"; missing "$d"`,
    look('"$d"'),
    `case $d in /*) t=$d ;; *) t=$(pwd)/$d ;; esac`,
    `cd ${quote(src)} && T=$t find . ! -name . -exec sh -c ${quote(compare)} sh {} +`,
  ].join('\n');
}

const compare = `say() { printf '%s\\000' "$@"; }
bits() { stat -c %a "$1" 2>/dev/null || stat -f %Lp "$1"; }
for f do f=\${f#./}; t=$T/$f
if [ -L "$f" ]; then l=$(readlink "$f"); [ "$(readlink "$t" 2>/dev/null)" = "$l" ] || say link "$f" "$l"
elif [ -d "$f" ]; then [ -d "$t" ] || say folder "$f" "$(bits "$f")"
elif [ -f "$f" ]; then { [ ! -L "$t" ] && cmp -s "$f" "$t"; } || say file "$f" "$(bits "$f")"
fi
done`;

function readDifference(fields: Fields): Difference {
  const kind = fields.next();
  const known = kind === 'folder' || kind === 'link' ? kind : 'file';
  return { kind: known, relative: fields.next(), detail: fields.next() };
}
