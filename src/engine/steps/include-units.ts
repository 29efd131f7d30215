import type { Cursor, Unit } from '../cursor.ts';
import type { PlayRun } from '../run.ts';
import type { Included } from '../task/task-result.ts';

/**
 * The units a host goes into after an include. Hosts that included the same file (as the same item of a loop) at the same place share
 * its ordinal, so that they go through it together; those that included another go through theirs in the order of their hosts.
 */
export function unitsOf(included: readonly Included[], cursor: Cursor, { ordinals }: PlayRun): Unit[] {
  const place = cursor.place.join('.');
  return included.map(({ file, steps, vars }, index) => {
    const key = `${place} ${index} ${file}`;
    const count = ordinals.get(place) ?? 0;
    const ordinal = ordinals.get(key) ?? count;
    if (ordinal === count) ordinals.set(place, count + 1);
    ordinals.set(key, ordinal);
    return { key, steps, ordinal, vars };
  });
}
