import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Scratch } from '../../../../test/rig/scratch.ts';
import { ConnectionError } from '../../connection.ts';
import { SshOptions } from '../ssh-options.ts';
import { SshConfigFiles } from './ssh-config-files.ts';

let scratch: Scratch;
let home: string;

beforeAll(async () => {
  scratch = await Scratch.make('runbook-ssh-config');
  home = scratch.path;
  mkdirSync(join(home, '.ssh', 'conf.d'), { recursive: true });
});

afterAll(() => scratch.remove());

const system = () => join(home, 'system_config');

function write(name: string, text: string): void {
  writeFileSync(join(home, '.ssh', name), text);
}

/** What our reading of `~/.ssh/config` says of a host, `name value` each, of most options the first only. */
function ours(host: string, text: string, user?: string): string[] {
  write('config', text);
  const files = new SshConfigFiles({ home, user: 'me' }, system());
  const options = new SshOptions(files.optionsFor({ host, ...(user && { user }) }));
  const names = [
    'hostname',
    'user',
    'port',
    'proxyjump',
    'proxycommand',
    'hostkeyalias',
    'userknownhostsfile',
    'connecttimeout',
  ];
  const single = names.flatMap((name) => (options.first(name) === undefined ? [] : [`${name} ${options.first(name)}`]));
  return [...single, ...options.all('identityfile').map((file) => `identityfile ${file}`)];
}

const openssh = spawnSync('ssh', ['-V']).status === 0;

/** What the system's `ssh` makes of the same file. */
function theirs(host: string, user?: string): string[] {
  const login = user === undefined ? [] : ['-l', user];
  const { stdout } = spawnSync('ssh', ['-G', '-F', join(home, '.ssh', 'config'), ...login, host]);
  return stdout.toString().split('\n');
}

const cases: readonly [string, string, string, string[]][] = [
  ['a plain host', 'web1', 'Host web1\n  HostName 10.0.0.1\n  Port 2222\n', ['hostname 10.0.0.1', 'port 2222']],
  ['another host', 'web2', 'Host web1\n  Port 2222\n', []],
  ['the first value', 'web1', 'Port 1\nHost *\n  Port 2\n', ['port 1']],
  ['patterns', 'web12', 'Host web?? !web11\n  Port 2\n', ['port 2']],
  ['a pattern that excludes', 'web11', 'Host web?? !web11\n  Port 2\n', []],
  ['words in any case', 'web1', 'HOST web1\n  hOsTnAmE a\n', ['hostname a']],
  ['an equals sign', 'web1', 'Host=web1\nPort=7\nUser = bob\n', ['user bob', 'port 7']],
  ['quotes', 'web1', 'Host "web1"\n  User "bob"\n', ['user bob']],
  ['comments', 'web1', '# Port 1\nHost web1 # here\n  Port 5 # five\n', ['port 5']],
  [
    'keys that add up',
    'web1',
    'IdentityFile /a\nHost web*\n  IdentityFile /b\n',
    ['identityfile /a', 'identityfile /b'],
  ],
  ['Match all', 'web1', 'Match all\n  Port 3\n', ['port 3']],
  [
    'Match host by its address',
    'web1',
    'Host web1\n  HostName db.example\nMatch host *.example\n  Port 3\n',
    ['hostname db.example', 'port 3'],
  ],
  [
    'Match originalhost',
    'web1',
    'Host web1\n  HostName db\nMatch originalhost web1\n  Port 3\n',
    ['hostname db', 'port 3'],
  ],
  ['Match user', 'web1', 'Host web1\n  User bob\nMatch user bob,eve\n  Port 3\n', ['user bob', 'port 3']],
  ['Match with a negation', 'web1', 'Match !host db* !user eve\n  Port 3\n', ['port 3']],
  ['Match of two of which one fails', 'web1', 'Match host web1 user eve\n  Port 3\n', []],
  ['Match final', 'web1', 'Match final\n  Port 3\nHost *\n  User bob\n', ['user bob', 'port 3']],
  [
    'Match final with the address',
    'web1',
    'Match final host db\n  Port 3\nHost web1\n  HostName db\n',
    ['hostname db', 'port 3'],
  ],
  ['a jump', 'web1', 'Host web1\n  ProxyJump me@bastion:2200,other\n', ['proxyjump me@bastion:2200,other']],
  [
    'a proxy command with quotes',
    'web1',
    'Host web1\n  ProxyCommand sh -c "exec nc a b"\n',
    ['proxycommand sh -c "exec nc a b"'],
  ],
  ['an alias', 'web1', 'Host web1\n  HostKeyAlias cluster\n', ['hostkeyalias cluster']],
  ['several known_hosts files', 'web1', 'UserKnownHostsFile /a /b\n', ['userknownhostsfile /a /b']],
  ['an IPv6 address', '::1', 'Host ::1\n  Port 3\n', ['port 3']],
];

describe.each(cases)('%s', (_name, host, text, expected) => {
  test('is read', () => {
    expect(ours(host, text)).toEqual(expected);
  });

  test.runIf(openssh)('is what ssh itself reads', () => {
    ours(host, text);
    expect(theirs(host)).toEqual(expect.arrayContaining(expected));
  });
});

describe('Include', () => {
  test('reads files in place, by wildcard, beside the file and below home, in sorted order', () => {
    write('conf.d/20.conf', 'Port 20\n');
    write('conf.d/10.conf', 'Host web1\n  Port 10\n');
    write('conf.d/.hidden', 'Port 1\n');
    expect(ours('web1', 'Include conf.d/*\n')).toEqual(['port 10']);
    expect(ours('web2', 'Include ~/.ssh/conf.d/*.conf\n')).toEqual(['port 20']);
    expect(ours('web2', `Include "${home}/.ssh/conf.d/10.conf" missing\nPort 5\n`)).toEqual(['port 5']);
  });

  test('counts only where the section it stands in does', () => {
    write('conf.d/user', 'User bob\n');
    expect(ours('web1', 'Host db\n  Include conf.d/user\nHost web1\n  Port 3\n')).toEqual(['port 3']);
  });

  test('that goes round in circles is an error', () => {
    write('loop', 'Include loop\n');
    expect(() => ours('web1', 'Include loop\n')).toThrow(/too many files include each other at .*loop:1/);
  });
});

describe('files', () => {
  test("the user's comes before the system's, and neither need be there", () => {
    writeFileSync(system(), 'Port 9\nUser system\n');
    expect(ours('web1', 'User mine\n')).toEqual(['user mine', 'port 9']);
    expect(new SshConfigFiles({ home: '/nowhere', user: 'me' }, '/nowhere').optionsFor({ host: 'web1' })).toEqual([]);
    writeFileSync(system(), '');
  });

  test('another can be named, or none', () => {
    const file = join(home, 'other');
    writeFileSync(file, 'Port 7\n');
    const files = new SshConfigFiles({ home, user: 'me' }, system());
    expect(files.optionsFor({ host: 'web1', file })).toEqual([{ name: 'port', value: '7', origin: `${file}:1` }]);
    expect(files.optionsFor({ host: 'web1', file: 'none' })).toEqual([]);
  });

  test('options say in which line they stand', () => {
    write('config', '# one\n\nHost web1\n  # four\n  User bob\n\n  Port 3\n');
    const options = new SshConfigFiles({ home, user: 'me' }, system()).optionsFor({ host: 'web1' });
    expect(options.map(({ origin }) => origin)).toEqual([`${home}/.ssh/config:5`, `${home}/.ssh/config:7`]);
  });

  test('the user that somebody else has named is matched', () => {
    expect(ours('web1', 'Match user root\n  Port 3\n', 'root')).toEqual(['port 3']);
  });

  test.each([
    [
      'Match exec',
      'Match host web1 exec "test -f /x"\n  Port 3\n',
      /^`Match exec` at .*config:1 is for the system's `ssh` to judge$/,
    ],
    ['a quote that is not closed', 'Host "web1\n', /^.*config cannot be read: /],
  ])('%s is an error that names the place', (_name, text, message) => {
    expect(() => ours('web1', text)).toThrow(message);
  });

  test('Match exec that is not reached is no error', () => {
    expect(ours('web1', 'Match host db exec "test -f /x"\n  Port 3\n')).toEqual([]);
  });
});

test('any text is read, or is a connection error', () => {
  const word = fc.constantFrom(
    'Host',
    'Match',
    'Include',
    'Port',
    'all',
    'user',
    '*',
    '"',
    '\\',
    '=',
    ' ',
    '\n',
    '\t',
    '#',
    'é',
    '!',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      try {
        ours('web1', words.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(ConnectionError);
      }
    }),
  );
});

describe('a file that others may have written', () => {
  const read = (query: { readonly file?: string } = {}) =>
    new SshConfigFiles({ home, user: 'me' }, system()).optionsFor({ host: 'web1', ...query });
  const config = () => join(home, '.ssh', 'config');

  test('is not obeyed, and its name given with `-F` is', () => {
    write('config', 'ProxyCommand touch x\n');
    chmodSync(config(), 0o666);
    expect(() => read()).toThrow(`others may write to ${config()}, and it is not obeyed`);
    expect(read({ file: config() })).toHaveLength(1);
    chmodSync(config(), 0o644);
    expect(read()).toHaveLength(1);
  });

  test('is not obeyed where it is included either', () => {
    write('config', 'Include conf.d/open\n');
    write('conf.d/open', 'Port 2222\n');
    chmodSync(join(home, '.ssh', 'conf.d', 'open'), 0o622);
    expect(() => read()).toThrow('conf.d/open, and it is not obeyed');
  });

  test.skipIf(process.geteuid?.() !== 0)('belongs to somebody else (skipped when not root)', () => {
    write('config', 'Port 2222\n');
    chownSync(config(), 12345, 12345);
    expect(() => read()).toThrow(`${config()} belongs to another user (uid 12345), and is not obeyed`);
    chownSync(config(), 0, 0);
  });
});
