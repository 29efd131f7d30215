import { describe, expect, it } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { modules } from '../modules/all.ts';
import type { Module } from '../modules/module.ts';
import { describeModule, listModules } from './doc.ts';

const decide = async () => ({ change: false as const, because: 'it is a test' });
const plain: Module = { name: 'ping', summary: 'answers', args: {}, decide };
const rich: Module = {
  name: 'copy',
  summary: 'writes a file',
  freeForm: 'src',
  open: true,
  check: 'skip',
  args: {
    dest: { type: 'path', about: 'where to', required: true, aliases: ['to', 'path'] },
    state: { type: 'str', about: 'what to do', choices: ['file', 'absent'], default: 'file' },
    hosts: { type: 'list', elements: 'str', about: 'which ones' },
  },
  decide,
};

describe('runbook doc', () => {
  it('lists modules by name', () => {
    expect(listModules([plain, rich])).toBe('copy  writes a file\nping  answers\n');
  });

  it('describes a module from its specification', () => {
    expect(describeModule(plain)).toBe('ping: answers\n\nCheck mode says what it would do.\n');
    expect(describeModule(rich)).toBe(`copy: writes a file

Arguments:
  dest   path         where to (required; also: to, path)
  state  file|absent  what to do (default: file)
  hosts  list of str  which ones

Text behind \`copy:\` goes into \`src\`.
Takes any other argument, too.
Check mode skips it: what it would do cannot be known.
`);
  });

  it('knows the modules that run, with or without their collection', async () => {
    const all = await runMain(['doc']);
    expect(all).toEqual({ code: 0, stdout: listModules(modules), stderr: '' });
    expect(await runMain(['doc', 'ansible.builtin.command'])).toEqual(await runMain(['doc', 'command']));
  });

  it('suggests the module that was meant', async () => {
    expect(await runMain(['doc', 'comand'])).toEqual({
      code: 3,
      stdout: '',
      stderr: 'error[unknown-module]: unknown module `comand`\n  = help: did you mean `command`?\n',
    });
  });
});
