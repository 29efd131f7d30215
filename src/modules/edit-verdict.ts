import { createHash } from 'node:crypto';
import type { Diff } from '../events/outcome.ts';
import { type Dict, dict, type Value } from '../template/value.ts';
import { asChange } from './as-change.ts';
import type { EditedFile } from './edited-file.ts';
import { type AttributeChange, attributeChange, type Ownership, wantedMode } from './file-attributes.ts';
import { attributeDiff, chain } from './file-verdict.ts';
import { makeFolders } from './make-folders.ts';
import { modeOperand } from './mode.ts';
import type { Action, Args, HostView, Result, Verdict, WriteAction } from './module.ts';
import { longestDiff } from './target.ts';
import { ownedAs, writtenAs } from './write-options.ts';

/** What a module makes of the file that it edits. */
export interface Edit {
  /** What the file is to hold; absent when it holds that already, or is not to be made. */
  readonly content?: Buffer;
  /** What was done to the text, empty for nothing. */
  readonly message: string;
  /** Why there is nothing to do. */
  readonly because: string;
  /** The result in the words of the module. */
  readonly result: (report: EditReport) => Result;
}

/** What results tell of an edit. */
export interface EditReport {
  readonly message: string;
  /** The text before and after; empty unless diffs are wanted. */
  readonly contentDiff: { readonly before: string; readonly after: string };
  /** What differed in owner and permissions; absent where check mode has no file to compare. */
  readonly attributes?: Pick<AttributeChange, 'before' | 'after'>;
  /** Name of the backup, empty when there is none. */
  readonly backup: string;
}

const attributesChanged = 'ownership, perms or SE linux context changed';

/** The verdict about a file and what is to become of it: its text, its owner and its permissions. */
export function editVerdict(edit: Edit, file: EditedFile, args: Args, host: HostView): Verdict {
  const { problem } = file.ownership;
  const verdict = judge(edit, file, args, host);
  if (problem === undefined) return verdict;
  return { failed: true, message: problem, unlessMade: asChange(verdict) };
}

function judge(edit: Edit, file: EditedFile, args: Args, host: HostView): Verdict {
  const attributes = attributesOf(edit, file);
  const rewritten = edit.content !== undefined;
  const contentDiff = diffOf(edit, file, host);
  const changes = [edit.message, attributes.commands.length > 0 ? attributesChanged : ''];
  const report = { message: changes.filter((part) => part !== '').join(' and '), contentDiff, attributes, backup: '' };
  if (!rewritten && attributes.commands.length === 0) {
    return { change: false, because: edit.because, result: edit.result(report) };
  }
  const linked = file.named?.kind === 'link';
  const actions: Action[] = [
    ...(rewritten ? [...makeFolders(file.missing, {}, noOwner(file)), writeAction(edit.content, file, args)] : []),
    ...(attributes.commands.length > 0 && (linked || !rewritten)
      ? [{ kind: 'run' as const, script: chain(attributes.commands) }]
      : []),
  ];
  const write = actions.findIndex(({ kind }) => kind === 'write');
  const unmade = { message: edit.message, contentDiff, backup: '' };
  return {
    change: true,
    actions,
    diffs: shownDiffs(edit, file, attributes, host),
    result: edit.result(file.content === undefined ? unmade : report),
    finish: (outputs) => {
      const backup = outputs[write]?.stdout.trimEnd() ?? '';
      return { result: edit.result({ ...report, backup }) };
    },
  };
}

/** Folders that are made belong to whom makes them. */
const noOwner = ({ ownership: { umask } }: EditedFile): Ownership => ({ wanted: {}, umask });

function attributesOf({ content }: Edit, { path, named, ownership, user }: EditedFile): AttributeChange {
  if (named !== undefined) return attributeChange(path, named, ownership);
  if (content === undefined) return { before: {}, after: {}, commands: [] };
  return attributeChange(path, { kind: 'file', mode: 0o666 & ~ownership.umask, ...user }, ownership);
}

/** The write of what a link leads to, or of the file itself: then with the owner and the permissions that the task asks for. */
function writeAction(content: Buffer, file: EditedFile, args: Args): WriteAction {
  const { state, named, ownership, realPath } = file;
  const { wanted, uid, gid, umask } = named?.kind === 'link' ? noOwner(file) : ownership;
  const base = state?.mode ?? 0o666 & ~umask;
  const mode = wanted.mode === undefined ? base : wantedMode(wanted.mode, { mode: base, directory: false, umask });
  return {
    kind: 'write',
    path: realPath,
    content,
    sha1: createHash('sha1').update(content).digest('hex'),
    mode: modeOperand(mode),
    ...ownedAs({ uid, gid }, state),
    ...writtenAs(args),
  };
}

function diffOf({ content }: Edit, file: EditedFile, host: HostView): EditReport['contentDiff'] {
  const old = file.content ?? Buffer.alloc(0);
  const after = content ?? old;
  if (!host.wantsDiff || Math.max(old.length, after.length) > longestDiff) return { before: '', after: '' };
  return { before: old.toString(), after: after.toString() };
}

function shownDiffs(
  edit: Edit,
  file: EditedFile,
  { before, after, commands }: AttributeChange,
  host: HostView,
): Diff[] {
  const { path } = file;
  const texts = diffOf(edit, file, host);
  const shown =
    edit.content !== undefined && (texts.before !== '' || texts.after !== '') && !texts.after.includes('\0');
  return [...(shown ? [{ path, ...texts }] : []), ...(commands.length > 0 ? [attributeDiff(path, before, after)] : [])];
}

/** `diff` of a result: of the text, and of owner and permissions where there is a file. */
export function editDiff(path: string, { contentDiff, attributes }: EditReport): Value {
  const content = withHeaders(contentDiff, `${path} (content)`);
  if (attributes === undefined) return content;
  const { before, after } = attributes;
  const differ = Object.keys(after).length > 0;
  return [
    content,
    withHeaders(differ ? { before: dict(before), after: dict(after) } : {}, `${path} (file attributes)`),
  ];
}

function withHeaders(parts: Readonly<Record<string, Value>>, header: string): Dict {
  return dict({ ...parts, before_header: header, after_header: header });
}
