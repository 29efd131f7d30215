import { randomBytes } from 'node:crypto';
import { seal } from '../../vault/cipher.ts';
import { formatEnvelope } from '../../vault/envelope.ts';
import { KeyCache } from '../../vault/keys.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { textOf } from '../python/coerce.ts';
import { filter } from './filter.ts';

const parameters = { secret: required, salt: null, vaultid: 'filter_default', wrap_object: false };

/** `text | vault(secret, salt, vaultid)`: the text, sealed with a password. */
export const vaultFilter = filter(parameters, (value, { secret, salt, vaultid }) => {
  const id = display(vaultid);
  const password = Buffer.from(textOf(secret, 'the secret of `vault`'));
  const bytes = salt === null ? randomBytes(32) : Buffer.from(display(salt));
  const keys = new KeyCache().deriveSync({ id, password }, bytes);
  const sealed = { salt: bytes, ...seal(Buffer.from(textOf(value, 'the value of `vault`')), keys) };
  return formatEnvelope(id === 'default' ? sealed : { id, ...sealed });
});
