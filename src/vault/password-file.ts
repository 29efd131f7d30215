import { type ExecFileException, execFile } from 'node:child_process';
import { open, readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { homeFolder } from '../std/home-folder.ts';
import { trimBytes } from './trim-bytes.ts';
import { VaultError } from './vault-error.ts';

const ANY_EXECUTE_BIT = 0o111;
const NO_SUCH_SECRET = 2;

/** What the kernel itself can execute begins with one of these: `#!`, ELF, and the byte orders of Mach-O. */
const PROGRAM_MAGICS = ['2321', '7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe'];

/**
 * A password (of a vault, or to log in) from a file: its content without white space around it, or, when it is a program, what it
 * prints. A script whose name ends in `-client` (before any extension) is asked for one password among many, by `--vault-id LABEL`;
 * it exits 2 when it has none of that label. Throws {@link VaultError} `vault-source`.
 */
export async function readPasswordFile(path: string, id: string): Promise<Buffer> {
  const file = resolve(path.replace(/^~(?=\/|$)/, homeFolder()));
  const executable = await isExecutable(file, path);
  const program = executable && (await isProgram(file, path));
  const password = program ? await runScript(file, path, id) : await readPlain(file, path);
  if (executable && !program && password.includes('\n')) throw neither(path);
  if (password.length === 0) {
    throw broken(`password file \`${path}\` gives an empty password`, 'write the password into it');
  }
  return password;
}

async function isExecutable(file: string, path: string): Promise<boolean> {
  const found = await stat(file).catch((cause: unknown) => {
    throw broken(`cannot find password file \`${path}\``, 'check the path', cause);
  });
  if (found.isDirectory()) throw broken(`password file \`${path}\` is a folder`, 'give the path of a file');
  return found.isFile() && (found.mode & ANY_EXECUTE_BIT) !== 0;
}

/**
 * Whether the kernel can execute a file. The executable bit alone says little: every file of a vfat or Windows disk has it. Anything else
 * must not come near `execvp`, which hands what the kernel refuses to a shell, and the shell would print the password as an unknown command.
 * What may be executed but not read has no password to give away.
 */
async function isProgram(file: string, path: string): Promise<boolean> {
  const handle = await open(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EACCES') return undefined;
    throw unreadable(path, cause);
  });
  if (handle === undefined) return true;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const head = buffer.subarray(0, bytesRead).toString('hex');
    return PROGRAM_MAGICS.some((magic) => head.startsWith(magic));
  } finally {
    await handle.close();
  }
}

async function readPlain(file: string, path: string): Promise<Buffer> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return trimBytes(content);
}

function unreadable(path: string, cause: unknown): VaultError {
  return broken(`cannot read password file \`${path}\``, `check its owner and mode: \`ls -l ${path}\``, cause);
}

/** Several lines look like a script, whose text nobody wants for a password. */
function neither(path: string): VaultError {
  const message = `password file \`${path}\` is executable and has several lines, but does not begin with \`#!\``;
  return broken(message, toRunOrRead(path));
}

const toRunOrRead = (path: string): string =>
  `give it a \`#!\` line, or take its executable bit away: \`chmod -x ${path}\``;

function runScript(file: string, path: string, id: string): Promise<Buffer> {
  const isClient = basename(file, extname(file)).endsWith('-client');
  return new Promise((succeed, fail) => {
    const child = execFile(
      file,
      isClient ? ['--vault-id', id] : [],
      { encoding: 'buffer' },
      (error, stdout, stderr) => {
        if (error) fail(scriptFailure(error, { path, id, isClient, silent: stdout.length + stderr.length === 0 }));
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
  /** Whether it printed nothing. */
  readonly silent: boolean;
}

/** What the script printed is not repeated: it may hold the password, as does what `sh -x` traces. */
function scriptFailure(error: ExecFileException, { path, id, isClient, silent }: FailedScript): VaultError {
  const hidden = silent ? '' : ' (what it printed is not shown: it may hold the password)';
  if (error.signal) {
    return broken(`password script \`${path}\` was ended by ${error.signal}${hidden}`, 'run it by hand to see why');
  }
  if (typeof error.code !== 'number') {
    return broken(`cannot run password script \`${path}\``, toRunOrRead(path), error);
  }
  if (isClient && error.code === NO_SUCH_SECRET) {
    return broken(
      `password script \`${path}\` has no password of id \`${id}\`${hidden}`,
      'check the label of `--vault-id`',
    );
  }
  return broken(
    `password script \`${path}\` ended with exit status ${error.code}${hidden}`,
    'run it by hand to see why',
  );
}

function broken(message: string, help: string, cause?: unknown): VaultError {
  return new VaultError('vault-source', message, help, cause);
}
