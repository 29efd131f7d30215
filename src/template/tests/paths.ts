import { dirname, resolve } from 'node:path';
import { required } from '../parameters.ts';
import { failure } from '../refuse.ts';
import { pathOf, statOf } from './controller-path.ts';
import { property, test } from './test.ts';

/** `path is exists`: whether anything is there on the controller. */
export const existsTest = property((value) => statOf(pathOf(value, 'exists'), { follow: true }) !== undefined);

/** `path is link`: whether it is a symbolic link. */
export const linkTest = property(
  (value) => statOf(pathOf(value, 'link'), { follow: false })?.isSymbolicLink() ?? false,
);

/** `path is link_exists`: whether anything is there, a link that leads nowhere too. */
export const linkExistsTest = property(
  (value) => statOf(pathOf(value, 'link_exists'), { follow: false }) !== undefined,
);

/** `path is abs`: whether it starts at the root. */
export const absTest = property((value) => pathOf(value, 'abs').startsWith('/'));

/** `path is mount`: whether a file system is mounted there. */
export const mountTest = property((value) => {
  const path = resolve(pathOf(value, 'mount'));
  const [here, above] = [path, dirname(path)].map((each) => statOf(each, { follow: false }));
  if (here === undefined || above === undefined || here.isSymbolicLink()) return false;
  return here.dev !== above.dev || here.ino === above.ino;
});

/** `path is same_file(other)`: whether two paths lead to one file. */
export const sameFileTest = test({ other: required }, (value, { other }) => {
  const [one, two] = [value, other].map((path) => statOf(pathOf(path, 'same_file'), { follow: true }));
  if (one === undefined || two === undefined) throw failure('`same_file` wants paths that are there');
  return one.dev === two.dev && one.ino === two.ino;
});
