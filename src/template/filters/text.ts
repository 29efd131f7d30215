import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { integerArgument, numberArgument, onlyText, optionalText, textOf } from '../python/coerce.ts';
import { lengthOf } from '../python/iterate.ts';
import { formatPercent } from '../python/percent-format.ts';
import { attribute } from '../python/subscript.ts';
import { capitalized } from '../python/text-case.ts';
import { splitLines, strip } from '../python/text-split.ts';
import { wrapText } from '../python/text-wrap.ts';
import { defined, failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { isFunction, Tuple, type Value } from '../value.ts';
import { type Filter, filter, variadicFilter } from './filter.ts';

/** Filters that make a text of a text. */
export const textFilters = {
  /** `x | string`: as Python prints it. */
  string: filter({}, (value) => display(value)),

  /** `text | lower`. */
  lower: filter({}, (value) => display(value).toLowerCase()),

  /** `text | upper`. */
  upper: filter({}, (value) => display(value).toUpperCase()),

  /** `text | capitalize`: a capital first, the rest lower. */
  capitalize: filter({}, (value) => capitalized(display(value))),

  /** `text | title`: a capital at the start of every word; blanks, hyphens and opening brackets end one. */
  title: filter({}, (value) =>
    display(value)
      .split(/([-\s({[<]+)/)
      .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase())
      .join(''),
  ),

  /** `text | trim(chars)`: without white space, or those characters, at both ends. */
  trim: filter({ chars: null }, (value, { chars }) => strip(display(value), optionalText(chars, '`chars`'))),

  /** `text | center(width)`: in the middle of a field. */
  center: filter({ width: 80 }, (value, { width }) => call(display(value), 'center', [width])),

  /** `text | indent(width, first, blank)`: every line but the first further right; empty ones only when asked. */
  indent: filter({ width: 4, first: false, blank: false }, (value, { width, first, blank }) => {
    const blanks = typeof width === 'string' ? width : ' '.repeat(Math.max(0, integerArgument(width, '`width`')));
    const [head = '', ...rest] = splitLines(`${textOf(value, 'the value of `indent`')}\n`);
    const all = truthy(blank);
    const lines = [head, ...rest.map((line) => (line === '' && !all ? line : blanks + line))];
    return (truthy(first) ? blanks : '') + lines.join('\n');
  }),

  /** `text | replace(old, new, count)`: with one text in place of another. */
  replace: filter({ old: required, new: required, count: null }, (value, args) =>
    call(display(value), 'replace', [display(args.old), display(args.new), args.count ?? -1]),
  ),

  /** `text | split(separator, maxsplit)`: its parts; white space separates when no separator is given. */
  split: filter(
    { sep: null, maxsplit: -1 },
    (value, { sep, maxsplit }) => call(onlyText(value, 'split'), 'split', [sep, maxsplit]),
    { missing: 'error' },
  ),

  /** `'%s …' | format(values…)`: Python's `%`, with the values as arguments or as keywords. */
  format: variadicFilter((value, { args, kwargs }) => {
    if (args.length > 0 && kwargs.size > 0) throw failure('`format` takes values by position or by name, not both');
    return formatPercent(display(value), kwargs.size > 0 ? new Map(kwargs) : Tuple.from(args));
  }),

  /** `text | truncate(length, killwords, end, leeway)`: cut after a word, unless it is only a little too long. */
  truncate: filter({ length: 255, killwords: false, end: '...', leeway: 5 }, (value, args) => {
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
  }),

  /** `text | wordcount`: how many words it has. */
  wordcount: filter({}, (value) => display(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0),

  /** `text | wordwrap(width, break_long_words, wrapstring, break_on_hyphens)`: lines of at most that many characters. */
  wordwrap: filter({ width: 79, break_long_words: true, wrapstring: null, break_on_hyphens: true }, (value, args) => {
    const separator = args.wrapstring === null ? '\n' : display(args.wrapstring);
    const how = {
      width: integerArgument(args.width, '`width`'),
      breakLongWords: truthy(args.break_long_words),
      breakOnHyphens: truthy(args.break_on_hyphens),
    };
    return splitLines(textOf(value, 'the value of `wordwrap`'))
      .map((line) => wrapText(line, how).join(separator))
      .join(separator);
  }),

  /** `text | comment(style)`: the text as a comment of a file, by a style's marks or by marks of one's own. */
  comment: filter(
    {
      style: 'plain',
      newline: '\n',
      beginning: null,
      prefix: null,
      prefix_count: 1,
      decoration: null,
      postfix: null,
      postfix_count: 1,
      end: null,
    },
    (value, args) => {
      const style = commentStyles[textOf(args.style, '`style`')];
      if (style === undefined) throw failure(`\`style\` is one of \`${Object.keys(commentStyles).join('`, `')}\``);
      const decoration = args.decoration === null ? style.decoration : display(args.decoration);
      const newline = display(args.newline);
      const edge = decoration.trimEnd();
      const repeated = (text: string, count: number) => Array.from({ length: count }, () => text);
      const lines = [
        ...notEmpty(args.beginning === null ? style.beginning : display(args.beginning)),
        // An empty prefix makes no line, an empty postfix does: as in the reference.
        ...repeated(
          args.prefix === null ? edge : display(args.prefix),
          integerArgument(args.prefix_count, '`prefix_count`'),
        ).filter((line) => line !== '' || args.prefix === null),
        ...decorated(textOf(value, 'the value of `comment`'), decoration),
        ...repeated(
          args.postfix === null ? edge : display(args.postfix),
          integerArgument(args.postfix_count, '`postfix_count`'),
        ),
        ...notEmpty(args.end === null ? style.end : display(args.end)),
      ];
      return lines.join(newline);
    },
  ),

  /** `text | quote`: one word for a POSIX shell, as Python's `shlex.quote` writes it. */
  quote: filter({}, (value) => {
    const text = value === null ? '' : display(value);
    if (text === '') return "''";
    return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
  }),
} satisfies Readonly<Record<string, Filter>>;

/** Anything that has a length, and a short one, needs no cutting. */
function shortAsItIs(value: Value, length: Value): Value {
  const own = lengthOf(value);
  if (own !== undefined && own <= integerArgument(length, '`length`') + 5) return value;
  throw failure(`\`truncate\` cuts a text, and ${aTypeName(value)} was given`);
}

interface CommentStyle {
  readonly beginning: string;
  readonly decoration: string;
  readonly end: string;
}

const commentStyles: Readonly<Record<string, CommentStyle>> = {
  plain: { beginning: '', decoration: '# ', end: '' },
  erlang: { beginning: '', decoration: '% ', end: '' },
  c: { beginning: '', decoration: '// ', end: '' },
  cblock: { beginning: '/*', decoration: ' * ', end: ' */' },
  xml: { beginning: '<!--', decoration: ' - ', end: '-->' },
};

function notEmpty(text: string): string[] {
  return text === '' ? [] : [text];
}

/** Every line with the mark in front; an empty line among others keeps no blank at its end. */
function decorated(text: string, decoration: string): string[] {
  const lines = text.split('\n');
  return lines.map((line, index) =>
    line === '' && index < lines.length - 1 ? decoration.trimEnd() : decoration + line,
  );
}

/** What a method of a value gives, for filters that are a method under another name. */
function call(self: Value, name: string, args: Value[] = []): Value {
  const method = attribute(self, name);
  if (!isFunction(method)) throw failure(`${aTypeName(self)} has no method \`${name}\``);
  return method(args, new Map());
}
