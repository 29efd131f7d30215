import { decryptSync } from '../../vault/decrypt.ts';
import { isVaulted } from '../../vault/envelope.ts';
import { VaultError } from '../../vault/vault-error.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { textOf } from '../python/coerce.ts';
import { TemplateError } from '../template-error.ts';
import { filter } from './filter.ts';

/** `text | unvault(secret)`: a sealed text, opened with a password; any other text as it is. */
export const unvaultFilter = filter({ secret: required, vaultid: 'filter_default' }, (value, { secret, vaultid }) => {
  const text = textOf(value, 'the value of `unvault`');
  if (!isVaulted(text)) return text;
  const password = Buffer.from(textOf(secret, 'the secret of `unvault`'));
  return opened(() => decryptSync(text, [{ id: display(vaultid), password }]).plaintext.toString('utf8'));
});

function opened(open: () => string): string {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new TemplateError('error', error.message, { help: 'check the secret', cause: error });
  }
}
