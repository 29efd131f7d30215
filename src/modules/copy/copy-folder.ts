import { basename } from 'node:path';
import { expandOnHost } from '../../shell/expand.ts';
import { Fields, type Looked, look, lookFunctions } from '../../shell/look.ts';
import { missingFunction } from '../../shell/missing-folders.ts';
import { quote } from '../../shell/quote.ts';
import { flag, text } from '../args.ts';
import { type Ownership, ownershipProbe, readOwnership } from '../file-attributes.ts';
import { chain } from '../file-verdict.ts';
import { readContent, readTree, type TreeEntry } from '../local-file.ts';
import { makeFolders } from '../make-folders.ts';
import type { Action, Args, HostView, Result, Verdict } from '../module.ts';
import { type Judged, judge, pathWord } from '../place-file.ts';

/** A folder of the controller that is to be on a host. */
export interface FolderCopy {
  readonly path: string;
  /** Copy what is in it, and not the folder itself. */
  readonly inside: boolean;
  readonly args: Args;
}

interface Seen {
  readonly ownership: Ownership;
  readonly dest: string;
  readonly missing: readonly string[];
  readonly entries: readonly { readonly entry: TreeEntry; readonly looked: Looked }[];
}

/** The verdict about a folder with all that is below it; one look at all of it. */
export async function copyFolder({ path, inside, args }: FolderCopy, host: HostView): Promise<Verdict> {
  const below = readTree(path, flag(args, 'local_follow') !== false);
  const tree = inside ? below : withRoot(basename(path), below);
  const { code, stdout, stderr } = await host.probe(probe(tree, args));
  if (code !== 0) return { failed: true, message: `the host cannot be looked at: ${stderr.trim()}` };
  const seen = read(tree, args, new Fields(stdout));
  if (seen.ownership.problem !== undefined) return { failed: true, message: seen.ownership.problem };
  const result: Result = { dest: seen.dest.replace(/\/*$/, '/'), src: inside ? `${path.replace(/\/*$/, '')}/` : path };
  const folders = makeFolders([...seen.missing, ...missingFolders(seen)], args, seen.ownership);
  const changes: Action[] = [...folders];
  const diffs: NonNullable<Extract<Verdict, { change: true }>['diffs']>[number][] = [];
  for (const { entry, looked } of seen.entries) {
    const verdict = await judgeEntry(entry, looked, { seen, args, host });
    if (verdict === undefined) continue;
    if ('failed' in verdict) return verdict;
    if (!('change' in verdict) || !verdict.change) continue;
    changes.push(...verdict.actions);
    diffs.push(...(verdict.diffs ?? []));
  }
  if (changes.length === 0) return { change: false, because: 'everything in it is there already', result };
  return { change: true, actions: changes, diffs, result };
}

function withRoot(name: string, below: readonly TreeEntry[]): TreeEntry[] {
  const moved = below.map((entry): TreeEntry => ({ ...entry, relative: `${name}/${entry.relative}` }));
  return [{ relative: name, kind: 'directory' }, ...moved];
}

function probe(tree: readonly TreeEntry[], args: Args): string {
  const dest = (text(args, 'dest') ?? '').replace(/(?<=.)\/+$/, '');
  return [
    lookFunctions + ownershipProbe(args),
    missingFunction,
    `d=${expandOnHost(dest.startsWith('-') ? `./${dest}` : dest)}; say "$d"; missing "$d"`,
    ...tree.map((entry) => {
      const word = `"$d"/${quote(entry.relative)}`;
      return entry.kind === 'file'
        ? look(word, { checksum: 'sha1', follow: flag(args, 'follow') === true })
        : look(word);
    }),
  ].join('\n');
}

function read(tree: readonly TreeEntry[], args: Args, fields: Fields): Seen {
  const ownership = readOwnership(args, fields);
  const dest = fields.next();
  const missing = fields.until('').reverse();
  return { ownership, dest, missing, entries: tree.map((entry) => ({ entry, looked: fields.look() })) };
}

const missingFolders = ({ entries }: Seen): string[] =>
  entries.flatMap(({ entry, looked }) =>
    entry.kind === 'directory' && looked.state === undefined ? [looked.path] : [],
  );

interface Around {
  readonly seen: Seen;
  readonly args: Args;
  readonly host: HostView;
}

async function judgeEntry(
  entry: TreeEntry,
  looked: Looked,
  { seen, args, host }: Around,
): Promise<Verdict | undefined> {
  if (entry.kind === 'directory') return undefined;
  if (entry.kind === 'link') return linkVerdict(entry.target, looked);
  const content = await readContent(entry.path, host.controller, flag(args, 'decrypt') !== false);
  const target: Judged['target'] = {
    ownership: seen.ownership,
    dest: looked.path,
    folder: false,
    path: flag(args, 'follow') === true ? (looked.state?.realPath ?? looked.path) : looked.path,
    looked,
    missing: [],
    source: { path: '', state: undefined },
    sourceMd5: '',
  };
  return judge({ args, origin: entry.path, ...content, target, wantsDiff: false });
}

function linkVerdict(target: string, { path, state }: Looked): Verdict | undefined {
  if (state?.kind === 'link' && state.target === target) return undefined;
  return { change: true, actions: [{ kind: 'run', script: chain([`ln -sfn ${pathWord(target)} ${pathWord(path)}`]) }] };
}
