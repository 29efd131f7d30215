import { describe, expect, it } from 'vitest';
import { parseVaultId } from './vault-id.ts';

describe('parseVaultId', () => {
  const file = (path: string) => ({ kind: 'file', path });

  it.each([
    ['dev@pw.txt', { id: 'dev', source: file('pw.txt') }],
    ['dev@prompt', { id: 'dev', source: { kind: 'prompt' } }],
    ['dev@prompt_ask_vault_pass', { id: 'dev', source: { kind: 'prompt' } }],
    ['prompt', { id: 'default', source: { kind: 'prompt' } }],
    ['pw.txt', { id: 'default', source: file('pw.txt') }],
    ['@pw.txt', { id: 'default', source: file('pw.txt') }],
    ['a@b@pw', { id: 'a', source: file('b@pw') }],
  ])('reads `%s`', (text, expected) => {
    expect(parseVaultId(text)).toEqual(expected);
  });

  it.each([
    ['dev@', '`dev@` names no password source', 'write `dev@FILE` or `dev@prompt`'],
    ['', '`` names no password source', 'write `default@FILE` or `default@prompt`'],
    ['a;b@pw', 'vault id `a;b` may not hold `;`', 'choose a label of letters, digits and dashes'],
    ['a\nb@pw', 'vault id `a\nb` may not hold `\\n`', 'choose a label of letters, digits and dashes'],
  ])('refuses `%s`', (text, message, help) => {
    expect(() => parseVaultId(text)).toThrow(expect.objectContaining({ code: 'vault-source', message, help }));
  });
});
