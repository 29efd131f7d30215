import { display } from '../display.ts';
import { Bytes, encodingOf } from '../python/bytes.ts';
import { textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** `x | b64decode(encoding)`: the text that was written in base 64. */
export const b64decodeFilter = filter({ encoding: 'utf-8' }, (value, { encoding }) => {
  const text = value instanceof Bytes ? value.data.toString('latin1') : display(value);
  const significant = text.replace(/[^A-Za-z0-9+/=]/g, '');
  const length = significant.replace(/=+$/, '').length;
  const whole = significant.length >= Math.ceil(length / 4) * 4 && length % 4 !== 1;
  if (!whole) throw failure('the text is not base 64: it is cut short');
  return Buffer.from(significant, 'base64').toString(encodingOf(textOf(encoding, '`encoding`')));
});
