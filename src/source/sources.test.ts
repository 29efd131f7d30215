import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Diagnostic, WrongInput } from './diagnostic.ts';
import { Sources } from './sources.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The one complaint that reading a file ends in, with its path as `FILE`. */
function complaint(sources: Sources, path: string): Diagnostic {
  try {
    sources.read(path);
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error;
    return JSON.parse(JSON.stringify(error.diagnostics[0]).replaceAll(path, 'FILE'));
  }
  throw new Error('the file was read');
}

describe('read', () => {
  test('registers the text without its byte-order mark', () => {
    const sources = new Sources();
    const path = write('bom.yml', '\ufeffa: ü\r\n');
    expect(sources.read(path)).toBe('a: ü\r\n');
    expect(sources.text(path)).toBe('a: ü\r\n');
    expect(sources.isSecret(path)).toBe(false);
  });

  test('a file that is not there', () => {
    expect(complaint(new Sources(), join(folder, 'none.yml'))).toEqual({
      severity: 'error',
      code: 'file-not-found',
      message: 'there is no file `FILE`',
    });
  });

  test('a directory', () => {
    expect(complaint(new Sources(), folder)).toMatchObject({
      code: 'file-unreadable',
      message: '`FILE` is a directory, and a file is wanted',
    });
  });

  test.skipIf(process.getuid?.() === 0)('a file without permission', () => {
    const path = write('locked.yml', 'a: 1');
    chmodSync(path, 0);
    expect(complaint(new Sources(), path)).toMatchObject({
      code: 'file-unreadable',
      message: '`FILE` may not be read',
      help: 'allow it: `chmod u+r FILE`',
    });
  });

  test('a text in another encoding', () => {
    expect(complaint(new Sources(), write('latin1.yml', Uint8Array.of(0x61, 0xfc)))).toMatchObject({
      code: 'file-not-utf8',
      message: '`FILE` is not UTF-8 text',
      help: 'convert it, if it is Latin-1: `iconv -f latin1 -t utf-8 FILE`',
    });
  });

  test('a vaulted file is opened, and secret from then on', () => {
    const path = write('vault.yml', '$ANSIBLE_VAULT;1.1;AES256\n6162\n');
    const sources = new Sources((armoured, file) => `opened: ${armoured.length} ${file === path}`);
    expect(sources.read(path)).toBe('opened: 31 true');
    expect(sources.isSecret(path)).toBe(true);
  });

  test('a vaulted file without a password', () => {
    expect(complaint(new Sources(), write('vault.yml', '$ANSIBLE_VAULT;1.1;AES256\n6162\n'))).toEqual({
      severity: 'error',
      code: 'vault-no-password',
      message: '`FILE` is vaulted, and no vault password was given',
      help: 'add `--ask-vault-pass` or `--vault-password-file FILE`',
    });
  });
});

describe('locate', () => {
  const sources = new Sources();
  sources.add('a', 'one\ntwo\r\nthree\rfour');
  const at = (start: number) => sources.locate({ file: 'a', start, end: start });

  test.each([
    [0, 1, 1],
    [3, 1, 4],
    [4, 2, 1],
    [8, 2, 5],
    [9, 3, 1],
    [15, 4, 1],
    [19, 4, 5],
  ])('offset %i is %i:%i', (offset, line, column) => {
    expect(at(offset)).toEqual({ file: 'a', line, column });
  });

  test('a text that is not registered is located at its start', () => {
    expect(sources.locate({ file: 'b', start: 9, end: 9 })).toEqual({ file: 'b', line: 1, column: 1 });
  });

  test('a line is given without its end', () => {
    expect(sources.line('a', 2)).toEqual({ text: 'two', start: 4 });
    expect(sources.line('a', 5)).toBeUndefined();
    expect(sources.line('b', 1)).toBeUndefined();
  });
});
