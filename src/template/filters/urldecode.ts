import { textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** `text | urldecode`: with `%20` and `+` as the characters that they stand for. */
export const urldecodeFilter = filter({}, (value) => {
  const text = textOf(value, 'the value of `urldecode`').replaceAll('+', ' ');
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (escapes) => {
    if (escapes.length % 3 !== 0) throw failure(`\`${escapes}\` is no escape of a URL`);
    return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8');
  });
});
