import { describe, expect, it } from 'vitest';
import { runMain } from '../test/rig/fake-process.ts';
import { commands } from './cli/commands.ts';
import { version } from './cli/version.ts';

describe('the program', () => {
  it('prints its version', async () => {
    for (const flag of ['--version', '-V']) {
      expect(await runMain([flag])).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
    }
  });

  it('prints its help', async () => {
    const { code, stdout, stderr } = await runMain(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot('cli/golden/help.txt');
  });

  it('prints its help on standard error when nothing is asked for, as wrong input', async () => {
    const { code, stdout, stderr } = await runMain([]);
    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: '', stderr: (await runMain(['--help'])).stdout });
  });

  it.each(Object.keys(commands))('prints the help of `%s`, with examples, in two ways', async (name) => {
    const { code, stdout, stderr } = await runMain([name, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\n\nExamples:\n {2}\S/);
    await expect(stdout).toMatchFileSnapshot(`cli/golden/help-${name}.txt`);
    expect((await runMain(['help', name])).stdout).toBe(stdout);
  });
});

describe('words that make no sense', () => {
  it.each([
    [['--frobnicate'], 'unknown-option', 'unknown option `--frobnicate`', 'see `runbook --help`'],
    [['confgi'], 'unknown-command', 'unknown command `confgi`', 'did you mean `config`?'],
    [['config', '--fork', '3'], 'unknown-option', 'unknown option `--fork`', 'did you mean `--forks`?'],
    [
      ['config', '--forks'],
      'missing-argument',
      'option `-f, --forks <N>` needs a value',
      'see `runbook config --help`',
    ],
    [
      ['config', 'a', 'b'],
      'too-many-arguments',
      'too many arguments: expected 1, found 2',
      'see `runbook config --help`',
    ],
  ])('%j', async (words, code, message, help) => {
    expect(await runMain(words)).toEqual({
      code: 3,
      stdout: '',
      stderr: `error[${code}]: ${message}\n  = help: ${help}\n`,
    });
  });
});
