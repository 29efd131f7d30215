import type { Clock } from '../../src/report/console/clock.ts';

interface Alarm {
  due: number;
  readonly every: number | undefined;
  readonly action: () => void;
}

/** A clock whose hands the test turns. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    return this.#add({ due: this.#now + ms, every: undefined, action });
  }

  every(ms: number, action: () => void): () => void {
    return this.#add({ due: this.#now + ms, every: ms, action });
  }

  /** Lets time pass; every alarm in it goes off at its moment. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let alarm = this.#next(end); alarm !== undefined; alarm = this.#next(end)) {
      this.#now = alarm.due;
      if (alarm.every === undefined) this.#alarms.delete(alarm);
      else alarm.due += alarm.every;
      alarm.action();
    }
    this.#now = end;
  }

  /** How many alarms are set. */
  get alarms(): number {
    return this.#alarms.size;
  }

  #next(end: number): Alarm | undefined {
    const due = [...this.#alarms].filter((alarm) => alarm.due <= end);
    return due.sort((a, b) => a.due - b.due)[0];
  }

  #add(alarm: Alarm): () => void {
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }
}
