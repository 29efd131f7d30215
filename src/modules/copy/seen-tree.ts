import { pathOnHost } from '../../shell/expand.ts';
import { type Fields, type Looked, look, lookFunctions } from '../../shell/look.ts';
import { missingFunction } from '../../shell/missing-folders.ts';
import { quote } from '../../shell/quote.ts';
import { flag, text } from '../args.ts';
import { type Ownership, ownershipProbe, readOwnership } from '../file-attributes.ts';
import type { TreeEntry } from '../local-file.ts';
import type { Args } from '../module.ts';

/** What a host has at the place of one entry of a folder. */
export interface SeenEntry {
  readonly entry: TreeEntry;
  readonly looked: Looked;
}

/** What a host has at the place where a folder is to be. */
export interface SeenTree {
  readonly ownership: Ownership;
  /** `dest`, expanded and without a slash behind it. */
  readonly dest: string;
  /** Folders on the way to it that are missing, outermost first. */
  readonly missing: readonly string[];
  readonly entries: readonly SeenEntry[];
}

/** The script that looks at all of it. */
export function treeScript(tree: readonly TreeEntry[], args: Args): string {
  const dest = (text(args, 'dest') ?? '').replace(/(?<=.)\/+$/, '');
  const follow = flag(args, 'follow') === true;
  return [
    lookFunctions + ownershipProbe(args),
    missingFunction,
    `d=${pathOnHost(dest)}; say "$d"; missing "$d"`,
    ...tree.map(({ kind, relative }) => {
      const word = `"$d"/${quote(relative)}`;
      return kind === 'file' ? look(word, { checksum: 'sha1', follow }) : look(word);
    }),
  ].join('\n');
}

/** Reads what {@link treeScript} has printed. */
export function readSeenTree(tree: readonly TreeEntry[], args: Args, fields: Fields): SeenTree {
  const ownership = readOwnership(args, fields);
  const dest = fields.next();
  const missing = fields.until('').reverse();
  return { ownership, dest, missing, entries: tree.map((entry) => ({ entry, looked: fields.look() })) };
}
