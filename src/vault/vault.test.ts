import { describe, expect, it } from 'vitest';
import { encrypt } from './encrypt.ts';
import { Vault } from './vault.ts';

const secret = { id: 'default', password: Buffer.from('pw') };

describe('Vault', () => {
  it('opens inline text and reports the plaintext for masking', async () => {
    const seen: string[] = [];
    const vault = new Vault([secret], (plaintext) => seen.push(plaintext));
    expect(vault.decryptString(await encrypt('hünter2', secret))).toBe('hünter2');
    expect(seen).toEqual(['hünter2']);
  });

  it('opens a vaulted file and leaves another as it is', async () => {
    const vault = new Vault([secret]);
    const plain = Buffer.from('a: 1\n');
    expect(vault.decryptFile(plain, 'vars.yml')).toBe(plain);
    expect(vault.decryptFile(Buffer.from(await encrypt(plain, secret)), 'vars.yml')).toEqual(plain);
  });

  it('names the file that it cannot open', async () => {
    const sealed = Buffer.from(await encrypt('x', { id: 'prod', password: Buffer.from('other') }));
    expect(() => new Vault([secret]).decryptFile(sealed, 'group_vars/all.yml')).toThrow(
      '`group_vars/all.yml`: no given password opens text vaulted with id `prod`: tried `default`',
    );
  });

  it('warms many texts and leaves complaints to their use', async () => {
    const vault = new Vault([secret]);
    const texts = await Promise.all(['a', 'b', 'c'].map((text) => encrypt(text, secret)));
    await vault.warm([...texts, 'not vaulted']);
    expect(texts.map((text) => vault.decryptString(text))).toEqual(['a', 'b', 'c']);
    expect(() => vault.decryptString('not vaulted')).toThrow('vaulted text begins with');
  });
});
