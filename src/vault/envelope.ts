import { VaultError } from './vault-error.ts';

const MAGIC = '$ANSIBLE_VAULT';
const CIPHER = 'AES256';
const COLUMNS = 80;
const HMAC_BYTES = 32;
const BLOCK_BYTES = 16;
const CONTENT = 'salt, HMAC and ciphertext';
const RESTORE = 'restore the whole text from where it was made, or make it again with `runbook vault encrypt`';

/**
 * What vaulted text holds, taken apart but not opened (Ansible Vault format 1.1 and 1.2). `id` is the label of format 1.2, absent in 1.1.
 * `hmac` is over `ciphertext`.
 */
export interface Envelope {
  readonly id?: string;
  readonly salt: Buffer;
  readonly hmac: Buffer;
  readonly ciphertext: Buffer;
}

/** Whether a file's content is vaulted: it begins with the format's header, at its very first byte. */
export function isVaulted(content: string | Uint8Array): boolean {
  const head =
    typeof content === 'string' ? content : Buffer.from(content.subarray(0, MAGIC.length + 1)).toString('latin1');
  return head.startsWith(`${MAGIC};`);
}

/** Takes vaulted text apart; white space around its lines and CRLF ends are allowed. Throws {@link VaultError} `vault-format`. */
export function parseEnvelope(armoured: string): Envelope {
  const [header = '', ...body] = armoured
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const id = parseHeader(header);
  const [salt, hmac, ciphertext] = parseBody(body.join(''));
  return id === undefined ? { salt, hmac, ciphertext } : { id, salt, hmac, ciphertext };
}

/** Writes vaulted text: header, hexadecimal lines of 80 columns, final newline. Format 1.2 when there is an id, else 1.1. */
export function formatEnvelope({ id, salt, hmac, ciphertext }: Envelope): string {
  const header = id === undefined ? [MAGIC, '1.1', CIPHER] : [MAGIC, '1.2', CIPHER, id];
  const inner = [salt, hmac, ciphertext].map((part) => part.toString('hex')).join('\n');
  const lines =
    Buffer.from(inner)
      .toString('hex')
      .match(new RegExp(`.{1,${COLUMNS}}`, 'g')) ?? [];
  return `${[header.join(';'), ...lines].join('\n')}\n`;
}

function parseHeader(header: string): string | undefined {
  const [magic, version = '', cipher = '', id] = header.split(';').map((field) => field.trim());
  if (magic !== MAGIC) {
    throw malformed(`vaulted text begins with \`${MAGIC}\`, this does not`, 'encrypt it with `runbook vault encrypt`');
  }
  if (version !== '1.1' && version !== '1.2') {
    throw malformed(`vault format \`${version}\` is not known: expected \`1.1\` or \`1.2\``, 'encrypt it again');
  }
  if (cipher !== CIPHER) {
    throw malformed(`vault cipher \`${cipher}\` is not known: expected \`${CIPHER}\``, 'encrypt it again');
  }
  return version === '1.2' && id ? id : undefined;
}

function parseBody(hex: string): [salt: Buffer, hmac: Buffer, ciphertext: Buffer] {
  const parts = unhex(hex, 'text').toString('latin1').split('\n');
  const [salt, hmac, ciphertext] = parts.map((part) => unhex(part, 'content'));
  if (parts.length > 3) throw malformed(`vaulted text is damaged: expected ${CONTENT}, found ${parts.length} parts`);
  if (!salt?.length || !hmac || !ciphertext) {
    throw malformed(`vaulted text is cut short: expected ${CONTENT}, found ${parts.length} of them`);
  }
  if (hmac.length !== HMAC_BYTES) {
    throw malformed(`vaulted text is cut short: expected an HMAC of ${HMAC_BYTES} bytes, found ${hmac.length}`);
  }
  if (ciphertext.length === 0 || ciphertext.length % BLOCK_BYTES !== 0) {
    throw malformed(`vaulted text is cut short: ${ciphertext.length} bytes are not whole blocks of ${BLOCK_BYTES}`);
  }
  return [salt, hmac, ciphertext];
}

// Buffer.from(…, 'hex') stops silently at the first bad digit, so the digits are checked before.
function unhex(hex: string, what: 'text' | 'content'): Buffer {
  if (hex.length === 0 && what === 'text') throw malformed('vaulted text has a header and nothing after it');
  const bad = /[^0-9a-fA-F]/.exec(hex);
  if (bad) throw malformed(`vaulted ${what} is damaged: \`${printable(bad[0])}\` is not a hexadecimal digit`);
  if (hex.length % 2 !== 0)
    throw malformed(`vaulted ${what} is cut short: ${hex.length} hexadecimal digits, an odd number`);
  return Buffer.from(hex, 'hex');
}

function printable(character: string): string {
  return JSON.stringify(character).slice(1, -1);
}

function malformed(message: string, help = RESTORE): VaultError {
  return new VaultError('vault-format', message, help);
}
