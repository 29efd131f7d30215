import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextOf } from '../../../test/rig/template-context.ts';
import type { Context } from '../context.ts';
import { evaluateExpression } from '../evaluate.ts';
import { settle } from '../settle.ts';
import { toJson } from '../to-json.ts';

const folder = mkdtempSync(join(tmpdir(), 'lookups-'));
const role = join(folder, 'role');
const play = join(folder, 'play');
beforeAll(() => {
  for (const [path, text] of Object.entries({
    'role/files/a.txt': 'from the role\n\n',
    'play/files/a.txt': 'from the play\n',
    'play/files/b.txt': '  only in the play  \n',
    'play/files/conf.d/1.conf': '',
    'play/files/conf.d/2.conf': '',
    'play/files/conf.d/.hidden.conf': '',
    'play/files/conf.d/sub/3.conf': '',
    'role/templates/t.j2': 'hello {{ name }}{{ extra | default("") }}\n',
    'role/templates/data.j2': '{"n": {{ n }}, "on": true, "off": null}\n',
    'role/templates/own.j2': '[% name %] {{ name }}\n',
    'play/files/hosts.csv': 'name,ip,note\nweb,10.0.0.1,"first, best"\ndb,10.0.0.2,\n',
    'play/files/app.ini':
      '[DEFAULT]\nport = 1\n[db]\nhost = localhost\nuser: app\n; a comment\nlong = one\n  two\n[web]\nport=80\n',
    'play/files/app.properties': '# a comment\napp.name = runbook\napp.port:80\n',
  })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const context: Context = contextOf(
  { name: 'web', n: 7, playbook_dir: play, groups: { all: ['a', 'b', 'c'], web: ['a', 'b'], db: ['c'] } },
  {
    env: { HOME: folder, GREETING: 'hi', PATH: process.env.PATH },
    searchPath: (kind) => [join(role, kind), join(play, kind)],
    read: (path) => readFileSync(path, 'utf8'),
  },
);

async function look(text: string): Promise<unknown> {
  return toJson(await settle(() => evaluateExpression(text, context)));
}

describe('lookups of files', () => {
  it.each([
    ["lookup('file', 'a.txt')", 'from the role'],
    ["lookup('file', 'a.txt', 'b.txt')", 'from the role,  only in the play'],
    ["lookup('file', 'b.txt', lstrip=true)", 'only in the play'],
    ["lookup('file', 'a.txt', rstrip=false)", 'from the role\n\n'],
    ["query('file', 'nope.txt', errors='ignore')", []],
    ["lookup('unvault', 'b.txt')", '  only in the play  \n'],
    ["query('fileglob', 'conf.d/*.conf') | map('basename')", ['1.conf', '2.conf']],
    ["query('fileglob', 'nope/*')", []],
    ["lookup('first_found', ['nope', 'b.txt', 'a.txt']) | basename", 'b.txt'],
    ["lookup('first_found', {'files': ['x', '1.conf'], 'paths': ['none', 'conf.d']}) | basename", '1.conf'],
    ["query('first_found', ['nope'], skip=true)", []],
    ["query('first_found', {'files': ['nope'], 'skip': true})", []],
    ["lookup('template', 't.j2')", 'hello web\n'],
    ["lookup('template', 't.j2', template_vars={'extra': '!', 'name': 'you'})", 'hello you!\n'],
    ["lookup('template', 'data.j2')", { n: 7, on: true, off: null }],
    ["lookup('template', 'data.j2', convert_data=false) | from_json", { n: 7, on: true, off: null }],
    ["lookup('template', 'own.j2', variable_start_string='[%', variable_end_string='%]')", 'web {{ name }}\n'],
    ["lookup('csvfile', 'web', file='hosts.csv', delimiter=',')", '10.0.0.1'],
    ["lookup('csvfile', 'web file=hosts.csv delimiter=, col=2')", 'first, best'],
    ["lookup('csvfile', 'nope', file='hosts.csv', delimiter=',', default='none')", 'none'],
    ["lookup('ini', 'host', section='db', file='app.ini')", 'localhost'],
    ["lookup('ini', 'USER section=db file=app.ini')", 'app'],
    ["lookup('ini', 'long', section='db', file='app.ini')", 'one\ntwo'],
    ["lookup('ini', 'port', section='db', file='app.ini')", '1'],
    ["lookup('ini', 'port', section='web', file='app.ini')", '80'],
    ["lookup('ini', 'nope', section='web', file='app.ini', default='d')", 'd'],
    ["query('ini', '.*o.*', section='db', file='app.ini', re=true)", ['1', 'localhost', 'one\ntwo']],
    ["lookup('ini', 'app.name', type='properties', file='app.properties')", 'runbook'],
  ])('%s', async (text, wanted) => {
    expect(await look(text)).toEqual(wanted);
  });

  it('say where they were looked for', async () => {
    const places = [join(role, 'files'), join(play, 'files')];
    await expect(look("lookup('file', 'nope.txt')")).rejects.toMatchObject({
      kind: 'error',
      message: 'there is no file `nope.txt`',
      help: `it is looked for in \`${places.join('`, `')}\``,
    });
  });
});

describe('lookups of values', () => {
  it.each([
    ["lookup('env', 'GREETING', 'NOPE', default='none')", 'hi,none'],
    ["lookup('vars', 'na' ~ 'me')", 'web'],
    ["lookup('vars', 'nope', default=[1])", [1]],
    ["query('varnames', '^n')", ['name', 'n']],
    ["query('inventory_hostnames', 'all:!db')", ['a', 'b']],
    ["query('inventory_hostnames', 'w*:c')", ['a', 'b', 'c']],
    ["query('random_choice', 'x', 'y')", ['y']],
    ["query('flattened', [1, [2, [3]]], 4)", [1, 2, 3, 4]],
  ])('%s', async (text, wanted) => {
    expect(await look(text)).toEqual(wanted);
  });

  it('fail for a variable that is not there', async () => {
    await expect(look("lookup('vars', 'nmae')")).rejects.toMatchObject({
      kind: 'undefined',
      message: '`nmae` is undefined',
      help: 'did you mean `name`?',
    });
  });

  it('name the lookup that there is', async () => {
    await expect(look("lookup('flie', 'x')")).rejects.toMatchObject({
      kind: 'error',
      message: 'unknown lookup `flie`',
    });
  });
});

describe('lookups that wait', () => {
  it('run commands in the folder of the playbook, each once', async () => {
    const counter = join(folder, 'counter');
    const command = `echo x >> ${counter}; pwd`;
    const text = `lookup('pipe', cmd) == lookup('pipe', cmd) and lookup('pipe', cmd)`;
    const inner = { ...context, get: (name: string) => (name === 'cmd' ? command : context.get(name)) };
    expect(await settle(() => evaluateExpression(text, inner))).toBe(play);
    expect(readFileSync(counter, 'utf8')).toBe('x\n');
  });

  it('give lines, and see the environment of the controller', async () => {
    expect(await look("query('lines', 'echo one; echo $GREETING')")).toEqual(['one', 'hi']);
  });

  it('say how a command failed, or let it pass', async () => {
    await expect(look("lookup('pipe', 'echo bad >&2; exit 3')")).rejects.toMatchObject({
      kind: 'error',
      message: 'the command `echo bad >&2; exit 3` failed: bad',
    });
    expect(await look("query('pipe', 'exit 3', errors='ignore')")).toEqual([]);
  });

  it('hash passwords', async () => {
    expect(await look("'secret' | password_hash('sha512', 'mysalt', rounds=1000)")).toBe(
      '$6$rounds=1000$mysalt$GWqo/Lq3SURYGcNVPiffI5Ic1x2WLu.e2sf9owxedsXuZK/w2K89mrRPOcDayUvRWxd/x1F1WhRLB4W89a23d.',
    );
    expect(await look("'secret' | password_hash('bcrypt', 'abcdefghijklmnopqrstuu', rounds=5)")).toBe(
      '$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a',
    );
  });

  it.each([
    ["password_hash('pbkdf2_sha256')", '`pbkdf2_sha256` is not a way to hash passwords that is built in'],
    ["password_hash('bcrypt', 'short')", 'the salt of `bcrypt` has 22 characters, and 5 were given'],
    ["password_hash('bcrypt', rounds=3)", '`rounds` of `bcrypt` is from 4 to 31, and 3 was given'],
    ["password_hash('bcrypt', ident='2x')", '`ident` of `bcrypt` is one of 2b, 2a, 2y, and `2x` was given'],
    ["password_hash('sha512', rounds=500)", '`rounds` of `sha512` is from 1000 to 999999999, and 500 was given'],
    ["password_hash('md5', 'saltsaltsalt')", 'the salt of `md5` has at most 8 characters, and 12 were given'],
    ["password_hash('sha512', 'a b')", 'the salt of `sha512` is made of letters, digits, `.` and `/`'],
  ])('refuse %s', async (filter, message) => {
    await expect(look(`'secret' | ${filter}`)).rejects.toMatchObject({ message });
  });
});

describe('the lookup of web addresses', () => {
  let server: Server;
  let address: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/gone') response.writeHead(410).end();
      else response.end(`${request.headers.authorization ?? 'nobody'}\n${request.headers['x-y'] ?? ''}\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('gives lines or the whole text', async () => {
    expect(await look(`query('url', '${address}/', headers={'x-y': 'z'})`)).toEqual(['nobody', 'z']);
    expect(await look(`lookup('url', '${address}/', split_lines=false, username='u', password='p')`)).toBe(
      'Basic dTpw\n\n',
    );
  });

  it('says what was answered instead', async () => {
    await expect(look(`lookup('url', '${address}/gone')`)).rejects.toMatchObject({
      message: `\`${address}/gone\` answered 410 Gone`,
    });
  });
});

describe('the lookup of passwords', () => {
  it('makes one up and keeps it for those who may read it', async () => {
    const text = "lookup('password', 'secrets/db length=12 chars=hexdigits')";
    const password = String(await look(text));
    expect(password).toMatch(/^[0-9a-fA-F]{12}$/);
    expect(await look(text)).toBe(password);
    expect(readFileSync(join(play, 'secrets/db'), 'utf8')).toBe(`${password}\n`);
    expect(statSync(join(play, 'secrets/db')).mode & 0o777).toBe(0o600);
  });

  it('keeps the salt beside a password that it hashes', async () => {
    const text = "lookup('password', 'secrets/unix encrypt=md5_crypt length=8')";
    const hash = await look(text);
    expect(hash).toMatch(/^\$1\$[A-Za-z0-9]{8}\$/);
    expect(await look(text)).toBe(hash);
    expect(readFileSync(join(play, 'secrets/unix'), 'utf8')).toMatch(/^\S{8} salt=[A-Za-z0-9]{8}\n$/);
  });

  it('takes an option without a value for one that is not given, and refuses one that it does not have', async () => {
    const password = await look("lookup('password', 'secrets/plain encrypt= chars= length=30')");
    expect(password).toMatch(/^[A-Za-z0-9.,:_-]{30}$/);
    expect(await look("lookup('password', 'secrets/plain encrypt=')")).toBe(password);
    await expect(look("lookup('password', 'secrets/plain lenght=3')")).rejects.toMatchObject({
      message: 'the lookup `password` has no option `lenght`',
      help: 'did you mean `length`?',
    });
  });
});
