import { decrypt } from './decrypt.ts';
import { isVaulted } from './envelope.ts';
import { readPasswordFile } from './password-file.ts';
import { DEFAULT_VAULT_ID, type VaultSecret } from './secret.ts';
import { trimBytes } from './trim-bytes.ts';
import { VaultError } from './vault-error.ts';
import { parseVaultId, type VaultId } from './vault-id.ts';

/** Asks the user a question and gives the answer, not echoed. Rejects where nobody can be asked. */
export type Ask = (question: string) => Promise<string>;

/** What is asked for when no source of passwords was named. */
export const PROMPT_FOR_DEFAULT: VaultId = { id: DEFAULT_VAULT_ID, source: { kind: 'prompt' } };

/** What the settings of a run say about vault passwords. */
export interface VaultOptions {
  /** Values of `--vault-id`, in order. */
  readonly vaultId?: readonly string[];
  /** Values of `--vault-password-file`, in order. */
  readonly vaultPasswordFile?: readonly string[];
  readonly askVaultPass?: boolean;
}

/** Where passwords come from, in the order in which they are tried: `--vault-id`, `--vault-password-file`, `--ask-vault-pass`. */
export function vaultIds({ vaultId = [], vaultPasswordFile = [], askVaultPass = false }: VaultOptions): VaultId[] {
  return [
    ...vaultId.map(parseVaultId),
    ...vaultPasswordFile.map((path) => ({ id: DEFAULT_VAULT_ID, source: { kind: 'file', path } }) as const),
    ...(askVaultPass ? [PROMPT_FOR_DEFAULT] : []),
  ];
}

/** Fetches each password once, in order; a password file that is itself vaulted is opened with those before it. */
export async function loadSecrets(ids: readonly VaultId[], ask: Ask): Promise<VaultSecret[]> {
  const secrets: VaultSecret[] = [];
  for (const { id, source } of ids) {
    const found = source.kind === 'prompt' ? await askPassword(id, ask) : await readPasswordFile(source.path, id);
    const password = isVaulted(found) ? await openPasswordFile(found, secrets) : found;
    secrets.push({ id, password });
  }
  return secrets;
}

/** A password to seal with: a prompt asks for it twice. */
export async function loadNewSecret({ id, source }: VaultId, ask: Ask): Promise<VaultSecret> {
  if (source.kind === 'file') return { id, password: await readPasswordFile(source.path, id) };
  const password = await askPassword(id, ask, 'New vault password');
  const again = await askPassword(id, ask, 'Confirm new vault password');
  if (password.equals(again)) return { id, password };
  throw new VaultError('vault-source', 'the two passwords differ', 'type the same password twice');
}

async function askPassword(id: string, ask: Ask, question = 'Vault password'): Promise<Buffer> {
  const answer = await ask(`${question} (${id}): `);
  if (answer === '')
    throw new VaultError('vault-source', `the password of vault id \`${id}\` is empty`, 'type a password');
  return Buffer.from(answer);
}

async function openPasswordFile(content: Buffer, secrets: readonly VaultSecret[]): Promise<Buffer> {
  const { plaintext } = await decrypt(content.toString('latin1'), secrets);
  return trimBytes(plaintext);
}
