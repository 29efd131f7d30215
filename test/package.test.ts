import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scratch } from './rig/scratch.ts';

const run = promisify(execFile);
const project = join(import.meta.dirname, '..');

interface LockedPackage {
  readonly dev?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

let scratch: Scratch;
let tarball: { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] };

/** Packs the project and installs the tarball into an empty folder, as a user would, with the versions that the project has locked. */
beforeAll(async () => {
  scratch = await Scratch.make('package');
  // The program is built already, and other tests may be running it: only the types are missing.
  await run(process.execPath, ['build-types.js'], { cwd: project });
  const words = ['pack', '--silent', '--json', '--ignore-scripts', '--pack-destination', scratch.path];
  const { stdout } = await run('npm', words, { cwd: project });
  [tarball] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  const resolved = `file:${tarball.filename}`;
  const { lockfileVersion, packages }: Lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  const own = { version: '0.1.0', resolved, bin: packages['']?.bin, dependencies: packages['']?.dependencies };
  const root = { name: 'user', dependencies: { runbook: resolved } };
  const lock = {
    name: 'user',
    lockfileVersion,
    packages: { '': root, 'node_modules/runbook': own, ...Object.fromEntries(installed) },
  };
  await scratch.file('package.json', JSON.stringify({ ...root, type: 'module' }));
  await scratch.file('package-lock.json', JSON.stringify(lock));
  await run('npm', ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: scratch.path });
}, 300_000);
afterAll(() => scratch.remove());

const installed = (path: string) => join(scratch.path, 'node_modules/runbook', path);
const runbook = (...words: string[]) =>
  run(join(scratch.path, 'node_modules/.bin/runbook'), words, { cwd: scratch.path });

const program = `
import { checkPlaybooks, type Diagnostic, type Event, executeRun, type Outcome, prepareRun, type Recap, type Reporter } from 'runbook';
const wrong: readonly Diagnostic[] = await checkPlaybooks({ playbooks: 'site.yaml' });
const statuses: Outcome['status'][] = [];
const reporter: Reporter = { handle: (event) => { if (event.kind === 'host-result') statuses.push(event.outcome.status); } };
const prepared = await prepareRun({ playbooks: ['site.yaml'], forks: 3, inventory: 'a,', extraVars: { a: [1] } });
const run = executeRun(prepared, { reporters: [reporter], signal: AbortSignal.timeout(1000) });
for await (const event of run) { const kind: Event['kind'] = event.kind; void kind; }
const { exitCode, recap }: { exitCode: number; recap: Recap } = await run;
// @ts-expect-error -- a number is wanted
await prepareRun({ playbooks: 'site.yaml', forks: 'many' });
export { exitCode, recap, wrong };
`;

describe('the package', () => {
  it('runs as a command', async () => {
    const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    expect(await runbook('--version')).toEqual({ stdout: `${version}\n`, stderr: '' });
  });

  it('plays a playbook', async () => {
    await scratch.file('play.yaml', '- hosts: all\n  gather_facts: false\n  tasks: [ping: ]\n');
    const { stdout } = await runbook('play', 'play.yaml', '-i', 'web1,', '-c', 'local');
    expect(stdout.split('\n')).toContainEqual(
      expect.stringMatching(/^web1 +: ok=1 +changed=0 +unreachable=0 +failed=0 /),
    );
  });

  it('has what the demo plays', () => {
    expect(['playbooks/site.yaml', 'docs/errors.md', 'LICENSE'].filter((path) => !existsSync(installed(path)))).toEqual(
      [],
    );
  });

  it('runs the example of docs/library.md', async () => {
    const [, example = ''] = /```js\n(.*?)```/s.exec(readFileSync(installed('docs/library.md'), 'utf8')) ?? [];
    await scratch.file('site.yaml', '- hosts: all\n  gather_facts: false\n  tasks:\n    - name: greet\n      ping:\n');
    writeFileSync(join(scratch.path, 'example.js'), example);
    const { stdout, stderr } = await run(process.execPath, ['example.js'], { cwd: scratch.path });
    expect({ lines: stdout.split('\n').slice(0, 2).sort(), stderr }).toEqual({
      lines: ['web1: greet: ok', 'web2: greet: ok'],
      stderr: '',
    });
    expect(stdout.slice(stdout.indexOf('0 {'))).toBe(
      [
        '0 {',
        '  ok: 1,',
        '  changed: 0,',
        '  unreachable: 0,',
        '  failed: 0,',
        '  skipped: 0,',
        '  rescued: 0,',
        '  ignored: 0',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('has types for what a program does with it', async () => {
    await scratch.file('uses.ts', program);
    const compilerOptions = {
      noEmit: true,
      strict: true,
      module: 'nodenext',
      target: 'es2023',
      types: ['node'],
      typeRoots: [join(project, 'node_modules/@types')],
    };
    await scratch.file('tsconfig.json', JSON.stringify({ compilerOptions, files: ['uses.ts'] }));
    const tsc = join(project, 'node_modules/.bin/tsc');
    const { stdout } = await run(tsc, [], { cwd: scratch.path }).catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });

  it('is small, and has neither source maps nor tests', () => {
    const strangers = tarball.files
      .map(({ path }) => path)
      .filter((path) => /\.map$|\.test\.|^test\/|template\/evaluate/.test(path));
    expect(strangers).toEqual([]);
    expect(tarball.size).toBeLessThan(1_000_000);
  });
});
