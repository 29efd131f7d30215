import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { Scratch } from '../../test/rig/scratch.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('config');
});
afterEach(() => scratch.remove());

const config = (words: readonly string[], env: Record<string, string> = {}) =>
  runMain(['config', ...words], { env, cwd: scratch.path });
/** Without the padding that lines origins up, which depends on the folder's name. */
const unpadded = (text: string) => text.replaceAll(/ {2,}#/g, '  #');

describe('runbook config', () => {
  it('shows every setting at its default', async () => {
    const { code, stdout } = await config([]);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('golden/config-defaults.txt');
  });

  it('lets flags win over the environment, that over the file, and that over defaults', async () => {
    await scratch.file('runbook.yaml', 'forks: 1\ntimeout: 5m\nuser: from-file\ninventory: [hosts.yaml, "a,b"]\n');
    const env = { RUNBOOK_FORKS: '2', RUNBOOK_TIMEOUT: '20', ANSIBLE_FORKS: '9', ANSIBLE_BECOME: 'yes' };
    const { stdout } = await config(['--changed', '-f', '3', '-vv', '--no-diff'], env);
    expect(unpadded(stdout)).toBe(
      [
        '# runbook.yaml',
        `inventory: ["${scratch.path}/hosts.yaml","a,b"]  # runbook.yaml:4:12`,
        'forks: 3  # --forks',
        'diff: false  # --diff',
        'verbose: 2  # --verbose',
        'become: true  # ANSIBLE_BECOME',
        'user: from-file  # runbook.yaml:3:7',
        'timeout: 20  # RUNBOOK_TIMEOUT',
        '',
      ].join('\n'),
    );
  });

  it('prints what it can read again', async () => {
    const { stdout } = await config([
      '--on-failure',
      'abort_after:2',
      '--tags',
      'a,b',
      '--ssh-common-args',
      '-o "A b"',
    ]);
    await scratch.file('runbook.yaml', stdout);
    const again = await config([]);
    const values = (text: string) => text.split('\n').flatMap((line) => line.split(/ +# /)[0] || []);
    expect(values(again.stdout).slice(1)).toEqual(values(stdout).slice(1));
  });

  it('finds the file upward from the playbook before the working directory', async () => {
    await scratch.file('runbook.yaml', 'forks: 1\n');
    await mkdir(join(scratch.path, 'site/plays'), { recursive: true });
    await scratch.file('site/runbook.yaml', 'forks: 2\n');
    const { stdout } = await config(['--changed', join(scratch.path, 'site/plays/web.yaml')]);
    expect(stdout).toBe('# site/runbook.yaml\nforks: 2  # site/runbook.yaml:1:8\n');
  });

  it('passes over a file in a folder where anybody may write, unless it is named', async () => {
    const path = await scratch.file('runbook.yaml', 'forks: 1\n');
    await chmod(scratch.path, 0o777);
    expect(await config(['--changed'])).toEqual({
      code: 0,
      stdout: '# no runbook.yaml found\n',
      stderr: [
        'warning[config-not-trusted]: `runbook.yaml` is not read: anybody may write in its folder',
        `  = help: name it to use it: \`RUNBOOK_CONFIG=${path}\`, or \`chmod o-w ${scratch.path}\``,
        '',
      ].join('\n'),
    });
    const named = await config(['--changed'], { RUNBOOK_CONFIG: path });
    expect(named.stdout).toBe('# runbook.yaml\nforks: 1  # runbook.yaml:1:8\n');
  });
});

describe.runIf(process.geteuid?.() === 0)('a file of another user', () => {
  it('is passed over, and says what to do', async () => {
    const path = await scratch.file('runbook.yaml', 'forks: 1\n');
    await chown(path, 12345, 12345);
    expect(await config(['--changed'])).toEqual({
      code: 0,
      stdout: '# no runbook.yaml found\n',
      stderr: [
        'warning[config-not-trusted]: `runbook.yaml` is not read: it belongs to another user (uid 12345)',
        `  = help: name it to use it: \`RUNBOOK_CONFIG=${path}\`, or \`chown -h 0 ${path}\``,
        '',
      ].join('\n'),
    });
    const named = await config(['--changed'], { RUNBOOK_CONFIG: path });
    expect(named.stdout).toBe('# runbook.yaml\nforks: 1  # runbook.yaml:1:8\n');
  });
});

describe('wrong settings', () => {
  it('are all reported, each at its place, with what is allowed', async () => {
    await scratch.file('runbook.yaml', 'fork: 3\ntimeout: 0\ncolor: sometimes\nlimit: {a: 1}\n');
    const { code, stdout, stderr } = await config(['--forks', '0', '--strategy', 'linaer'], { RUNBOOK_FORKS: 'many' });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    await expect(stderr).toMatchFileSnapshot('golden/config-wrong.txt');
  });

  it('of variables that belong to another program are warnings', async () => {
    const { code, stderr } = await config(['--changed'], { ANSIBLE_STRATEGY: 'mitogen_linear' });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: [
        'warning[bad-setting]: `ANSIBLE_STRATEGY` must be `linear`, `free`, `host_pinned` or `debug`; it is passed over',
        ' ──▶ <ANSIBLE_STRATEGY>:1:1',
        '  │',
        '1 │ mitogen_linear',
        '  │ ^^^^^^^^^^^^^^ found `mitogen_linear`',
        '',
      ].join('\n'),
    });
  });

  it('names a misspelt variable of the environment', async () => {
    const { code, stderr } = await config(['--changed'], { RUNBOOK_FORK: '3', RUNBOOK_UNRELATED_THING: 'x' });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: [
        'warning[unknown-environment-variable]: the environment has `RUNBOOK_FORK`, which sets nothing',
        '  = help: did you mean `RUNBOOK_FORKS`?',
        '',
      ].join('\n'),
    });
  });

  it('that are no mapping at all are one error', async () => {
    await scratch.file('runbook.yaml', '- forks\n');
    const { code, stderr } = await config([]);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: [
        'error[bad-config]: `runbook.yaml` must be a mapping of settings',
        ' ──▶ runbook.yaml:1:1',
        '  │',
        '1 │ - forks',
        '  │ ^^^^^^^',
        '  = help: write one setting a line, such as `forks: 20`',
        '',
      ].join('\n'),
    });
  });
});
