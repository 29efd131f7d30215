import { type Float, float } from '../std/float.ts';

/** What a file of a host is, as lstat(2) and stat(2) tell it. What the host has no tool for is absent. */
export interface FileState {
  readonly kind: FileKind;
  /** The lower twelve bits: permissions, set-user-id, set-group-id and sticky. */
  readonly mode: number;
  readonly links: number;
  readonly uid: number;
  readonly gid: number;
  readonly user?: string;
  readonly group?: string;
  readonly size: number;
  readonly device?: number;
  readonly inode: number;
  /** Seconds since 1970. */
  readonly accessed?: number | Float;
  readonly modified?: number | Float;
  readonly changed?: number | Float;
  /** The same in the host's time zone, as touch(1) takes it: `YYYYMMDDhhmm.ss`. */
  readonly accessedText?: string;
  readonly modifiedText?: string;
  readonly blocks?: number;
  readonly blockSize?: number;
  readonly rdev?: number;
  /** Access of the user that looked. */
  readonly readable: boolean;
  readonly writeable: boolean;
  readonly executable: boolean;
  /** Where a link leads, as written and resolved. */
  readonly target?: string;
  readonly realPath?: string;
  readonly checksum?: string;
  /** In place of a checksum that the host cannot take. */
  readonly md5?: string;
}

export type FileKind = 'file' | 'directory' | 'link' | 'block' | 'character' | 'fifo' | 'socket';

/** What one line of stat(1) or ls(1) tells. */
export type Known = Omit<
  FileState,
  'readable' | 'writeable' | 'executable' | 'target' | 'realPath' | 'checksum' | 'md5'
>;

/** Reads the line that the shell function `info` prints: of GNU's or busybox' stat, of BSD's, or of ls; `undefined` for any other. */
export function parseInfo(info: string): Known | undefined {
  const [form, ...fields] = info.split('|');
  if (form === 'G' && fields.length === 19) return parseGnu(fields);
  if (form === 'B' && fields.length === 17) return parseBsd(fields);
  return form === 'L' ? parseList(info.slice(2)) : undefined;
}

function parseGnu(fields: readonly string[]): Known {
  const at = (index: number): string => fields[index] ?? '';
  const type = Number.parseInt(at(0), 16);
  const major = Number.parseInt(at(15), 16);
  const minor = Number.parseInt(at(16), 16);
  return {
    ...typeAndMode(type),
    links: Number(at(1)),
    uid: Number(at(2)),
    gid: Number(at(3)),
    size: Number(at(4)),
    device: Number(at(5)),
    inode: Number(at(6)),
    accessed: seconds(at(7), at(8)),
    accessedText: touchTime(at(8)),
    modified: seconds(at(9), at(10)),
    modifiedText: touchTime(at(10)),
    changed: seconds(at(11), at(12)),
    blocks: Number(at(13)),
    blockSize: Number(at(14)),
    rdev: major * 256 + minor,
    ...names(at(17), at(18)),
  };
}

function parseBsd(fields: readonly string[]): Known {
  const at = (index: number): string => fields[index] ?? '';
  return {
    ...typeAndMode(Number.parseInt(at(0), 16)),
    links: Number(at(1)),
    uid: Number(at(2)),
    gid: Number(at(3)),
    size: Number(at(4)),
    device: Number(at(5)),
    inode: Number(at(6)),
    accessed: float(Number(at(7))),
    accessedText: at(8),
    modified: float(Number(at(9))),
    modifiedText: at(10),
    changed: float(Number(at(11))),
    blocks: Number(at(12)),
    blockSize: Number(at(13)),
    rdev: Number(at(14)),
    ...names(at(15), at(16)),
  };
}

/** `ls -ldin` and `ls -ldi`: no times, no device. */
function parseList(text: string): Known | undefined {
  const line = String.raw`\s*(\d+)\s+([-a-zA-Z]{10})\S?\s+(\d+)\s+(\S+)\s+(\S+)\s+(\d+)(?:,\s*\d+)?\s`;
  const match = new RegExp(`^${line}`).exec(text);
  const named = [...text.matchAll(new RegExp(String.raw`\|${line}`, 'g'))].at(-1);
  if (match === null) return undefined;
  const [, inode, mode = '', links, uid, gid, size] = match;
  return {
    kind: kindsByLetter[mode.charAt(0)] ?? 'file',
    mode: modeOf(mode.slice(1)),
    links: Number(links),
    uid: Number(uid),
    gid: Number(gid),
    size: Number(size),
    inode: Number(inode),
    ...names(named?.[4] ?? '', named?.[5] ?? ''),
  };
}

const kindsByLetter: Readonly<Record<string, FileKind>> = {
  '-': 'file',
  d: 'directory',
  l: 'link',
  b: 'block',
  c: 'character',
  p: 'fifo',
  s: 'socket',
};

/** The highest four bits of `st_mode` (POSIX leaves the values open; all systems have these). */
const kindsByType: ReadonlyMap<number, FileKind> = new Map([
  [0x1, 'fifo'],
  [0x2, 'character'],
  [0x4, 'directory'],
  [0x6, 'block'],
  [0x8, 'file'],
  [0xa, 'link'],
  [0xc, 'socket'],
]);

function typeAndMode(bits: number): { kind: FileKind; mode: number } {
  return { kind: kindsByType.get(bits >> 12) ?? 'file', mode: bits & 0o7777 };
}

/** The mode that nine letters of `ls -l` show. */
export function modeOf(letters: string): number {
  const bit = (index: number): number => (/[rwxst]/.test(letters.charAt(index)) ? 0o400 >> index : 0);
  const special = [2, 5, 8].map((index, rank) => (/[sStT]/.test(letters.charAt(index)) ? 0o4000 >> rank : 0));
  return [0, 1, 2, 3, 4, 5, 6, 7, 8].reduce(
    (mode, index) => mode | bit(index),
    special.reduce((a, b) => a | b),
  );
}

function names(user: string, group: string): { user?: string; group?: string } {
  const known = (name: string): boolean => name !== '' && name !== 'UNKNOWN' && !/^\d+$/.test(name);
  return { ...(known(user) ? { user } : {}), ...(known(group) ? { group } : {}) };
}

/** GNU and busybox print whole seconds, and the fraction only in the date. */
function seconds(whole: string, date: string): number | Float {
  return float(Number(`${whole}.${/\.(\d+)/.exec(date)?.[1] ?? '0'}`));
}

function touchTime(date: string): string {
  const [, year, month, day, hour, minute, second] = /^(\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/.exec(date) ?? [];
  return `${year}${month}${day}${hour}${minute}.${second}`;
}
