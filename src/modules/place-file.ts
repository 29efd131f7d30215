import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Diff } from '../events/outcome.ts';
import type { FileState } from '../shell/file-state.ts';
import { Fields, look, lookFunctions } from '../shell/look.ts';
import { quote } from '../shell/quote.ts';
import { operand } from '../shell/write-file.ts';
import { dict } from '../template/value.ts';
import { flag, text } from './args.ts';
import { attributeChange, wantedMode } from './file-attributes.ts';
import { fileResult } from './file-result.ts';
import { fileVerdict } from './file-verdict.ts';
import type { Content } from './local-file.ts';
import { makeFolders } from './make-folders.ts';
import { modeOperand } from './mode.ts';
import type { Action, Args, HostFile, HostView, Result, Verdict, WriteAction } from './module.ts';
import { longestDiff, lookAtTarget, type Target } from './target.ts';
import { type Refusal, validateProblem } from './validate-arg.ts';
import { ownedAs, writtenAs } from './write-options.ts';

/** A file that is to be at `dest` of a host, with the content and the attributes that the arguments say. */
export interface Placement {
  readonly args: Args;
  readonly content: Content;
  /** Its name inside of `dest`, when that is a folder; absent when it must not go into one. */
  readonly name?: string;
  /** `src` of the result. */
  readonly origin?: string;
}

/** The verdict about a file that is to be on a host: as it is already, of other attributes, or of other content. */
export async function placeFile(placement: Placement, host: HostView): Promise<Verdict> {
  const { args, content, name } = placement;
  const question = { args, name: name ?? 'file', wantsText: host.wantsDiff && content.size <= longestDiff };
  const target = await lookAtTarget(question, host);
  if ('failed' in target) return target;
  if (target.folder && name === undefined) return { failed: true, message: 'can not use content with a dir as dest' };
  return judge({ ...placement, ...content, target, wantsDiff: host.wantsDiff });
}

/** A placement of a file whose target has been looked at. */
export interface Judged {
  readonly args: Args;
  readonly origin?: string;
  readonly source: Content['source'] | HostFile;
  readonly size: number;
  readonly sha1: string;
  readonly md5: string;
  readonly mode?: number;
  readonly target: Target;
  readonly wantsDiff: boolean;
}

/** Compares what is at a target with what is to be there. */
export function judge(placement: Judged): Verdict {
  const { args, target, origin, sha1 } = placement;
  const src: Result = origin === undefined ? {} : { src: origin };
  const problem = refusal(placement);
  if (problem !== undefined) return { failed: true, ...problem, result: { checksum: sha1 } };
  const { state } = target.looked;
  if (state !== undefined && flag(args, 'force') === false) {
    return { change: false, because: `${target.path} exists, and force is off`, result: { dest: target.path, ...src } };
  }
  const unmade = notMadeYet(placement);
  if (unmade !== undefined)
    return { failed: true, ...unmade, result: { checksum: sha1 }, unlessMade: rewritten(placement, src) };
  return state !== undefined && sameContent(state, placement)
    ? attributesOnly(placement, state)
    : rewritten(placement, src);
}

function refusal({ args, target, sha1 }: Judged): Refusal | undefined {
  const { looked, ownership } = target;
  if (ownership.problem !== undefined && ownership.unknown !== true) return { message: ownership.problem };
  if (looked.problem !== undefined)
    return { message: `Failed to get information on remote file (${looked.path}): ${looked.problem}` };
  if (looked.state?.kind === 'directory')
    return { message: `${looked.path} is a directory`, help: 'end `dest` with another name' };
  const invalid = validateProblem(args);
  if (invalid !== undefined) return invalid;
  const checksum = text(args, 'checksum');
  if (checksum !== undefined && checksum !== sha1) {
    return {
      message: 'Copied file does not match the expected checksum. Transfer failed.',
      help: `its SHA-1 is ${sha1}`,
    };
  }
  return undefined;
}

/** What stands in the way that earlier tasks may make: a user, a group, a folder. */
function notMadeYet({ target }: Judged): Refusal | undefined {
  const { ownership, folder, missing, dest } = target;
  if (ownership.problem !== undefined) return { message: ownership.problem };
  if (missing.length > 0 && !(folder && dest.endsWith('/'))) {
    return {
      message: `Destination directory ${missing.at(-1)} does not exist`,
      help: 'make it first, or end `dest` with a slash',
    };
  }
  return undefined;
}

function sameContent(state: FileState, { sha1, md5 }: Judged): boolean {
  return state.kind === 'file' && (state.checksum === sha1 || (state.md5 !== undefined && state.md5 === md5));
}

function attributesOnly(placement: Judged, state: FileState): Verdict {
  const { target, sha1 } = placement;
  const wanted = { ...target.ownership.wanted, ...preserved(placement) };
  const { before, after, commands } = attributeChange(target.path, state, { ...target.ownership, wanted });
  const known = { checksum: sha1, dest: target.path };
  return fileVerdict({
    key: 'path',
    path: target.path,
    before,
    after,
    commands,
    now: fileResult(target.looked),
    because: `${target.path} has this content already`,
    rest: known,
  });
}

/** `mode: preserve` asks for the permissions that the source has. */
function preserved({ args, mode }: Judged): { mode?: string } {
  return text(args, 'mode') === 'preserve' && mode !== undefined ? { mode: modeOperand(mode) } : {};
}

function rewritten(placement: Judged, src: Result): Verdict {
  const { args, target, sha1, md5 } = placement;
  const { path } = target;
  const result: Result = { dest: path, ...src, checksum: sha1, md5sum: md5 };
  const diffs = diffOf(placement);
  const write: Action[] = [
    ...makeFolders(target.missing, args, target.ownership),
    writeAction(placement),
    { kind: 'run', script: `${lookFunctions}${look(quote(path))}` },
  ];
  return {
    change: true,
    actions: write,
    diffs,
    result:
      'hostFile' in placement.source ? result : { ...result, diff: diffs.map((diff) => resultDiff(diff, path, src)) },
    finish: (outputs) => {
      const backup = outputs.at(-2)?.stdout.trimEnd() ?? '';
      const left = fileResult(new Fields(outputs.at(-1)?.stdout ?? '').look());
      return { result: backup === '' ? left : { ...left, backup_file: backup } };
    },
  };
}

/** The write itself; of a file that is replaced it keeps what the task does not ask for. */
function writeAction(placement: Judged): WriteAction {
  const { args, source, sha1, target } = placement;
  const { uid, gid, umask } = target.ownership;
  const state = target.looked.state?.kind === 'file' ? target.looked.state : undefined;
  const wanted = { ...target.ownership.wanted, ...preserved(placement) }.mode;
  const base = state?.mode ?? 0o666 & ~umask;
  const mode = wanted === undefined ? base : wantedMode(wanted, { mode: base, directory: false, umask });
  return {
    kind: 'write',
    path: target.path,
    content: source,
    sha1,
    mode: modeOperand(mode),
    ...ownedAs({ uid, gid }, state),
    ...writtenAs(args),
  };
}

/** The two texts, when reports want them and both are texts. */
function diffOf({ source, size, target, wantsDiff }: Judged): Diff[] {
  if (!wantsDiff || size > longestDiff || 'hostFile' in source) return [];
  const after = source instanceof Uint8Array ? Buffer.from(source) : readFileSync(source.file);
  const old = target.looked.state?.kind === 'file' ? target.before : '';
  if (after.includes(0) || old === undefined) return [];
  return [{ path: target.path, before: old, after: after.toString() }];
}

function resultDiff({ before, after }: Diff, path: string, { src }: Result) {
  const header = before === '' ? {} : { before_header: path };
  return dict({ before, after, ...header, after_header: typeof src === 'string' ? src : basename(path) });
}

/** A path as a command takes it. */
export const pathWord = (path: string): string => quote(operand(path));
