import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch } from '../test/rig/scratch.ts';
import { checkPlaybooks, type Event, executeRun, prepareRun, type Reporter, WrongInput } from './index.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('library');
});
afterEach(() => scratch.remove());

/** Prepares a play of these tasks for the hosts a and b, which are this machine. */
async function prepare(tasks: string, options: { readonly extraVars?: Readonly<Record<string, unknown>> } = {}) {
  const text = `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks}`;
  const playbooks = await scratch.file('play.yaml', text);
  return await prepareRun({ playbooks, inventory: 'a,b', connection: 'local', ...options });
}

const greets = "    - name: greet\n      debug: { msg: '{{ greeting }}, {{ inventory_hostname }}' }\n";
const takesLong = '    - command: sleep 600\n';
/** Of connections it cannot be known when they come. */
function withoutConnections(events: readonly Event[]): string[] {
  return events.map(({ kind }) => kind).filter((kind) => !kind.startsWith('connection-'));
}

const counts = { ok: 1, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };

describe('a run that a program executes', () => {
  it('can be awaited', async () => {
    const prepared = await prepare(greets, { extraVars: { greeting: 'hello' } });
    expect(await executeRun(prepared)).toEqual({ exitCode: 0, recap: { a: counts, b: counts } });
  });

  it('gives its events to a loop, and the same to whoever else listens', async () => {
    const heard: Event[] = [];
    const reported: Event[] = [];
    const closed: string[] = [];
    const reporter: Reporter = {
      handle: (event) => reported.push(event),
      close: async () => void closed.push('reporter'),
    };
    const read: Event[] = [];
    const prepared = await prepare(greets, { extraVars: { greeting: 'hello' } });
    const run = executeRun(prepared, { onEvent: (event) => heard.push(event), reporters: [reporter] });
    for await (const event of run) read.push(event);
    expect(heard).toEqual(read);
    expect(reported).toEqual(read);
    expect(closed).toEqual(['reporter']);
    expect(withoutConnections(read)).toEqual([
      'run-start',
      'play-start',
      'step-start',
      'host-start',
      'host-start',
      'host-result',
      'host-result',
      'play-end',
      'run-end',
    ]);
    expect(read.at(-1)).toMatchObject({ kind: 'run-end', exitCode: 0, recap: { a: counts, b: counts } });
  });

  it('ends, its commands ended and its connections closed, when the loop is left', async () => {
    const all: Event[] = [];
    const run = executeRun(await prepare(takesLong), { onEvent: (event) => all.push(event) });
    for await (const event of run) if (event.kind === 'host-start') break;
    const kinds = withoutConnections(all);
    expect(kinds.slice(kinds.indexOf('interrupted'))).toEqual([
      'interrupted',
      'host-result',
      'host-result',
      'play-end',
      'run-end',
    ]);
    expect(await run).toMatchObject({ exitCode: 130 });
  });

  it('ends when its signal is aborted, and sums up', async () => {
    const controller = new AbortController();
    const kinds: string[] = [];
    for await (const { kind } of executeRun(await prepare(takesLong), { signal: controller.signal })) {
      kinds.push(kind);
      if (kind === 'host-start') controller.abort();
    }
    expect(kinds.at(-1)).toBe('run-end');
  });

  it('throws in the loop what ended it, after its last event', async () => {
    const playbooks = await scratch.file('play.yaml', "- hosts: '{{ pattern }}'\n  tasks: [ping: ]\n");
    const prepared = await prepareRun({ playbooks, inventory: 'a,', extraVars: { pattern: 'a[3]' } });
    const kinds: string[] = [];
    const follow = async () => {
      for await (const { kind } of executeRun(prepared)) kinds.push(kind);
    };
    await expect(follow()).rejects.toThrow(WrongInput);
    expect(kinds).toEqual(['run-start', 'play-end', 'run-end']);
  });

  it('happens once', async () => {
    const prepared = await prepare(greets, { extraVars: { greeting: 'hello' } });
    await executeRun(prepared);
    expect(() => executeRun(prepared)).toThrow('a prepared run can be executed once: prepare another');
  });
});

describe('what is wrong', () => {
  it('is in the message as the command line prints it, and in diagnostics', async () => {
    const playbooks = await scratch.file('play.yaml', '- hosts: all\n  tasks:\n    - comand: ls\n');
    const error = await prepareRun({ playbooks }, { cwd: () => scratch.path }).catch((caught: unknown) => caught);
    if (!(error instanceof WrongInput)) throw error;
    expect(error.message).toBe(
      [
        'error[unknown-module]: unknown module `comand`',
        ' ──▶ play.yaml:3:7',
        '  │',
        '3 │     - comand: ls',
        '  │       ^^^^^^ not a module',
        '  = help: did you mean `command`?',
      ].join('\n'),
    );
    expect(error.diagnostics).toEqual(await checkPlaybooks({ playbooks }));
  });

  it('with the options is found before anything is read', async () => {
    const options = { playbooks: 'play.yaml', forks: 0, fork: 3 };
    expect((await checkPlaybooks(options)).map(({ code, message }) => [code, message])).toEqual([
      ['unknown-setting', 'unknown setting `fork`'],
      ['bad-setting', '`forks` must be a whole number from 1 to 10000'],
    ]);
  });

  it('is nothing when all is well', async () => {
    const playbooks = await scratch.file('play.yaml', '- hosts: all\n  tasks: [ping: ]\n');
    expect(await checkPlaybooks({ playbooks, inventory: ['a,b'] })).toEqual([]);
  });
});
