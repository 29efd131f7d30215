import type { Entries } from './entries.ts';
import type { Fact } from './fact.ts';

const HALF_A_YEAR = 15_778_800;

/** The host's clock, in its time zone. */
export const dateTime: Fact = {
  probes: [
    `run date env LC_ALL=C date '+%Y|%m|%d|%H|%M|%S|%s|%Z|%z|%A|%w|%W|%N'`,
    // Another season's name of the zone; a `date` that cannot print another day leaves it out.
    `run other-season date -d "@$(($(date +%s) - ${HALF_A_YEAR}))" '+%z %Z'`,
  ],

  parse(entries) {
    const fields = entries.line('date').split('|');
    const [year = '', month = '', day = '', hour = '', minute = '', second = '', epoch = ''] = fields;
    const [tz = '', offset = '', weekday = '', weekdayNumber = '', weekNumber = '', nanoseconds = ''] = fields.slice(7);
    if (epoch === '') return {};
    const micros = /^\d{9}$/.test(nanoseconds) ? nanoseconds.slice(0, 6) : '000000';
    const utc = new Date(Number(epoch) * 1000).toISOString().slice(0, 19);
    const basic = `${year}${month}${day}T${hour}${minute}${second}`;
    return {
      date_time: {
        date: `${year}-${month}-${day}`,
        ...{ year, month, day, hour, minute, second, weekday },
        weekday_number: weekdayNumber,
        weeknumber: weekNumber,
        time: `${hour}:${minute}:${second}`,
        epoch,
        epoch_int: epoch,
        iso8601: `${utc}Z`,
        iso8601_micro: `${utc}.${micros}Z`,
        iso8601_basic: `${basic}${micros}`,
        iso8601_basic_short: basic,
        tz,
        tz_dst: summerName(entries, tz, offset),
        tz_offset: offset,
      },
    };
  },
};

/** The zone's name in summer: that of the season whose clock is further ahead. */
function summerName(entries: Entries, name: string, offset: string): string {
  const [otherOffset, otherName] = entries.line('other-season').split(' ');
  if (otherOffset === undefined || otherName === undefined) return name;
  return minutesEast(otherOffset) > minutesEast(offset) ? otherName : name;
}

function minutesEast(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
