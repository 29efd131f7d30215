import type { FailureTarget, Step, Task } from '../plan/plan.ts';
import type { Layer } from '../vars/precedence.ts';

/**
 * A list of steps a host is inside of, with the variables that an include gave it. `ordinal` orders the units of one include, `key` tells
 * a unit from all others that a host can be inside of at the same place.
 */
export interface Unit {
  readonly key: string;
  readonly steps: readonly Step[];
  readonly ordinal: number;
  readonly vars: readonly Layer[];
}

/** A level of a host's way through a play: the play's own steps, an include's, or a flush of handlers. */
interface Frame {
  readonly kind: 'play' | 'include' | 'handlers';
  readonly units: readonly Unit[];
  unit: number;
  index: number;
  /** Failures that wait for the end of their block's rescue or always section, by block. */
  readonly failures: Set<string>;
}

/** A cursor as plain data: where a host stands, by the keys of the units it is inside of. */
export interface SavedCursor {
  readonly host: string;
  readonly state: CursorState;
  readonly failedPendingHandlers: boolean;
  readonly frames: readonly SavedFrame[];
}

interface SavedFrame {
  readonly kind: Frame['kind'];
  readonly units: readonly { readonly key: string; readonly ordinal: number }[];
  readonly unit: number;
  readonly index: number;
  readonly failures: readonly string[];
}

/** How a host's way through a play ended; `ended` is by `meta: end_host` and the like, which is no failure. */
export type CursorState = 'running' | 'done' | 'ended' | 'failed' | 'unreachable';

/** Where a host stands among its frames, compared in order: `[unit, index]` of each frame, outermost first. */
export type Place = readonly number[];

/** One host's place in one play. A small value that moves forward; it runs nothing itself. */
export class Cursor {
  readonly host: string;
  state: CursorState = 'running';
  readonly #frames: Frame[];
  /** It has failed, and only goes on for the handlers it notified. */
  #failedPendingHandlers = false;

  constructor(host: string, steps: readonly Step[]) {
    this.host = host;
    this.#frames = [frame('play', [{ key: 'play', steps, ordinal: 0, vars: [] }])];
    this.#settle();
  }

  /**
   * The cursor that was saved. `unitOf` gives the unit of a key: its steps and variables are compiled again from the same texts, the
   * play's own and those of the includes around a place before those inside of it.
   */
  static restore(saved: SavedCursor, unitOf: (key: string) => Omit<Unit, 'ordinal'>): Cursor {
    const cursor = new Cursor(saved.host, []);
    cursor.#frames.splice(
      0,
      1,
      ...saved.frames.map(({ kind, units, unit, index, failures }): Frame => {
        const filled = units.map(({ key, ordinal }) => ({ ...unitOf(key), ordinal }));
        return { kind, units: filled, unit, index, failures: new Set(failures) };
      }),
    );
    cursor.state = saved.state;
    cursor.#failedPendingHandlers = saved.failedPendingHandlers;
    return cursor;
  }

  /** The cursor as plain data, for {@link Cursor.restore}. */
  save(): SavedCursor {
    return {
      host: this.host,
      state: this.state,
      failedPendingHandlers: this.#failedPendingHandlers,
      frames: this.#frames.map(({ kind, units, unit, index, failures }) => ({
        kind,
        units: units.map(({ key, ordinal }) => ({ key, ordinal })),
        unit,
        index,
        failures: [...failures],
      })),
    };
  }

  /** The step to do next; only while `running`. */
  get step(): Step {
    const step = this.#steps()[this.#top.index];
    if (step === undefined) throw new Error(`${this.host} stands behind the last step`);
    return step;
  }

  get place(): Place {
    return this.#frames.flatMap((level) => [level.units[level.unit]?.ordinal ?? 0, level.index]);
  }

  /** Variables that the includes around this place give, outermost first. */
  get vars(): readonly Layer[] {
    return this.#frames.flatMap((level) => level.units[level.unit]?.vars ?? []);
  }

  /** Whether it has failed for good: it is out of the play, or on its way there through the handlers that it notified. */
  get hasFailed(): boolean {
    return this.state === 'failed' || this.#failedPendingHandlers;
  }

  /** Whether it is inside a flush of handlers. */
  get inHandlers(): boolean {
    return this.#frames.some((level) => level.kind === 'handlers');
  }

  /** Goes on behind the current step. */
  advance(): void {
    this.#top.index += 1;
    if (this.#failedPendingHandlers && this.#frames.length === 1) this.state = 'failed';
    else this.#settle();
  }

  /** Of a host that failed (`force_handlers`): goes to the next flush of handlers, and out of the play behind it. False if there is none. */
  flushAndFail(): boolean {
    if (this.#failedPendingHandlers || this.inHandlers) return false;
    const base = this.#frames[0] as Frame;
    const flush = (base.units[0]?.steps ?? []).findIndex((step, index) => index >= base.index && step.kind === 'flush');
    if (flush < 0) return false;
    this.#frames.length = 1;
    base.index = flush;
    this.#failedPendingHandlers = true;
    this.state = 'running';
    return true;
  }

  jump(to: number): void {
    this.#top.index = to;
    this.#settle();
  }

  /** Goes into the units of an include or a flush; behind them it goes on after the current step. */
  enter(kind: 'include' | 'handlers', units: readonly Unit[]): void {
    const filled = units.filter((unit) => unit.steps.length > 0);
    if (filled.length === 0) this.advance();
    else {
      this.#frames.push(frame(kind, filled));
      this.#settle();
    }
  }

  /** Forgives the failure of a block whose rescue section went through. */
  recover(block: string): void {
    this.#top.failures.delete(block);
    this.advance();
  }

  /** Ends an always section: goes on outwards with the block's failure, if nothing forgave it. */
  resume(block: string, onFailure: FailureTarget | undefined): void {
    if (this.#top.failures.delete(block)) this.#fail(onFailure);
    else this.advance();
  }

  /** Whether a failure at the current step would be taken over by a rescue section. */
  get rescuable(): boolean {
    return this.#frames.some((level) => failureTarget(currentStep(level))?.rescuing ?? false);
  }

  /** Goes where a failure of the current step leads: to a rescue or always section, or out of the play. */
  fail(): void {
    this.#fail(failureTarget(this.step));
  }

  /** Leaves the play at once, without rescue and always sections. */
  leave(state: 'ended' | 'failed' | 'unreachable'): void {
    this.state = state;
  }

  /** Whether the current place is inside of a rescue or always section that a failure led to. */
  get recovering(): boolean {
    return this.#frames.some((level) => level.failures.size > 0);
  }

  get #top(): Frame {
    return this.#frames[this.#frames.length - 1] as Frame;
  }

  #steps(): readonly Step[] {
    return this.#top.units[this.#top.unit]?.steps ?? [];
  }

  #fail(target: FailureTarget | undefined): void {
    if (target !== undefined) {
      this.#top.failures.add(target.block);
      this.jump(target.to);
    } else if (this.#frames.length > 1) {
      this.#frames.pop();
      this.#fail(failureTarget(this.step));
    } else {
      this.state = 'failed';
    }
  }

  /** Leaves the units and frames that are through. */
  #settle(): void {
    while (this.state === 'running' && this.#top.index >= this.#steps().length) {
      const top = this.#top;
      top.unit += 1;
      top.index = 0;
      if (top.unit < top.units.length) continue;
      if (this.#frames.length === 1) {
        this.state = 'done';
        return;
      }
      this.#frames.pop();
      this.advance();
    }
  }
}

const frame = (kind: Frame['kind'], units: readonly Unit[]): Frame => ({
  kind,
  units,
  unit: 0,
  index: 0,
  failures: new Set(),
});

const currentStep = (level: Frame): Step | undefined => level.units[level.unit]?.steps[level.index];

function failureTarget(step: Step | undefined): FailureTarget | undefined {
  return step?.kind === 'task' || step?.kind === 'resume' ? step.onFailure : undefined;
}

/** Negative when `a` comes before `b` in a play. */
export function comparePlaces(a: Place, b: Place): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The task a host stands at, or `undefined` at a turn. */
export function taskAt(cursor: Cursor): Task | undefined {
  return cursor.state === 'running' && cursor.step.kind === 'task' ? cursor.step.task : undefined;
}
