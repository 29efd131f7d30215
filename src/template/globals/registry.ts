import type { Context } from '../context.ts';
import type { Evaluation } from '../evaluation.ts';
import { range } from '../python/range.ts';
import { noteUnsafe } from '../unsafe.ts';
import { type LazyDict, omit, type Value } from '../value.ts';
import { cycler } from './cycler.ts';
import { joiner } from './joiner.ts';
import { lookupGlobal, queryGlobal } from './lookup.ts';
import { dictOf, namespace } from './namespace.ts';
import { now } from './now.ts';
import { undef } from './undef.ts';

type Global = (evaluation: Evaluation) => Value;

const globals: Readonly<Record<string, Global>> = {
  cycler: () => cycler,
  dict: () => dictOf,
  joiner: () => joiner,
  lookup: lookupGlobal,
  namespace: () => namespace,
  now,
  omit: () => omit,
  q: queryGlobal,
  query: queryGlobal,
  range: () => range,
  undef: () => undef,
  vars: ({ context }) => variablesOf(context),
};

/** What a name means when no variable has it; `undefined` when nothing does. */
export function globalOf(name: string, evaluation: Evaluation): Value | undefined {
  return Object.hasOwn(globals, name) ? globals[name]?.(evaluation) : undefined;
}

function variablesOf(context: Context): LazyDict {
  const keys = () => {
    noteUnsafe();
    return new Set(context.names());
  };
  return { lazy: true, get: (name) => context.get(name), keys };
}
