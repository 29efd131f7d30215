import { display } from '../display.ts';
import { Bytes, encodingOf } from '../python/bytes.ts';
import { textOf } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `x | b64encode(encoding)`: the text in base 64. */
export const b64encodeFilter = filter({ encoding: 'utf-8' }, (value, { encoding }) => {
  if (value instanceof Bytes) return value.data.toString('base64');
  return Buffer.from(display(value), encodingOf(textOf(encoding, '`encoding`'))).toString('base64');
});
