import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, resolve } from 'node:path';
import { trimBytes } from './trim-bytes.ts';
import { VaultError } from './vault-error.ts';

const ANY_EXECUTE_BIT = 0o111;
const NO_SUCH_SECRET = 2;

/**
 * A password (of a vault, or to log in) from a file: its content without white space around it, or, when it is executable, what it
 * prints. A script whose name ends in `-client` (before any extension) is asked for one password among many, by `--vault-id LABEL`;
 * it exits 2 when it has none of that label. Throws {@link VaultError} `vault-source`.
 */
export async function readPasswordFile(path: string, id: string): Promise<Buffer> {
  const file = resolve(path.replace(/^~(?=\/|$)/, homedir()));
  const password = (await isScript(file, path)) ? await runScript(file, path, id) : await readPlain(file, path);
  if (password.length === 0) {
    throw broken(`password file \`${path}\` gives an empty password`, 'write the password into it');
  }
  return password;
}

async function isScript(file: string, path: string): Promise<boolean> {
  const found = await stat(file).catch((cause: unknown) => {
    throw broken(`cannot find password file \`${path}\``, 'check the path', cause);
  });
  if (found.isDirectory()) throw broken(`password file \`${path}\` is a folder`, 'give the path of a file');
  return found.isFile() && (found.mode & ANY_EXECUTE_BIT) !== 0;
}

async function readPlain(file: string, path: string): Promise<Buffer> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw broken(`cannot read password file \`${path}\``, `check its owner and mode: \`ls -l ${path}\``, cause);
  });
  return trimBytes(content);
}

function runScript(file: string, path: string, id: string): Promise<Buffer> {
  const isClient = basename(file, extname(file)).endsWith('-client');
  return new Promise((succeed, fail) => {
    const child = execFile(
      file,
      isClient ? ['--vault-id', id] : [],
      { encoding: 'buffer' },
      (error, stdout, stderr) => {
        if (error) fail(scriptFailure(error, { path, id, isClient, stderr: stderr.toString('utf8').trim() }));
        else succeed(trimBytes(stdout, '\r\n'));
      },
    );
    child.stdin?.end();
  });
}

interface FailedScript {
  readonly path: string;
  readonly id: string;
  readonly isClient: boolean;
  readonly stderr: string;
}

function scriptFailure(error: Error & { code?: unknown }, script: FailedScript): VaultError {
  const { path, id, isClient, stderr } = script;
  if (typeof error.code !== 'number') {
    const help = `give it a \`#!\` line, or take its executable bit away: \`chmod -x ${path}\``;
    return broken(`cannot run password script \`${path}\``, help, error);
  }
  const said = stderr === '' ? '' : `: ${stderr.split('\n').at(-1)}`;
  if (isClient && error.code === NO_SUCH_SECRET) {
    return broken(
      `password script \`${path}\` has no password of id \`${id}\`${said}`,
      'check the label of `--vault-id`',
    );
  }
  return broken(`password script \`${path}\` ended with exit status ${error.code}${said}`, 'run it by hand to see why');
}

function broken(message: string, help: string, cause?: unknown): VaultError {
  return new VaultError('vault-source', message, help, cause);
}
