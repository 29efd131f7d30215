import { type Watched, watched } from '../../template/unsafe.ts';
import { type Dict, isList, type Value } from '../../template/value.ts';
import { dictWithoutOmitted } from '../../template/without-omitted.ts';

/** One argument of a task, evaluated. Its parts are the items of a list that is written out, or else it is one part itself. */
export interface TaskArg {
  readonly value: Value;
  readonly parts: readonly Watched<Value>[];
}

/** The arguments of a task, evaluated, each with what is known of where its text is from. */
export type TaskArgs = ReadonlyMap<Value, TaskArg>;

/** An argument that is one value. */
export function wholeArg(part: Watched<Value>): TaskArg {
  return { value: part.value, parts: [part] };
}

/** An argument that is a list whose items are evaluated one by one. */
export function listArg(items: readonly (() => Value)[]): TaskArg {
  const parts = items.map((item) => watched(item));
  return { value: parts.map(({ value }) => value), parts };
}

/** The arguments as a module takes them, without those that are omitted. */
export function valuesOf(args: TaskArgs): Dict {
  return dictWithoutOmitted(new Map([...args].map(([name, { value }]) => [name, value])));
}

/** The names of the arguments in which all text is the user's own. */
export function safeNames(args: TaskArgs): ReadonlySet<string> {
  const safe = [...args].filter(([, { parts }]) => parts.every(({ unsafe }) => !unsafe));
  return new Set(safe.map(([name]) => String(name)));
}

/** The texts, and the texts in lists, that are the user's own: only these are evaluated when a module asks for it. */
export function ownTexts(args: TaskArgs): ReadonlySet<Value> {
  const parts = [...args.values()].flatMap((arg) => arg.parts).filter(({ unsafe }) => !unsafe);
  return new Set(parts.flatMap(({ value }) => (isList(value) ? value : [value])));
}
