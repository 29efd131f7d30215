import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decrypt } from './decrypt.ts';
import { createFile, type Editor, editFile } from './edit-file.ts';
import { terminalEditor } from './editor.ts';
import { encrypt } from './encrypt.ts';
import type { VaultSecret } from './secret.ts';

const dev: VaultSecret = { id: 'dev', password: Buffer.from('dev pw') };
const prod: VaultSecret = { id: 'prod', password: Buffer.from('prod pw') };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vault-edit-'));
  file = join(folder, 'vars.yml');
  writeFileSync(file, await encrypt('a: 1\n', dev));
  chmodSync(file, 0o640);
});
afterEach(() => rmSync(folder, { recursive: true }));

const header = () => readFileSync(file, 'utf8').split('\n')[0];
const mode = (path: string) => (statSync(path).mode & 0o7777).toString(8);
const opened = async (secret: VaultSecret) =>
  (await decrypt(readFileSync(file, 'utf8'), [secret])).plaintext.toString();

/** An editor that notes where it worked and what it saw, and writes `text`. */
function typing(text?: string): { editor: Editor; seen: string[] } {
  const seen: string[] = [];
  const editor: Editor = async (path) => {
    seen.push(path, readFileSync(path, 'utf8'), mode(path), mode(dirname(path)));
    if (text !== undefined) writeFileSync(path, text);
  };
  return { editor, seen };
}

describe('editFile', () => {
  it('shows the plaintext privately under the file’s own name, and leaves none of it', async () => {
    const { editor, seen } = typing('a: 2\n');
    expect(await editFile(file, { secrets: [dev], editor })).toBe(true);
    const [path = '', ...rest] = seen;
    expect(path).toMatch(/\/vars\.yml$/);
    expect(rest).toEqual(['a: 1\n', '600', '700']);
    expect(existsSync(dirname(path))).toBe(false);
    expect([await opened(dev), mode(file)]).toEqual(['a: 2\n', '640']);
  });

  it('does not touch a file that was left unchanged', async () => {
    const before = readFileSync(file);
    expect(await editFile(file, { secrets: [dev], editor: typing().editor })).toBe(false);
    expect(readFileSync(file)).toEqual(before);
  });

  it('keeps the id of the text, also when a password of another id opened it', async () => {
    await editFile(file, { secrets: [{ ...dev, id: 'default' }], editor: typing('b').editor });
    expect(header()).toBe('$ANSIBLE_VAULT;1.2;AES256;dev');
  });

  it('seals with another password when told to, changed or not', async () => {
    expect(await editFile(file, { secrets: [dev], sealWith: prod, editor: typing().editor })).toBe(true);
    expect([header(), await opened(prod)]).toEqual(['$ANSIBLE_VAULT;1.2;AES256;prod', 'a: 1\n']);
  });

  it('removes the plaintext and writes nothing when the editor fails', async () => {
    const before = readFileSync(file);
    const { editor, seen } = typing('half');
    const failing: Editor = async (path) => {
      await editor(path);
      throw new Error('editor failed');
    };
    await expect(editFile(file, { secrets: [dev], editor: failing })).rejects.toThrow('editor failed');
    expect([existsSync(dirname(seen[0] ?? '')), readFileSync(file)]).toEqual([false, before]);
  });
});

describe('createFile', () => {
  it('seals what was written, privately', async () => {
    rmSync(file);
    await createFile(file, prod, typing('new').editor);
    expect([await opened(prod), mode(file)]).toEqual(['new', '600']);
  });

  it('refuses a path that exists', async () => {
    await expect(createFile(file, prod, typing('new').editor)).rejects.toMatchObject({
      message: `\`${file}\` exists already`,
      help: `edit it with \`runbook vault edit ${file}\``,
    });
  });
});

describe('terminalEditor', () => {
  it('runs a command line with arguments of its own', async () => {
    await editFile(file, { secrets: [dev], editor: terminalEditor("sed -i -e 's/1/a b/'") });
    expect(await opened(dev)).toBe('a: a b\n');
  });

  it.each([
    ['exit 3;', 'exit status 3'],
    ['kill -9 $$;', 'signal SIGKILL'],
  ])('says how it ended (%s)', async (command, how) => {
    await expect(terminalEditor(command)(file)).rejects.toThrow(
      `editor \`${command}\` ended with ${how}: nothing was written`,
    );
  });
});
