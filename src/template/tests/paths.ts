import { lstatSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { required } from '../parameters.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined, type Value } from '../value.ts';
import { property, type Test, test } from './test.ts';

/** `path is link`: whether it is a symbolic link. */
const linkTest = property((value) => statOf(pathOf(value, 'link'), { follow: false })?.isSymbolicLink() ?? false);

/** `path is abs`: whether it starts at the root. */
const absTest = property((value) => pathOf(value, 'abs').startsWith('/'));

/** `path is mount`: whether a file system is mounted there. */
const mountTest = property((value) => {
  const path = resolve(pathOf(value, 'mount'));
  const [here, above] = [path, dirname(path)].map((each) => statOf(each, { follow: false }));
  if (here === undefined || above === undefined || here.isSymbolicLink()) return false;
  return here.dev !== above.dev || here.ino === above.ino;
});

/** `path is same_file(other)`: whether two paths lead to one file. */
const sameFileTest = test({ other: required }, (value, { other }) => {
  const [one, two] = [value, other].map((path) => statOf(pathOf(path, 'same_file'), { follow: true }));
  if (one === undefined || two === undefined) throw failure('`same_file` wants paths that are there');
  return one.dev === two.dev && one.ino === two.ino;
});

/** `path is directory`: whether the controller has a folder there. */
const directoryTest = property((value) => statOf(pathOf(value, 'directory'), { follow: true })?.isDirectory() ?? false);

/** `path is file`: whether the controller has a file there. */
const fileTest = property((value) => statOf(pathOf(value, 'file'), { follow: true })?.isFile() ?? false);

/** Tests of paths of the controller. */
export const pathTests = {
  /** `path is exists`: whether anything is there on the controller. */
  exists: property((value) => statOf(pathOf(value, 'exists'), { follow: true }) !== undefined),

  is_link: linkTest,
  link: linkTest,

  /** `path is link_exists`: whether anything is there, a link that leads nowhere too. */
  link_exists: property((value) => statOf(pathOf(value, 'link_exists'), { follow: false }) !== undefined),

  abs: absTest,
  is_abs: absTest,

  is_mount: mountTest,
  mount: mountTest,

  is_same_file: sameFileTest,
  same_file: sameFileTest,

  directory: directoryTest,
  is_dir: directoryTest,

  file: fileTest,
  is_file: fileTest,
} satisfies Readonly<Record<string, Test>>;

/** The path that a test of the controller's files is given. */
function pathOf(value: Value, test: string): string {
  if (typeof value === 'string') return value;
  const found = value instanceof Undefined ? `\`${value.name}\` is undefined` : `${aTypeName(value)} was given`;
  throw failure(`the test \`${test}\` wants a path, and ${found}`);
}

/** What is at a path of the controller, links followed or not; `undefined` when nothing is, or it cannot be looked at. */
function statOf(path: string, { follow }: { readonly follow: boolean }): Stats | undefined {
  try {
    return follow ? statSync(path) : lstatSync(path);
  } catch {
    return undefined;
  }
}
