import { float } from '../../std/float.ts';
import { failure } from '../refuse.ts';
import { type Callable, Instance, type Value } from '../value.ts';
import { textOf } from './coerce.ts';
import { type CalendarTime, strftime } from './strftime.ts';

const microsecondsADay = 86_400_000_000;
/** The years that Python's dates reach: 1 to 9999. */
const earliest = -62_135_596_800_000_000;
const latest = 253_402_300_800_000_000;

/** Python's `timedelta`: a length of time in microseconds. */
export class TimeDelta extends Instance {
  override readonly typeName = 'timedelta';
  readonly microseconds: number;

  constructor(microseconds: number) {
    super();
    this.microseconds = microseconds;
  }

  get #days(): number {
    return Math.floor(this.microseconds / microsecondsADay);
  }

  get #rest(): number {
    return this.microseconds - this.#days * microsecondsADay;
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'days':
        return this.#days;
      case 'seconds':
        return Math.floor(this.#rest / 1_000_000);
      case 'microseconds':
        return this.#rest % 1_000_000;
      case 'total_seconds':
        return () => float(this.microseconds / 1_000_000);
      default:
        return undefined;
    }
  }

  override display(): string {
    const days = this.#days;
    const seconds = Math.floor(this.#rest / 1_000_000);
    const fraction = this.#rest % 1_000_000;
    const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const dayText = days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `;
    return dayText + clock + (fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`);
  }

  override repr(): string {
    const parts = [
      ['days', this.#days],
      ['seconds', Math.floor(this.#rest / 1_000_000)],
      ['microseconds', this.#rest % 1_000_000],
    ].filter(([, value]) => value !== 0);
    return `datetime.timedelta(${parts.length === 0 ? '0' : parts.map(([name, value]) => `${name}=${value}`).join(', ')})`;
  }

  override truthy(): boolean {
    return this.microseconds !== 0;
  }

  override compare(other: Value): number | undefined {
    return other instanceof TimeDelta ? this.microseconds - other.microseconds : undefined;
  }

  override operate(operator: string, right: Value): Value | undefined {
    if (right instanceof DateTime && operator === '+') return right.operate('+', this);
    if (right instanceof TimeDelta) {
      if (operator === '+') return new TimeDelta(this.microseconds + right.microseconds);
      if (operator === '-') return new TimeDelta(this.microseconds - right.microseconds);
      if (operator === '/') return float(this.microseconds / right.microseconds);
    }
    if (typeof right !== 'number') return undefined;
    if (operator === '*') return new TimeDelta(this.microseconds * right);
    return operator === '/' ? new TimeDelta(Math.round(this.microseconds / right)) : undefined;
  }
}

/**
 * Python's `datetime`: what a calendar and a clock show, in microseconds since 1970 as if they stood in Greenwich. Without an `offset`
 * (minutes east) it belongs to no time zone.
 */
export class DateTime extends Instance {
  override readonly typeName = 'datetime';
  readonly microseconds: number;
  readonly offset: number | undefined;

  constructor(microseconds: number, offset?: number) {
    super();
    if (!(microseconds >= earliest && microseconds < latest)) throw failure('a date lies in the years 1 to 9999');
    this.microseconds = microseconds;
    this.offset = offset;
  }

  /** What a clock on UTC shows at this moment; like Python's `utcnow()` it names no time zone. */
  static utc(moment: Date): DateTime {
    return new DateTime(moment.getTime() * 1000);
  }

  /** What a clock of this machine's time zone shows at this moment. */
  static local(moment: Date): DateTime {
    return new DateTime((moment.getTime() - moment.getTimezoneOffset() * 60_000) * 1000);
  }

  get calendar(): CalendarTime {
    const date = new Date(Math.floor(this.microseconds / 1000));
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      microsecond: modulo(this.microseconds, 1_000_000),
      offset: this.offset,
      zone: this.offset === undefined ? '' : zoneName(this.offset),
      epoch: this.#epoch(),
    };
  }

  /** Seconds since 1970; a clock without a time zone is taken to be this machine's. */
  #epoch(): number {
    const shown = Math.floor(this.microseconds / 1_000_000);
    if (this.offset !== undefined) return shown - this.offset * 60;
    const date = new Date(shown * 1000);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    return new Date(year, month, day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()).getTime() / 1000;
  }

  strftime(format: string): string {
    return strftime(format, this.calendar);
  }

  override display(): string {
    return this.isoFormat(' ');
  }

  isoFormat(separator: string): string {
    const { year, month, day, hour, minute, second, microsecond, offset } = this.calendar;
    const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
    const fraction = microsecond === 0 ? '' : `.${String(microsecond).padStart(6, '0')}`;
    const zone = offset === undefined ? '' : zoneOffset(offset);
    return `${date}${separator}${two(hour)}:${two(minute)}:${two(second)}${fraction}${zone}`;
  }

  override repr(): string {
    const { year, month, day, hour, minute, second, microsecond } = this.calendar;
    const parts = [year, month, day, hour, minute, second, microsecond];
    while (parts.length > 5 && parts.at(-1) === 0) parts.pop();
    return `datetime.datetime(${parts.join(', ')})`;
  }

  override get format(): (spec: string) => string {
    return (spec) => (spec === '' ? this.display() : this.strftime(spec));
  }

  override attribute(name: string): Value | undefined {
    const { calendar } = this;
    switch (name) {
      case 'year':
      case 'month':
      case 'day':
      case 'hour':
      case 'minute':
      case 'second':
      case 'microsecond':
        return calendar[name];
      case 'strftime':
        return this.#strftime;
      case 'isoformat':
        return ([separator = 'T']) => this.isoFormat(textOf(separator, '`sep`'));
      case 'timestamp':
        return () => float(calendar.epoch + calendar.microsecond / 1_000_000);
      case 'weekday':
        return () => (Number(this.strftime('%u')) + 6) % 7;
      case 'isoweekday':
        return () => Number(this.strftime('%u'));
      case 'date':
        return () => new DateTime(this.microseconds - modulo(this.microseconds, microsecondsADay));
      default:
        return undefined;
    }
  }

  readonly #strftime: Callable = ([format]) => {
    if (format === undefined) throw failure('`strftime` needs a format');
    return this.strftime(textOf(format, 'the format'));
  };

  override compare(other: Value): number | undefined {
    return other instanceof DateTime ? this.#universal - other.#universal : undefined;
  }

  get #universal(): number {
    return this.microseconds - (this.offset ?? 0) * 60_000_000;
  }

  override operate(operator: string, right: Value): Value | undefined {
    if (operator === '-' && right instanceof DateTime) return new TimeDelta(this.#universal - right.#universal);
    if (!(right instanceof TimeDelta)) return undefined;
    if (operator === '+') return new DateTime(this.microseconds + right.microseconds, this.offset);
    return operator === '-' ? new DateTime(this.microseconds - right.microseconds, this.offset) : undefined;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function zoneOffset(offset: number): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function zoneName(offset: number): string {
  return offset === 0 ? 'UTC' : `UTC${zoneOffset(offset)}`;
}
