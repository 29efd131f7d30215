import { describe, expect, it } from 'vitest';
import { FakeProcess } from '../../test/rig/fake-process.ts';
import { Interrupted } from '../engine/interrupted.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { Sources } from '../source/sources.ts';
import { VaultError } from '../vault/vault-error.ts';
import { explain } from './explain.ts';
import { version } from './version.ts';

function explained(error: unknown): { code: number; stderr: string } {
  const fake = new FakeProcess([]);
  const code = explain(error, fake, new Sources());
  return { code, stderr: fake.stderr.text };
}

describe('what ended the program', () => {
  it('is wrong input: all of its diagnostics, 3', () => {
    const diagnostics = ['a', 'b'].map((code) => ({ severity: 'error' as const, code, message: `about ${code}` }));
    expect(explained(new WrongInput(diagnostics))).toEqual({
      code: 3,
      stderr: 'error[a]: about a\n\nerror[b]: about b\n',
    });
  });

  it('is a vault that does not open: 3', () => {
    expect(explained(new VaultError('vault-password', 'no password opens it', 'give another'))).toEqual({
      code: 3,
      stderr: 'error[vault-password]: no password opens it\n  = help: give another\n',
    });
  });

  it('is a signal: its own code and nothing more to say', () => {
    expect(explained(new Interrupted('SIGINT'))).toEqual({ code: 130, stderr: '' });
    expect(explained(new Interrupted('SIGHUP'))).toEqual({ code: 143, stderr: '' });
  });

  it('is our bug: what to report, 1', () => {
    const error = new TypeError('x is not a function');
    error.stack = 'TypeError: x is not a function\n    at somewhere.ts:1:1';
    expect(explained(error)).toEqual({
      code: 1,
      stderr: [
        'runbook: this is a bug in runbook, not in your playbook',
        'Please report it with the text below and, if you can, the playbook that shows it:',
        '',
        `runbook ${version()}, node ${process.version}, ${process.platform} ${process.arch}`,
        'TypeError: x is not a function',
        '    at somewhere.ts:1:1',
        '',
      ].join('\n'),
    });
  });
});
