import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { dateTime } from './date-time.ts';

const facts = (date: string, otherSeason = '') =>
  dateTime.parse(entriesOf({ date: `${date}\n`, 'other-season': `${otherSeason}\n` }), {});

describe('dateTime', () => {
  it('has all the keys of the reference', () => {
    const date = '2026|11|21|03|27|21|1795192041|AEDT|+1100|Saturday|6|46|477890123';
    expect(facts(date, '+1000 AEST')).toEqual({
      date_time: {
        date: '2026-11-21',
        day: '21',
        epoch: '1795192041',
        epoch_int: '1795192041',
        hour: '03',
        iso8601: '2026-11-20T16:27:21Z',
        iso8601_basic: '20261121T032721477890',
        iso8601_basic_short: '20261121T032721',
        iso8601_micro: '2026-11-20T16:27:21.477890Z',
        minute: '27',
        month: '11',
        second: '21',
        time: '03:27:21',
        tz: 'AEDT',
        tz_dst: 'AEDT',
        tz_offset: '+1100',
        weekday: 'Saturday',
        weekday_number: '6',
        weeknumber: '46',
        year: '2026',
      },
    });
  });

  it.each([
    ['CET|+0100', '+0200 CEST', 'CEST'],
    ['CEST|+0200', '+0100 CET', 'CEST'],
    ['IST|+0530', '+0530 IST', 'IST'],
    ['-03|-0300', '-0300 -03', '-03'],
    ['NST|-0330', '-0230 NDT', 'NDT'],
    ['UTC|+0000', '', 'UTC'],
  ])('of %s and %s in the other season calls the summer %s', (zone, otherSeason, summer) => {
    expect(facts(`2026|11|20|16|27|20|1795192040|${zone}|Friday|5|46|N`, otherSeason)).toMatchObject({
      date_time: { tz_dst: summer, iso8601_micro: '2026-11-20T16:27:20.000000Z' },
    });
  });

  it('knows nothing without date', () => {
    expect(facts('')).toEqual({});
  });
});
