import { isTaskName } from '../engine/steps/start-at.ts';
import type { Plan, Task } from '../plan/plan.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { didYouMean } from '../source/suggest.ts';

/** Complains about a `--start-at-task` that no task of the plan has: all of it would be passed over, tasks that includes would bring as well. */
export function checkStart(
  wanted: string | undefined,
  { plays }: Plan,
  { allowed, diagnostics }: { allowed: boolean; diagnostics: Diagnostics },
): void {
  if (wanted === undefined) return;
  const names = plays.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'task' ? [nameOf(step.task)] : [])),
  );
  if (names.some((name) => isTaskName(name, wanted))) return;
  const help = didYouMean(wanted, names, 'see what there is: `--list-tasks`');
  const severity = allowed ? 'warning' : 'error';
  diagnostics.add({ severity, code: 'unknown-task', message: `no task is called \`${wanted}\``, ...help });
}

/** Tells of tasks in their order whether `--start-at-task` passes them over. */
export function passedOverBefore(wanted: string | undefined): (task: Task) => boolean {
  let started = wanted === undefined;
  return (task) => {
    started ||= isTaskName(nameOf(task), wanted ?? '');
    return !started;
  };
}

const nameOf = ({ name, written }: Task): string => String(name?.value ?? written);
