import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypt, decryptSync } from './decrypt.ts';
import { encrypt } from './encrypt.ts';
import { formatEnvelope, parseEnvelope } from './envelope.ts';
import type { VaultSecret } from './secret.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'latin1');
const secret = (id: string, password: string): VaultSecret => ({ id, password: Buffer.from(password) });
const horse = secret('default', 'correct horse');

describe('decrypt', () => {
  it('opens what the reference sealed, text and binary', async () => {
    expect((await decrypt(fixture('reference-1.1.vault'), [horse])).plaintext.toString()).toBe('battery: staple\n');
    const binary = await decrypt(fixture('reference-1.2-binary.vault'), [horse]);
    expect(binary.plaintext).toEqual(Buffer.from('\0\xffbinary\r\n', 'latin1'));
  });

  it('opens what encrypt sealed, whatever the bytes and the password', async () => {
    const property = fc.asyncProperty(
      fc.uint8Array(),
      fc.string({ unit: 'binary', minLength: 1 }),
      async (plain, password) => {
        const sealed = await encrypt(plain, secret('default', password));
        expect(decryptSync(sealed, [secret('default', password)]).plaintext).toEqual(Buffer.from(plain));
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });

  it('tries the passwords of the text’s own id first, then the others', async () => {
    const sealed = await encrypt('x', secret('dev', 'same'));
    const secrets = [secret('first', 'same'), secret('dev', 'wrong'), secret('dev', 'same')];
    expect((await decrypt(sealed, secrets)).secret).toBe(secrets[2]);
    expect(decryptSync(sealed, secrets.slice(0, 2)).secret).toBe(secrets[0]);
  });

  it.each([
    [
      'the wrong passwords',
      '1.1',
      [secret('a', 'x'), secret('b', 'y')],
      'no given password opens vaulted text: tried `a`, `b`',
    ],
    [
      'the wrong password of an id',
      '1.2-binary',
      [secret('dev', 'x')],
      'no given password opens text vaulted with id `dev`: tried `dev`',
    ],
    ['no password', '1.1', [], 'vaulted text needs a password and none was given'],
    ['no password of an id', '1.2-binary', [], 'text vaulted with id `dev` needs a password and none was given'],
  ])('says so of %s', async (_, name, secrets, message) => {
    const text = fixture(`reference-${name}.vault`);
    await expect(decrypt(text, secrets)).rejects.toMatchObject({ code: 'vault-password', message });
    expect(() => decryptSync(text, secrets)).toThrow(message);
  });

  it('tells how to give the password of an id', async () => {
    const error = await decrypt(fixture('reference-1.2-binary.vault'), []).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ help: 'give `--vault-id dev@FILE` or `--ask-vault-pass`' });
  });

  it('notices one altered bit', async () => {
    const envelope = parseEnvelope(fixture('reference-1.1.vault'));
    const ciphertext = Buffer.from(envelope.ciphertext);
    ciphertext[3] = (ciphertext[3] ?? 0) ^ 1;
    await expect(decrypt(formatEnvelope({ ...envelope, ciphertext }), [horse])).rejects.toMatchObject({
      code: 'vault-password',
    });
  });
});
