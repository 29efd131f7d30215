import { describe, expect, it } from 'vitest';
import { FakeProcess } from '../../test/rig/fake-process.ts';
import { Interrupted } from '../engine/interrupted.ts';
import type { WrongInput } from '../source/diagnostic.ts';
import { askOn, mustAsk } from './ask.ts';

const terminal = () => new FakeProcess([], { terminal: true });

describe('asking', () => {
  it('shows the question and not the answer when it is hidden', async () => {
    const fake = terminal();
    const answer = askOn(fake)!('BECOME password: ', { hidden: true });
    fake.stdin.write('s3cret\n');
    expect(await answer).toBe('s3cret');
    expect(fake.stderr.text).toBe('BECOME password: \n');
  });

  it('asks one question after another', async () => {
    const fake = terminal();
    const ask = askOn(fake)!;
    const first = ask('a? ', { hidden: true });
    fake.stdin.write('1\n');
    await first;
    const second = ask('b? ', { hidden: true });
    fake.stdin.write('2\n');
    expect(await second).toBe('2');
  });

  it('ends with the run on Ctrl-C and on the end of input', async () => {
    const cut = terminal();
    const answer = askOn(cut)!('? ');
    cut.stdin.write('\u0003');
    await expect(answer).rejects.toThrow(Interrupted);
    const closed = terminal();
    const never = askOn(closed)!('? ');
    closed.stdin.end();
    await expect(never).rejects.toThrow(Interrupted);
  });

  it('is not there without a terminal, and says what to give instead', () => {
    const ask = askOn(new FakeProcess([]));
    expect(ask).toBeUndefined();
    try {
      mustAsk(ask, '--ask-pass', 'use `--connection-password-file FILE`');
      expect.unreachable();
    } catch (error) {
      expect((error as WrongInput).diagnostics).toEqual([
        {
          severity: 'error',
          code: 'no-terminal',
          message: '`--ask-pass` asks, and there is no terminal to ask on',
          help: 'use `--connection-password-file FILE`',
        },
      ]);
    }
  });
});
