import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { fixedTimes } from '../../test/rig/fixed-times.ts';
import { Scratch } from '../../test/rig/scratch.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('play');
});
afterEach(() => scratch.remove());

const path = process.env.PATH ?? '';
const runbook = async (...words: string[]) => {
  const result = await runMain(words, { cwd: scratch.path, env: { PATH: path } });
  return { ...result, stdout: fixedTimes(result.stdout).replaceAll(scratch.path, 'FOLDER') };
};

const playbook = `
- name: Greet
  hosts: all
  connection: local
  gather_facts: false
  tasks:
    - name: Say hello
      command: echo hello
      tags: [greeting, always]
    - name: Say who
      debug:
        msg: "{{ who }}"
      tags: who
- hosts: a
  connection: local
  gather_facts: false
  tasks:
    - command: 'false'
`;

describe('runbook play', () => {
  beforeEach(() => scratch.file('site.yaml', playbook));

  it('plays a playbook, reports by task and gives the exit code of its hosts', async () => {
    const { code, stdout, stderr } = await runbook('play', 'site.yaml', '-i', 'a,b', '-e', 'who=you');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    await expect(stdout).toMatchFileSnapshot('golden/play.txt');
  });

  it('writes a report and metrics of the run', async () => {
    const { code } = await runbook(
      ...['play', 'site.yaml', '-i', 'a,b', '-l', 'b', '-e', 'who=you'],
      ...['--report', `json=${scratch.path}/run.json`, '--metrics', `${scratch.path}/run.prom`],
    );
    const { recap } = JSON.parse(await readFile(join(scratch.path, 'run.json'), 'utf8'));
    const counts = { ok: 2, changed: 1, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };
    expect({ code, recap }).toEqual({ code: 0, recap: { b: counts } });
    expect(await readFile(join(scratch.path, 'run.prom'), 'utf8')).toContain('\nrunbook_run_exit_code 0\n');
  });

  it('says which variables of hosts cannot be meant, each place once, before any host is contacted', async () => {
    await scratch.file(
      'hosts.ini',
      [
        '[web]',
        'a ansible_port=99999',
        'b ansible_become=perhaps',
        'c ansible_port="{{ later }}"',
        'd ansible_connection=docker',
        '[web:vars]',
        'ansible_timeout=soon',
        '',
      ].join('\n'),
    );
    const { code, stderr } = await runbook('play', 'site.yaml', '-i', 'hosts.ini');
    expect(code).toBe(3);
    expect(stderr).toBe(`error[bad-setting]: \`ansible_port\` is \`99999\`, not a whole number from 1 to 65535
 ──▶ hosts.ini:2:16
  │
2 │ a ansible_port=99999
  │                ^^^^^ for host \`a\`
  = help: set \`ansible_port\` to a whole number from 1 to 65535

error[bad-setting]: \`ansible_timeout\` is \`soon\`, not seconds from 1 to 86400
 ──▶ hosts.ini:7:17
  │
7 │ ansible_timeout=soon
  │                 ^^^^ for host \`b\`
  = help: set \`ansible_timeout\` to seconds from 1 to 86400

error[bad-setting]: \`ansible_become\` is \`perhaps\`, neither true nor false
 ──▶ hosts.ini:3:18
  │
3 │ b ansible_become=perhaps
  │                  ^^^^^^^ for host \`b\`
  = help: write \`ansible_become: true\` or \`false\`
`);
  });

  it('says what the port of a play may be', async () => {
    await scratch.file(
      'port.yaml',
      '- hosts: a\n  port: 99999\n  tasks: []\n- hosts: a\n  port: "{{ port }}"\n  tasks: []\n',
    );
    const { code, stderr } = await runbook('check', 'port.yaml');
    expect(code).toBe(3);
    expect(stderr).toBe(`error[wrong-value]: \`port\` must be a whole number from 1 to 65535
 ──▶ port.yaml:2:9
  │
2 │   port: 99999
  │         ^^^^^ expected a whole number from 1 to 65535, found \`99999\`
`);
  });

  it('takes `on_failure` as a text and as a mapping, and says what else it may be', async () => {
    const play = (policy: string) => `- hosts: a\n  gather_facts: false\n  on_failure: ${policy}\n  tasks: []\n`;
    await scratch.file('fine.yaml', play('{abort_after: 2}') + play('abort_after 2') + play('"{{ policy }}"'));
    expect((await runbook('check', 'fine.yaml')).code).toBe(0);
    await scratch.file('wrong.yaml', play('never') + play('{abort_after: 0}'));
    const { code, stderr } = await runbook('check', 'wrong.yaml');
    expect(code).toBe(3);
    expect(
      stderr,
    ).toBe(`error[wrong-value]: \`on_failure\` must be \`abort\`, \`continue\` or \`abort_after: N\` with N from 1 to 10000
 ──▶ wrong.yaml:3:15
  │
3 │   on_failure: never
  │               ^^^^^ found \`never\`

error[wrong-value]: \`on_failure\` must be \`abort\`, \`continue\` or \`abort_after: N\` with N from 1 to 10000
 ──▶ wrong.yaml:7:15
  │
7 │   on_failure: {abort_after: 0}
  │               ^^^^^^^^^^^^^^^^ found \`abort_after: 0\`
`);
  });

  it('lists hosts, tasks and tags without running anything', async () => {
    expect(await runbook('play', 'site.yaml', '-i', 'a,b', '--list-hosts', '--list-tasks', '--list-tags')).toEqual({
      code: 0,
      stderr: '',
      stdout: `playbook: site.yaml

  play #1: Greet
    hosts (2):
      a
      b
    tasks:
      Say hello  tags: [always, greeting]
      Say who  tags: [who]
    tags: [always, greeting, who]

  play #2: a
    hosts (1):
      a
    tasks:
      command
    tags: []
`,
    });
  });

  it('only reads when asked to check the syntax, under two names', async () => {
    const said = { code: 0, stdout: 'site.yaml: nothing is wrong with it\n', stderr: '' };
    expect(await runbook('play', 'site.yaml', '-i', 'a,b', '--syntax-check')).toEqual(said);
    expect(await runbook('check', 'site.yaml')).toEqual(said);
  });

  it('refuses a limit that leaves no host, before anything runs', async () => {
    const { code, stdout, stderr } = await runbook('play', 'site.yaml', '-i', 'a,b', '-l', 'c');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toBe(`error[unknown-host-pattern]: no host or group matches \`c\`
  = help: see what there is: \`runbook inventory --graph\`

error[empty-limit]: \`--limit c\` leaves no host
  = help: see what there is: \`runbook inventory --graph\`
`);
  });

  it('starts at a task, and refuses one that is not there', async () => {
    const { stdout } = await runbook('play', 'site.yaml', '-i', 'b,', '-e', 'who=you', '--start-at-task', 'Say w*');
    expect(stdout.match(/TASK .*/g)).toEqual(['TASK [Say who]']);
    expect((await runbook('play', 'site.yaml', '-i', 'b,', '--start-at-task', 'Say woh')).stderr).toBe(
      'error[unknown-task]: no task is called `Say woh`\n  = help: did you mean `Say who`?\n',
    );
  });

  it('refuses options of ssh that it does not know', async () => {
    const { code, stderr } = await runbook('play', 'site.yaml', '-i', 'b,', '--ssh-extra-args', '-o Bogus=1');
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `error[bad-setting]: \`-o Bogus=1\` in \`ansible_ssh_extra_args\` is nothing that the built-in SSH knows
  = help: remove it, or set \`ansible_connection: openssh\` to use the system's \`ssh\` for this host
`,
    });
  });

  it('refuses a private key that cannot be used, wherever it is named', async () => {
    await scratch.file('garbage', 'no key');
    await scratch.file('hosts.yaml', 'all: {hosts: {a: {ansible_ssh_private_key_file: missing}, b: }}\n');
    const { code, stdout, stderr } = await runbook('play', 'site.yaml', '-i', 'hosts.yaml', '--private-key', 'garbage');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(
      stderr.replaceAll(scratch.path, 'FOLDER'),
    ).toBe(`error[unreadable-key]: the key \`FOLDER/garbage\` is no private key
  = help: name a private key as \`ssh-keygen\` makes it

error[unreadable-key]: there is no key \`missing\`
 ──▶ hosts.yaml:1:49
  │
1 │ all: {hosts: {a: {ansible_ssh_private_key_file: missing}, b: }}
  │                                                 ^^^^^^^
  = help: name a private key that exists, or make one with \`ssh-keygen -t ed25519\`
`);
  });

  it('asks for nothing without a terminal', async () => {
    const { code, stderr } = await runbook('play', 'site.yaml', '-i', 'a,', '-K');
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `error[no-terminal]: \`--ask-become-pass\` asks, and there is no terminal to ask on
  = help: give \`--become-password-file FILE\`
`,
    });
  });
});

it('refuses, before anything runs, to play what asks for variables where nobody can answer', async () => {
  const prompts = '- hosts: a\n  gather_facts: false\n  vars_prompt: [{name: x}, {name: y, default: "1"}, {name: z}]\n';
  await scratch.file('ask.yaml', prompts);
  const { code, stdout, stderr } = await runbook('play', 'ask.yaml', '-i', 'a,', '-e', 'z=1');
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toBe(`error[no-terminal]: \`x\` is asked for, and nobody is at a terminal
 ──▶ ask.yaml:3:17
  │
3 │   vars_prompt: [{name: x}, {name: y, default: "1"}, {name: z}]
  │                 ^^^^^^^^^
  = help: give it: \`-e x=…\`

warning[no-terminal]: \`y\` is asked for, and nobody is at a terminal: its default is taken
 ──▶ ask.yaml:3:28
  │
3 │   vars_prompt: [{name: x}, {name: y, default: "1"}, {name: z}]
  │                            ^^^^^^^^^^^^^^^^^^^^^^^
  = help: give it: \`-e y=…\`
`);
});

it('takes the defaults of what is asked for where nobody can answer, with a warning', async () => {
  const play = '- hosts: a\n  connection: local\n  gather_facts: false\n  vars_prompt: [{name: y, default: "1"}]\n';
  await scratch.file('default.yaml', `${play}  tasks: [{assert: {that: y == "1"}}]\n`);
  const { code, stderr } = await runbook('play', 'default.yaml', '-i', 'a,');
  const warning = `warning[no-terminal]: \`y\` is asked for, and nobody is at a terminal: its default is taken
 ──▶ default.yaml:4:17
  │
4 │   vars_prompt: [{name: y, default: "1"}]
  │                 ^^^^^^^^^^^^^^^^^^^^^^^
  = help: give it: \`-e y=…\`
`;
  expect({ code, stderr }).toEqual({ code: 0, stderr: warning });
});
