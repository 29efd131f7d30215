import type { Task } from '../../plan/plan.ts';
import { globToRegExp } from '../../std/glob.ts';
import type { PlayRun } from '../run.ts';

/** Whether a task is to be done at all: `--start-at-task` leaves out those before the one it names, `--step` asks the user. */
export async function isWanted(task: Task, play: PlayRun): Promise<boolean> {
  const { run } = play;
  const name = typeof task.name?.value === 'string' ? task.name.value : task.written;
  if (run.settings.startAtTask !== undefined && !run.progress.started) {
    if (!isTaskName(name, run.settings.startAtTask)) return false;
    run.progress.started = true;
  }
  if (run.confirm === undefined || run.progress.unasked) return true;
  const answer = await run.confirm(name);
  if (answer === 'continue') run.progress.unasked = true;
  return answer !== 'no';
}

/** Whether a task's name is the one wanted, or fits it as a glob. */
export function isTaskName(name: string, wanted: string): boolean {
  return name === wanted || globToRegExp(wanted).test(name);
}
