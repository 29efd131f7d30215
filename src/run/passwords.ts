import type { Settings } from '../settings/table.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { readPasswordFile } from '../vault/password-file.ts';
import { VaultError } from '../vault/vault-error.ts';
import { askOn, mustAsk } from './ask.ts';
import type { RunIo } from './run-io.ts';

/** The passwords of a run, for hosts whose variables have none. */
export interface Passwords {
  readonly connection: string | undefined;
  readonly become: string | undefined;
}

type Sources = Pick<Settings, 'askPass' | 'connectionPasswordFile' | 'askBecomePass' | 'becomePasswordFile'>;

/** Reads the files of `--connection-password-file` and `--become-password-file`, or asks for what `-k` and `-K` want. */
export async function readPasswords(settings: Sources, io: RunIo): Promise<Passwords> {
  const connection = await readOne(io, {
    ask: settings.askPass,
    option: '--ask-pass',
    question: 'SSH password: ',
    file: settings.connectionPasswordFile,
    fileOption: '--connection-password-file',
  });
  const become = await readOne(io, {
    ask: settings.askBecomePass,
    option: '--ask-become-pass',
    question: connection === undefined ? 'BECOME password: ' : 'BECOME password [the SSH password]: ',
    file: settings.becomePasswordFile,
    fileOption: '--become-password-file',
  });
  return { connection, become: become === '' ? connection : become };
}

interface Source {
  readonly ask: boolean;
  readonly option: string;
  readonly question: string;
  readonly file: string | undefined;
  readonly fileOption: string;
}

async function readOne(io: RunIo, source: Source): Promise<string | undefined> {
  if (!source.ask) return source.file === undefined ? undefined : readFile(source.file);
  const ask = mustAsk(askOn(io), source.option, `give \`${source.fileOption} FILE\``);
  return ask(source.question, { hidden: true });
}

async function readFile(path: string): Promise<string> {
  try {
    return (await readPasswordFile(path, 'default')).toString('utf8');
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new WrongInput([{ ...error.at(), code: 'password-file' }]);
  }
}
