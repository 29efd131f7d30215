import { onlyText } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `text | expandvars`: `$NAME` and `${NAME}` as the environment of the controller has them; others stay as they are. */
export const expandvarsFilter = filter(
  {},
  (value, _args, { context }) =>
    onlyText(value, 'expandvars').replace(
      /\$(?:(\w+)|\{([^}]*)\})/g,
      (whole, plain?: string, braced?: string) => context.world.env[plain ?? braced ?? ''] ?? whole,
    ),
  { missing: 'error' },
);
