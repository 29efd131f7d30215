import { expect, it } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { Scratch } from '../../test/rig/scratch.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import { readDebugTopics } from './debug-log.ts';

it('reads topics, and refuses words that are none', () => {
  const diagnostics = new Diagnostics();
  expect([...readDebugTopics('ssh, engine,,pol', diagnostics)]).toEqual(['ssh', 'engine']);
  expect(diagnostics.all).toEqual([
    {
      severity: 'error',
      code: 'bad-setting',
      message: '`RUNBOOK_DEBUG` has no topic `pol`',
      help: 'did you mean `pool`?',
    },
  ]);
  expect([...readDebugTopics(undefined, diagnostics)]).toEqual([]);
});

it('shows what happens on standard error, with secrets masked', async () => {
  const scratch = await Scratch.make('debug');
  const password = await scratch.file('password', 'opensesame\n');
  const tasks = '    - name: say opensesame\n      ping:\n';
  await scratch.file('play.yaml', `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks}`);
  const words = ['play', 'play.yaml', '-i', 'a,', '-c', 'local', '--connection-password-file', password];
  const env = { RUNBOOK_DEBUG: 'pool,engine' };
  const { code, stderr } = await runMain(words, { cwd: scratch.path, env }).finally(() => scratch.remove());
  const lines = stderr.split('\n').map((line) => line.replace(/^ *[\d.]+ms /, '').replace(/ in [\d.]+ms$/, ' in TIME'));
  expect({ code, lines: lines.filter((line) => !line.startsWith('engine connection-')) }).toEqual({
    code: 0,
    lines: [
      'engine run-start',
      'engine play-start',
      'pool a: opening by local',
      'pool a: open in TIME',
      'engine step-start "say ********"',
      'engine host-start a "say ********"',
      'engine host-result a "say ********" ok',
      'engine play-end',
      'engine run-end',
      '',
    ],
  });
});

it('is wrong input with a word that is none', async () => {
  const { code, stderr } = await runMain(['exec', 'localhost', '--', 'true'], { env: { RUNBOOK_DEBUG: 'sssh' } });
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: 'error[bad-setting]: `RUNBOOK_DEBUG` has no topic `sssh`\n  = help: did you mean `ssh`?\n',
  });
});
