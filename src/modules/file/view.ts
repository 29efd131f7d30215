import { posix } from 'node:path';
import { expandOnHost, pathOnHost } from '../../shell/expand.ts';
import { type Fields, type Looked, look, lookFunctions } from '../../shell/look.ts';
import { missingFunction } from '../../shell/missing-folders.ts';
import { quote } from '../../shell/quote.ts';
import { flag, text } from '../args.ts';
import { wantedAttributes } from '../file-args.ts';
import { type Ownership, ownershipProbe, readOwnership } from '../file-attributes.ts';
import type { Args } from '../module.ts';

/** All that one look at a host tells about the path of a `file` task. */
export interface FileView {
  readonly args: Args;
  readonly path: string;
  readonly ownership: Ownership;
  /** The path itself, and what it leads to if it is a link. */
  readonly self: Looked;
  readonly followed: Looked;
  /** Folders on the way to it that are missing, outermost first, the path itself included when it is. */
  readonly missing: readonly string[];
  /** Whether a folder has something in it. */
  readonly filled: boolean;
  /** What `src` leads to, as seen from the path. */
  readonly source: Looked;
  /** The modes, as `ls -l` shows them, of all below a folder (`recurse`). */
  readonly modesBelow: readonly string[];
  /** Whether something below a folder has another owner or group (`recurse`). */
  readonly ownersDifferBelow: boolean;
}

/** The script that looks at all of it at once. */
export function probeScript(args: Args): string {
  const src = text(args, 'src');
  return [
    lookFunctions + ownershipProbe(args),
    `p=${pathWord(args)}`,
    ...(src !== undefined && text(args, 'state') === 'hard'
      ? [`[ ! -d "$p" ] || p=$p/${quote(posix.basename(src))}`]
      : []),
    look('"$p"'),
    look('"$p"', { follow: true }),
    missingFunction,
    `missing "$p"`,
    `say "$(ls -A "$p" 2>/dev/null | head -n 1)"`,
    sourceLook(src, text(args, 'state')),
    flag(args, 'recurse') === true ? below(args) : `say '' ''`,
  ].join('\n');
}

/** A path of a folder that is to go is the folder's, also with a slash behind it. */
function pathWord(args: Args): string {
  const path = text(args, 'path') ?? '';
  const trimmed = text(args, 'state') === 'absent' ? path.replace(/(?<=.)\/+$/, '') : path;
  return pathOnHost(trimmed);
}

/** A relative link is relative to the folder it is in. */
function sourceLook(src: string | undefined, state: string | undefined): string {
  if (src === undefined) return look(`''`);
  if (state === 'hard') return look(expandOnHost(src));
  const asLink = state === 'link' ? '' : '[ ! -L "$p" ] || ';
  return `s=${expandOnHost(src)}
${asLink}case $s in /*) ;; *) if [ -d "$p" ] && [ ! -L "$p" ]; then s=$p/$s; else case $p in */*) s=\${p%/*}/$s ;; esac; fi ;; esac
${look('"$s"', { follow: true })}`;
}

function below(args: Args): string {
  const { owner, group } = wantedAttributes(args);
  const differ = [
    ...(owner === undefined ? [] : [`! -user ${quote(owner)}`]),
    ...(group === undefined ? [] : [`! -group ${quote(group)}`]),
  ].join(' -o ');
  return [
    `say "$(find "$p" ! -type l -exec ls -ldn {} + 2>/dev/null | cut -c1-10 | sort -u)"`,
    differ === '' ? `say ''` : `say "$(find "$p" \\( ${differ} \\) 2>/dev/null | head -n 1)"`,
  ].join('\n');
}

/** Reads what {@link probeScript} has printed. */
export function readView(args: Args, fields: Fields): FileView {
  const ownership = readOwnership(args, fields);
  const self = fields.look();
  const followed = fields.look();
  const missing = fields.until('').reverse();
  const filled = fields.next() !== '';
  const source = fields.look();
  const modesBelow = fields
    .next()
    .split('\n')
    .filter((line) => /^[-bcdps][-rwxsStT]{9}$/.test(line));
  const ownersDifferBelow = fields.next() !== '';
  return { args, path: self.path, ownership, self, followed, missing, filled, source, modesBelow, ownersDifferBelow };
}
