import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { Scratch } from '../../test/rig/scratch.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('facts');
});
afterEach(() => scratch.remove());

const play = (playbook: string, ...words: string[]) =>
  runMain(['play', playbook, '-i', 'a,b', ...words], { cwd: scratch.path, env: { PATH: process.env.PATH ?? '' } });
const cached = (...words: string[]) => ['--fact-cache', `${scratch.path}/cache`, ...words];

describe('kept facts', () => {
  beforeEach(async () => {
    const head = '- hosts: all\n  gather_facts: false\n  connection: local\n  tasks:\n    - ';
    await scratch.file('learn.yaml', `${head}set_fact: {colour: "of {{ inventory_hostname }}", cacheable: true}\n`);
    await scratch.file(
      'tell.yaml',
      `${head}debug: {msg: "{{ colour | default('none') }} {{ hostvars.b.colour | default('none') }}"}\n`,
    );
    await scratch.file('forget.yaml', `${head}meta: clear_facts\n`);
  });

  const told = async (...words: string[]) => (await play('tell.yaml', ...words)).stdout.match(/(?<==> ).*/g);

  it('are there in the next run, and only where they are kept', async () => {
    expect((await play('learn.yaml', ...cached())).code).toBe(0);
    expect(await told(...cached())).toEqual(['of a of b', 'of b of b']);
    expect(await told()).toEqual(['none none', 'none none']);
  });

  it('are forgotten when a play clears them, and before a run that is told to', async () => {
    await play('learn.yaml', ...cached());
    await play('forget.yaml', ...cached('-l', 'b'));
    expect(await told(...cached())).toEqual(['of a none', 'none none']);
    expect(await told(...cached('--flush-cache'))).toEqual(['none none', 'none none']);
    expect(await told(...cached())).toEqual(['none none', 'none none']);
  });
});

describe('gathering', () => {
  it('is done, left out or made to depend on what is known, as set', async () => {
    await scratch.file('site.yaml', '- hosts: all\n  tasks: []\n- hosts: all\n  gather_facts: true\n');
    const gathers = async (...words: string[]) =>
      (await play('site.yaml', '--list-tasks', ...words)).stdout.match(/Gathering Facts/g)?.length ?? 0;
    expect(await gathers()).toBe(2);
    expect(await gathers('--gathering', 'smart')).toBe(2);
    expect(await gathers('--gathering', 'explicit')).toBe(1);
  });
});
