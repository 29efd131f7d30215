import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch } from '../../test/rig/scratch.ts';
import { type Dict, isDict, type Value } from '../template/value.ts';
import { type FactOptions, factScript } from './fact-script.ts';
import { type GatheredFacts, parseFacts } from './parse-facts.ts';

const shells = [['sh'], ['dash'], ['bash', '--posix'], ['bash'], ['busybox', 'sh'], ['ksh'], ['mksh']].filter(
  ([shell = '']) => spawnSync(shell, ['-c', ':']).error === undefined || shell === 'sh',
);

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('gather');
});
afterEach(() => scratch.remove());

interface Gathering {
  readonly shell?: readonly string[];
  readonly subsets?: readonly string[];
  readonly options?: FactOptions;
  readonly edit?: (script: string) => string;
}

/** Runs the script on this machine, with the programs of the scratch folder before all others. */
function gather({
  shell = ['sh'],
  subsets = ['all'],
  options = {},
  edit = (script) => script,
}: Gathering): GatheredFacts {
  const [command = 'sh', ...args] = shell;
  const script = edit(factScript(subsets, { factPath: scratch.path, ...options }));
  const env = { ...process.env, PATH: `${scratch.path}:${process.env.PATH}`, MULTI: 'one\ntwo' };
  const { status, stdout, stderr } = spawnSync(command, [...args, '-c', script], { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const gathered = parseFacts(stdout);
  if (gathered === undefined) throw new Error(`no facts in ${stdout}`);
  return gathered;
}

function at(facts: Dict, ...path: string[]): Value | undefined {
  return path.reduce<Value | undefined>((value, key) => (isDict(value) ? value.get(key) : undefined), facts);
}

describe.skipIf(process.platform !== 'linux')('gathering on this machine (skipped where it is not Linux)', () => {
  it.each(shells)('comes to the end in %s', (...shell) => {
    const { facts, unfinished } = gather({ shell, options: { timeout: 60 } });
    expect(unfinished).toBeUndefined();
    expect(at(facts, 'env', 'MULTI')).toBe('one\ntwo');
    expect(at(facts, 'hostname')).toBe(readFileSync('/proc/sys/kernel/hostname', 'utf8').trim().split('.')[0]);
    expect(at(facts, 'user_uid')).toBe(process.getuid?.());
    expect(at(facts, 'system')).toBe('Linux');
    expect(at(facts, 'local')).toEqual(new Map());
  });

  it('asks for no more than the subsets that were named', () => {
    const { facts } = gather({ subsets: ['!all', '!min', 'env', 'fips'] });
    expect([...facts.keys()]).toEqual(['env', 'fips']);
  });

  it('reads local facts, and finds their folder in the home', async () => {
    await scratch.file('ini.fact', '[section]\nkey = value\n');
    await scratch.file('program.fact', '#!/bin/sh\necho "{\\"home\\": \\"$HOME\\"}"\n', 0o700);
    await scratch.file('broken.fact', '#!/bin/sh\nexit 3\n', 0o700);
    const options = { factPath: '~' };
    const { facts } = gather({
      subsets: ['!all', '!min', 'local'],
      options,
      edit: (script) => `HOME=${scratch.path}\n${script}`,
    });
    expect(at(facts, 'local')).toEqual(
      new Map<Value, Value>([
        ['broken', 'the fact program `broken.fact` ended with exit status 3'],
        ['ini', new Map([['section', new Map([['key', 'value']])]])],
        ['program', new Map([['home', scratch.path]])],
      ]),
    );
  });
});

describe.skipIf(process.platform !== 'linux')('what hangs (skipped where it is not Linux)', () => {
  it('of a dead server’s file system leaves out its figures only', async () => {
    await scratch.file(
      'stat',
      '#!/bin/sh\ncase "$*" in */dead*) exec sleep 60 ;; esac\nexec /usr/bin/stat "$@"\n',
      0o700,
    );
    const table = await scratch.file('mounts', `/dev/x / ext4 rw 0 0\nsrv:/export ${scratch.path}/dead nfs4 rw 0 0\n`);
    const { facts, unfinished } = gather({
      subsets: ['!all', '!min', 'hardware', 'local'],
      edit: (script) => script.replaceAll('/proc/self/mounts', table),
    });
    expect(unfinished).toBeUndefined();
    const mounts = (at(facts, 'mounts') as Dict[]).map((mount) => [mount.get('mount'), mount.has('size_total')]);
    expect(mounts).toEqual([
      ['/', true],
      [`${scratch.path}/dead`, false],
    ]);
  });

  it('among local facts leaves out that one', async () => {
    await scratch.file('a.fact', '#!/bin/sh\nexec sleep 60\n', 0o700);
    await scratch.file('b.fact', '{"after": 1}\n');
    const { facts, unfinished } = gather({ subsets: ['!all', '!min', 'local'], options: { timeout: 4 } });
    expect(unfinished).toBeUndefined();
    expect(at(facts, 'local', 'a')).toBe('the fact program `a.fact` did not end in time');
    expect(at(facts, 'local', 'b', 'after')).toBe(1);
  });

  it('and cannot be ended holds up nothing for longer than the time there is', async () => {
    const child = join(scratch.path, 'child');
    await scratch.file('a.fact', `#!/bin/sh\nsleep 60 & echo $! >${child}\necho '{"a": 1}'\n`, 0o700);
    const { facts, unfinished } = gather({ subsets: ['!all', '!min', 'local'], options: { timeout: 1 } });
    process.kill(Number(readFileSync(child, 'utf8')));
    expect(unfinished).toBeUndefined();
    expect(at(facts, 'local', 'a', 'a')).toBe(1);
  });

  it('for all of the time is named, and what came before it is kept', async () => {
    const child = join(scratch.path, 'child');
    await scratch.file('capsh', `#!/bin/sh\necho $$ >${child}\nexec sleep 60\n`, 0o700);
    const { facts, unfinished } = gather({ subsets: ['!all', '!min', 'user', 'caps'], options: { timeout: 3 } });
    process.kill(Number(readFileSync(child, 'utf8')));
    expect(unfinished).toBe('capsh');
    expect([facts.has('user_id'), facts.get('system_capabilities')]).toEqual([true, 'N/A']);
  });
});
