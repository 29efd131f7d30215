import type { FileState } from '../../shell/file-state.ts';
import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import type { Value } from '../../template/value.ts';
import { text } from '../args.ts';
import type { Args } from '../module.ts';

/** How a file's times are to change. */
export interface TimeChange {
  readonly before: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
  readonly commands: readonly string[];
}

/** Compares a file's times with `access_time` and `modification_time`; `fallback` stands for one that is not given. */
export function timeChange(path: string, state: FileState, args: Args, fallback: 'preserve' | 'now'): TimeChange {
  const name = quote(operand(path));
  const access = one('access_time', args, fallback, { flag: '-a', text: state.accessedText, name });
  const modification = one('modification_time', args, fallback, { flag: '-m', text: state.modifiedText, name });
  const before: Record<string, Value> = {};
  const after: Record<string, Value> = {};
  if (access !== undefined) [before.atime, after.atime] = [state.accessed ?? null, access.shown];
  if (modification !== undefined) [before.mtime, after.mtime] = [state.modified ?? null, modification.shown];
  return { before, after, commands: [...(access?.commands ?? []), ...(modification?.commands ?? [])] };
}

interface Current {
  readonly flag: '-a' | '-m';
  readonly text: string | undefined;
  readonly name: string;
}

function one(
  argument: 'access_time' | 'modification_time',
  args: Args,
  fallback: string,
  current: Current,
): { readonly shown: string; readonly commands: readonly string[] } | undefined {
  const wanted = text(args, argument) ?? fallback;
  if (wanted === 'preserve') return undefined;
  if (wanted === 'now') return { shown: 'now', commands: [`touch ${current.flag} ${current.name}`] };
  const time = touchTime(wanted, text(args, `${argument}_format`) ?? '');
  if (time === undefined || time === current.text) return undefined;
  return { shown: time, commands: [`touch ${current.flag} -t ${time} ${current.name}`] };
}

/** Why `access_time` or `modification_time` cannot be understood; `undefined` when both can. */
export function timeProblem(args: Args): string | undefined {
  for (const argument of ['access_time', 'modification_time']) {
    const wanted = text(args, argument) ?? 'now';
    const format = text(args, `${argument}_format`) ?? '';
    if (wanted === 'now' || wanted === 'preserve' || touchTime(wanted, format) !== undefined) continue;
    return `\`${argument}\` is \`${wanted}\`, which is no time as \`${argument}_format\` (\`${format}\`) writes it`;
  }
  return undefined;
}

const patterns: Readonly<Record<string, string>> = {
  Y: String.raw`(?<Y>\d{4})`,
  y: String.raw`(?<y>\d\d)`,
  m: String.raw`(?<m>\d\d?)`,
  d: String.raw`(?<d>\d\d?)`,
  H: String.raw`(?<H>\d\d?)`,
  M: String.raw`(?<M>\d\d?)`,
  S: String.raw`(?<S>\d\d?)`,
  '%': '%',
};

/** A time written in a format of strptime(3), as touch(1) takes it. */
function touchTime(wanted: string, format: string): string | undefined {
  const parts = format.split(/%(.)/);
  const source = parts.map((part, index) => (index % 2 === 1 ? patterns[part] : escaped(part)));
  if (source.includes(undefined)) return undefined;
  const found = new RegExp(`^${source.join('')}$`).exec(wanted)?.groups;
  if (found === undefined) return undefined;
  const two = (value: string | undefined, missing: string): string => (value ?? missing).padStart(2, '0');
  const year = found.Y ?? (found.y === undefined ? '1900' : `${Number(found.y) < 69 ? '20' : '19'}${found.y}`);
  return `${year}${two(found.m, '01')}${two(found.d, '01')}${two(found.H, '00')}${two(found.M, '00')}.${two(found.S, '00')}`;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
