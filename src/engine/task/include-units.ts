import type { Unit } from '../cursor.ts';
import type { TaskContext } from './task-context.ts';
import type { Included } from './task-result.ts';

/**
 * The units a host goes into after an include. Hosts that included the same file (as the same item of a loop) at the same place share
 * its ordinal, so that they go through it together; those that included another go through theirs in the order they came.
 */
export function unitsOf(included: readonly Included[], ctx: TaskContext): Unit[] {
  const { ordinals } = ctx.play;
  const place = ctx.cursor.place.join('.');
  return included.map(({ file, steps, vars }, index) => {
    const key = `${place} ${index} ${file}`;
    const count = ordinals.get(place) ?? 0;
    const ordinal = ordinals.get(key) ?? count;
    if (ordinal === count) ordinals.set(place, count + 1);
    ordinals.set(key, ordinal);
    return { steps, ordinal, vars };
  });
}
