import { pathOnHost } from '../shell/expand.ts';
import { globOnHost } from '../shell/glob-on-host.ts';
import { text } from './args.ts';
import type { Args, HostView } from './module.ts';

/** Why a command need not run. */
export interface Needless {
  /** As Ansible words it in a result: `/x exists`. */
  readonly why: string;
}

const exists = `exists() { for f in "$@"; do if [ -e "$f" ] || [ -L "$f" ]; then return 0; fi; done; return 1; }`;

/** Looks whether `creates` and `removes` make a command needless; costs nothing when neither is given. */
export async function needless(args: Args, host: HostView): Promise<Needless | undefined> {
  const creates = text(args, 'creates');
  const removes = text(args, 'removes');
  if (creates === undefined && removes === undefined) return undefined;
  const { stdout } = await host.probe(
    [
      exists,
      `${enterFolder(args)} || exit 0`,
      ...(creates === undefined ? [] : [`if exists ${globOnHost(creates)}; then echo created; exit 0; fi`]),
      ...(removes === undefined ? [] : [`exists ${globOnHost(removes)} || echo removed`]),
    ].join('\n'),
  );
  if (stdout.startsWith('created')) return { why: `${creates} exists` };
  return stdout.startsWith('removed') ? { why: `${removes} does not exist` } : undefined;
}

/** What a script prints and ends with when `chdir` is no folder; nothing else is likely to look like it. */
const noFolder = { marker: 'runbook: no such folder', code: 121 };

/**
 * Goes to the folder of `chdir`: to the place itself, not to the name of a link that leads there, so that `..` is the place's own parent, as
 * after a `chdir(2)`. `CDPATH` would have a relative folder looked for elsewhere.
 */
function enterFolder(args: Args, names: 'physical' | 'logical' = 'physical'): string {
  const chdir = text(args, 'chdir');
  return chdir === undefined
    ? ':'
    : `CDPATH= cd ${names === 'physical' ? '-P ' : ''}${pathOnHost(chdir)} >/dev/null 2>&1`;
}

/**
 * A script that runs in the folder of `chdir`. What a shell had entered keeps the names of links (`logical`), which Ansible's `script` does
 * by its own `cd`.
 */
export function inFolder(script: string, args: Args, names: 'physical' | 'logical' = 'physical'): string {
  if (text(args, 'chdir') === undefined) return script;
  return `${enterFolder(args, names)} || { echo ${`'${noFolder.marker}'`} >&2; exit ${noFolder.code}; }; ${script}`;
}

/** The message of a command that could not enter its folder; `undefined` when it could. */
export function folderProblem(args: Args, output: { code: number; stderr: string }): string | undefined {
  if (output.code !== noFolder.code || output.stderr.trim() !== noFolder.marker) return undefined;
  return `Unable to change directory before execution: no such directory: ${text(args, 'chdir')}`;
}
