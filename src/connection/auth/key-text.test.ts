import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Scratch } from '../../../test/rig/scratch.ts';
import { parsePrivateKey } from './key-file.ts';

let scratch: Scratch;

beforeAll(async () => {
  scratch = await Scratch.make('runbook-keys');
});

afterAll(() => scratch.remove());

function run(program: string, ...words: string[]): string {
  return execFileSync(program, words, { cwd: scratch.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** `type base64` of a key that was read, or how it was not. */
function read(text: Buffer, passphrase?: string): string {
  const file = parsePrivateKey(text, 'KEY', passphrase);
  if (file.kind !== 'key') return file.kind;
  const signature: Buffer | Error = file.key.sign(Buffer.from('some data'));
  expect(file.key.verify(Buffer.from('some data'), signature as Buffer)).toBe(true);
  return `${file.key.type} ${file.key.getPublicSSH().toString('base64')}`;
}

describe('a key as ssh-keygen makes it is read:', () => {
  test.each([
    ['PKCS#8 of RSA', ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8']],
    ['PKCS#8 of an elliptic curve', ['-t', 'ecdsa', '-b', '384', '-m', 'PKCS8']],
    ['OpenSSL’s older form', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
    ['OpenSSH’s own', ['-t', 'ed25519']],
    ['OpenSSH’s own, locked with chacha20', ['-t', 'ed25519', '-Z', 'chacha20-poly1305@openssh.com']],
    ['OpenSSH’s own of RSA, locked with chacha20', ['-t', 'rsa', '-b', '2048', '-Z', 'chacha20-poly1305@openssh.com']],
    ['OpenSSH’s own, locked with AES-GCM', ['-t', 'ed25519', '-Z', 'aes256-gcm@openssh.com']],
  ])('%s', (name, words) => {
    const file = name.replace(/\W/g, '');
    for (const passphrase of ['', 'geheim ü']) {
      run('ssh-keygen', '-q', ...words, '-N', passphrase, '-f', `${file}${passphrase.length}`);
      const text = readFileSync(join(scratch.path, `${file}${passphrase.length}`));
      const half = readFileSync(join(scratch.path, `${file}${passphrase.length}.pub`));
      const key = half.toString().split(' ').slice(0, 2).join(' ');
      const given = passphrase || undefined;
      expect(read(text, given)).toBe(key);
      expect(read(Buffer.concat([text, half]), given)).toBe(key);
      expect(read(Buffer.from(`\ufeffa comment\r\n${text.toString().replaceAll('\n', '\r\n')}`), given)).toBe(key);
      if (given === undefined) continue;
      expect([read(text), read(text, 'wrong')]).toEqual(['encrypted', 'encrypted']);
    }
  });

  test('PKCS#8 of ed25519, which newer ones read', () => {
    run('openssl', 'genpkey', '-algorithm', 'ed25519', '-out', 'ed');
    run('openssl', 'pkcs8', '-topk8', '-in', 'ed', '-out', 'ed.locked', '-passout', 'pass:geheim', '-scrypt');
    const plain = read(readFileSync(join(scratch.path, 'ed')));
    expect(plain).toMatch(/^ssh-ed25519 /);
    const locked = readFileSync(join(scratch.path, 'ed.locked'));
    expect([read(locked, 'geheim'), read(locked), read(locked, 'wrong')]).toEqual([plain, 'encrypted', 'encrypted']);
  });

  test('but not what is broken', () => {
    const broken = (label: string) => Buffer.from(`-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`);
    const labels = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY'];
    expect(labels.map((label) => read(broken(label), 'geheim'))).toEqual(['unusable', 'unusable', 'unusable']);
    expect(read(broken('ENCRYPTED PRIVATE KEY'), 'geheim')).toBe('encrypted');
  });
});
