import type { CustomStatsByOwner } from '../events/event.ts';
import type { Json } from '../events/outcome.ts';
import type { Effect } from '../modules/module.ts';
import { toJson } from '../template/to-json.ts';
import { isDict, isList, type Value } from '../template/value.ts';

type StatsEffect = Extract<Effect, { kind: 'stats' }>;

/** What the `set_stats` tasks of a run put down, for the whole run (`_run`) or by host. */
export class CustomStats {
  readonly #stats = new Map<string, Map<Value, Value>>();

  add(effect: StatsEffect, hosts: readonly string[]): void {
    for (const owner of effect.perHost ? hosts : ['_run']) {
      const stats = this.#stats.get(owner) ?? new Map<Value, Value>();
      this.#stats.set(owner, stats);
      for (const [name, value] of effect.data) {
        const before = stats.get(name);
        stats.set(name, effect.aggregate && before !== undefined ? together(before, value) : value);
      }
    }
  }

  /** By owner, as the end of the run tells it; empty when no task set any. */
  byOwner(): CustomStatsByOwner {
    return Object.fromEntries([...this.#stats].map(([owner, stats]) => [owner, toJson(stats) as Record<string, Json>]));
  }
}

/** Two values of one name: dicts are merged, everything else of the same type is added up. */
function together(before: Value, value: Value): Value {
  if (isDict(before) && isDict(value)) return new Map([...before, ...value]);
  if (isList(before) && isList(value)) return [...before, ...value];
  if (typeof before === 'number' && typeof value === 'number') return before + value;
  if (typeof before === 'string' && typeof value === 'string') return before + value;
  return value;
}
