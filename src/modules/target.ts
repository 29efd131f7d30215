import { expandOnHost, pathOnHost } from '../shell/expand.ts';
import type { FileState } from '../shell/file-state.ts';
import { Fields, type Looked, look, lookFunctions } from '../shell/look.ts';
import { missingFunction } from '../shell/missing-folders.ts';
import { quote } from '../shell/quote.ts';
import { flag, text } from './args.ts';
import { cannotLook } from './cannot-look.ts';
import { type Ownership, ownershipProbe, readOwnership } from './file-attributes.ts';
import type { Args, Failed, HostView } from './module.ts';

/** Where a file is to go on a host, and what is there now. */
export interface Target {
  readonly ownership: Ownership;
  /** `dest` as it is written, with `~` and variables expanded. */
  readonly dest: string;
  /** Whether `dest` is a folder, or ends in a slash, so that the file goes into it. */
  readonly folder: boolean;
  /** The path itself: of the file, also when `dest` is its folder. With `follow` it is what a link leads to. */
  readonly path: string;
  /** What is there; a link is not followed unless `follow` says so. */
  readonly looked: Looked;
  /** Folders on the way to it that are missing, outermost first. */
  readonly missing: readonly string[];
  /** The text that is there, when it was asked for and is a text of moderate length. */
  readonly before?: string;
  /** The source on the host (`remote_src`). */
  readonly source: Looked;
  /** MD5 of that source. */
  readonly sourceMd5: string;
}

/** A diff is for people: what is longer is not fetched for one. */
export const longestDiff = 100_000;

/** What a {@link Target} is looked at for. */
export interface TargetQuestion {
  readonly args: Args;
  /** The file's name inside a folder. */
  readonly name: string;
  /** A path on the host that the content is to come from. */
  readonly remoteSource?: string;
  readonly wantsText: boolean;
}

/** Looks at a target; one round trip. */
export async function lookAtTarget(question: TargetQuestion, host: HostView): Promise<Target | Failed> {
  const printed = await host.probe(script(question));
  return cannotLook(printed) ?? readTarget(question, new Fields(printed.stdout));
}

function script({ args, name, remoteSource, wantsText }: TargetQuestion): string {
  const dest = text(args, 'dest') ?? '';
  const follow = flag(args, 'follow') === true;
  return [
    lookFunctions + ownershipProbe(args),
    missingFunction,
    `d=${pathOnHost(dest)} p=$d i=`,
    `case $d in */) p=\${d}${quote(name)} i=y ;; *) if [ -d "$d" ]; then p=\${d}/${quote(name)} i=y; fi ;; esac`,
    ...(follow ? [`[ ! -L "$p" ] || p=$(readlink -f "$p")`] : []),
    `say "$d" "$i"`,
    look('"$p"', { checksum: 'sha1' }),
    `case $p in */*) missing "\${p%/*}" ;; *) say '' ;; esac`,
    wantsText
      ? `if [ -f "$p" ] && [ "$(wc -c < "$p")" -le ${longestDiff} ]; then say "$(cat "$p" 2>/dev/null; echo .)"; else say ''; fi`
      : `say ''`,
    ...(remoteSource === undefined
      ? [`${look(`''`)}; say ''`]
      : [
          `s=${expandOnHost(remoteSource)}`,
          look('"$s"', { follow: true, checksum: 'sha1' }),
          `say "$(digest md5 "$s")"`,
        ]),
  ].join('\n');
}

function readTarget({ args }: TargetQuestion, fields: Fields): Target {
  const ownership = readOwnership(args, fields);
  const dest = fields.next();
  const folder = fields.next() === 'y';
  const looked = fields.look();
  const missing = fields.until('').reverse();
  const printed = fields.next();
  const before = textOf(printed, looked.state);
  const source = fields.look();
  const sourceMd5 = /[0-9a-f]{32}/.exec(fields.next())?.[0] ?? '';
  const known = { ownership, dest, folder, path: looked.path, looked, missing, source, sourceMd5 };
  return before === undefined ? known : { ...known, before };
}

/** A shell drops NUL bytes and decoding replaces what is no UTF-8: a text that is not as long as its file is none. */
function textOf(printed: string, state: FileState | undefined): string | undefined {
  if (printed === '' || state === undefined) return undefined;
  const text = printed.slice(0, -1);
  return Buffer.byteLength(text) === state.size ? text : undefined;
}
