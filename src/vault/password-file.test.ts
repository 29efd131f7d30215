import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { readPasswordFile } from './password-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vault-password-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

const script = (name: string, body: string) => write(name, `#!/bin/sh\n${body}\n`, 0o700);

describe('a password file', () => {
  it('gives its content without white space around it', async () => {
    expect((await readPasswordFile(write('plain', '\n pass word\t\r\n\n'), 'default')).toString()).toBe('pass word');
  });

  it('keeps bytes that no white space of ASCII is', async () => {
    const bytes = Buffer.from([0xc3, 0xa0, 0xff, 0xa0, 0x0a]);
    expect(await readPasswordFile(write('bytes', bytes), 'default')).toEqual(bytes.subarray(0, 4));
  });

  it.each([
    ['missing', 'cannot find password file', 'check the path'],
    ['.', 'is a folder', 'give the path of a file'],
  ])('that is not one (%s) is named', async (name, message, help) => {
    const error = await readPasswordFile(join(folder, name), 'default').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'vault-source', message: expect.stringContaining(message), help });
  });

  it.each(['executable', 'executable-client', 'executable-client.txt'])(
    'with an executable bit (%s) but nothing that the kernel can execute is read',
    async (name) => {
      expect((await readPasswordFile(write(name, 'S3CRET && echo run\n', 0o755), 'dev')).toString()).toBe(
        'S3CRET && echo run',
      );
    },
  );

  it('with an executable bit and several lines is neither run nor read', async () => {
    const path = write('lines', 'echo S3CRET\nexit 1\n', 0o755);
    await expect(readPasswordFile(path, 'default')).rejects.toMatchObject({
      message: `password file \`${path}\` is executable and has several lines, but does not begin with \`#!\``,
      help: `give it a \`#!\` line, or take its executable bit away: \`chmod -x ${path}\``,
    });
  });

  it('that is empty is refused', async () => {
    const path = write('empty', ' \n');
    await expect(readPasswordFile(path, 'default')).rejects.toThrow(
      `password file \`${path}\` gives an empty password`,
    );
  });
});

describe('a password script', () => {
  it('gives what it prints, and keeps its spaces', async () => {
    expect((await readPasswordFile(script('script', 'echo " pw $* "; echo noise >&2'), 'dev')).toString()).toBe(
      ' pw  ',
    );
  });

  it.each(['keys-client', 'keys-client.sh'])('named %s is told the vault id', async (name) => {
    expect((await readPasswordFile(script(name, 'echo "$*"'), 'dev')).toString()).toBe('--vault-id dev');
  });

  it('that reads its input finds none', async () => {
    expect((await readPasswordFile(script('reads', 'cat; echo pw'), 'dev')).toString()).toBe('pw');
  });

  it.each([
    ['none-client', 'exit 2', '` has no password of id `dev`'],
    ['failing', 'exit 2', '` ended with exit status 2'],
    ['killed', 'kill -KILL $$', '` was ended by SIGKILL'],
  ])('that fails (%s) says how', async (name, body, ending) => {
    const path = script(name, body);
    await expect(readPasswordFile(path, 'dev')).rejects.toMatchObject({
      message: `password script \`${path}${ending}`,
    });
  });

  it.each([
    ['traces', 'set -x; : S3CRET; exit 3', '` ended with exit status 3'],
    ['prints', 'echo S3CRET; exit 3', '` ended with exit status 3'],
    ['prints-client', 'echo S3CRET; exit 2', '` has no password of id `dev`'],
    ['prints-killed', 'echo S3CRET; kill -KILL $$', '` was ended by SIGKILL'],
  ])('that fails when it has printed something (%s) keeps that to itself', async (name, body, ending) => {
    const path = script(name, body);
    const error = await readPasswordFile(path, 'dev').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      message: `password script \`${path}${ending} (what it printed is not shown: it may hold the password)`,
    });
    expect(inspect(error, { depth: null })).not.toContain('S3CRET');
  });

  it('that cannot be started says what to do', async () => {
    const path = write('no-interpreter', '#!/no/such/shell\n', 0o700);
    await expect(readPasswordFile(path, 'dev')).rejects.toMatchObject({
      message: `cannot run password script \`${path}\``,
      help: `give it a \`#!\` line, or take its executable bit away: \`chmod -x ${path}\``,
    });
  });
});
