import type { Settings } from '../settings/table.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { Node } from '../source/node.ts';
import { scalarText } from '../source/plain.ts';
import type { Sources } from '../source/sources.ts';
import { parseYaml } from '../source/yaml.ts';
import { loadSecrets, vaultIds } from '../vault/load-secrets.ts';
import { Vault } from '../vault/vault.ts';
import { VaultError } from '../vault/vault-error.ts';
import { hiddenAsk } from './hidden-ask.ts';
import type { RunIo } from './run-io.ts';

/** Works out keys of the vaulted values that were read so far, in the background; never rejects. */
export type WarmVault = () => Promise<void>;

/** Lets `sources` open vaulted files and values with the passwords that the settings name; `hide` is told of all that comes to light. */
export async function openVault(
  settings: Pick<Settings, 'vaultId' | 'vaultPasswordFile' | 'askVaultPass'>,
  io: RunIo,
  sources: Sources,
  hide: (secret: string) => void,
): Promise<WarmVault> {
  const ids = vaultIds(settings);
  if (ids.length === 0) return async () => {};
  const vault = new Vault(await loadSecrets(ids, hiddenAsk(io)), hide);
  sources.decrypt = (armoured, file) => {
    try {
      if (file.startsWith('<')) return vault.decryptString(armoured);
      const text = vault.decryptFile(Buffer.from(armoured), file).toString('utf8');
      hideValues(file, text, hide);
      return text;
    } catch (error) {
      if (error instanceof VaultError) throw new WrongInput([error.at()]);
      throw error;
    }
  };
  return () => vault.warm(vaultedValues(sources));
}

/** The vaulted values in all texts, as they are indented there. */
function* vaultedValues(sources: Sources): Generator<string> {
  for (const text of sources.texts()) {
    for (const [value] of text.matchAll(/\$ANSIBLE_VAULT;[^\n]*(?:\n[ \t]+[0-9a-f]+[ \t\r]*(?=\n|$))+/g)) yield value;
  }
}

/** Of a file of variables each value is a secret; of any other text each line. */
function hideValues(file: string, text: string, hide: (secret: string) => void): void {
  const node = parseYaml(file, text, new Diagnostics());
  if (node?.kind === 'map' || node?.kind === 'seq') hideNode(node, hide);
  else for (const line of text.split('\n')) hide(line);
}

function hideNode(node: Node, hide: (secret: string) => void): void {
  if (node.kind === 'map') for (const { value } of node.entries) hideNode(value, hide);
  else if (node.kind === 'seq') for (const item of node.items) hideNode(item, hide);
  else if (node.value !== null && typeof node.value !== 'boolean') hide(scalarText(node));
}
