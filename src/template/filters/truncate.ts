import { display } from '../display.ts';
import { integerArgument, numberArgument } from '../python/coerce.ts';
import { lengthOf } from '../python/iterate.ts';
import { defined, failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import type { Value } from '../value.ts';
import { filter } from './filter.ts';

/** `text | truncate(length, killwords, end, leeway)`: cut after a word, unless it is only a little too long. */
export const truncateFilter = filter({ length: 255, killwords: false, end: '...', leeway: 5 }, (value, args) => {
  if (typeof value !== 'string') return shortAsItIs(defined(value), args.length);
  const characters = [...value];
  const end = display(args.end);
  const length = numberArgument(args.length, '`length`');
  const leeway = args.leeway === null ? 5 : numberArgument(args.leeway, '`leeway`');
  const room = length - [...end].length;
  if (room < 0) throw failure(`\`length\` of \`truncate\` must leave room for \`${end}\``);
  if (characters.length <= length + leeway) return characters.join('');
  const cut = characters.slice(0, room).join('');
  const lastBlank = cut.lastIndexOf(' ');
  return (truthy(args.killwords) || lastBlank === -1 ? cut : cut.slice(0, lastBlank)) + end;
});

/** Anything that has a length, and a short one, needs no cutting. */
function shortAsItIs(value: Value, length: Value): Value {
  const own = lengthOf(value);
  if (own !== undefined && own <= integerArgument(length, '`length`') + 5) return value;
  throw failure(`\`truncate\` cuts a text, and ${aTypeName(value)} was given`);
}
