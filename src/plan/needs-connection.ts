import { findModule } from '../modules/registry.ts';
import type { PlannedPlay, Task } from './plan.ts';

/** Whether some task of a play may run on the play's hosts themselves, so far as can be told before it starts. */
export function needsConnection(play: PlannedPlay): boolean {
  const tasks = play.steps.flatMap((step) => (step.kind === 'task' ? [step.task] : []));
  return [...tasks, ...play.handlers.map(({ task }) => task)].some(runsOnHost);
}

/** Whether some task goes on although its host cannot be reached (`ignore_unreachable`). */
export function toleratesUnreachable(play: PlannedPlay): boolean {
  if (play.keywords.has('ignore_unreachable')) return true;
  return play.steps.some((step) => step.kind === 'task' && step.task.keywords.has('ignore_unreachable'));
}

function runsOnHost({ action, keywords }: Task): boolean {
  if (keywords.has('delegate_to')) return false;
  if (action.kind === 'module') return findModule(action.name)?.controllerOnly !== true;
  return action.kind !== 'meta';
}
