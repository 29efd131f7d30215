import { expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { kernelCommandLine } from './kernel-command-line.ts';

it('splits words as the reference does', () => {
  const cmdline = `root=UUID=aa-bb ro console=tty0 console=hvc0 dyndbg="file a.c" empty= 'sq uote'\n`;
  const single = { root: 'UUID=aa-bb', ro: true, dyndbg: '"file', 'a.c"': true, empty: '', "'sq uote'": true };
  expect(kernelCommandLine.parse(entriesOf({ cmdline }), {})).toEqual({
    cmdline: { ...single, console: 'hvc0' },
    proc_cmdline: { ...single, console: ['tty0', 'hvc0'] },
  });
  expect(kernelCommandLine.parse(entriesOf({}), {})).toEqual({});
});
