import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { Scratch } from '../../test/rig/scratch.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('nothing-to-do');
  await scratch.file('hosts.ini', '[web]\nweb01\nweb02\n[db]\ndb01\n[empty]\n[all:vars]\nansible_connection=local\n');
  await scratch.file('site.yaml', site);
  await scratch.file('more.yaml', '- debug: {msg: more}\n  tags: more\n');
});
afterEach(() => scratch.remove());

const site = `
- hosts: web
  gather_facts: false
  tasks:
    - name: Install
      debug: {msg: x}
      tags: install
    - include_tasks: more.yaml
      tags: always
- hosts: empty
  gather_facts: false
  tasks:
    - community.docker.docker_container: {name: x}
`;

const runbook = async (...words: string[]) => {
  const env = { PATH: process.env.PATH ?? '', HOME: scratch.path };
  const { code, stderr } = await runMain([...words, '-i', 'hosts.ini'], { cwd: scratch.path, env });
  return { code, said: stderr.replace(/\n ──▶[^=]*\n {2}= /g, '\n  = ').trim() };
};

describe('what matches nothing is an error', () => {
  it.each([
    [
      ['--limit', 'web01,web0x'],
      'error[unknown-host-pattern]: no host or group matches `web0x`\n  = help: did you mean `web01`?',
    ],
    [
      ['--limit', 'web:!wbe02'],
      'error[unknown-host-pattern]: no host or group matches `wbe02`\n  = help: did you mean `web02`?',
    ],
    [
      ['--limit', 'web:&db'],
      'error[empty-limit]: `--limit web:&db` leaves no host\n  = help: see what there is: `runbook inventory --graph`',
    ],
    [
      ['--limit', 'db01'],
      'error[empty-limit]: `--limit db01` leaves no host of any play\n  = help: see which hosts they are for: `--list-hosts`, without the limit',
    ],
    [
      ['--tags', 'install,isntall'],
      'error[no-such-tag]: `--tags isntall`: nothing has this tag\n  = help: did you mean `install`?',
    ],
    [['--tags', 'x'], 'error[no-such-tag]: `--tags x`: nothing has this tag\n  = help: the tags are install, more'],
    [
      ['--start-at-task', 'Instal'],
      'error[unknown-task]: no task is called `Instal`\n  = help: did you mean `Install`?',
    ],
  ])('%j', async (words, said) => {
    expect(await runbook('play', 'site.yaml', ...words)).toEqual({ code: 3, said });
    expect((await runbook('play', 'site.yaml', '--allow-empty', ...words)).code).toBe(0);
  });

  it.each([
    ['web0x', 'error[unknown-host-pattern]: no host or group matches `web0x`\n  = help: did you mean `web01`?'],
    ['web01,wbe', 'error[unknown-host-pattern]: no host or group matches `wbe`\n  = help: did you mean `web`?'],
    [
      'empty',
      'error[empty-pattern]: no host matches `empty`\n  = help: see what there is: `runbook inventory --graph`',
    ],
  ])('the pattern %s of exec', async (pattern, said) => {
    expect(await runbook('exec', pattern, '-m', 'ping')).toEqual({ code: 3, said });
    expect((await runbook('exec', pattern, '-m', 'ping', '--allow-empty')).code).toBe(0);
  });
});

it('a tag that `--skip-tags` names and nothing has is a warning', async () => {
  expect(await runbook('play', 'site.yaml', '--skip-tags', 'instal')).toEqual({
    code: 0,
    said: 'warning[no-such-tag]: `--skip-tags instal`: nothing has this tag\n  = help: did you mean `install`?',
  });
});

it('a play whose group is empty is none', async () => {
  expect(await runbook('play', 'site.yaml', '--limit', 'web', '--tags', 'more')).toEqual({ code: 0, said: '' });
});

describe('a playbook that needs a module which is not built in', () => {
  const needing = (task: string) =>
    scratch.file(
      'needs.yaml',
      `- hosts: web\n  gather_facts: false\n  tasks:\n    - command: touch begun\n    - ${task}\n`,
    );
  const error = 'error[module-not-built]: module `win_acl` is not built into runbook';
  const help =
    '  = help: leave such tasks out with `when` or `--skip-tags`, or let them fail where they are reached: `--allow-missing-modules`';

  it('is not begun, and `check` says so, too', async () => {
    await needing('win_acl: {path: x}');
    for (const command of ['play', 'check']) {
      expect(await runbook(command, 'needs.yaml')).toEqual({ code: 3, said: `${error}\n${help}` });
    }
    expect((await runbook('play', 'needs.yaml', '--list-tasks')).code).toBe(0);
    expect((await runbook('play', 'needs.yaml', '--allow-missing-modules')).code).toBe(2);
  });

  it.each([
    [['when: false'], []],
    [['when: wanted'], ['-e', '{"wanted": false}']],
    [['tags: never'], []],
    [['tags: gui'], ['--skip-tags', 'gui']],
  ])('is begun where nothing reaches it: %j %j', async ([keyword], words) => {
    await needing(`win_acl: {path: x}\n      ${keyword}`);
    expect(await runbook('play', 'needs.yaml', ...words)).toEqual({ code: 0, said: '' });
  });

  it('is begun where `--start-at-task` passes it over', async () => {
    await needing('win_acl: {path: x}\n    - name: Start\n      debug: {msg: x}');
    expect(await runbook('play', 'needs.yaml', '--start-at-task', 'Start')).toEqual({ code: 0, said: '' });
  });
});
