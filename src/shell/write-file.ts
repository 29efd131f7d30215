import { checksumFunction } from './checksum.ts';
import { expandOnHost } from './expand.ts';
import { quote } from './quote.ts';
import { splitWords } from './words.ts';

/** A file to be written, as far as the host's shell has to know it. */
export interface FileToWrite {
  readonly path: string;
  /** A command that prints the content. */
  readonly source: string;
  /** Bytes that must have arrived. */
  readonly size?: number;
  /** The SHA-1 that they must have; it is then also seen to that they are on the disk. */
  readonly sha1?: string;
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  /** `UID:GID` that it gets as far as the user may give it away, before `owner` and `group`. */
  readonly keep?: string;
  readonly validate?: string;
  readonly backup?: boolean;
  /** When it cannot take its name (a mount point), write into the file that is there. */
  readonly unsafe?: boolean;
}

/**
 * A POSIX shell script that writes a file whole or not at all: under a temporary name in the same folder, checked, given its owner and
 * mode, validated, and only then renamed. An old file stays as it is until then, and nothing is left behind on any way out. Prints the
 * name of the backup when one was made. `token` is random text for the temporary name.
 */
export function writeFileScript(file: FileToWrite, token: string): string {
  const path = quote(operand(file.path));
  const temporary = quote(`${folderOf(file.path)}.runbook-${token}`);
  return [
    `f=${path} t=${temporary}`,
    `fail() { echo "$1" >&2; exit 1; }`,
    `trap 'rm -f "$t"' EXIT; trap 'exit 1' HUP INT TERM PIPE`,
    `[ ! -d "$f" ] || fail "$f is a directory"`,
    `[ -d ${quote(folderOf(file.path) || '.')} ] || fail ${quote(`Destination directory ${folderName(file.path)} does not exist`)}`,
    ...(file.mode === undefined ? [`u=$(umask)`] : []),
    `umask 077; set -C; : > "$t" || exit 1; set +C`,
    `${file.source} > "$t" || exit 1`,
    ...(file.size === undefined
      ? []
      : [`[ "$(wc -c < "$t")" -eq ${file.size} ] || fail "$f: only part of it arrived"`]),
    ...(file.sha1 === undefined ? [] : [checksumFunction, intact(file.sha1), `sync "$t" 2>/dev/null || :`]),
    ...attributes(file),
    ...(file.validate === undefined ? [] : [validation(file.validate)]),
    ...(file.backup === true ? [backup] : []),
    file.unsafe === true
      ? `mv -f "$t" "$f" 2>/dev/null || cat "$t" > "$f" || exit 1`
      : `mv -f "$t" "$f" || exit 1; trap - EXIT`,
  ].join('\n');
}

/** A host that has no tool for the checksum is taken at its word. */
function intact(sha1: string): string {
  return `case $(checksum "$t") in ''|${sha1}) ;; *) fail "$f: it changed while it was sent, or arrived damaged" ;; esac`;
}

/** The mode comes last: changing the owner takes the set-user-id bits away. */
function attributes({ mode, owner, group, keep }: FileToWrite): string[] {
  const owned = owner === undefined ? [] : [`chown ${quote(owner)} "$t" || exit 1`];
  const grouped = group === undefined ? [] : [`chgrp ${quote(group)} "$t" || exit 1`];
  const kept =
    keep === undefined
      ? []
      : [`chown ${quote(keep)} "$t" 2>/dev/null || chgrp ${quote(keep.replace(/^.*:/, ''))} "$t" 2>/dev/null`];
  const modeWord = mode === undefined ? `"$(printf %o $((0666 & ~0$u)))"` : quote(mode);
  return [...kept, ...owned, ...grouped, `chmod ${modeWord} "$t" || exit 1`];
}

/** The words are taken apart here and not by the host's shell, so that a path cannot be more than a word. */
function validation(command: string): string {
  const words = splitWords(command).map((word) =>
    word.includes('%s') ? word.split('%s').map(quoteUnlessEmpty).join('"$t"') : expandOnHost(word),
  );
  return `( ${words.join(' ')} ) >&2 || { c=$?; echo 'failed to validate' >&2; exit $c; }`;
}

const quoteUnlessEmpty = (text: string): string => (text === '' ? '' : quote(text));

const backup = `if [ -e "$f" ]; then b=$f.$$.$(date +%Y-%m-%d@%H:%M:%S)~ && cp -p "$f" "$b" || exit 1; printf '%s\\n' "$b"; fi`;

/** Everything up to the last slash, so that a name can be put behind it; empty for a name alone. */
function folderOf(path: string): string {
  const known = operand(path);
  return known.slice(0, known.lastIndexOf('/') + 1);
}

function folderName(path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return folder === '/' ? '/' : folder.replace(/\/+$/, '') || '.';
}

/** A path that no utility takes for an option. */
export function operand(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}
