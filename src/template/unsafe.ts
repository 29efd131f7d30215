import { isDict, isList, type Value } from './value.ts';

/**
 * Text is unsafe when others than the user have written it: what hosts print, facts, files of the controller that a lookup reads. It may
 * be looked at, shown and passed on, and is never compiled, neither as a template nor as an expression.
 *
 * Texts are JavaScript's own strings and cannot carry a mark, so it is the evaluation that is watched: reading an unsafe variable raises
 * a flag, and {@link watched} tells whether it is up when the value is there. An evaluation is synchronous, so one flag serves all.
 */
let raised = false;

/** Whether unsafe text has been put into an object that outlives the expression: then the flag stays up. */
let kept = false;

/** The objects that unsafe text was put into by a method such as `append`, since they may be the value of a safe variable. */
const keepers = new WeakSet<object>();
let anyKeeper = false;

/** A value, and whether unsafe text may be in it. */
export interface Watched<T> {
  readonly value: T;
  readonly unsafe: boolean;
}

/** Runs an evaluation and tells whether its value may hold unsafe text, as it then tells the evaluation around it. */
export function watched<T>(evaluate: () => T): Watched<T> {
  const outer = { raised, kept };
  raised = false;
  kept = false;
  try {
    const value = evaluate();
    const unsafe = raised && (kept || canHoldText(value));
    raised = unsafe;
    return { value, unsafe };
  } finally {
    raised ||= outer.raised;
    kept ||= outer.kept;
  }
}

/** Notes that unsafe text has been read. */
export function noteUnsafe(): void {
  raised = true;
}

/**
 * Whether unsafe text has been read by what is being evaluated: inside of a function that a template calls, by the arguments of the
 * call; elsewhere by what the innermost {@link watched} has evaluated so far.
 */
export function isUnsafe(): boolean {
  return raised;
}

/** Runs a call with its arguments, so that {@link isUnsafe} tells of these alone. */
export function watchedCall(call: () => Value): Value {
  const before = raised;
  raised = kept;
  try {
    return forgetUnlessText(call(), false);
  } finally {
    raised ||= before;
  }
}

/** Forgets what has been read since `isUnsafe` gave `before`: it decided something, and did not become a part of the value. */
export function forgetUnsafe(before: boolean): void {
  raised = before || kept;
}

/** Forgets it when the value is one that no text can be in, such as a number. */
export function forgetUnlessText(value: Value, before: boolean): Value {
  if (raised && !before && !canHoldText(value)) forgetUnsafe(before);
  return value;
}

/** Notes that `container` is about to be given a new content by the expression that is running. */
export function noteKeeper(container: object): void {
  if (!raised) return;
  kept = true;
  anyKeeper = true;
  keepers.add(container);
}

/** Whether unsafe text has been put into a value, at any depth, after it was made. */
export function keepsUnsafe(value: Value): boolean {
  return anyKeeper && keepsWithin(value, new Set());
}

function keepsWithin(value: unknown, seen: Set<object>): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  if (keepers.has(value)) return true;
  if (isList(value)) return value.some((item) => keepsWithin(item, seen));
  return isDict(value) && [...value.values()].some((item) => keepsWithin(item, seen));
}

function canHoldText(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'string' || typeof value === 'function';
}
