import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '../../test/rig/launch.ts';
import { commandLine, type Launch } from './command-line.ts';
import { look, lookFunctions } from './look.ts';
import { quote } from './quote.ts';

/** The programs that machines have as `/bin/sh`. */
const programs = ['dash', 'bash', 'ksh', 'busybox'].filter(
  (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0,
);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-shell-'));
  writeFileSync(join(folder, 'a file'), 'text\n');
  for (const name of programs) {
    mkdirSync(join(folder, name));
    symlinkSync(
      spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim(),
      join(folder, name, 'sh'),
    );
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const functionsOf = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`BASH_FUNC_${name}%%`, '() {  echo hijacked; return 9; }']));

/** What the environment of a host may hold that means something to a shell or to the tools that scripts call. */
const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  TMOUT: { TMOUT: '1' },
  IFS: { IFS: 'abcdefghijklmnop/ ' },
  CDPATH: { CDPATH: '/usr:/' },
  'ENV and BASH_ENV': { ENV: '/etc/passwd', BASH_ENV: '/etc/passwd' },
  'SHELLOPTS=xtrace': { SHELLOPTS: 'xtrace:verbose:noglob:nounset:noclobber', PS4: '$(echo hijacked >&2)+ ' },
  'functions of builtins': functionsOf('cd', 'kill', 'read', 'trap', 'echo', 'printf', '[', 'test', 'command', 'umask'),
  'functions of tools': functionsOf('stat', 'rm', 'head', 'cat', 'sleep', 'mkdir', 'ls', 'env', 'setsid'),
  'functions of special builtins': functionsOf('eval', 'set', 'shift', 'unset', 'exit', 'exec', 'export', ':'),
  POSIXLY_CORRECT: { POSIXLY_CORRECT: '1' },
  'GREP_OPTIONS and colours': { GREP_OPTIONS: '-v --color=always', LS_COLORS: 'di=1', CLICOLOR_FORCE: '1' },
  'TAR_OPTIONS and GZIP': { TAR_OPTIONS: '--totals', GZIP: '-v' },
  'quoting and sizes': { QUOTING_STYLE: 'c', TIME_STYLE: '+%s', BLOCK_SIZE: '1', BLOCKSIZE: '1' },
  'another language': { LC_ALL: 'de_DE.UTF-8', LANG: 'tr_TR.UTF-8', LANGUAGE: 'de' },
};

describe.each(programs)('%s as /bin/sh', (program) => {
  describe.concurrent.each(Object.entries(environments))('with %s', (_name, hostile) => {
    const env = { PATH: process.env.PATH, HOME: tmpdir(), ...hostile };

    const run = async (rest: Partial<Launch> & { script: string }, stdin = '') => {
      const sh = join(folder, program, 'sh');
      const line = commandLine({ token: '0123abcd', ...rest });
      const command = line.command.replaceAll('/bin/sh', sh);
      return await launch({ ...line, command }, { env, stdin, shell: { name: program, argv: [sh] } });
    };

    const well = { code: 0, signal: null, stderr: '', passwordsSent: 0 };

    test('a script that outlasts it gives its own output alone', async () => {
      const script = `sleep 1.3; printf '%s\\n' out; exit 3`;
      expect(await run({ script })).toEqual({ ...well, code: 3, stdout: 'out\n' });
    });

    test('a script with quotes and input, sent on standard input', async () => {
      const script = `cat; printf '%s\\n' "it's !\\z"`;
      const launched = { script, stdinBytes: 2, confidential: true };
      expect(await run(launched, 'in')).toEqual({ ...well, stdout: "init's !\\z\n" });
    });

    test('a look at a file', async () => {
      const script = `${lookFunctions}${look(quote(join(folder, 'a file')), { checksum: 'sha1' })}`;
      const { stdout, ...rest } = await run({ script });
      expect({ ...rest, fields: stdout.split('\0').slice(1) }).toEqual({
        ...well,
        fields: [
          expect.stringMatching(/^G\|81a4\|1\|/),
          'rw',
          '',
          '',
          expect.stringMatching(/^aa785adca3fcdfe1884ae840e13c6d294a2414e8\b/),
          '',
        ],
      });
    });

    test('what the user wrote sees all of it', async () => {
      const script = `exec ${process.execPath} -p ${quote(`JSON.stringify(process.env)`)}`;
      const seen = JSON.parse((await run({ script })).stdout);
      // A shell forgets names of another kind than its own, and sets these itself.
      const kept = Object.keys(hostile).filter(
        (name) => (program === 'bash' || /^\w+$/.test(name)) && !['SHELLOPTS', 'IFS', 'PS4'].includes(name),
      );
      expect(
        Object.keys(seen)
          .filter((name) => kept.includes(name))
          .sort(),
      ).toEqual(kept.sort());
    });
  });
});
