import { columns } from '../../source/columns.ts';
import { elapsed } from '../duration.ts';
import { clip } from './clip.ts';
import { foldHosts } from './fold-hosts.ts';
import type { Paint } from './palette.ts';
import type { Progress, RunningHost, TaskProgress } from './progress.ts';

/** After so many milliseconds a task's hosts that are still at work are named; most tasks are over before that. */
const SLOW = 3000;
/** So many are named one by one, each with its time; more of them folded. */
const FEW = 3;
const MANY = 40;
/** Tasks that get a line each. */
const MOST_TASKS = 6;

const wheel = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** How the live lines look at a moment. */
export interface LiveView {
  readonly now: number;
  readonly columns: number;
  readonly rows: number;
  readonly paint: Paint;
}

/** The lines at the bottom of the terminal: how far each running task is, and who is still at work when that takes long. */
export function liveLines(progress: Progress, view: LiveView): string[] {
  const tasks = progress.connecting === undefined ? progress.running() : [progress.connecting];
  const lines = tasks.slice(0, MOST_TASKS).flatMap((task) => taskLines(task, progress, view));
  const more = tasks.length - MOST_TASKS;
  if (more > 0) lines.push(view.paint('faint', clip(`  … and ${more} more tasks`, view.columns - 1)));
  return lines.slice(0, Math.max(1, view.rows - 2));
}

/** The tasks that have been running for `patience` milliseconds and who is still at work, for a log that nobody draws live lines in. */
export function waitingLines(progress: Progress, now: number, patience: number): string[] {
  const tasks = progress.connecting === undefined ? progress.running() : [progress.connecting];
  return tasks
    .filter((task) => now - task.since >= patience)
    .map((task) => {
      const hosts = task.running.size > MANY ? `${task.running.size} hosts` : stillRunning(task.running, now);
      return `still running: ${task.name}, ${task.done}/${total(task, progress)} after ${elapsed(now - task.since)}, on ${hosts}`;
    });
}

function taskLines(task: TaskProgress, progress: Progress, view: LiveView): string[] {
  const slow = view.now - task.since >= SLOW && task.running.size <= MANY;
  const hosts = slow
    ? [view.paint('faint', clip(`  on ${stillRunning(task.running, view.now)}`, view.columns - 1))]
    : [];
  return [countLine(task, progress, view), ...hosts];
}

function countLine(task: TaskProgress, progress: Progress, { now, columns: width, paint }: LiveView): string {
  const counts = ` ${task.done}/${total(task, progress)}`;
  const failed = task.failed === 0 ? '' : ` ${task.failed} failed`;
  const time = ` ${elapsed(now - task.since)}`;
  const room = width - 1 - columns(`* ${counts}${failed}${time}`);
  if (room < 4) return clip(`${counts}${failed}${time}`.trim(), width - 1);
  const turn = wheel[Math.floor(now / 100) % wheel.length]!;
  return `${paint('changed', turn)} ${paint('heading', clip(task.name, room))}${counts}${paint('failed', failed)}${paint('faint', time)}`;
}

/** The hosts that are done, at work, or yet to come. */
function total(task: TaskProgress, progress: Progress): number {
  return Math.max(progress.active.size + task.failed, task.done + task.running.size);
}

function stillRunning(running: ReadonlyMap<string, RunningHost>, now: number): string {
  if (running.size > FEW) return foldHosts(running.keys());
  const named = [...running].map(([host, { since, note }]) => {
    const time = elapsed(now - since);
    return `${host} (${note === undefined ? time : `${time}, ${note}`})`;
  });
  return named.join(', ');
}
