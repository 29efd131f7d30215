import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Envelope, formatEnvelope, isVaulted, parseEnvelope } from './envelope.ts';
import { VaultError } from './vault-error.ts';

const sample = readFileSync(new URL('fixtures/reference-1.1.vault', import.meta.url), 'latin1');
const labelled = readFileSync(new URL('fixtures/reference-1.2-binary.vault', import.meta.url), 'latin1');

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array));
const envelopes: fc.Arbitrary<Envelope> = fc.record(
  {
    id: fc.stringMatching(/^[a-z0-9_-]{1,20}$/),
    salt: bytes(32),
    hmac: bytes(32),
    ciphertext: fc.nat(8).chain((n) => bytes(16 * n + 16)),
  },
  { requiredKeys: ['salt', 'hmac', 'ciphertext'] },
);

function complaint(text: string): string {
  try {
    parseEnvelope(text);
  } catch (error) {
    if (error instanceof VaultError) return `${error.code}: ${error.message}\n  ${error.help}`;
    throw error;
  }
  return 'nothing';
}

describe('an envelope', () => {
  it('is taken apart as it was put together', () => {
    const property = fc.property(envelopes, (envelope) => {
      expect(parseEnvelope(formatEnvelope(envelope))).toEqual(envelope);
    });
    fc.assert(property);
  });

  it.each([sample, labelled])('is written as the reference writes it', (text) => {
    expect(formatEnvelope(parseEnvelope(text))).toBe(text);
  });

  it('survives CRLF, indentation, and blank lines around it', () => {
    const mangled = `\n  ${sample.replaceAll('\n', '\r\n    ')}\n\n`;
    expect(parseEnvelope(mangled)).toEqual(parseEnvelope(sample));
  });

  it.each(['', '$ANSIBLE_VAULT;1.1;AES256\n'])('of any other text is a complaint, never another error', (header) => {
    const property = fc.property(fc.string(), (text) => {
      expect(complaint(header + text)).toMatch(/^vault-format: /);
    });
    fc.assert(property);
  });
});

describe('a complaint names what is wrong', () => {
  const inner = (text: string) => `$ANSIBLE_VAULT;1.1;AES256\n${Buffer.from(text).toString('hex')}\n`;
  const restore = 'restore the whole text from where it was made, or make it again with `runbook vault encrypt`';
  const salt = 'ab'.repeat(32);

  it.each([
    [
      'plain: text\n',
      'vaulted text begins with `$ANSIBLE_VAULT`, this does not',
      'encrypt it with `runbook vault encrypt`',
    ],
    [sample.replace('1.1', '1.0'), 'vault format `1.0` is not known: expected `1.1` or `1.2`', 'encrypt it again'],
    [sample.replace('AES256', 'AES'), 'vault cipher `AES` is not known: expected `AES256`', 'encrypt it again'],
    ['$ANSIBLE_VAULT;1.1;AES256\n', 'vaulted text has a header and nothing after it', restore],
    [sample.replace('3064', '3z64'), 'vaulted text is damaged: `z` is not a hexadecimal digit', restore],
    [sample.trimEnd().slice(0, -1), 'vaulted text is cut short: 387 hexadecimal digits, an odd number', restore],
    [
      inner(`${salt}\n${salt}`),
      'vaulted text is cut short: expected salt, HMAC and ciphertext, found 2 of them',
      restore,
    ],
    [
      inner(`${salt}\n${salt}\n${salt}\n${salt}`),
      'vaulted text is damaged: expected salt, HMAC and ciphertext, found 4 parts',
      restore,
    ],
    [inner(`${salt}\nabcd\n${salt}`), 'vaulted text is cut short: expected an HMAC of 32 bytes, found 2', restore],
    [inner(`${salt}\n${salt}\nabcd`), 'vaulted text is cut short: 2 bytes are not whole blocks of 16', restore],
    [inner(`${salt}\n${salt}\n`), 'vaulted text is cut short: 0 bytes are not whole blocks of 16', restore],
    [inner(`${salt}\n\u0001\n${salt}`), 'vaulted content is damaged: `\\u0001` is not a hexadecimal digit', restore],
  ])('%#', (text, message, help) => {
    expect(complaint(text)).toBe(`vault-format: ${message}\n  ${help}`);
  });
});

describe('isVaulted', () => {
  it('looks at the first bytes only', () => {
    expect([sample, Buffer.from(sample)].map(isVaulted)).toEqual([true, true]);
    expect(['', ` ${sample}`, '$ANSIBLE_VAULTED', Buffer.from([0xff, 0xfe])].map(isVaulted)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
