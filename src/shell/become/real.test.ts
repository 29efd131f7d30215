import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '../../../test/rig/launch.ts';
import { commandLine } from '../command-line.ts';
import type { BecomeMethod } from './become-line.ts';

const has = (...argv: [string, ...string[]]): boolean => spawnSync(argv[0], argv.slice(1)).status === 0;
const privileged =
  process.getuid?.() === 0 && has('unshare', '-m', 'true') && has('setpriv', '--version') && has('openssl', 'version');

const secret = "p w$'é";

/** Real programs against accounts that exist in a mount namespace only: nothing of this machine's own accounts changes. */
describe.skipIf(!privileged)('real programs', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'accounts-'));
    chmodSync(folder, 0o755);
    for (const file of ['passwd', 'shadow', 'group']) copyFileSync(`/etc/${file}`, join(folder, file));
    const hash = execFileSync('openssl', ['passwd', '-6', secret]).toString().trim();
    for (const [index, user] of ['asks', 'free', 'barred', 'target'].entries()) {
      appendFileSync(join(folder, 'passwd'), `${user}:x:${64_001 + index}:64000::${folder}:/bin/sh\n`);
      appendFileSync(join(folder, 'shadow'), `${user}:${hash}:19000:0:99999:7:::\n`);
    }
    appendFileSync(join(folder, 'group'), 'runbook-test:x:64000:\n');
    mkdirSync(join(folder, 'sudoers.d'));
    const rules = 'asks ALL=(ALL) ALL\nDefaults:asks timestamp_timeout=0\nfree ALL=(ALL) NOPASSWD: ALL\n';
    writeFileSync(join(folder, 'sudoers.d/rules'), rules, { mode: 0o440 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs what follows as that user, among these accounts. */
  const asUser = (user: string): string[] => {
    const mounts = ['passwd', 'shadow', 'group', 'sudoers.d'].map(
      (name) => `mount --bind ${folder}/${name} /etc/${name}`,
    );
    const script = `${mounts.join(' && ')} && exec setpriv --reuid ${user} --regid 64000 --clear-groups "$@"`;
    return ['unshare', '-m', 'sh', '-c', script, 'sh'];
  };

  const run = async (from: string, to: { method: BecomeMethod; user: string; password?: string }) => {
    const become = { method: to.method, user: to.user, password: to.password !== undefined };
    const line = commandLine({ script: 'id -un; cat; echo err >&2', token: 't0', become, stdinBytes: 5 });
    const password = to.password === undefined ? {} : { password: to.password };
    return await launch(line, { wrapper: asUser(from), stdin: 'input', cwd: '/', ...password });
  };

  const done = { code: 0, signal: null, stdout: 'target\ninput', stderr: 'err\n' };

  describe.skipIf(!has('sudo', '--version'))('sudo', () => {
    test('asks, and gets the password', async () => {
      const result = await run('asks', { method: 'sudo', user: 'target', password: secret });
      expect(result).toEqual({ ...done, passwordsSent: 1 });
    });

    test('does not ask, and does not get it', async () => {
      const result = await run('free', { method: 'sudo', user: 'target', password: secret });
      expect(result).toEqual({ ...done, passwordsSent: 0 });
    });

    test('a wrong password', async () => {
      const result = await run('asks', { method: 'sudo', user: 'target', password: 'wrong' });
      expect(result).toMatchObject({ code: 1, stdout: '', passwordsSent: 1, refusal: 'wrong-password' });
    });

    test('no password at hand', async () => {
      const result = await run('asks', { method: 'sudo', user: 'target' });
      expect(result).toMatchObject({ code: 1, stdout: '', passwordsSent: 0, refusal: 'password-required' });
    });

    test('not among the sudoers', async () => {
      const result = await run('barred', { method: 'sudo', user: 'target', password: secret });
      expect(result).toMatchObject({ code: 1, stdout: '', passwordsSent: 1, refusal: 'not-allowed' });
    });
  });

  describe('su', () => {
    test('asks, and gets the password', async () => {
      const result = await run('asks', { method: 'su', user: 'target', password: secret });
      expect(result).toEqual({ ...done, passwordsSent: 1 });
    });

    test('root is not asked', async () => {
      expect(await run('root', { method: 'su', user: 'target' })).toEqual({ ...done, passwordsSent: 0 });
    });

    test('a wrong password', async () => {
      const result = await run('asks', { method: 'su', user: 'target', password: 'wrong' });
      expect(result).toMatchObject({ code: 1, stdout: '', passwordsSent: 1, refusal: 'wrong-password' });
    });
  });
});
