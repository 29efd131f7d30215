import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runMain } from './rig/fake-process.ts';
import { Scratch } from './rig/scratch.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await Scratch.make('output');
});
afterAll(() => scratch.remove());

/** Plays tasks on this machine, and gives what was printed and reported. */
async function play(tasks: readonly object[], ...words: string[]) {
  const hosts = [{ hosts: 'localhost', connection: 'local', gather_facts: false, tasks }];
  await scratch.file('site.yaml', JSON.stringify(hosts));
  const reports = ['json', 'junit', 'jsonl'].flatMap((kind) => ['--report', `${kind}=${scratch.path}/run.${kind}`]);
  const run = await runMain(['play', 'site.yaml', ...reports, ...words], { cwd: scratch.path, env: {} });
  const read = (name: string) => readFileSync(join(scratch.path, name), 'utf8');
  const { plays, warnings } = JSON.parse(read('run.json'));
  const results = plays[0].tasks.map((task: { hosts: object }) => Object.values(task.hosts)[0].result);
  const events = read('run.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { ...run, results, warnings, events, junit: read('run.junit') };
}

test('what a task had printed when its time was over is shown, kept and reported', async () => {
  const { stdout, results, junit } = await play([{ shell: 'echo begun; echo oops >&2; sleep 60', timeout: 1 }]);
  expect(results).toEqual([
    {
      changed: false,
      failed: true,
      timedout: true,
      msg: 'the task took longer than 1 s and was ended',
      stdout: 'begun\n',
      stdout_lines: ['begun'],
      stderr: 'oops\n',
      stderr_lines: ['oops'],
    },
  ]);
  expect(stdout).toContain('  stdout:\n    begun\n  stderr:\n    oops\n');
  expect(junit).toContain('<system-out>begun</system-out>\n      <system-err>oops</system-err>\n');
});

test('output beyond the limit goes to a file that the result names', async () => {
  const lines = 'i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done';
  const { results } = await play(
    [{ shell: lines }, { shell: lines, no_log: true }, { shell: 'echo short' }],
    '--max-output',
    '2000',
  );
  const [{ stdout, stdout_file: file, warnings }, hidden, short] = results;
  const whole = Array.from({ length: 500 }, (_, index) => `line ${index}\n`).join('');
  expect(readFileSync(file, 'utf8')).toBe(whole);
  await rm(dirname(file), { recursive: true });
  expect(stdout).toBe(
    `${whole.slice(0, 1000)}\n[${whole.length - 2000} bytes are left out here: all of it is in ${file}]\n${whole.slice(-1000)}`.trimEnd(),
  );
  expect(warnings).toEqual([`the output is longer than \`max_output\` and was cut; all of it is in ${file}`]);
  expect(hidden.stdout_file).toBe(undefined);
  expect(short.stdout).toBe('short');
});

test('half an answer to a module is no answer', async () => {
  await scratch.file('long', 'x'.repeat(4000));
  const { results } = await play([{ slurp: { src: join(scratch.path, 'long') } }], '--max-output', '2K');
  expect(results[0].msg).toBe('what the host answers is longer than `max_output`');
});

test('what commands print is shown line by line while they run, secrets hidden also across chunks', async () => {
  const secret = { vars: { pw: 'hunter2-hunter2' } };
  const tasks = [
    { shell: 'printf "one\\ntwo hunt"; sleep 0.2; printf "er2-hunter2 end\\nlast"; echo oops >&2', ...secret },
    { shell: 'echo hidden', no_log: true },
  ];
  await scratch.file('secret', 'hunter2-hunter2');
  const { stdout, events } = await play(tasks, '--live', '--become-password-file', join(scratch.path, 'secret'));
  expect(stdout).toContain('[localhost stdout] one\n');
  expect(stdout).toContain('[localhost stdout] two ******** end\n');
  expect(stdout).toContain('[localhost stdout] last\n');
  expect(stdout).toContain('[localhost stderr] oops\n');
  const told = events.filter(({ kind, stream }) => kind === 'output' && stream === 'stdout').map(({ text }) => text);
  expect(told.join('')).toBe('one\ntwo ******** end\nlast');
  expect((await play(tasks)).events.filter(({ kind }) => kind === 'output')).toEqual([]);
});

test('of exec what was shown while it ran is not shown again', async () => {
  const run = (...words: string[]) =>
    runMain(['exec', 'localhost', '-c', 'local', ...words, '--', 'echo hi'], { cwd: scratch.path, env: {} });
  const strip = (text: string) => text.replace(/ in .*s\n$/, '\n');
  expect(strip((await run('--live')).stdout)).toBe('[localhost stdout] hi\nlocalhost | ok\n\n1 host: 1 ok\n');
  expect(strip((await run()).stdout)).toBe('localhost | ok => hi\n\n1 host: 1 ok\n');
});
