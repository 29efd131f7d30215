import { describe, expect, it } from 'vitest';
import { encrypt } from './encrypt.ts';
import { encryptString } from './inline-string.ts';

const secret = (id: string) => ({ id, password: Buffer.from('pw') });
const header = (text: string) => text.split('\n')[0];
const salt = Buffer.alloc(32, 7);

describe('encrypt', () => {
  it('names an id in the header unless it is the default one', async () => {
    expect(header(await encrypt('x', secret('default')))).toBe('$ANSIBLE_VAULT;1.1;AES256');
    expect(header(await encrypt('x', secret('dev')))).toBe('$ANSIBLE_VAULT;1.2;AES256;dev');
    expect(header(await encrypt('x', secret('dev'), { id: 'prod' }))).toBe('$ANSIBLE_VAULT;1.2;AES256;prod');
    expect(header(await encrypt('x', secret('dev'), { id: 'default' }))).toBe('$ANSIBLE_VAULT;1.1;AES256');
  });

  it('seals the same text anew each time, and alike with the same salt', async () => {
    expect(await encrypt('x', secret('default'))).not.toBe(await encrypt('x', secret('default')));
    expect(await encrypt('x', secret('default'), { salt })).toBe(await encrypt('x', secret('default'), { salt }));
  });

  it('fills lines of 80 columns', async () => {
    const lines = (await encrypt('x'.repeat(100), secret('default'))).split('\n');
    expect(lines.slice(1, -2).map((line) => line.length)).toEqual(Array.from({ length: lines.length - 3 }, () => 80));
    expect(lines.at(-1)).toBe('');
  });
});

describe('encryptString', () => {
  it('is a YAML entry, indented as the reference indents it', async () => {
    const lines = (await encryptString('hello', secret('dev'), 'api_key')).split('\n');
    expect(lines.slice(0, 2)).toEqual(['api_key: !vault |', '          $ANSIBLE_VAULT;1.2;AES256;dev']);
    expect(lines.slice(2, -1).every((line) => /^ {10}[0-9a-f]{2,80}$/.test(line))).toBe(true);
  });

  it('is a bare value without a name', async () => {
    expect(header(await encryptString('hello', secret('dev')))).toBe('!vault |');
  });
});
