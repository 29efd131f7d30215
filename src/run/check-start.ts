import { isTaskName } from '../engine/steps/start-at.ts';
import type { Plan } from '../plan/plan.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { didYouMean } from '../source/suggest.ts';

/** Complains about a `--start-at-task` that no task of the plan has: all of it would be passed over. An include may yet bring the task. */
export function checkStart(wanted: string | undefined, { plays }: Plan, diagnostics: Diagnostics): void {
  if (wanted === undefined) return;
  const tasks = plays.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'task' ? [step.task] : [])));
  const names = tasks.map(({ name, written }) => String(name?.value ?? written));
  const mayGain = tasks.some(({ action }) => action.kind === 'include-tasks' || action.kind === 'include-role');
  if (mayGain || names.some((name) => isTaskName(name, wanted))) return;
  const help = didYouMean(wanted, names, 'see what there is: `--list-tasks`');
  diagnostics.error('unknown-task', `no task is called \`${wanted}\``, help);
}
