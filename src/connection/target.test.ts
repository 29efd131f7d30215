import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Scratch } from '../../test/rig/scratch.ts';
import { float } from '../std/float.ts';
import type { Value } from '../template/value.ts';
import { isConnectionVariable } from '../vars/connection-variable.ts';
import { ConnectionError, type Target } from './connection.ts';
import { SshConfigFiles } from './settings/ssh-config/ssh-config-files.ts';
import { type ConnectionDefaults, targetOf } from './target.ts';

const controller = { home: '/home/me', user: 'me', agent: '/run/agent' };

type Variables = Readonly<Record<string, Value>>;

function target(variables: Variables = {}, defaults: Partial<ConnectionDefaults> = {}): Target {
  return targetOf('web1', (name) => variables[name], { controller, ...defaults });
}

/** What the ssh options of these words make of a target, against one without them. */
function changed(args: string): Partial<Target> {
  const before = target();
  const after = target({ ansible_ssh_common_args: args });
  return Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof Target]),
    ),
  );
}

function problem(variables: Variables): string {
  try {
    target(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as ConnectionError).help).toBeTruthy();
    return (error as ConnectionError).message;
  }
  throw new Error('it is a target');
}

describe('a target', () => {
  test('has the defaults of ssh', () => {
    expect(target()).toEqual({
      host: 'web1',
      transport: 'ssh',
      address: 'web1',
      port: 22,
      user: 'me',
      identityFiles: ['/home/me/.ssh/id_rsa', '/home/me/.ssh/id_ecdsa', '/home/me/.ssh/id_ed25519'],
      identitiesNamed: false,
      identitiesOnly: false,
      agent: '/run/agent',
      hostKeyChecking: 'strict',
      knownHostsFiles: [
        '/home/me/.ssh/known_hosts',
        '/home/me/.ssh/known_hosts2',
        '/etc/ssh/ssh_known_hosts',
        '/etc/ssh/ssh_known_hosts2',
      ],
      connectTimeout: 10_000,
      keepaliveInterval: 15_000,
      keepaliveCountMax: 3,
    });
  });

  test('takes what variables say, by both of their names', () => {
    expect(
      target({
        ansible_host: '10.0.0.1',
        ansible_port: '2222',
        ansible_user: 'root',
        ansible_ssh_pass: 'secret',
        ansible_ssh_private_key_file: '~/keys/%r',
        ansible_host_key_checking: false,
        ansible_ssh_timeout: 3,
      }),
    ).toMatchObject({
      address: '10.0.0.1',
      port: 2222,
      user: 'root',
      password: 'secret',
      identityFiles: ['/home/me/keys/root'],
      identitiesNamed: true,
      hostKeyChecking: 'off',
      connectTimeout: 3000,
    });
    expect(target({ ansible_host: 'a', ansible_ssh_host: 'b', ansible_port: 1, ansible_ssh_port: 2 })).toMatchObject({
      address: 'b',
      port: 2,
    });
  });

  test('takes a key itself, and its pass-phrase', () => {
    expect(target({ ansible_ssh_private_key: 'KEY', ansible_ssh_private_key_passphrase: 'open' })).toMatchObject({
      privateKey: 'KEY',
      passphrase: 'open',
    });
  });

  test('takes numbers in all their forms, and null for nothing', () => {
    expect(target({ ansible_port: float(22), ansible_user: 1000, ansible_password: null })).toMatchObject({
      port: 22,
      user: '1000',
    });
  });

  test('takes what the run says where variables are silent', () => {
    const run = { user: 'deploy', port: 2200, password: 'p', privateKeyFile: '/k', connectTimeout: 500 };
    const settings = { ...run, hostKeyChecking: 'accept-new', keepaliveInterval: 1500, keepaliveCountMax: 9 } as const;
    expect(target({}, settings)).toMatchObject({
      user: 'deploy',
      port: 2200,
      password: 'p',
      identityFiles: ['/k'],
      connectTimeout: 500,
      hostKeyChecking: 'accept-new',
      keepaliveInterval: 1500,
      keepaliveCountMax: 9,
    });
    expect(target({ ansible_user: 'root' }, settings).user).toBe('root');
  });

  test.each([
    ['ssh', 'ssh'],
    ['smart', 'ssh'],
    ['paramiko_ssh', 'ssh'],
    ['ansible.builtin.ssh', 'ssh'],
    ['local', 'local'],
    ['ansible.builtin.local', 'local'],
    ['openssh', 'openssh'],
  ])('by the connection `%s` is reached by %s', (name, transport) => {
    expect(target({ ansible_connection: name }).transport).toBe(transport);
    expect(target({}, { connection: name }).transport).toBe(transport);
  });

  test("of the system's `ssh` keeps the words for its command line, in Ansible's order", () => {
    const { opensshArguments, opensshDestination, opensshProgram, address } = target(
      {
        ansible_connection: 'openssh',
        ansible_host: 'alias',
        ansible_port: 2222,
        ansible_ssh_args: '-o GSSAPIAuthentication=yes',
        ansible_ssh_common_args: '-J "a b"',
        ansible_ssh_executable: '/opt/ssh',
      },
      { user: 'root', sshExtraArgs: '-v', hostKeyChecking: 'off' },
    );
    expect([opensshArguments, opensshDestination, opensshProgram, address]).toEqual([
      [
        '-o',
        'GSSAPIAuthentication=yes',
        '-o',
        'port=2222',
        '-J',
        'a b',
        '-v',
        '-o',
        'user=root',
        '-o',
        'stricthostkeychecking=no',
      ],
      'alias',
      '/opt/ssh',
      'alias',
    ]);
  });
});

describe('options of ssh in variables', () => {
  test.each<[string, Partial<Target>]>([
    ['-o UserKnownHostsFile=/dev/null -o GlobalKnownHostsFile=none', { knownHostsFiles: ['/dev/null'] }],
    ['-o "UserKnownHostsFile ~/a ~/b" -o GlobalKnownHostsFile=none', { knownHostsFiles: ['/home/me/a', '/home/me/b'] }],
    ['-o StrictHostKeyChecking=no', { hostKeyChecking: 'off' }],
    ['-oStrictHostKeyChecking=accept-new', { hostKeyChecking: 'accept-new' }],
    ['-o stricthostkeychecking=ask', {}],
    ['-o ConnectTimeout=30', { connectTimeout: 30_000 }],
    ['-o ConnectTimeout=1m30s -o ServerAliveInterval=2M', { connectTimeout: 90_000, keepaliveInterval: 120_000 }],
    ['-o ConnectTimeout=none', {}],
    ['-o ServerAliveInterval=5 -o ServerAliveCountMax=7', { keepaliveInterval: 5000, keepaliveCountMax: 7 }],
    ['-o ServerAliveInterval=0', { keepaliveInterval: 0 }],
    ['-i /k1 -o IdentityFile=/k2', { identityFiles: ['/k1', '/k2'], identitiesNamed: true }],
    ['-o IdentitiesOnly=yes', { identitiesOnly: true }],
    ['-o IdentityAgent=~/agent', { agent: '/home/me/agent' }],
    ['-o HostKeyAlias=cluster -o HashKnownHosts=yes', { hostKeyAlias: 'cluster', hashKnownHosts: true }],
    ['-p 2222 -l root', { port: 2222, user: 'root' }],
    ['-A4', { forwardAgent: true, addressFamily: 4 }],
    ['-o AddressFamily=any', {}],
    ['-o BatchMode=yes', { batch: true }],
    ['-o PreferredAuthentications=password,publickey', { preferredAuthentications: ['password', 'publickey'] }],
    ['-o PubkeyAuthentication=no', { preferredAuthentications: ['keyboard-interactive', 'password'] }],
    ['-o PasswordAuthentication=no -o KbdInteractiveAuthentication=no', { preferredAuthentications: ['publickey'] }],
    ['-o Port=1 -o Port=2', { port: 1 }],
    [
      '-C -q -T -x -o ControlMaster=auto -o ControlPersist=60s -o ControlPath=/tmp/%h -o Compression=yes -o LogLevel=ERROR',
      {},
    ],
    ['-o GSSAPIAuthentication=no -o ForwardX11=no -S none', {}],
    ["-o ProxyCommand='ssh -W %h:%p -l %r bastion'", { proxyCommand: 'ssh -W web1:22 -l me bastion' }],
    ['-o ProxyCommand=none', {}],
  ])('%s', (args, expected) => {
    expect(changed(args)).toEqual(expected);
  });

  test('may have variables of the environment in paths', () => {
    const env = (name: string) => `$\{${name}}`;
    const here = { ...controller, environment: { KEYS: '/k', SOCK: '/run/other', ODD: '%h' } };
    const args = [
      `-i ${env('KEYS')}/%r -o IdentityFile=${env('ODD')} -o IdentityAgent=${env('SOCK')}`,
      `-o "UserKnownHostsFile ${env('KEYS')}/known ~/x" -o GlobalKnownHostsFile=none`,
    ].join(' ');
    const { identityFiles, agent, knownHostsFiles } = target({ ansible_ssh_common_args: args }, { controller: here });
    expect([identityFiles, agent, knownHostsFiles]).toEqual([
      ['/k/me', '%h'],
      '/run/other',
      ['/k/known', '/home/me/x'],
    ]);
    expect(problem({ ansible_ssh_common_args: `-i ${env('NONE')}` })).toBe(
      `the environment has no \`NONE\`, which \`${env('NONE')}\` wants`,
    );
  });

  test('the agent may be in a variable of the environment', () => {
    const here = { ...controller, environment: { SOCK: '/run/other' } };
    const agentOf = (value: string) =>
      target({ ansible_ssh_common_args: `-o 'IdentityAgent=${value}'` }, { controller: here }).agent;
    expect(['$SOCK', '$NONE', 'SSH_AUTH_SOCK', 'None'].map(agentOf)).toEqual([
      '/run/other',
      undefined,
      '/run/agent',
      undefined,
    ]);
  });

  test('no key file at all may be meant', () => {
    expect(changed('-o IdentityFile=none')).toEqual({ identityFiles: [], identitiesNamed: true });
  });

  test('the agent can be left out', () => {
    expect(target({ ansible_ssh_common_args: '-o IdentityAgent=none' }).agent).toBeUndefined();
  });

  test('come from three variables, the first best', () => {
    const three = {
      ansible_ssh_args: '-o Port=1',
      ansible_ssh_common_args: '-o Port=2 -o User=b',
      ansible_ssh_extra_args: '-o User=c -o HostKeyAlias=d',
    };
    expect(target(three)).toMatchObject({ port: 1, user: 'b', hostKeyAlias: 'd' });
  });

  test('are told where they make no sense', () => {
    expect(
      [
        '-o Ciphers=aes128-cbc',
        '-o GSSAPIAuthentication=yes',
        '-W a:1',
        '-o',
        '-o Port',
        '-p',
        'bastion',
        "-o 'Port=1",
        '-o Port=0',
        '-o Port=http',
        '-o ConnectTimeout=soon',
        '-o StrictHostKeyChecking=maybe',
        '-o HostName=%x',
        '-J a@b@c:d',
      ].map((args) => problem({ ansible_ssh_common_args: args })),
    ).toMatchInlineSnapshot(`
      [
        "\`-o Ciphers=aes128-cbc\` in \`ansible_ssh_common_args\` is nothing that the built-in SSH knows",
        "\`-o GSSAPIAuthentication=yes\` in \`ansible_ssh_common_args\` is nothing that the built-in SSH knows",
        "\`-W\` in \`ansible_ssh_common_args\` is nothing that the built-in SSH knows",
        "nothing follows \`-o\` in \`ansible_ssh_common_args\`",
        "\`-o Port\` in \`ansible_ssh_common_args\` has no value",
        "nothing follows \`-p\` in \`ansible_ssh_common_args\`",
        "\`bastion\` in \`ansible_ssh_common_args\` is nothing that the built-in SSH knows",
        "the quote \`'\` is not closed in \`ansible_ssh_common_args\`",
        "\`0\` is no value of the ssh option \`port\` in \`ansible_ssh_common_args\`",
        "\`http\` is no value of the ssh option \`port\` in \`ansible_ssh_common_args\`",
        "\`soon\` is no value of the ssh option \`connecttimeout\` in \`ansible_ssh_common_args\`",
        "\`maybe\` is no value of the ssh option \`stricthostkeychecking\` in \`ansible_ssh_common_args\`",
        "\`%x\` in \`%x\` is no token that is known here",
        "\`a@b@c:d\` in \`ansible_ssh_common_args\` is no bastion",
      ]
    `);
  });
});

describe('variables', () => {
  test('are told where they make no sense', () => {
    expect(
      [
        { ansible_connection: 'docker' },
        { ansible_port: 'ssh' },
        { ansible_port: 70_000 },
        { ansible_port: [22] },
        { ansible_user: ['root'] },
        { ansible_host_key_checking: 'perhaps' },
        { ansible_ssh_timeout: 'soon' },
        { ansible_ssh_timeout: 0 },
      ].map(problem),
    ).toMatchInlineSnapshot(`
      [
        "there is no connection \`docker\`",
        "\`ansible_port\` is \`ssh\`, not a whole number from 1 to 65535",
        "\`ansible_port\` is \`70000\`, not a whole number from 1 to 65535",
        "\`ansible_port\` is \`a list or dictionary\`, not a whole number from 1 to 65535",
        "\`ansible_user\` is not a text",
        "\`ansible_host_key_checking\` is \`perhaps\`, neither true nor false",
        "\`ansible_ssh_timeout\` is \`soon\`, not seconds from 1 to 86400",
        "\`ansible_ssh_timeout\` is \`0\`, not seconds from 1 to 86400",
      ]
    `);
  });

  test('of any kind make a target or a connection error', () => {
    const names = [
      'ansible_host',
      'ansible_port',
      'ansible_user',
      'ansible_connection',
      'ansible_ssh_common_args',
      'ansible_ssh_timeout',
    ];
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant([]));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (variables) => {
        try {
          expect(target(variables as Variables).host).toBe('web1');
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectionError);
        }
      }),
    );
  });
});

describe('the way', () => {
  let scratch: Scratch;

  beforeAll(async () => {
    scratch = await Scratch.make('runbook-target');
    mkdirSync(join(scratch.path, '.ssh'));
  });

  afterAll(() => scratch.remove());

  function withConfig(text: string, variables: Variables = {}): Target {
    const here = { home: scratch.path, user: 'me' };
    writeFileSync(join(scratch.path, '.ssh', 'config'), text);
    return target(variables, { controller: here, sshConfig: new SshConfigFiles(here, '/nowhere') });
  }

  const way = ({ jumps = [] }: Target) => jumps.map(({ user, address, port }) => `${user}@${address}:${port}`);

  test('goes through the bastions of `-J`, which share keys and known_hosts with the host', () => {
    const args = '-J root@b1:2200,[::1] -i /k -o UserKnownHostsFile=/kh -o StrictHostKeyChecking=no -o Port=99 -l bob';
    const { jumps = [] } = target({ ansible_ssh_common_args: args });
    expect(jumps.map(({ user, address, port }) => [user, address, port])).toEqual([
      ['root', 'b1', 2200],
      ['me', '::1', 22],
    ]);
    for (const hop of jumps) {
      expect(hop).toMatchObject({ identityFiles: ['/k'], hostKeyChecking: 'off', transport: 'ssh' });
      expect(hop.knownHostsFiles[0]).toBe('/kh');
      expect(hop.password).toBeUndefined();
    }
  });

  test('is what ssh_config says, of the host and of each bastion', () => {
    const config =
      'Host web1\n  ProxyJump b2\nHost b2\n  HostName 10.0.0.2\n  ProxyJump b1\nHost b1\n  User jump\n  IdentityFile /b1\n';
    const result = withConfig(config);
    expect(way(result)).toEqual(['jump@b1:22', 'me@10.0.0.2:22']);
    expect(result.jumps?.[0]?.identityFiles).toEqual(['/b1']);
  });

  test('of ssh_config gives way to what variables say', () => {
    const config = 'Host web1\n  ProxyJump b2\n  Port 9\n  User config\n  HostName 10.0.0.1\n  ConnectTimeout 4\n';
    const result = withConfig(config, { ansible_user: 'root', ansible_ssh_common_args: '-o ProxyJump=none' });
    expect(result).toMatchObject({ address: '10.0.0.1', user: 'root', port: 9, connectTimeout: 4000 });
    expect(way(result)).toEqual([]);
  });

  test('is looked up by the address that variables give', () => {
    expect(withConfig('Host web1\n  Port 9\nHost 10.*\n  Port 10\n', { ansible_host: '10.0.0.1' }).port).toBe(10);
  });

  test.each<[what: string, variables: Variables]>([
    ['the address', { ansible_host: '$(id)' }],
    ['an address that ssh would take for an option', { ansible_host: '-oProxyCommand=id' }],
    ['the user', { ansible_user: '`id`' }],
    ['a user whom only a shell would take apart', { ansible_user: 'a$HOME' }],
    ['`HostName` of variables', { ansible_ssh_extra_args: "-o HostName='x;id'" }],
    ['a bastion', { ansible_ssh_extra_args: "-o ProxyJump='a&b'", ansible_ssh_common_args: '' }],
    ['the user at a bastion', { ansible_ssh_extra_args: "-o ProxyJump='a|b@c'", ansible_ssh_common_args: '' }],
  ])('is never worked out with shell characters in %s', (_what, variables) => {
    const proxied = { ansible_ssh_common_args: "-o ProxyCommand='ssh -l %r -W %h:%p jump'", ...variables };
    expect(problem(proxied)).toMatch(/ is no name of a (host|user to log in as): it /);
  });

  test.each<Variables>([{ ansible_host: '$(id)' }, { ansible_host: '-oProxyCommand=id' }, { ansible_user: '`id`' }])(
    'through the system’s `ssh` has no shell characters in names either: %j',
    (variables) => {
      expect(problem({ ansible_connection: 'openssh', ...variables })).toMatch(/ is no name of a (host|user)/);
    },
  );

  test('to a host whose name in the inventory has shell characters is none', () => {
    expect(() => targetOf('$(id)', () => undefined, { controller })).toThrow(
      '`$(id)` is no name of a host: it has `$`',
    );
  });

  test('is an address with a zone as it is written', () => {
    expect(target({ ansible_host: 'fe80::1%eth0' }).address).toBe('fe80::1%eth0');
    expect(withConfig('Match host fe80::1%eth0\n  Port 9\n', { ansible_host: 'fe80::1%eth0' }).port).toBe(9);
    expect(problem({ ansible_ssh_common_args: '-o HostName=fe80::1%eth0' })).toContain('is no token');
  });

  test('may begin with a proxy command before the first bastion', () => {
    const { jumps } = withConfig('Host web1\n  ProxyJump b1\nHost b1\n  ProxyCommand nc %h %p\n');
    expect(jumps?.map(({ proxyCommand }) => proxyCommand)).toEqual(['nc b1 22']);
  });

  test('of two ways is the one that is written first', () => {
    const result = withConfig('Host web1\n  ProxyCommand nc %h %p\n  ProxyJump b1\n');
    expect([result.proxyCommand, result.jumps]).toEqual(['nc web1 22', undefined]);
  });

  test('that leads in a circle is an error', () => {
    expect(() => withConfig('Host web1\n  ProxyJump b1\nHost b1\n  ProxyJump b2\nHost b2\n  ProxyJump b1\n')).toThrow(
      /^the bastions before `b[12]` form a loop$/,
    );
  });

  test('reads another configuration where one is named', () => {
    const file = join(scratch.path, 'other');
    writeFileSync(file, 'Port 77\n');
    expect(withConfig('Port 9\n', { ansible_ssh_common_args: `-F ${file}` }).port).toBe(77);
    expect(withConfig('Port 9\n', { ansible_ssh_common_args: '-F none' }).port).toBe(22);
  });

  test('ways to log in that files ask for are kept in mind, unless they are off', () => {
    const config = [
      'Host web1\n  GSSAPIAuthentication no\n  PKCS11Provider /p.so\n  CertificateFile /c',
      'Host *\n  GSSAPIAuthentication yes\n  HostbasedAuthentication yes\n',
    ].join('\n');
    const logins = withConfig(config).foreignLogins?.map(({ what, method }) => [what.replace(/ at .*:/, ' '), method]);
    expect(logins).toEqual([
      ['`CertificateFile` 4', 'publickey'],
      ['`HostbasedAuthentication` 7', 'hostbased'],
      ['`PKCS11Provider` 3', 'publickey'],
    ]);
  });
});

test('none of the variables that a target is made of can be a fact of a host', () => {
  const asked = new Set<string>();
  const variable = (name: string) => {
    asked.add(name);
    return undefined;
  };
  targetOf('web1', variable, { controller, fallback: true });
  expect([...asked].filter((name) => !isConnectionVariable(name))).toEqual([]);
  expect(asked.size).toBeGreaterThan(20);
});

describe('what only the system’s `ssh` can do', () => {
  const fallback = true;

  test.each([
    ['-o GSSAPIAuthentication=yes', '`-o GSSAPIAuthentication=yes` in `ansible_ssh_common_args` is nothing that'],
    ['-o PKCS11Provider=/p.so', '`-o PKCS11Provider=/p.so` in `ansible_ssh_common_args` is nothing that'],
    ['-I /p.so', '`-I` in `ansible_ssh_common_args` is nothing that'],
    ['-K', '`-K` in `ansible_ssh_common_args` is nothing that'],
  ])('%j of variables is an error, or goes there', (args, why) => {
    expect(problem({ ansible_ssh_common_args: args })).toContain(why);
    expect(target({ ansible_ssh_common_args: args, ansible_host: 'h' }, { fallback })).toMatchObject({
      transport: 'ssh',
      fallback,
      beyondUs: expect.stringContaining(why),
      opensshArguments: expect.arrayContaining(args.split(' ')),
      opensshDestination: 'h',
    });
  });

  test('what nobody can do does not go there', () => {
    expect(() => target({ ansible_port: 99_999 }, { fallback })).toThrow('`ansible_port` is `99999`');
    expect(() => target({ ansible_ssh_common_args: '-o Port=x' }, { fallback })).toThrow('`x` is no value of');
  });
});
