import { afterEach, beforeEach, expect, test } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { Scratch } from '../../test/rig/scratch.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('check-includes');
  await scratch.file('more.yaml', '- debgu: {msg: more}\n');
  await scratch.file('never.yaml', '- debgu: {msg: never}\n');
});
afterEach(() => scratch.remove());

const play = (tasks: string) => `- hosts: localhost\n  gather_facts: false\n  tasks:\n${tasks}`;

const check = async (...words: string[]) => {
  const { code, stderr } = await runMain([...words, 'site.yaml', '-i', 'localhost,'], { cwd: scratch.path, env: {} });
  return { code, said: stderr.replace(/\n *\d* *│.*/g, '').trim() };
};

test.each([['check'], ['play', '--syntax-check']])(
  '%s looks into a file that is included by its name',
  async (...words) => {
    await scratch.file('site.yaml', play('    - include_tasks: more.yaml\n'));
    expect(await check(...words)).toEqual({
      code: 3,
      said: 'error[unknown-module]: unknown module `debgu`\n ──▶ more.yaml:1:3\n  = help: did you mean `debug`?',
    });
  },
);

test('a file that is certainly never included is not looked at, nor one that a variable names', async () => {
  await scratch.file(
    'site.yaml',
    play('    - include_tasks: never.yaml\n      when: false\n    - include_tasks: "{{ which }}.yaml"\n'),
  );
  expect(await check('check')).toEqual({ code: 0, said: '' });
});

test('a file that is not there yet is a warning', async () => {
  await scratch.file('site.yaml', play('    - include_tasks: later.yaml\n'));
  expect(await check('check')).toMatchObject({ code: 0, said: expect.stringMatching(/^warning\[file-not-found\]/) });
});

test('a run itself finds out when it gets there', async () => {
  await scratch.file('site.yaml', play('    - include_tasks: more.yaml\n'));
  expect(await check('play', '--list-tasks')).toMatchObject({ code: 0 });
});
