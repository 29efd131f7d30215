import type { ParsedKey } from 'ssh2';
import { ConnectionError } from '../connection.ts';
import { fingerprint } from '../known-hosts/fingerprint.ts';
import { type KeyFile, parsePrivateKey, readKeyFile } from './key-file.ts';

/** Asks the user for a secret, on a terminal; one question at a time. */
export type Ask = (prompt: string) => Promise<string>;

/** How often a pass-phrase is asked for, as ssh does. */
const mostQuestions = 3;

/** The private keys of a run: each file is read and opened once, however many hosts want it. */
export class KeyRing {
  readonly #ask: Ask | undefined;
  readonly #files = new Map<string, Promise<KeyFile>>();
  readonly #opened = new Map<string, Promise<KeyFile>>();
  readonly #accepted = new Set<string>();

  constructor(ask?: Ask) {
    this.#ask = ask;
  }

  /** What a file holds, without asking anybody. */
  file(path: string): Promise<KeyFile> {
    return remembered(this.#files, path, () => readKeyFile(path));
  }

  /** The key of a file, with its pass-phrase when it needs one. Rejects with a `ConnectionError` of kind `key-file` when it stays shut. */
  async open(
    path: string,
    options: { passphrase?: string | undefined; batch: boolean },
  ): Promise<ParsedKey | undefined> {
    const opened = await remembered(this.#opened, `${path}\0${options.passphrase ?? ''}`, async () =>
      this.#decrypt(await this.file(path), path, options),
    );
    return keyOf(opened, path);
  }

  /** The key that a text holds (`ansible_ssh_private_key`). */
  async parse(text: string, options: { passphrase?: string | undefined; batch: boolean }): Promise<ParsedKey> {
    const name = 'ansible_ssh_private_key';
    const opened = await remembered(this.#opened, `${text}\0${options.passphrase ?? ''}`, () =>
      this.#decrypt(parsePrivateKey(Buffer.from(`${text.trim()}\n`), name), name, options),
    );
    return keyOf(opened, name) as ParsedKey;
  }

  /** Remembers that servers take this key for a user. */
  accept(user: string, key: ParsedKey): void {
    this.#accepted.add(`${user} ${fingerprint(key.getPublicSSH())}`);
  }

  /** Whether a server has taken this key for a user in this run. */
  wasAccepted(user: string, key: ParsedKey): boolean {
    return this.#accepted.has(`${user} ${fingerprint(key.getPublicSSH())}`);
  }

  async #decrypt(
    file: KeyFile,
    name: string,
    { passphrase, batch }: { passphrase?: string | undefined; batch: boolean },
  ): Promise<KeyFile> {
    if (file.kind !== 'encrypted') return file;
    if (passphrase !== undefined) return parsePrivateKey(file.text, name, passphrase);
    let tried: KeyFile = file;
    for (let question = 0; question < mostQuestions && tried.kind === 'encrypted'; question++) {
      if (this.#ask === undefined || batch) break;
      const answer = await this.#ask(`Enter passphrase for key '${name}': `);
      if (answer === '') break;
      tried = parsePrivateKey(file.text, name, answer);
    }
    return tried;
  }
}

function keyOf(file: KeyFile, name: string): ParsedKey | undefined {
  switch (file.kind) {
    case 'key':
      return file.key;
    case 'absent':
    case 'public':
      return undefined;
    case 'unusable':
      throw file.problem;
    case 'encrypted':
      throw new ConnectionError('key-file', `the key \`${name}\` is encrypted and was not opened`, {
        help: `give it to an agent (\`ssh-add ${name}\`), or set \`ansible_ssh_private_key_passphrase\``,
      });
  }
}

function remembered<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
