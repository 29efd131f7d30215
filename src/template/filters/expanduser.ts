import { join } from 'node:path';
import type { Context } from '../context.ts';
import { onlyText } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `path | expanduser`: a leading `~` as the home folder of whoever runs this. */
export const expanduserFilter = filter(
  {},
  (value, _args, { context }) => expandUser(onlyText(value, 'expanduser'), context),
  { missing: 'error' },
);

/** The path with a leading `~` replaced by the home folder. */
export function expandUser(path: string, { world }: Context): string {
  const home = world.env.HOME;
  if (home === undefined || (path !== '~' && !path.startsWith('~/'))) return path;
  return path === '~' ? home : join(home, path.slice(2));
}
