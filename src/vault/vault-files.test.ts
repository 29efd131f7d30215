import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decrypt } from './decrypt.ts';
import { encrypt } from './encrypt.ts';
import type { VaultSecret } from './secret.ts';
import { decrypting, encrypting, rekeying, rewriteFiles } from './vault-files.ts';

const dev: VaultSecret = { id: 'dev', password: Buffer.from('dev pw') };
const prod: VaultSecret = { id: 'prod', password: Buffer.from('prod pw') };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string, mode = 0o644): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

const text = (path: string) => readFileSync(path, 'utf8');
const mode = (path: string) => (statSync(path).mode & 0o7777).toString(8);

describe('rewriteFiles', () => {
  it('encrypts and decrypts in place, privately, with nothing left beside', async () => {
    const paths = [write('a', 'one\n'), write('b', 'two\n')];
    await rewriteFiles(paths, encrypting(dev), 'private');
    expect(paths.map((path) => text(path).split('\n')[0])).toEqual(Array(2).fill('$ANSIBLE_VAULT;1.2;AES256;dev'));
    expect(paths.map(mode)).toEqual(['600', '600']);
    await rewriteFiles(paths, decrypting([prod, dev]), 'private');
    expect(paths.map(text)).toEqual(['one\n', 'two\n']);
    expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
  });

  it('changes the password and keeps the mode', async () => {
    const path = write('a', await encrypt('one\n', dev));
    await rewriteFiles([path], rekeying([dev], prod), 'keep');
    expect(mode(path)).toBe('644');
    expect(await decrypt(text(path), [prod])).toEqual({ plaintext: Buffer.from('one\n'), secret: prod });
  });

  it('writes nothing when one of the files cannot be opened', async () => {
    const first = write('a', await encrypt('one\n', dev));
    const second = write('b', await encrypt('two\n', prod));
    const before = [first, second].map(text);
    await expect(rewriteFiles([first, second], decrypting([dev]), 'private')).rejects.toMatchObject({
      code: 'vault-password',
      message: `\`${second}\`: no given password opens text vaulted with id \`prod\`: tried \`dev\``,
    });
    expect([first, second].map(text)).toEqual(before);
  });

  it('follows a symbolic link and leaves it one', async () => {
    mkdirSync(join(folder, 'real'));
    const target = write('real/vars', 'one\n');
    const link = join(folder, 'link');
    symlinkSync('real/vars', link);
    await rewriteFiles([link], encrypting(dev), 'private');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect((await decrypt(text(target), [dev])).plaintext.toString()).toBe('one\n');
  });

  it('refuses what is encrypted already, is not encrypted, or is not there', async () => {
    const plain = write('plain', 'x');
    const sealed = write('sealed', await encrypt('x', dev));
    await expect(rewriteFiles([sealed], encrypting(dev), 'private')).rejects.toThrow(
      `\`${sealed}\` is encrypted already`,
    );
    await expect(rewriteFiles([plain], decrypting([dev]), 'private')).rejects.toThrow(`\`${plain}\` is not encrypted`);
    await expect(rewriteFiles([plain], rekeying([dev], prod), 'keep')).rejects.toThrow(`\`${plain}\` is not encrypted`);
    const missing = join(folder, 'missing');
    await expect(rewriteFiles([missing], encrypting(dev), 'private')).rejects.toThrow(
      `cannot read \`${missing}\`: no such file`,
    );
  });
});
