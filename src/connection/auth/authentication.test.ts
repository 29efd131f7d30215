import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LoginRules } from '../../../test/rig/login.ts';
import { Scratch } from '../../../test/rig/scratch.ts';
import { SshRig } from '../../../test/rig/ssh-rig.ts';
import { targetTo } from '../../../test/rig/target.ts';
import { newKey } from '../../demo/key.ts';
import { ConnectionError, type Target } from '../connection.ts';
import { SshConnector, type SshOptions } from '../ssh.ts';

const closers: (() => Promise<unknown>)[] = [];
let scratch: Scratch;

beforeEach(async () => {
  scratch = await Scratch.make('runbook-auth');
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await scratch.remove();
});

async function serve(login: Partial<LoginRules> = {}): Promise<SshRig> {
  const rig = await SshRig.start({ login });
  closers.push(() => rig.close());
  return rig;
}

/** `in`, or why not. */
async function login(rig: SshRig, rest: Partial<Target> = {}, options: SshOptions = {}): Promise<string> {
  try {
    const connection = await new SshConnector(options).open(targetTo(rig, rest));
    await connection.close();
    return 'in';
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    return `${error.kind}: ${error.message.replaceAll(scratch.path, 'HERE').replaceAll(String(rig.port), 'PORT')}`;
  }
}

/** An agent that holds these keys, as ssh-agent speaks. */
async function agentWith(...keys: string[]): Promise<string> {
  const socket = join(scratch.path, 'agent');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  closers.push(async () => {
    agent.kill();
    await once(agent, 'exit');
  });
  await once(agent.stdout, 'data');
  for (const key of keys) {
    const adding = spawn('ssh-add', ['-q', '-'], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    adding.stdin.end(key);
    await once(adding, 'exit');
  }
  return socket;
}

const none = { identityFiles: [], identitiesNamed: false };

describe('a key', () => {
  test.each([
    ['ed25519', newKey],
    ['ecdsa', () => ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 })],
    ['rsa', () => ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 })],
  ])('of type %s lets us in', async (_name, make) => {
    const key = make();
    const rig = await serve({ authorizedKeys: [key.public] });
    const file = await scratch.file('key', key.private);
    expect(await login(rig, { identityFiles: [file] })).toBe('in');
    expect(await login(rig, { ...none, privateKey: key.private })).toBe('in');
    expect(rig.counters.authRefused).toBe(0);
  });

  test('that is not the first is found', async () => {
    const rig = await serve();
    const other = await scratch.file('other', newKey().private);
    expect(await login(rig, { identityFiles: [other, rig.clientKeyFile] })).toBe('in');
    expect(rig.counters.authRefused).toBe(1);
  });

  test('that nobody knows is told with what the server takes', async () => {
    const rig = await serve({ methods: ['publickey', 'password'] });
    const other = await scratch.file('other', newKey().private);
    expect(await login(rig, { identityFiles: [other] })).toBe(
      'auth: `root` at 127.0.0.1:PORT was refused: tried HERE/other; the server takes publickey, password',
    );
  });

  test.each([
    ['is not there', async () => join(scratch.path, 'none'), 'key-file: there is no key `HERE/none`'],
    ['is a folder', async () => scratch.path, 'key-file: the key `HERE` cannot be read: it is a directory'],
    ['is no key', () => scratch.file('text', 'hello'), 'key-file: the key `HERE/text` is no private key'],
    [
      'is the public one',
      () => scratch.file('key.pub', newKey().public),
      'key-file: of the key `HERE/key.pub` there is only the public half',
    ],
    [
      'is of an unknown type',
      () => scratch.file('sk', securityKey()),
      'unsupported: the key `HERE/sk` is of a security key (FIDO), which the built-in SSH cannot use',
    ],
  ])(
    'that was named, with nothing else to show, and %s is an error before anything is sent',
    async (_name, make, message) => {
      const rig = await serve();
      expect(await login(rig, { identityFiles: [await make()] })).toBe(message);
      expect(rig.counters.connections.total).toBe(0);
    },
  );

  test.each([
    ['is not there', async () => join(scratch.path, 'none')],
    ['is a folder', async () => scratch.path],
    ['is no key', () => scratch.file('text', 'hello')],
    ['is of an unknown type', () => scratch.file('sk', securityKey())],
  ])('that was named and %s is passed over for the next', async (_name, make) => {
    const rig = await serve();
    const file = await make();
    expect(await login(rig, { identityFiles: [file, rig.clientKeyFile], identitiesOnly: true })).toBe('in');
    expect(await login(rig, { identityFiles: [rig.clientKeyFile, file] })).toBe('in');
    expect(await login(rig, { identityFiles: [file], agent: await agentWith(rig.clientKey.private) })).toBe('in');
  });

  test.each(['agentkey', 'agentkey.pub'])(
    'of which only the public half is there (%s) is the agent’s',
    async (name) => {
      const rig = await serve();
      await scratch.file('agentkey.pub', rig.clientKey.public);
      const agent = await agentWith(newKey().private, rig.clientKey.private);
      const named = { identityFiles: [join(scratch.path, name)], identitiesOnly: true };
      expect(await login(rig, { ...named, agent })).toBe('in');
      expect(rig.counters.authRefused).toBe(0);
      expect(await login(rig, named)).toBe(`key-file: of the key \`HERE/${name}\` there is only the public half`);
    },
  );

  test('that nobody named and that is of no use is passed over', async () => {
    const rig = await serve();
    const files = [join(scratch.path, 'none'), await scratch.file('text', 'hello'), rig.clientKeyFile];
    expect(await login(rig, { identityFiles: files, identitiesNamed: false })).toBe('in');
  });

  test('beside a certificate that ssh2 cannot show leads to the fallback when it is refused', async () => {
    const rig = await serve();
    const file = await scratch.file('id', newKey().private);
    await scratch.file('id-cert.pub', 'ssh-ed25519-cert-v01@openssh.com AAAA');
    expect(await login(rig, { identityFiles: [file] })).toBe(
      'unsupported: `root` at 127.0.0.1:PORT was refused, and the built-in SSH cannot use the certificate `HERE/id-cert.pub`; the server takes publickey',
    );
  });
});

describe('what only the system’s `ssh` has', () => {
  const gssapi = { what: '`GSSAPIAuthentication` at /etc/ssh/ssh_config:53', method: 'gssapi-with-mic' };

  test('a security key in its usual place leads there when nothing else lets in', async () => {
    const rig = await serve();
    await scratch.file('id_ed25519_sk', securityKey());
    const file = await scratch.file('id_ed25519', newKey().private);
    const usual = { identityFiles: [file], identitiesNamed: false };
    expect(await login(rig, usual)).toBe(
      'unsupported: `root` at 127.0.0.1:PORT was refused, and the built-in SSH cannot use the security key `HERE/id_ed25519_sk`; the server takes publickey',
    );
    expect(await login(rig, { ...usual, identitiesNamed: true })).toMatch(/^auth: /);
  });

  test('leads there when a login has failed and the server takes it', async () => {
    const rig = await serve({ methods: ['publickey', 'gssapi-with-mic' as 'none'] });
    const file = await scratch.file('id', newKey().private);
    expect(await login(rig, { identityFiles: [file], foreignLogins: [gssapi] })).toBe(
      'unsupported: `root` at 127.0.0.1:PORT was refused, and the built-in SSH has no `GSSAPIAuthentication` at /etc/ssh/ssh_config:53; the server takes publickey, gssapi-with-mic',
    );
  });

  test('is no matter where another way lets in, or where the server does not take it', async () => {
    const rig = await serve();
    expect(await login(rig, { foreignLogins: [gssapi] })).toBe('in');
    const file = await scratch.file('id', newKey().private);
    expect(await login(rig, { identityFiles: [file], foreignLogins: [gssapi] })).toMatch(/^auth: /);
  });

  test('does not lead there with a password that was refused', async () => {
    const rig = await serve({ methods: ['password', 'gssapi-with-mic' as 'none'], password: 'right' });
    const target = { identityFiles: [], identitiesNamed: false, password: 'wrong', foreignLogins: [gssapi] };
    expect(await login(rig, target)).toBe('auth: the password of `root` at 127.0.0.1:PORT was refused');
  });
});

describe('an encrypted key', () => {
  const key = encryptedKey();

  test('is opened once for a whole run, with what the user answers', async () => {
    const rig = await serve({ authorizedKeys: [key.public] });
    const file = await scratch.file('key', key.private);
    const ask = vi.fn(async () => 'open');
    const connector = new SshConnector({ ask });
    const target = targetTo(rig, { identityFiles: [file] });
    const connections = await Promise.all([1, 2, 3].map(() => connector.open(target)));
    await Promise.all(connections.map((connection) => connection.close()));
    expect(ask.mock.calls).toEqual([[`Enter passphrase for key '${file}': `]]);
  });

  test('is asked for again when the answer was wrong, three times at most', async () => {
    const rig = await serve({ authorizedKeys: [key.public] });
    const file = await scratch.file('key', key.private);
    const answers = ['no', 'open'];
    expect(await login(rig, { identityFiles: [file] }, { ask: async () => answers.shift() ?? '' })).toBe('in');
    const ask = vi.fn(async () => 'wrong');
    expect(await login(rig, { identityFiles: [file] }, { ask })).toBe(
      'key-file: the key `HERE/key` is encrypted and was not opened',
    );
    expect(ask).toHaveBeenCalledTimes(3);
  });

  test('takes its pass-phrase from the variables', async () => {
    const rig = await serve({ authorizedKeys: [key.public] });
    const file = await scratch.file('key', key.private);
    expect(await login(rig, { identityFiles: [file], passphrase: 'open' })).toBe('in');
  });

  test('is not asked for where nobody is, or in batch mode', async () => {
    const rig = await serve({ authorizedKeys: [key.public] });
    const file = await scratch.file('key', key.private);
    const shut = 'key-file: the key `HERE/key` is encrypted and was not opened';
    expect(await login(rig, { identityFiles: [file] })).toBe(shut);
    expect(await login(rig, { identityFiles: [file], batch: true }, { ask: async () => 'open' })).toBe(shut);
  });

  test('does not keep another way from being tried', async () => {
    const rig = await serve({ methods: ['publickey', 'password'], password: 'secret' });
    const file = await scratch.file('key', key.private);
    expect(await login(rig, { identityFiles: [file], password: 'secret' })).toBe('in');
  });

  test('does not eat up the time for connecting while the user thinks', async () => {
    const rig = await serve({ authorizedKeys: [key.public] });
    const file = await scratch.file('key', key.private);
    const ask = () => new Promise<string>((resolve) => setTimeout(() => resolve('open'), 600));
    expect(await login(rig, { identityFiles: [file], connectTimeout: 500 }, { ask })).toBe('in');
  });
});

describe('an agent', () => {
  test('lends its keys', async () => {
    const rig = await serve();
    expect(await login(rig, { ...none, agent: await agentWith(rig.clientKey.private) })).toBe('in');
  });

  test('with many keys is asked after the key that was named', async () => {
    const rig = await serve();
    const agent = await agentWith(...Array.from({ length: 8 }, () => newKey().private));
    expect(await login(rig, { agent })).toBe('in');
    expect(rig.counters.authRefused).toBe(0);
  });

  test('is asked for nothing else when only named identities may be used', async () => {
    const rig = await serve();
    const strangers = [newKey(), newKey()];
    const agent = await agentWith(...strangers.map((key) => key.private));
    const file = await scratch.file('id', strangers[0]?.private ?? '');
    expect(await login(rig, { agent, identityFiles: [file], identitiesOnly: true })).toMatch(
      /^auth: .*tried 1 key of the agent;/,
    );
  });

  test('that does not answer is no reason to give up, and is told when all else fails', async () => {
    const rig = await serve();
    const agent = join(scratch.path, 'gone');
    expect(await login(rig, { agent })).toBe('in');
    expect(await login(rig, { ...none, agent })).toBe(
      'auth: there is nothing to log in with as `root` at 127.0.0.1:PORT; the server takes publickey; ' +
        'the agent at `HERE/gone` does not answer: Failed to connect to agent',
    );
  });

  test('opens an encrypted key without a question', async () => {
    const pair = encryptedKey();
    const rig = await serve({ authorizedKeys: [pair.public] });
    const opened = ssh2.utils.parseKey(pair.private, 'open');
    if (opened instanceof Error) throw opened;
    await mkdir(join(scratch.path, 'keys'));
    const file = join(scratch.path, 'keys', 'id');
    await writeFile(file, pair.private);
    await writeFile(`${file}.pub`, pair.public);
    const socket = join(scratch.path, 'agent');
    const agent = await agentWith();
    const adding = spawn(
      'sh',
      [
        '-c',
        'printf "%s\\n" "echo open" > "$1.ask"; chmod 700 "$1.ask"; chmod 600 "$1"; SSH_ASKPASS="$1.ask" SSH_ASKPASS_REQUIRE=force ssh-add -q "$1"',
        'sh',
        file,
      ],
      {
        env: { ...process.env, SSH_AUTH_SOCK: socket, DISPLAY: ':0' },
      },
    );
    await once(adding, 'exit');
    expect(await login(rig, { identityFiles: [file], agent })).toBe('in');
    await rm(file);
  });
});

describe('a password', () => {
  const byPassword = { methods: ['password'], password: 'geheim ü' } as const;

  test('lets us in, whatever is in it', async () => {
    expect(await login(await serve(byPassword), { ...none, password: 'geheim ü' })).toBe('in');
    expect(await login(await serve({ ...byPassword, password: '' }), { ...none, password: '' })).toBe('in');
  });

  test.each([
    ['password only', { methods: ['password'] }],
    [
      'both ways to give it',
      {
        methods: ['password', 'keyboard-interactive'],
        prompts: [{ prompt: 'Password: ', echo: false, answer: 'right' }],
      },
    ],
  ] as const)('that is wrong is sent exactly once: %s', async (_name, rules) => {
    const rig = await serve({ ...rules, password: 'right' });
    expect(await login(rig, { ...none, password: 'wrong' })).toBe(
      'auth: the password of `root` at 127.0.0.1:PORT was refused',
    );
    expect(rig.counters.authRefused).toBe(1);
  });

  test('answers the first hidden question where the server asks instead', async () => {
    const prompts = [{ prompt: 'Passwort: ', echo: false, answer: 'right' }];
    const rig = await serve({ methods: ['keyboard-interactive'], prompts });
    expect(await login(rig, { ...none, password: 'right' })).toBe('in');
  });

  test('that is wrong for such a question is given once', async () => {
    const prompts = [{ prompt: 'Password: ', echo: false, answer: 'right' }];
    const rig = await serve({ methods: ['keyboard-interactive'], prompts });
    expect(await login(rig, { ...none, password: 'wrong' })).toBe(
      'auth: the password of `root` at 127.0.0.1:PORT was refused',
    );
    expect(rig.counters.authRefused).toBe(2);
  });

  test('comes after the keys', async () => {
    const rig = await serve({ methods: ['publickey', 'password'], password: 'p' });
    expect(await login(rig, { password: 'p' })).toBe('in');
    expect(rig.counters.authRefused).toBe(0);
  });

  test('comes first where the user prefers it', async () => {
    const rig = await serve({ methods: ['publickey', 'password'], password: 'p' });
    expect(await login(rig, { password: 'wrong', preferredAuthentications: ['password', 'publickey'] })).toBe('in');
    expect(rig.counters.authRefused).toBe(1);
  });
});

describe('questions', () => {
  const prompts = [
    { prompt: 'Password: ', echo: false, answer: 'secret' },
    { prompt: 'Code: ', echo: true, answer: '123' },
  ];

  test('are put to the user where there is one', async () => {
    const rig = await serve({ methods: ['keyboard-interactive'], prompts });
    const ask = vi.fn(async () => '123');
    expect(await login(rig, { ...none, password: 'secret' }, { ask })).toBe('in');
    expect(ask.mock.calls).toEqual([['Code: ']]);
  });

  test('that nobody can answer are told', async () => {
    const rig = await serve({ methods: ['keyboard-interactive'], prompts });
    expect(await login(rig, { ...none, password: 'secret' })).toBe(
      'auth: the server asks `Code:` and there is no terminal to ask on',
    );
  });
});

describe('a server that wants several methods', () => {
  const several = { methods: ['publickey', 'password'], password: 'p', all: true } as const;

  test('gets them', async () => {
    expect(await login(await serve(several), { password: 'p' })).toBe('in');
  });

  test('and does not get the second says so', async () => {
    const rig = await serve(several);
    expect(await login(rig)).toBe(
      `auth: \`root\` at 127.0.0.1:PORT was refused: tried ${rig.clientKeyFile}; the server takes password`,
    );
  });
});

test('a server that wants nothing is entered with nothing', async () => {
  expect(await login(await serve({ methods: ['none'] }), none)).toBe('in');
});

test('with nothing to show, what the server would take is told', async () => {
  expect(await login(await serve({ methods: ['publickey', 'password'] }), none)).toBe(
    'auth: there is nothing to log in with as `root` at 127.0.0.1:PORT; the server takes publickey, password',
  );
});

/** A key that the pass-phrase `open` opens; of those that ssh2 makes some few cannot be read again. */
function encryptedKey() {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { passphrase: 'open', cipher: 'aes256-cbc', rounds: 16 });
    if (!(ssh2.utils.parseKey(pair.private, 'open') instanceof Error)) return pair;
  }
}

/** An OpenSSH private key whose type is a security key's, which ssh2 does not read. */
function securityKey(): string {
  const field = (value: Buffer | string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length);
    return Buffer.concat([length, Buffer.from(value)]);
  };
  const type = field('sk-ssh-ed25519@openssh.com');
  const one = Buffer.from([0, 0, 0, 1]);
  const head = [Buffer.from('openssh-key-v1\0'), field('none'), field('none'), field(''), one];
  const blob = Buffer.concat([...head, field(type), field(Buffer.concat([one, one, type]))]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${blob.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
