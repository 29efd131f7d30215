import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeProcess } from '../../test/rig/fake-process.ts';
import { Scratch } from '../../test/rig/scratch.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { readPasswords } from './passwords.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('passwords');
});
afterEach(() => scratch.remove());

const none = { askPass: false, askBecomePass: false, connectionPasswordFile: undefined, becomePasswordFile: undefined };

async function refused(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof WrongInput ? error.diagnostics : error;
}

describe('passwords of a run', () => {
  it('are not there unless asked for', async () => {
    expect(await readPasswords(none, new FakeProcess([]))).toEqual({ connection: undefined, become: undefined });
  });

  it('come from files, or from programs that print them', async () => {
    const connectionPasswordFile = await scratch.file('ssh', 'one\n');
    const becomePasswordFile = await scratch.file('become', '#!/bin/sh\necho two\n', 0o700);
    const settings = { ...none, connectionPasswordFile, becomePasswordFile };
    expect(await readPasswords(settings, new FakeProcess([]))).toEqual({ connection: 'one', become: 'two' });
  });

  it('are asked for, the one to become being the same when nothing is typed', async () => {
    const fake = new FakeProcess([], { terminal: true });
    const read = readPasswords({ ...none, askPass: true, askBecomePass: true }, fake);
    fake.stdin.write('one\n');
    await expect.poll(() => fake.stderr.text).toContain('BECOME');
    fake.stdin.write('\n');
    expect(await read).toEqual({ connection: 'one', become: 'one' });
    expect(fake.stderr.text).toBe('SSH password: \nBECOME password [the SSH password]: \n');
  });

  it('that cannot be had are wrong input', async () => {
    expect(await refused(readPasswords({ ...none, askBecomePass: true }, new FakeProcess([])))).toEqual([
      {
        severity: 'error',
        code: 'no-terminal',
        message: '`--ask-become-pass` asks, and there is no terminal to ask on',
        help: 'give `--become-password-file FILE`',
      },
    ]);
    const missing = `${scratch.path}/missing`;
    const settings = { ...none, connectionPasswordFile: missing };
    expect(await refused(readPasswords(settings, new FakeProcess([])))).toEqual([
      {
        severity: 'error',
        code: 'password-file',
        message: `cannot find password file \`${missing}\``,
        help: 'check the path',
      },
    ]);
  });
});
