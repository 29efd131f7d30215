import { execFileSync } from 'node:child_process';
import { appendFile, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Scratch } from '../../../test/rig/scratch.ts';
import { newKey } from '../../demo/key.ts';
import { appendKnownHost } from './append.ts';
import { parseKnownHosts } from './entry.ts';
import { fingerprint, keyType } from './fingerprint.ts';
import { hashedName, knownHostName, namesHost } from './host-names.ts';
import { KnownHosts } from './known-hosts.ts';

let scratch: Scratch;
let file: string;

beforeAll(async () => {
  scratch = await Scratch.make('runbook-known-hosts');
  file = join(scratch.path, 'known_hosts');
});

afterAll(() => scratch.remove());

function binary(publicKey: string): Buffer {
  const key = ssh2.utils.parseKey(publicKey);
  if (key instanceof Error) throw key;
  return key.getPublicSSH();
}

const one = newKey().public;
const two = newKey().public;
const rsa = ssh2.utils.generateKeyPairSync('rsa', { bits: 1024 }).public;
const host = { host: 'web1', port: 22 };

/** What a file of these lines says of `one` shown by web1 at port 22, unless told. */
async function verdict(lines: readonly string[], { name = host, key = one } = {}) {
  await writeFile(file, `${lines.join('\n')}\n`);
  const { kind, ...rest } = await new KnownHosts().judge([file], name, binary(key));
  if ('entry' in rest) return `${kind} ${rest.entry.line}`;
  return [kind, ...rest.others.map(({ type }) => type), ...rest.authorities.map(({ line }) => `@${line}`)].join(' ');
}

describe('a line of known_hosts', () => {
  test.each([
    ['names the host', [`web1 ${one}`], 'known 1'],
    ['names several', [`db1,web1,10.0.0.1 ${one}`], 'known 1'],
    ['has another case', [`WEB1 ${one}`], 'known 1'],
    ['has a wildcard', [`web* ${one}`], 'known 1'],
    ['has a question mark', [`web? ${one}`], 'known 1'],
    ['excludes the host', [`web*,!web1 ${one}`], 'unknown'],
    ['is hashed', [`${hashedName('web1')} ${one}`], 'known 1'],
    ['is the hash of another name', [`${hashedName('web2')} ${one}`], 'unknown'],
    ['is hashed badly', ['|1|x ssh-ed25519 AAAA'], 'unknown'],
    ['has a comment', [`web1 ${one} root@web1`], 'known 1'],
    ['is a comment, or blank, or cut short', ['# web1', '', 'web1 ssh-ed25519', `web1 ${one}`], 'known 4'],
    ['has tabs', [`web1\t${one.replace(' ', '\t')}`], 'known 1'],
    ['has another key of the type', [`web1 ${two}`], 'changed 1'],
    ['has a key of another type', [`web1 ${rsa}`], 'unknown ssh-rsa'],
    ['comes before the right one', [`web1 ${two}`, `web1 ${one}`], 'known 2'],
    ['revokes the key', [`@revoked web1 ${one}`, `web1 ${one}`], 'revoked 1'],
    ['revokes the key everywhere', [`web1 ${one}`, `@revoked * ${one}`], 'revoked 2'],
    ['revokes another key', [`@revoked web1 ${two}`], 'unknown'],
    ['names a certificate authority', [`@cert-authority *.example.org,web1 ${two}`], 'unknown @1'],
    ['has a marker that there is not', [`@trusted web1 ${one}`], 'unknown'],
    ['is for another port', [`[web1]:2222 ${one}`], 'unknown'],
  ])('that %s', async (_name, lines, expected) => {
    expect(await verdict(lines)).toBe(expected);
  });

  const elsewhere = { host: 'web1', port: 2222 };
  test.each([
    ['names host and port', [`[web1]:2222 ${one}`], 'known 1'],
    ['is hashed with its port', [`${hashedName('[web1]:2222')} ${one}`], 'known 1'],
    ['names the host alone, and has the key', [`web1 ${one}`], 'known 1'],
    ['names the host alone, and has another key', [`web1 ${two}`], 'unknown'],
    ['has a wildcard port', [`[web*]:* ${one}`], 'known 1'],
  ])('for a port other than 22 that %s', async (_name, lines, expected) => {
    expect(await verdict(lines, { name: elsewhere })).toBe(expected);
  });

  test('is read by ssh-keygen the same way', () => {
    const salted = hashedName('[web1]:2222');
    execFileSync('sh', ['-c', `printf '%s\\n' "$1" > "$0"`, file, `${salted} ${one}`]);
    const found = execFileSync('ssh-keygen', ['-F', '[web1]:2222', '-f', file]).toString();
    expect(found).toContain(salted);
    expect(fingerprint(binary(one))).toBe(
      execFileSync('ssh-keygen', ['-lf', '-'], { input: one }).toString().split(' ')[1],
    );
  });
});

describe('known_hosts files', () => {
  test('are read again when they have changed, and need not be there', async () => {
    const known = new KnownHosts();
    const missing = join(scratch.path, 'missing');
    await rm(file, { force: true });
    expect((await known.judge([missing, file], host, binary(one))).kind).toBe('unknown');
    await writeFile(file, `web1 ${one}\n`);
    expect((await known.judge([missing, file], host, binary(one))).kind).toBe('known');
    await writeFile(file, `web1 ${two}\n`);
    expect((await known.judge([missing, file], host, binary(one))).kind).toBe('changed');
  });

  test('tell the types to ask a host for', async () => {
    await writeFile(file, `web1 ${rsa}\n@revoked web1 ${one}\n[web1]:2222 ${one}\n`);
    const known = new KnownHosts();
    expect(await known.knownTypes([file], host)).toEqual(['ssh-rsa']);
    expect(await known.knownTypes([file], { host: 'web1', port: 2222 })).toEqual(['ssh-ed25519']);
    expect(await known.knownTypes([file], { host: 'web1', port: 2223 })).toEqual(['ssh-rsa']);
    expect(await known.knownTypes([file], { host: 'web2', port: 22 })).toEqual([]);
  });

  test('learn a key once, however many connections learn it at the same time', async () => {
    const learned = join(scratch.path, 'new', 'known_hosts');
    const known = new KnownHosts();
    const key = binary(one);
    const names = ['web1', 'web1', 'web2', 'web1', 'web3'];
    await Promise.all(names.map((name) => known.learn([learned], { host: name, port: 22 }, { key, hash: false })));
    expect(await readFile(learned, 'utf8')).toBe(['web1', 'web2', 'web3'].map((name) => `${name} ${one}\n`).join(''));
    expect((await stat(learned)).mode & 0o777).toBe(0o600);
    expect((await stat(join(scratch.path, 'new'))).mode & 0o777).toBe(0o700);
  });

  test('learn a key once, however many processes learn it at the same time, also hashed', async () => {
    const learned = join(scratch.path, 'shared', 'known_hosts');
    const key = binary(one);
    const names = Array.from({ length: 20 }, (_, index) => ({ host: `web${index}`, port: 22 }));
    const processes = Array.from({ length: 4 }, () => new KnownHosts());
    const learn = (known: KnownHosts) => names.map((name) => known.learn([learned], name, { key, hash: true }));
    await Promise.all(processes.flatMap(learn));
    expect(parseKnownHosts(await readFile(learned, 'utf8'), learned).length).toBe(20);
    await expect(stat(`${learned}.lock`)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('do not wait for somebody who was killed while writing', async () => {
    const learned = join(scratch.path, 'known_hosts_of_the_killed');
    await writeFile(`${learned}.lock`, '');
    await utimes(`${learned}.lock`, new Date(0), new Date(0));
    await new KnownHosts().learn([learned], { host: 'web1', port: 22 }, { key: binary(one), hash: false });
    expect(await readFile(learned, 'utf8')).toBe(`web1 ${one}\n`);
  });

  test('keep a last line that has no newline, and lines of several writers whole', async () => {
    await writeFile(file, 'web0 ssh-ed25519 AAAA');
    const writers = Array.from({ length: 20 }, (_, index) =>
      appendKnownHost(file, `web${index} ssh-ed25519 ${'A'.repeat(2000)}`),
    );
    await Promise.all([...writers, appendFile(file, '')]);
    const entries = parseKnownHosts(await readFile(file, 'utf8'), file);
    expect(entries.filter(({ key }) => key.length === 2000).length).toBe(20);
  });

  test('can be learned hashed', async () => {
    await rm(file, { force: true });
    const known = new KnownHosts();
    await known.learn([file], { host: 'web1', port: 2222 }, { key: binary(one), hash: true });
    expect(await readFile(file, 'utf8')).toMatch(/^\|1\|[^ ]+ ssh-ed25519 /);
    expect((await known.judge([file], { host: 'web1', port: 2222 }, binary(one))).kind).toBe('known');
  });
});

describe('any text', () => {
  test('is read without complaint', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => parseKnownHosts(text, file).every(({ line }) => line > 0)),
    );
  });

  test('matches itself and its hash when it is a name', () => {
    const name = fc.stringMatching(/^[a-z0-9.:-]{1,40}$/);
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 65535 }), (text, port) => {
        const known = knownHostName(text, port);
        return namesHost(known, known) && namesHost(hashedName(known), known) && !namesHost(`!${known}`, known);
      }),
    );
  });
});

test('the type is read from the key itself', () => {
  expect(keyType(binary(rsa))).toBe('ssh-rsa');
  expect(keyType(Buffer.alloc(2))).toBe('');
});
