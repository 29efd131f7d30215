import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decrypt } from './decrypt.ts';
import { encrypt } from './encrypt.ts';
import type { VaultSecret } from './secret.ts';

const REFERENCE = '/usr/bin/ansible-vault';
const secret: VaultSecret = { id: 'dev', password: Buffer.from('pässword; with $ and "') };
const plaintext = Buffer.concat([
  Buffer.from('tëxt\r\n\0'),
  Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
]);

const folder = mkdtempSync(join(tmpdir(), 'vault-reference-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Without Debian's `ansible-core` there is nothing to compare with; the name of the skipped suite says so.
describe.skipIf(!existsSync(REFERENCE))(`a round trip with ${REFERENCE} (skipped where it is missing)`, () => {
  const password = join(folder, 'password');
  writeFileSync(password, secret.password);
  const reference = (...args: string[]) =>
    execFileSync(REFERENCE, [...args, '--vault-id', `dev@${password}`], { stdio: 'pipe' });

  it('opens there what is sealed here', async () => {
    const file = join(folder, 'sealed-here');
    writeFileSync(file, await encrypt(plaintext, secret));
    expect(reference('decrypt', '--output', '-', file)).toEqual(plaintext);
  });

  it('opens here what is sealed there', async () => {
    const file = join(folder, 'sealed-there');
    writeFileSync(file, plaintext);
    reference('encrypt', file);
    expect(await decrypt(readFileSync(file, 'latin1'), [secret])).toEqual({ plaintext, secret });
  });

  it('opens here a string of encrypt_string', async () => {
    const entry = reference('encrypt_string', '--name', 'key', 'a value').toString();
    expect((await decrypt(entry.slice(entry.indexOf('$')), [secret])).plaintext.toString()).toBe('a value');
  });
});
