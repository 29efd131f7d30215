import { integerArgument, textOf } from '../python/coerce.ts';
import { splitLines } from '../python/text-split.ts';
import { truthy } from '../truthy.ts';
import { filter } from './filter.ts';

/** `text | indent(width, first, blank)`: every line but the first further right; empty ones only when asked. */
export const indentFilter = filter({ width: 4, first: false, blank: false }, (value, { width, first, blank }) => {
  const blanks = typeof width === 'string' ? width : ' '.repeat(Math.max(0, integerArgument(width, '`width`')));
  const [head = '', ...rest] = splitLines(`${textOf(value, 'the value of `indent`')}\n`);
  const all = truthy(blank);
  const lines = [head, ...rest.map((line) => (line === '' && !all ? line : blanks + line))];
  return (truthy(first) ? blanks : '') + lines.join('\n');
});
