import { encrypt } from './encrypt.ts';
import type { VaultSecret } from './secret.ts';

const INDENT = ' '.repeat(10);

/** A YAML entry whose value is vaulted, ready to paste into a vars file; without a name the value alone. */
export async function encryptString(
  plaintext: string | Uint8Array,
  secret: VaultSecret,
  name?: string,
): Promise<string> {
  const armoured = await encrypt(plaintext, secret);
  const lines = armoured.trimEnd().split('\n');
  const head = name === undefined ? '!vault |' : `${name}: !vault |`;
  return [head, ...lines.map((line) => INDENT + line), ''].join('\n');
}
