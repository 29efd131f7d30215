/** A playbook of `tasks` tasks that each run `command` on all hosts; `keywords` are more keywords for each task. */
export function playbookText(tasks: number, command: string, keywords: Readonly<Record<string, unknown>> = {}): string {
  const list = Array.from({ length: tasks }, (_, index) => ({ name: `task ${index + 1}`, command, ...keywords }));
  return JSON.stringify([{ hosts: 'all', gather_facts: false, tasks: list }]);
}
