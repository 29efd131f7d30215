/** What `runbook exec` runs: a module with its arguments as they were written, or a command of the host's shell. */
export type AdHocTask =
  | { readonly module: string; readonly args: string }
  /** `template` says whether `{{ }}` in the command is ours to fill in; otherwise it reaches the host as it is. */
  | { readonly command: string; readonly template: boolean };

/**
 * The playbook with one task that `runbook exec` plays, as text: so messages can show the words that the user gave. Quoted texts of JSON
 * are texts of YAML, too.
 */
export function adHocPlaybook(pattern: string, task: AdHocTask): string {
  return [
    `- hosts: ${JSON.stringify(pattern)}`,
    '  gather_facts: false',
    '  tasks:',
    `    - ${'command' in task ? shellTask(task.command, task.template) : moduleTask(task.module, task.args)}`,
    '',
  ].join('\n');
}

/** Under `cmd`, since words such as `creates=x` of a free-form text would be taken for arguments of the module. */
function shellTask(command: string, template: boolean): string {
  return `shell: {cmd: ${template ? '' : '!unsafe '}${JSON.stringify(command)}}`;
}

function moduleTask(module: string, args: string): string {
  const isJson = /^\s*\{/.test(args) && !args.trim().startsWith('{{');
  return `${module}: ${args === '' || isJson ? args : JSON.stringify(args)}`;
}
