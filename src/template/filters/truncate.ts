import { display } from '../display.ts';
import { integerArgument } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { filter } from './filter.ts';

/** `text | truncate(length, killwords, end, leeway)`: cut after a word, unless it is only a little too long. */
export const truncateFilter = filter({ length: 255, killwords: false, end: '...', leeway: 5 }, (value, args) => {
  const characters = [...display(value)];
  const end = display(args.end);
  const length = integerArgument(args.length, '`length`');
  const leeway = args.leeway === null ? 5 : integerArgument(args.leeway, '`leeway`');
  const room = length - [...end].length;
  if (room < 0) throw failure(`\`length\` of \`truncate\` must leave room for \`${end}\``);
  if (characters.length <= length + leeway) return characters.join('');
  const cut = characters.slice(0, room).join('');
  const lastBlank = cut.lastIndexOf(' ');
  return (truthy(args.killwords) || lastBlank === -1 ? cut : cut.slice(0, lastBlank)) + end;
});
