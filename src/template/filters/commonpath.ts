import { display } from '../display.ts';
import { iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** `paths | commonpath`: the longest path that all of them are below. */
export const commonpathFilter = filter({}, (value) => {
  const paths = [...iterate(value)].map(display);
  const absolute = paths.map((path) => path.startsWith('/'));
  if (paths.length === 0 || new Set(absolute).size > 1)
    throw failure('`commonpath` wants paths that are all absolute or all relative');
  const parts = paths.map((path) => path.split('/').filter((part) => part !== '' && part !== '.'));
  const [first = [], ...others] = parts;
  const end = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (absolute[0] ? '/' : '') + first.slice(0, end === -1 ? first.length : end).join('/');
});
