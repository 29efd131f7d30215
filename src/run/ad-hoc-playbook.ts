/**
 * The playbook with one task that `runbook exec` plays, as text: so messages can show the words that the user gave. Quoted texts of JSON
 * are texts of YAML, too.
 */
export function adHocPlaybook(pattern: string, task: { readonly module: string; readonly args: string }): string {
  const args = /^\s*\{/.test(task.args) && !task.args.trim().startsWith('{{') ? task.args : JSON.stringify(task.args);
  return [
    `- hosts: ${JSON.stringify(pattern)}`,
    '  gather_facts: false',
    '  tasks:',
    `    - ${task.module}: ${task.args === '' ? '' : args}`,
    '',
  ].join('\n');
}
