import { basename } from 'node:path';
import { Fields } from '../../shell/look.ts';
import { flag } from '../args.ts';
import { asChange } from '../as-change.ts';
import { cannotLook } from '../cannot-look.ts';
import { readContent, readTree, type TreeEntry } from '../local-file.ts';
import { makeFolders } from '../make-folders.ts';
import type { Args, HostView, Result, Verdict } from '../module.ts';
import { judge, pathWord } from '../place-file.ts';
import type { Target } from '../target.ts';
import { readSeenTree, type SeenEntry, type SeenTree, treeScript } from './seen-tree.ts';

/** A folder of the controller that is to be on a host. */
export interface FolderCopy {
  readonly path: string;
  /** Copy what is in it, and not the folder itself. */
  readonly inside: boolean;
  readonly args: Args;
}

type Change = Extract<Verdict, { change: true }>;

/** The verdict about a folder with all that is below it; one look at all of it. */
export async function copyFolder({ path, inside, args }: FolderCopy, host: HostView): Promise<Verdict> {
  const below = readTree(path, flag(args, 'local_follow') !== false);
  const tree = inside ? below : withRoot(basename(path), below);
  const printed = await host.probe(treeScript(tree, args));
  const blind = cannotLook(printed);
  if (blind !== undefined) return blind;
  const seen = readSeenTree(tree, args, new Fields(printed.stdout));
  const { problem, unknown } = seen.ownership;
  if (problem === undefined) return await judgeTree({ path, inside, seen }, { args, host });
  if (unknown !== true) return { failed: true, message: problem };
  const { problem: _, ...owned } = seen.ownership;
  const made = await judgeTree({ path, inside, seen: { ...seen, ownership: owned } }, { args, host });
  return { failed: true, message: problem, unlessMade: asChange(made) };
}

interface JudgedTree {
  readonly path: string;
  readonly inside: boolean;
  readonly seen: SeenTree;
}

async function judgeTree({ path, inside, seen }: JudgedTree, { args, host }: Omit<Around, 'seen'>): Promise<Verdict> {
  const changes: Change[] = [];
  for (const entry of seen.entries) {
    const verdict = await judgeEntry(entry, { seen, args, host });
    if (verdict !== undefined && 'failed' in verdict) return verdict;
    if (verdict !== undefined && 'change' in verdict && verdict.change) changes.push(verdict);
  }
  const result: Result = {
    dest: `${seen.dest.replace(/\/+$/, '')}/`,
    src: inside ? `${path.replace(/\/+$/, '')}/` : path,
  };
  const folders = makeFolders([...seen.missing, ...missingFolders(seen)], args, seen.ownership);
  const actions = [...folders, ...changes.flatMap((change) => change.actions)];
  if (actions.length === 0) return { change: false, because: 'everything in it is there already', result };
  return { change: true, actions, diffs: changes.flatMap((change) => change.diffs ?? []), result };
}

function withRoot(name: string, below: readonly TreeEntry[]): TreeEntry[] {
  const moved = below.map((entry): TreeEntry => ({ ...entry, relative: `${name}/${entry.relative}` }));
  return [{ relative: name, kind: 'directory' }, ...moved];
}

const missingFolders = ({ entries }: SeenTree): string[] =>
  entries.flatMap(({ entry, looked }) =>
    entry.kind === 'directory' && looked.state === undefined ? [looked.path] : [],
  );

interface Around {
  readonly seen: SeenTree;
  readonly args: Args;
  readonly host: HostView;
}

async function judgeEntry({ entry, looked }: SeenEntry, { seen, args, host }: Around): Promise<Verdict | undefined> {
  if (entry.kind === 'directory') return undefined;
  if (entry.kind === 'link') return linkVerdict(entry.target, looked);
  const content = await readContent(entry.path, host.controller, flag(args, 'decrypt') !== false);
  const target: Target = {
    ownership: seen.ownership,
    dest: looked.path,
    folder: false,
    path: flag(args, 'follow') === true ? (looked.state?.realPath ?? looked.path) : looked.path,
    looked,
    missing: [],
    source: { path: '', state: undefined },
    sourceMd5: '',
  };
  return withoutLook(judge({ args, origin: entry.path, ...content, target, wantsDiff: false }));
}

/** The result of a folder tells nothing of its files. */
function withoutLook(verdict: Verdict): Verdict {
  if (!('change' in verdict) || !verdict.change) return verdict;
  const writes = verdict.actions.filter(({ kind }) => kind === 'write');
  return writes.length === 0 ? verdict : { ...verdict, actions: writes };
}

function linkVerdict(target: string, { path, state }: SeenEntry['looked']): Verdict | undefined {
  if (state?.kind === 'link' && state.target === target) return undefined;
  return { change: true, actions: [{ kind: 'run', script: `ln -sfn ${pathWord(target)} ${pathWord(path)}` }] };
}
