import { describe, expect, it } from 'vitest';
import { playText } from '../../../test/rig/play-text.ts';

/** Plays tasks on host `a` under `strategy: debug`, and types these lines; gives what was shown and how the tasks ended. */
async function debug(tasks: string, lines: readonly (string | undefined)[], strategy = 'debug') {
  const shown: string[] = [];
  const left = [...lines];
  const ask = async (prompt: string) => {
    shown.push(prompt);
    return left.shift();
  };
  const vars = 'vars: {wanted: 1, have: 2}';
  const play = `- hosts: a\n  gather_facts: false\n  strategy: ${strategy}\n  ${vars}\n  tasks:\n${tasks}`;
  const { events, outcome } = await playText('a', play, {}, { ask });
  await outcome;
  const ends = events.flatMap((event) => (event.kind === 'host-result' ? [event.outcome.status] : []));
  return { shown: shown.map((text) => text.replace('[a] TASK: check (debug)> ', '>')), ends, unread: left };
}

const check = `
    - name: check
      assert: {that: wanted == have, fail_msg: they differ}
    - debug: {msg: after}
`;
const failed = 'failed: they differ\n>';

describe('the debugger', () => {
  it('shows values, and what is wrong with an expression', async () => {
    const lines = [
      'p wanted',
      'print result.msg',
      'p result._result.failed',
      "p task_vars['have'] + 1",
      'p host',
      'p x',
      'c',
    ];
    const { shown } = await debug(check, [...lines.slice(0, 6), 'p task.args.fail_msg', 'p 1 +', 'c']);
    expect(shown).toEqual([
      failed,
      '1\n>',
      'they differ\n>',
      'True\n>',
      '3\n>',
      'a\n>',
      '`x` is undefined\n>',
      'they differ\n>',
      expect.stringMatching(/end.*\n>$/),
    ]);
  });

  it('does a task again with a variable or an argument that was changed', async () => {
    const variable = ["task_vars['have'] = wanted", 'r'];
    expect(await debug(check, variable)).toEqual({
      shown: [failed, 'changed; `r` does the task again\n>'],
      ends: ['ok', 'ok'],
      unread: [],
    });
    const argument = ['r', 'task.args["that"] = "have == 2"', 'redo'];
    expect(await debug(check, argument)).toEqual({
      shown: [failed, failed, 'changed; `r` does the task again\n>'],
      ends: ['ok', 'ok'],
      unread: [],
    });
  });

  it('goes on with the failure, or ends the run', async () => {
    expect(await debug(check, ['zzz', 'c'])).toMatchObject({
      ends: ['failed'],
      shown: [failed, expect.stringMatching(/^p EXPRESSION/)],
    });
    expect(await debug(check, ['quit'])).toMatchObject({ ends: ['failed'], shown: [failed] });
  });

  it('is not there without a terminal, where errors are ignored, and where `debugger` says never', async () => {
    expect(await debug(check, [undefined])).toMatchObject({ ends: ['failed'], shown: [failed] });
    const ignoring = check.replace('name: check', 'name: check\n      ignore_errors: true');
    expect(await debug(ignoring, [])).toMatchObject({ ends: ['failed', 'ok'], shown: [] });
    const never = check.replace('name: check', 'name: check\n      debugger: never');
    expect(await debug(never, [])).toMatchObject({ ends: ['failed'], shown: [] });
  });

  it('stops under any strategy where the keyword `debugger` asks for it', async () => {
    const always = '    - {name: check, debug: {msg: x}, debugger: always}\n';
    expect(await debug(always, ['c'], 'linear')).toMatchObject({
      ends: ['ok'],
      shown: ['ok: it only shows something\n>'],
    });
    const skipped = '    - {name: check, debug: {msg: x}, when: false, debugger: on_skipped}\n';
    expect(await debug(skipped, ['c'], 'free')).toMatchObject({
      ends: ['skipped'],
      shown: ['skipped: `false` is false\n>'],
    });
  });
});
