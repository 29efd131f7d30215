import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { fixedTimes } from '../../test/rig/fixed-times.ts';
import { Scratch } from '../../test/rig/scratch.ts';
import { adHocPlaybook } from '../run/ad-hoc-playbook.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('exec');
});
afterEach(() => scratch.remove());

const exec = async (words: readonly string[], env: Record<string, string> = {}) => {
  const all = { PATH: process.env.PATH ?? '', HOME: scratch.path, ...env };
  const result = await runMain(['exec', ...words], { cwd: scratch.path, env: all });
  return { ...result, stdout: fixedTimes(result.stdout) };
};

const local = ['-i', 'web1,web2,db1', '-c', 'local'];

describe('runbook exec', () => {
  it('shows equal answers once and different ones apart', async () => {
    const { code, stdout, stderr } = await exec([
      'all',
      ...local,
      '--template',
      '--',
      'echo',
      '{{ inventory_hostname[:2] }}',
      '|',
      'tr a-z A-Z',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('web[1,2] (2 hosts) | ok => WE\ndb1 | ok => DB\n\n3 hosts: 3 ok in TIME\n');
  });

  it('hands a command over as it is, braces and all', async () => {
    const { code, stdout } = await exec([
      'web1',
      ...local,
      '--',
      'echo',
      "'{{.Names}} {% if %} {#'",
      'creates=/',
      '\\n',
    ]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'web1 | ok => {{.Names}} {% if %} {# creates=/ n\n\n1 host: 1 ok in TIME\n',
    });
  });

  it('runs a module with its arguments', async () => {
    const { code, stdout } = await exec(['web1', ...local, '-m', 'debug', '-a', 'msg="two words"']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'web1 | ok => msg: two words\n\n1 host: 1 ok in TIME\n' });
  });

  it('runs `command`, without a shell, when only arguments are given', async () => {
    const { stdout } = await exec(['web1', ...local, '-a', 'echo a | cat']);
    expect(stdout).toBe('web1 | ok => a | cat\n\n1 host: 1 ok in TIME\n');
  });

  it('fails when a host fails', async () => {
    const { code, stdout } = await exec(['all:!db1', ...local, '--', 'echo no >&2; exit 3']);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: 'web[1,2] (2 hosts) | failed, exit status 3 =>\n  stderr:\n    no\n\n2 hosts: 2 failed in TIME\n',
    });
  });

  it('takes the names of the pattern for hosts when there is no inventory', async () => {
    const { stdout } = await exec(['one,two', '-c', 'local', '--', 'true'], { SSH_IP: '192.0.2.1' });
    expect(stdout).toBe('one,two (2 hosts) | ok\n\n2 hosts: 2 ok in TIME\n');
    const all = await exec(['all', '-c', 'local', '--', 'true'], { SSH_IP: '192.0.2.1' });
    expect(all.stdout).toBe('192.0.2.1 | ok\n\n1 host: 1 ok in TIME\n');
  });
});

describe('wrong ad-hoc commands', () => {
  it.each([
    [
      ['all', ...local, 'uptime'],
      'bad-usage',
      '`uptime` follows the pattern without `--`',
      'write `--` before the command: its options are not ours',
    ],
    [['all', ...local], 'bad-usage', 'there is nothing to run', 'write the command after `--`'],
    [
      ['all', ...local, '-m', 'ping', '--', 'true'],
      'bad-usage',
      'a command and `-m` or `-a` are two things to run',
      'give one of them',
    ],
    [
      ['all', ...local, '--template', '-m', 'ping'],
      'bad-usage',
      '`--template` is for a command',
      'leave it out: `-a` is filled in without it',
    ],
  ])('%j', async (words, code, message, help) => {
    expect(await exec(words)).toEqual({
      code: 3,
      stdout: '',
      stderr: `error[${code}]: ${message}\n  = help: ${help}\n`,
    });
  });

  it('are shown in the words that were given', async () => {
    const { code, stderr } = await exec(['all', ...local, '-m', 'pong']);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `error[unknown-module]: unknown module \`pong\`
 ──▶ <exec>:4:7
  │
4 │     - pong:
  │       ^^^^ not a module
  = help: did you mean \`ping\`?
`,
    });
  });

  it('include a port that is none', async () => {
    const { code, stderr } = await exec(['host', '--', 'true'], { SSH_PORT: '70000' });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'error[bad-setting]: `SSH_PORT` must be a whole number from 1 to 65535\n  = help: found `70000`\n',
    });
  });
});

it('an ad-hoc playbook keeps JSON arguments as a mapping and any other text as it is', () => {
  expect(adHocPlaybook('a:&b', { module: 'copy', args: '{"dest": "/x"}' })).toBe(
    '- hosts: "a:&b"\n  gather_facts: false\n  tasks:\n    - copy: {"dest": "/x"}\n',
  );
  expect(adHocPlaybook('a', { module: 'shell', args: '{{ x }} "q"\n' })).toContain('- shell: "{{ x }} \\"q\\"\\n"\n');
  expect(adHocPlaybook('a', { command: '{{ x }} "q"', template: false })).toContain(
    '- shell: {cmd: !unsafe "{{ x }} \\"q\\""}\n',
  );
});
