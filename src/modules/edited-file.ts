import { contentFunction, readContent } from '../shell/content.ts';
import { pathOnHost } from '../shell/expand.ts';
import type { FileState } from '../shell/file-state.ts';
import { Fields, type Looked, look, lookFunctions } from '../shell/look.ts';
import { missingFunction } from '../shell/missing-folders.ts';
import { text } from './args.ts';
import { cannotLook } from './cannot-look.ts';
import { notBuilt } from './file-args.ts';
import { type Ownership, ownershipProbe, readOwnership } from './file-attributes.ts';
import type { Args, Failed, HostView } from './module.ts';
import { validateProblem } from './validate-arg.ts';

/** A file of a host that a task edits, as it is. */
export interface EditedFile {
  /** Its name as the task writes it, with `~` and variables expanded. */
  readonly path: string;
  /** What is there under this name: a link is not followed. */
  readonly named: FileState | undefined;
  /** The file that a link leads to, or the path itself. */
  readonly realPath: string;
  readonly state: FileState | undefined;
  /** Absent when there is no file. */
  readonly content?: Buffer;
  readonly ownership: Ownership;
  /** The ids that a file gets which the task's user makes. */
  readonly user: { readonly uid: number; readonly gid: number };
  /** Folders on the way to it that are missing, outermost first. */
  readonly missing: readonly string[];
}

/** A longer file is read by itself, which costs another round trip. */
const longestInLook = 500_000;

/** Looks at the file that `path` names; one round trip, unless it is large. */
export async function lookAtEdited(args: Args, host: HostView): Promise<EditedFile | Failed> {
  if (args.attributes !== undefined) return notBuilt('attributes');
  const invalid = validateProblem(args);
  if (invalid !== undefined) return { failed: true, ...invalid };
  const printed = await host.probe(script(args));
  const blind = cannotLook(printed);
  if (blind !== undefined) return blind;
  const fields = new Fields(printed.stdout);
  const ownership = readOwnership(args, fields);
  const user = { uid: Number(fields.next()), gid: Number(fields.next()) };
  const named = fields.look();
  const real = fields.look();
  const missing = fields.until('').reverse();
  const known = { path: named.path, named: named.state, realPath: real.path, state: real.state };
  const problem = refusal(named, real, ownership);
  if (problem !== undefined) return problem;
  if (real.state === undefined) return { ...known, ownership, user, missing };
  const content = fields.done ? await host.read(real.path) : readContent(fields);
  return { ...known, content, ownership, user, missing };
}

function script(args: Args): string {
  return [
    lookFunctions + ownershipProbe(args),
    missingFunction,
    contentFunction,
    `p=${pathOnHost(text(args, 'path') ?? '')} r=`,
    `[ ! -L "$p" ] || r=$(readlink -f "$p"); [ -n "$r" ] || r=$p`,
    `say "$(id -u)" "$(id -g)"`,
    look('"$p"'),
    look('"$r"'),
    `case $r in */*) missing "\${r%/*}" ;; *) say '' ;; esac`,
    `if [ -f "$r" ] && [ -r "$r" ] && [ "$(wc -c < "$r")" -le ${longestInLook} ]; then content "$r"; fi`,
  ].join('\n');
}

function refusal(named: Looked, real: Looked, ownership: Ownership): Failed | undefined {
  const { path } = named;
  const problem = named.problem ?? real.problem;
  if (problem !== undefined) return { failed: true, message: `${path} cannot be looked at: ${problem}` };
  if (ownership.problem !== undefined && ownership.unknown !== true) {
    return { failed: true, message: ownership.problem };
  }
  const { state } = real;
  if (state === undefined) return undefined;
  if (state.kind === 'directory') {
    return { failed: true, message: `Path ${path} is a directory !`, result: { rc: 256 } };
  }
  if (state.kind !== 'file') {
    return { failed: true, message: `${path} is not a file that can be edited`, help: 'name a regular file' };
  }
  if (state.readable) return undefined;
  return { failed: true, message: `${path} cannot be read`, help: 'become a user who may read it' };
}

/** The failure of a task whose file is not there. */
export function noFile(message: string): Failed {
  return {
    failed: true,
    message,
    help: 'make it first, or set `create: true` where the module has it',
    result: { rc: 257 },
  };
}
