import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeProcess, type MainResult, runMain } from '../../test/rig/fake-process.ts';
import { Scratch } from '../../test/rig/scratch.ts';
import { main } from '../main.ts';
import { decrypt } from '../vault/decrypt.ts';

let scratch: Scratch;
let password: string;
beforeEach(async () => {
  scratch = await Scratch.make('vault');
  password = await scratch.file('password', 'pw\n');
});
afterEach(() => scratch.remove());

const secret = { id: 'default', password: Buffer.from('pw') };
const opened = async (text: string) => (await decrypt(text, [secret])).plaintext.toString();
const vault = (verb: string, ...words: string[]) =>
  runMain(['vault', verb, '--vault-password-file', password, ...words], { cwd: scratch.path });

async function vaultWithInput(input: string, ...words: string[]): Promise<MainResult> {
  const fake = new FakeProcess(['vault', ...words, '--vault-password-file', password], { cwd: scratch.path });
  fake.stdin.end(input);
  return { code: await main(fake), stdout: fake.stdout.text, stderr: fake.stderr.text };
}

describe('runbook vault', () => {
  it('encrypts, shows, rekeys and decrypts files', async () => {
    const file = await scratch.file('vars.yml', 'a: 1\n');
    const replacement = await scratch.file('new-password', 'new');
    expect(await vault('encrypt', file)).toEqual({ code: 0, stdout: '', stderr: `encrypted ${file}\n` });
    expect(await vault('view', file)).toEqual({ code: 0, stdout: 'a: 1\n', stderr: '' });
    const rekeyed = await vault('rekey', '--new-vault-id', `prod@${replacement}`, file);
    expect(rekeyed).toEqual({ code: 0, stdout: '', stderr: `rekeyed ${file}\n` });
    expect((await readFile(file, 'utf8')).split('\n')[0]).toBe('$ANSIBLE_VAULT;1.2;AES256;prod');
    const decrypted = await runMain(['vault', 'decrypt', '--vault-id', `prod@${replacement}`, file]);
    expect(decrypted).toEqual({ code: 0, stdout: '', stderr: `decrypted ${file}\n` });
    expect(await readFile(file, 'utf8')).toBe('a: 1\n');
  });

  it('works as a filter', async () => {
    const { stdout } = await vaultWithInput('a: 1\n', 'encrypt');
    expect(await opened(stdout)).toBe('a: 1\n');
    expect(await vaultWithInput(stdout, 'decrypt', '-')).toEqual({ code: 0, stdout: 'a: 1\n', stderr: '' });
  });

  it('writes to another file with --output', async () => {
    const file = await scratch.file('vars.yml', 'a: 1\n');
    const output = join(scratch.path, 'sealed.yml');
    expect(await vault('encrypt', '--output', output, file)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await readFile(file, 'utf8')).toBe('a: 1\n');
    expect(await opened(await readFile(output, 'utf8'))).toBe('a: 1\n');
  });

  it('edits with $EDITOR and creates with it', async () => {
    const file = join(scratch.path, 'vars.yml');
    const words = (verb: string) => ['vault', verb, '--vault-password-file', password, file];
    const run = (verb: string, editor: string) => runMain(words(verb), { env: { EDITOR: editor } });
    expect(await run('create', 'printf one >')).toEqual({ code: 0, stdout: '', stderr: `encrypted ${file}\n` });
    expect(await run('edit', 'sed -i s/one/two/')).toEqual({ code: 0, stdout: '', stderr: `encrypted ${file}\n` });
    expect(await run('edit', 'true')).toEqual({ code: 0, stdout: '', stderr: `${file} is unchanged\n` });
    expect(await opened(await readFile(file, 'utf8'))).toBe('two');
  });
});

describe('runbook vault encrypt_string', () => {
  const lines = (text: string) => text.split('\n').filter((line) => !/^ {10}[0-9a-f]+$/.test(line));

  it('names values in their order, that of standard input last', async () => {
    const { stdout, stderr } = await vaultWithInput('three', 'encrypt_string', 'one', '-', 'two', '-n', 'a', '-n', 'b');
    expect(stderr).toBe('');
    expect(lines(stdout)).toEqual([
      ...['a: !vault |', '          $ANSIBLE_VAULT;1.1;AES256'],
      ...['b: !vault |', '          $ANSIBLE_VAULT;1.1;AES256'],
      ...['!vault |', '          $ANSIBLE_VAULT;1.1;AES256', ''],
    ]);
    const values = stdout.split(/^\S.*$/m).filter((text) => text !== '');
    expect(await Promise.all(values.map(opened))).toEqual(['one', 'two', 'three']);
  });

  it('reads standard input when no value is given', async () => {
    const { stdout } = await vaultWithInput('secret', 'encrypt-string', '--stdin-name', 'key');
    expect(lines(stdout)).toEqual(['key: !vault |', '          $ANSIBLE_VAULT;1.1;AES256', '']);
  });
});

describe('wrong use of runbook vault', () => {
  const help = (text: string) => `  = help: ${text}\n`;

  it('is a diagnostic and exit 3', async () => {
    const plain = await scratch.file('plain', 'x');
    const wrong = await scratch.file('wrong', 'wrong');
    const { stdout: sealed } = await vaultWithInput('x', 'encrypt');
    const file = await scratch.file('sealed', sealed);
    expect(await vault('view', plain)).toEqual({
      code: 3,
      stdout: '',
      stderr: `error[vault-file]: \`${plain}\` is not encrypted\n${help(`encrypt it with \`runbook vault encrypt ${plain}\``)}`,
    });
    expect(await runMain(['vault', 'view', '--vault-id', `dev@${wrong}`, file])).toEqual({
      code: 3,
      stdout: '',
      stderr:
        `error[vault-password]: \`${file}\`: no given password opens vaulted text: tried \`dev\`\n` +
        help('check the password; if it is the right one, the text was altered after it was encrypted'),
    });
    expect(await runMain(['vault', 'view', file])).toEqual({
      code: 3,
      stdout: '',
      stderr:
        'error[vault-source]: a password is needed and none was given\n' +
        help('give `--vault-password-file FILE`, `--vault-id LABEL@FILE` or `--ask-vault-pass`'),
    });
    expect(await vault('encrypt', '--output', '-', plain, file)).toEqual({
      code: 3,
      stdout: '',
      stderr: `error[bad-usage]: \`--output\` and \`-\` take one file at a time\n${help('name one file')}`,
    });
    expect(await vault('encrypt_string', 'v', '-n', 'a', '-n', 'b')).toEqual({
      code: 3,
      stdout: '',
      stderr: `error[bad-usage]: there is no value for \`--name b\`\n${help('give a value for every name')}`,
    });
    expect(await vault('encrpt')).toMatchObject({ code: 3, stdout: '' });
  });

  it('names the environment’s password file too', async () => {
    const plain = await scratch.file('plain', 'x');
    const missing = join(scratch.path, 'missing');
    const { code, stderr } = await runMain(['vault', 'encrypt', plain], {
      env: { ANSIBLE_VAULT_PASSWORD_FILE: missing },
    });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `error[vault-source]: cannot find password file \`${missing}\`\n${help('check the path')}`,
    });
  });

  it('has help for the command and for each verb', async () => {
    const verbs = ['create', 'encrypt', 'decrypt', 'view', 'edit', 'rekey', 'encrypt_string'];
    const texts = await Promise.all(verbs.map((verb) => runMain(['vault', verb, '--help'])));
    expect(texts.map(({ code, stderr }) => ({ code, stderr }))).toEqual(verbs.map(() => ({ code: 0, stderr: '' })));
    expect(texts.filter(({ stdout }) => !stdout.includes('\nExamples:\n'))).toEqual([]);
    const { stdout } = await runMain(['vault', '--help']);
    await expect(stdout).toMatchFileSnapshot('golden/vault-help.txt');
  });
});
