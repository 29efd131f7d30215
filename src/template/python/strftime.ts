/** The parts of a moment, as a calendar shows them, that `strftime` prints. */
export interface CalendarTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Minutes east of Greenwich; `undefined` when no time zone is known. */
  readonly offset: number | undefined;
  readonly zone: string;
  /** Whole seconds since 1970 in UTC. */
  readonly epoch: number;
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The names of the months and days in the C locale, which `strptime` reads too. */
export const monthNames: readonly string[] = months;
export const dayNames: readonly string[] = days;

function two(value: number, pad = '0'): string {
  return String(value).padStart(2, pad);
}

function dayOfWeek({ year, month, day }: CalendarTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function dayOfYear({ year, month, day }: CalendarTime): number {
  return Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
}

/** The week of the year when weeks start on this day of the week; days before the first are in week 0. */
function weekFrom(time: CalendarTime, firstDay: number): number {
  return Math.floor((dayOfYear(time) + 6 - ((dayOfWeek(time) - firstDay + 7) % 7)) / 7);
}

/** ISO 8601's year and week. */
function isoWeek(time: CalendarTime): { year: number; week: number } {
  const thursday = new Date(Date.UTC(time.year, time.month - 1, time.day + 4 - (dayOfWeek(time) || 7)));
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 / 7) + 1;
  return { year, week };
}

function offsetText(offset: number | undefined): string {
  if (offset === undefined) return '';
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

const directives: Readonly<Record<string, (time: CalendarTime) => string>> = {
  a: (time) => days[dayOfWeek(time)]!.slice(0, 3),
  A: (time) => days[dayOfWeek(time)]!,
  b: ({ month }) => months[month - 1]!.slice(0, 3),
  B: ({ month }) => months[month - 1]!,
  c: (time) => strftime('%a %b %e %H:%M:%S %Y', time),
  C: ({ year }) => two(Math.floor(year / 100)),
  d: ({ day }) => two(day),
  D: (time) => strftime('%m/%d/%y', time),
  e: ({ day }) => two(day, ' '),
  f: ({ microsecond }) => String(microsecond).padStart(6, '0'),
  F: (time) => strftime('%Y-%m-%d', time),
  g: (time) => two(isoWeek(time).year % 100),
  G: (time) => String(isoWeek(time).year),
  h: ({ month }) => months[month - 1]!.slice(0, 3),
  H: ({ hour }) => two(hour),
  I: ({ hour }) => two(hour % 12 || 12),
  j: (time) => String(dayOfYear(time)).padStart(3, '0'),
  k: ({ hour }) => two(hour, ' '),
  l: ({ hour }) => two(hour % 12 || 12, ' '),
  m: ({ month }) => two(month),
  M: ({ minute }) => two(minute),
  n: () => '\n',
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  P: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  r: (time) => strftime('%I:%M:%S %p', time),
  R: (time) => strftime('%H:%M', time),
  s: ({ epoch }) => String(epoch),
  S: ({ second }) => two(second),
  t: () => '\t',
  T: (time) => strftime('%H:%M:%S', time),
  u: (time) => String(dayOfWeek(time) || 7),
  U: (time) => two(weekFrom(time, 0)),
  V: (time) => two(isoWeek(time).week),
  w: (time) => String(dayOfWeek(time)),
  W: (time) => two(weekFrom(time, 1)),
  x: (time) => strftime('%m/%d/%y', time),
  X: (time) => strftime('%H:%M:%S', time),
  y: ({ year }) => two(year % 100),
  Y: ({ year }) => String(year),
  z: ({ offset }) => offsetText(offset),
  Z: ({ zone }) => zone,
  '%': () => '%',
};

/** A moment in a format of C's `strftime`, in the C locale; `%-d` leaves out padding. */
export function strftime(format: string, time: CalendarTime): string {
  return format.replace(/%([-_0^#]?)([\s\S])/g, (whole, flag: string, letter: string) => {
    const text = Object.hasOwn(directives, letter) ? directives[letter]!(time) : whole;
    if (flag === '-') return text.replace(/^[0 ]+(?=.)/, '');
    if (flag === '_') return text.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length));
    return flag === '^' ? text.toUpperCase() : text;
  });
}
