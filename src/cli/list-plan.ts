import type { Plan, PlannedPlay, Task } from '../plan/plan.ts';
import { displayPath } from '../source/display-path.ts';
import { qualifiedName } from '../vars/role.ts';

/** What `--list-hosts`, `--list-tasks` and `--list-tags` ask for; any of them together. */
export interface Listing {
  readonly hosts: boolean;
  readonly tasks: boolean;
  readonly tags: boolean;
}

/** The lines of what a plan holds, play by play, without running any of it. `hostsOf` gives the hosts of a play. */
export function listPlan(
  plan: Plan,
  listing: Listing,
  hostsOf: (play: PlannedPlay) => readonly string[],
  cwd: string,
): string[] {
  return plan.plays.flatMap((play, index) => {
    const before = plan.plays[index - 1]?.file;
    const head = play.file === before ? [] : [`playbook: ${displayPath(play.file, cwd)}`, ''];
    return [
      ...(index === 0 ? [] : ['']),
      ...head,
      ...playLines(play, index + 1, { listing, hosts: listing.hosts ? hostsOf(play) : [] }),
    ];
  });
}

function playLines(
  play: PlannedPlay,
  number: number,
  { listing, hosts }: { listing: Listing; hosts: readonly string[] },
): string[] {
  const tasks = tasksOf(play);
  return [
    `  play #${number}: ${play.name}`,
    ...(listing.hosts ? [`    hosts (${hosts.length}):`, ...hosts.map((host) => `      ${host}`)] : []),
    ...(listing.tasks ? ['    tasks:', ...tasks.map(taskLine)] : []),
    ...(listing.tags ? [`    tags: ${bracketed(new Set(tasks.flatMap((task) => task.tags)))}`] : []),
  ];
}

/** The tasks that can run by themselves, in order; handlers only run when notified. */
function tasksOf(play: PlannedPlay): Task[] {
  return play.steps.flatMap((step) => (step.kind === 'task' ? [step.task] : []));
}

function taskLine(task: Task): string {
  const tags = task.tags.length === 0 ? '' : `  tags: ${bracketed(task.tags)}`;
  return `      ${nameOf(task)}${tags}`;
}

function nameOf({ role, name, written }: Task): string {
  return `${role === undefined ? '' : `${qualifiedName(role)} : `}${name?.value ?? written}`;
}

function bracketed(words: Iterable<string>): string {
  return `[${[...words].sort().join(', ')}]`;
}
