import { randomBytes } from 'node:crypto';
import { trimEnd } from '../../std/trim-end.ts';
import { seal } from '../../vault/cipher.ts';
import { decryptSync } from '../../vault/decrypt.ts';
import { formatEnvelope, isVaulted } from '../../vault/envelope.ts';
import { KeyCache } from '../../vault/keys.ts';
import { VaultError } from '../../vault/vault-error.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { Bytes, encodingOf } from '../python/bytes.ts';
import { textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { TemplateError } from '../template-error.ts';
import { type Filter, filter } from './filter.ts';

/** Filters that encode and encrypt a text, and back. */
export const encodingFilters = {
  /** `x | b64encode(encoding)`: the text in base 64. */
  b64encode: filter({ encoding: 'utf-8' }, (value, { encoding }) => {
    if (value instanceof Bytes) return value.data.toString('base64');
    return Buffer.from(display(value), encodingOf(textOf(encoding, '`encoding`'))).toString('base64');
  }),

  /** `x | b64decode(encoding)`: the text that was written in base 64. */
  b64decode: filter({ encoding: 'utf-8' }, (value, { encoding }) => {
    const text = value instanceof Bytes ? value.data.toString('latin1') : display(value);
    const significant = text.replace(/[^A-Za-z0-9+/=]/g, '');
    const length = trimEnd(significant, '=').length;
    const whole = significant.length >= Math.ceil(length / 4) * 4 && length % 4 !== 1;
    if (!whole) throw failure('the text is not base 64: it is cut short');
    return Buffer.from(significant, 'base64').toString(encodingOf(textOf(encoding, '`encoding`')));
  }),

  /** `text | vault(secret, salt, vaultid)`: the text, sealed with a password. */
  vault: filter(
    { secret: required, salt: null, vaultid: 'filter_default', wrap_object: false },
    (value, { secret, salt, vaultid }) => {
      const id = display(vaultid);
      const password = Buffer.from(textOf(secret, 'the secret of `vault`'));
      const bytes = salt === null ? randomBytes(32) : Buffer.from(display(salt));
      const keys = new KeyCache().deriveSync({ id, password }, bytes);
      const sealed = { salt: bytes, ...seal(Buffer.from(textOf(value, 'the value of `vault`')), keys) };
      return formatEnvelope(id === 'default' ? sealed : { id, ...sealed });
    },
  ),

  /** `text | unvault(secret)`: a sealed text, opened with a password; any other text as it is. */
  unvault: filter({ secret: required, vaultid: 'filter_default' }, (value, { secret, vaultid }) => {
    const text = textOf(value, 'the value of `unvault`');
    if (!isVaulted(text)) return text;
    const password = Buffer.from(textOf(secret, 'the secret of `unvault`'));
    return opened(() => decryptSync(text, [{ id: display(vaultid), password }]).plaintext.toString('utf8'));
  }),
} satisfies Readonly<Record<string, Filter>>;

function opened(open: () => string): string {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new TemplateError('error', error.message, { help: 'check the secret', cause: error });
  }
}
