import { posix } from 'node:path';
import { pathOnHost } from '../../shell/expand.ts';
import { type Fields, type Looked, look, lookFunctions } from '../../shell/look.ts';
import { missingFunction } from '../../shell/missing-folders.ts';
import { quote } from '../../shell/quote.ts';
import { text } from '../args.ts';
import { type Ownership, ownershipProbe, readOwnership } from '../file-attributes.ts';
import type { Args } from '../module.ts';

/** What one folder of a host has, and another has not or has otherwise. */
export interface Difference {
  readonly kind: 'folder' | 'file' | 'link';
  readonly relative: string;
  /** Permissions of a folder or file, in octal; what a link leads to. */
  readonly detail: string;
}

/** Two folders of one host, compared. */
export interface Comparison {
  readonly ownership: Ownership;
  /** `dest` as it is written, and the folder that is compared: with the source's name behind it unless the source ends in a slash. */
  readonly above: string;
  readonly dest: string;
  /** Folders on the way to it that are missing, outermost first. */
  readonly missing: readonly string[];
  readonly there: Looked;
  readonly differences: readonly Difference[];
}

/** The script that compares them on the host itself: of a million equal files nothing is printed. */
export function compareScript(src: string, args: Args): string {
  const dest = (text(args, 'dest') ?? '').replace(/(?<=.)\/+$/, '');
  const below = src.endsWith('/') ? '' : `; d=\${d}/${quote(posix.basename(src))}`;
  return [
    lookFunctions + ownershipProbe(args),
    missingFunction,
    `d=${pathOnHost(dest)}; say "$d"${below}`,
    `say "$d"; missing "$d"`,
    look('"$d"'),
    `case $d in /*) t=$d ;; *) t=$(pwd)/$d ;; esac`,
    `cd ${quote(src)} && T=$t find . ! -name . -exec sh -c ${quote(compareSome)} sh {} +`,
  ].join('\n');
}

const compareSome = `say() { printf '%s\\000' "$@"; }
bits() { stat -c %a "$1" 2>/dev/null || stat -f %Lp "$1"; }
for f do f=\${f#./}; t=$T/$f
if [ -L "$f" ]; then l=$(readlink "$f"); [ "$(readlink "$t" 2>/dev/null)" = "$l" ] || say link "$f" "$l"
elif [ -d "$f" ]; then [ -d "$t" ] || say folder "$f" "$(bits "$f")"
elif [ -f "$f" ]; then { [ ! -L "$t" ] && cmp -s "$f" "$t"; } || say file "$f" "$(bits "$f")"
fi
done`;

/** Reads what {@link compareScript} has printed. */
export function readComparison(args: Args, fields: Fields): Comparison {
  const ownership = readOwnership(args, fields);
  const above = fields.next();
  const dest = fields.next();
  const missing = fields.until('').reverse();
  const there = fields.look();
  const differences: Difference[] = [];
  while (!fields.done) differences.push(readDifference(fields));
  return { ownership, above, dest, missing, there, differences };
}

function readDifference(fields: Fields): Difference {
  const kind = fields.next();
  const known = kind === 'folder' || kind === 'link' ? kind : 'file';
  return { kind: known, relative: fields.next(), detail: fields.next() };
}
