import { display } from '../display.ts';
import { integerArgument, textOf } from '../python/coerce.ts';
import { splitLines } from '../python/text-split.ts';
import { wrapText } from '../python/text-wrap.ts';
import { truthy } from '../truthy.ts';
import { filter } from './filter.ts';

const parameters = { width: 79, break_long_words: true, wrapstring: null, break_on_hyphens: true };

/** `text | wordwrap(width, break_long_words, wrapstring, break_on_hyphens)`: lines of at most that many characters. */
export const wordwrapFilter = filter(parameters, (value, args) => {
  const separator = args.wrapstring === null ? '\n' : display(args.wrapstring);
  const how = {
    width: integerArgument(args.width, '`width`'),
    breakLongWords: truthy(args.break_long_words),
    breakOnHyphens: truthy(args.break_on_hyphens),
  };
  return splitLines(textOf(value, 'the value of `wordwrap`'))
    .map((line) => wrapText(line, how).join(separator))
    .join(separator);
});
