import { display } from '../display.ts';
import type { Evaluation } from '../evaluation.ts';
import { bind } from '../parameters.ts';
import { DateTime } from '../python/datetime.ts';
import { truthy } from '../truthy.ts';
import type { Callable } from '../value.ts';

/** The global `now(utc=false, fmt=none)`: the time on the controller, as a date or in a `strftime` format. */
export function now({ context }: Evaluation): Callable {
  return (args, kwargs) => {
    const { utc, fmt } = bind('`now`', { utc: false, fmt: null }, { args, kwargs });
    const date = truthy(utc) ? DateTime.utc(context.world.now()) : DateTime.local(context.world.now());
    return truthy(fmt) ? date.strftime(display(fmt)) : date;
  };
}
