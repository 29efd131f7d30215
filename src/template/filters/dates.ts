import { display } from '../display.ts';
import { textOf } from '../python/coerce.ts';
import { DateTime } from '../python/datetime.ts';
import { isNumber, numberOf } from '../python/number.ts';
import { parseFloatText } from '../python/parse-number.ts';
import { strftime } from '../python/strftime.ts';
import { strptime } from '../python/strptime.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** Filters for dates and times. */
export const dateFilters = {
  /** `format | strftime(second, utc)`: that second since 1970, or now, in a format of C's `strftime`. */
  strftime: filter({ second: null, utc: false }, (value, { second, utc }, { context }) => {
    const moment = second === null ? context.world.now() : new Date(secondsOf(second) * 1000);
    if (Number.isNaN(moment.getTime())) throw failure('`second` of `strftime` is beyond any calendar');
    const offset = truthy(utc) ? 0 : -moment.getTimezoneOffset();
    const zone = truthy(utc) ? 'UTC' : zoneName(moment);
    const shown = new DateTime((moment.getTime() + offset * 60_000) * 1000, offset);
    return strftime(textOf(value, 'the value of `strftime`'), { ...shown.calendar, zone });
  }),

  /** `text | to_datetime(format)`: the date that a text shows. */
  to_datetime: filter(
    { format: '%Y-%m-%d %H:%M:%S' },
    (value, { format }) => strptime(display(value), display(format)),
    { missing: 'error' },
  ),
} satisfies Readonly<Record<string, Filter>>;

function secondsOf(value: Value): number {
  const read = isNumber(value) ? numberOf(value) : typeof value === 'string' ? parseFloatText(value) : undefined;
  if (read === undefined) throw failure('`second` of `strftime` must be a number');
  return Math.floor(read);
}

function zoneName(moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(moment);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
