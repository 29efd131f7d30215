import { describe, expect, test } from 'vitest';
import { connectionFailure } from '../../../test/rig/connection-failure.ts';
import { refuseUnsafeHost, refuseUnsafeUser, refuseUserInShell } from './safe-names.ts';

async function refusal(work: () => void): Promise<string> {
  const { kind, message, help } = await connectionFailure((async () => work())());
  expect(help).toBeTruthy();
  return `${kind}: ${message}`;
}

describe('the name of a host', () => {
  test.each([
    'web1',
    'web_1.example.org',
    '10.0.0.1',
    '::1',
    'fe80::1%eth0',
    'a@b',
    'a*b',
    'é',
    'a-b',
    'a=b+c~d',
    '[x]',
  ])('may be %s', (name) => expect(() => refuseUnsafeHost(name)).not.toThrow());

  test.each([
    ['-oProxyCommand=x', 'it begins with a dash'],
    ['a b', 'it has a blank'],
    ['a\nb', 'it has a control character'],
    ['a\u0001b', 'it has a control character'],
    ['a\u007f', 'it has a control character'],
    ...[...'\'`"$\\;&<>|(){},'].map((found) => [`a${found}b`, `it has \`${found}\``]),
  ])('is not %j', async (name, why) => {
    expect(await refusal(() => refuseUnsafeHost(name))).toBe(`address: \`${name}\` is no name of a host: ${why}`);
  });
});

describe('the name of a user', () => {
  test.each(['root', 'DOMAIN\\me', 'machine$', 'a b', 'me@realm:SSH:admin', 'a,b', 'a%b', 'a*[b]', 'é', 'a-b'])(
    'may be %s',
    (name) => expect(() => refuseUnsafeUser(name)).not.toThrow(),
  );

  test.each([
    ['-l', 'it begins with a dash'],
    ['a -oX', 'it has a blank'],
    ['a\\', 'it has `\\`'],
    ['a\tb', 'it has a control character'],
    ['a\nb', 'it has a control character'],
    ...[...'\'`";&<>|(){}'].map((found) => [`a${found}b`, `it has \`${found}\``]),
  ])('is not %j', async (name, why) => {
    expect(await refusal(() => refuseUnsafeUser(name))).toBe(
      `auth: \`${name}\` is no name of a user to log in as: ${why}`,
    );
  });

  test.each(['a b', 'a$HOME', 'a\\b', 'a*', 'a?', '~root', 'a#b', '[a]'])(
    'is not %s where a shell reads it',
    async (name) => {
      expect(await refusal(() => refuseUserInShell('nc -l %r', { r: name }))).toMatch(/^auth: /);
      expect(() => refuseUserInShell('nc %h 100%%r', { r: name })).not.toThrow();
    },
  );
});
