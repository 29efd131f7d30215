import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encrypt } from './encrypt.ts';
import { type Ask, loadNewSecret, loadSecrets, vaultIds } from './load-secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'vault-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function answering(...answers: string[]): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = async (question) => {
    asked.push(question);
    return answers.shift() ?? '';
  };
  return { ask, asked };
}

const noOne: Ask = () => Promise.reject(new Error('nobody is there'));
const prompt = (id: string) => ({ id, source: { kind: 'prompt' } }) as const;

describe('vaultIds', () => {
  it('lists labelled passwords, then files, then the question', () => {
    expect(vaultIds({ askVaultPass: true, vaultPasswordFile: ['b'], vaultId: ['dev@a', 'y@prompt'] })).toEqual([
      { id: 'dev', source: { kind: 'file', path: 'a' } },
      prompt('y'),
      { id: 'default', source: { kind: 'file', path: 'b' } },
      prompt('default'),
    ]);
    expect(vaultIds({})).toEqual([]);
  });
});

describe('loadSecrets', () => {
  it('asks for one id and reads the file of another', async () => {
    const path = join(folder, 'pw');
    writeFileSync(path, 'from file\n');
    const { ask, asked } = answering('typed');
    const secrets = await loadSecrets([prompt('dev'), { id: 'prod', source: { kind: 'file', path } }], ask);
    expect(secrets.map(({ id, password }) => [id, Buffer.from(password).toString()])).toEqual([
      ['dev', 'typed'],
      ['prod', 'from file'],
    ]);
    expect(asked).toEqual(['Vault password (dev): ']);
  });

  it('opens a vaulted password file with the passwords before it', async () => {
    const path = join(folder, 'vaulted-pw');
    writeFileSync(path, await encrypt('inner\n', { id: 'default', password: Buffer.from('outer') }));
    const vaulted = { id: 'dev', source: { kind: 'file', path } } as const;
    const secrets = await loadSecrets([prompt('default'), vaulted], answering('outer').ask);
    expect(Buffer.from(secrets[1]?.password ?? []).toString()).toBe('inner');
    await expect(loadSecrets([vaulted], noOne)).rejects.toMatchObject({ code: 'vault-password' });
  });

  it('refuses an empty answer, and passes on that nobody can be asked', async () => {
    await expect(loadSecrets([prompt('dev')], answering('').ask)).rejects.toThrow(
      'the password of vault id `dev` is empty',
    );
    await expect(loadSecrets([prompt('dev')], noOne)).rejects.toThrow('nobody is there');
  });
});

describe('loadNewSecret', () => {
  it('asks twice', async () => {
    const { ask, asked } = answering('new', 'new');
    expect(await loadNewSecret(prompt('dev'), ask)).toEqual({ id: 'dev', password: Buffer.from('new') });
    expect(asked).toEqual(['New vault password (dev): ', 'Confirm new vault password (dev): ']);
    await expect(loadNewSecret(prompt('dev'), answering('new', 'mew').ask)).rejects.toThrow('the two passwords differ');
  });
});
