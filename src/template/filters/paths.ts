import { realpathSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve, win32 } from 'node:path';
import { trimEnd } from '../../std/trim-end.ts';
import type { Context } from '../context.ts';
import { display } from '../display.ts';
import { globFiles } from '../glob-files.ts';
import { onlyText, textOf } from '../python/coerce.ts';
import { iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { noteUnsafe } from '../unsafe.ts';
import { isList, Tuple, type Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** Filters for paths, of the controller where they look at one. */
export const pathFilters = {
  /** `path | basename`: what follows the last slash. */
  basename: filter({}, (value) => baseName(onlyText(value, 'basename')), { missing: 'error' }),

  /** `path | dirname`: what stands before the last slash, as Python's `os.path.dirname` gives it. */
  dirname: filter({}, (value) => directoryOf(onlyText(value, 'dirname')), { missing: 'error' }),

  /** `path | splitext`: the path without its extension, and the extension with its dot. */
  splitext: filter({}, (value) => splitExtension(onlyText(value, 'splitext')), {
    missing: 'error',
  }),

  /** `parts | path_join`: one path; an absolute part starts over. */
  path_join: filter({}, (value) => {
    const parts = isList(value) ? value.map((part) => onlyText(part, 'path_join')) : [onlyText(value, 'path_join')];
    if (parts.length === 0) throw failure('`path_join` wants at least one part');
    return parts.reduce(joinTwo);
  }),

  /** `path | normpath`: without `.`, `..` and doubled slashes. */
  normpath: filter({}, (value) => {
    const path = normalize(display(value));
    return path.length > 1 ? path.replace(/\/$/, '') : path;
  }),

  /** `path | relpath(start)`: the way to it from another folder. */
  relpath: filter(
    { start: '.' },
    (value, { start }) => relative(display(start), textOf(value, 'the value of `relpath`')) || '.',
  ),

  /** `paths | commonpath`: the longest path that all of them are below. */
  commonpath: filter({}, (value) => {
    const paths = [...iterate(value)].map(display);
    const absolute = paths.map((path) => path.startsWith('/'));
    if (paths.length === 0 || new Set(absolute).size > 1)
      throw failure('`commonpath` wants paths that are all absolute or all relative');
    const parts = paths.map((path) => path.split('/').filter((part) => part !== '' && part !== '.'));
    const [first = [], ...others] = parts;
    const end = first.findIndex((part, index) => others.some((other) => other[index] !== part));
    return (absolute[0] ? '/' : '') + first.slice(0, end === -1 ? first.length : end).join('/');
  }),

  /** `path | expanduser`: a leading `~` as the home folder of whoever runs this. */
  expanduser: filter({}, (value, _args, { context }) => expandUser(onlyText(value, 'expanduser'), context), {
    missing: 'error',
  }),

  /** `text | expandvars`: `$NAME` and `${NAME}` as the environment of the controller has them; others stay as they are. */
  expandvars: filter(
    {},
    (value, _args, { context }) =>
      onlyText(value, 'expandvars').replace(
        /\$(?:(\w+)|\{([^{}$]*)\})/g,
        (whole, plain?: string, braced?: string) => context.world.env[plain ?? braced ?? ''] ?? whole,
      ),
    { missing: 'error' },
  ),

  /** `path | realpath`: absolute and with the links of the controller followed, as far as they exist. */
  realpath: filter({}, (value) => followLinks(resolve(display(value)))),

  /** `pattern | fileglob`: the files of the controller that a shell pattern matches. */
  fileglob: filter({}, (value) => {
    noteUnsafe();
    return globFiles(display(value));
  }),

  /** `path | win_basename`: the last part of a Windows path. */
  win_basename: filter({}, (value) => lastPart(onlyText(value, 'win_basename')), {
    missing: 'error',
  }),

  /** `path | win_dirname`: a Windows path without its last part. */
  win_dirname: filter({}, (value) => folderOf(onlyText(value, 'win_dirname')), {
    missing: 'error',
  }),

  /** `path | win_splitdrive`: the drive (or share) of a Windows path, and the rest. */
  win_splitdrive: filter({}, (value) => Tuple.from(splitDrive(onlyText(value, 'win_splitdrive'))), {
    missing: 'error',
  }),
} satisfies Readonly<Record<string, Filter>>;

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path, empty for a bare name. */
function directoryOf(path: string): string {
  const head = path.slice(0, path.lastIndexOf('/') + 1);
  return /^\/*$/.test(head) ? head : trimEnd(head, '/');
}

function splitExtension(path: string): Value {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const leading = name.length - name.replace(/^\.+/, '').length;
  const dot = name.lastIndexOf('.');
  if (dot < leading || dot === -1) return Tuple.of(path, '');
  const at = path.length - name.length + dot;
  return Tuple.of(path.slice(0, at), path.slice(at));
}

function joinTwo(left: string, right: string): string {
  if (right.startsWith('/')) return right;
  return left === '' || left.endsWith('/') ? left + right : `${left}/${right}`;
}

/** The path with a leading `~` replaced by the home folder. */
export function expandUser(path: string, { world }: Context): string {
  const home = world.env.HOME;
  if (home === undefined || (path !== '~' && !path.startsWith('~/'))) return path;
  return path === '~' ? home : join(home, path.slice(2));
}

function followLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(followLinks(parent), path.slice(parent.length));
  }
}

function lastPart(path: string): string {
  return /[\\/]$/.test(path) ? '' : win32.basename(path);
}

function folderOf(path: string): string {
  const [drive, rest] = splitDrive(path);
  const head = rest.slice(0, Math.max(rest.lastIndexOf('\\'), rest.lastIndexOf('/')) + 1);
  return drive + (trimEnd(head, '\\/') || head);
}

/** The drive or share of a Windows path, empty when it names none, and the rest. */
function splitDrive(path: string): [drive: string, rest: string] {
  const [, drive = ''] = /^([A-Za-z]:|[\\/]{2}[^\\/]+[\\/][^\\/]+)/.exec(path) ?? [];
  return [drive, path.slice(drive.length)];
}
