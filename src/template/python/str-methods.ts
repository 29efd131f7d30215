import { dictGet } from '../dict-get.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { isDict, isList, Tuple, type Value } from '../value.ts';
import { Bytes } from './bytes.ts';
import { integerArgument, optionalText, textOf } from './coerce.ts';
import { iterate, textLength } from './iterate.ts';
import { type Method, type Methods, method, variadic } from './method.ts';
import { slice } from './slice.ts';
import { type FieldAccess, formatString } from './str-format.ts';
import { capitalized, isTitled, swapped, titled } from './text-case.ts';
import { split, splitLines, splitRight, strip } from './text-split.ts';

type TextMethod = Method<string>;

const simple = (apply: (text: string) => Value): TextMethod => method({}, (self: string) => apply(self));

function stripping(side: 'both' | 'left' | 'right'): TextMethod {
  return method({ chars: null }, (self: string, { chars }) => strip(self, optionalText(chars, '`chars`'), side));
}

function splitting(apply: typeof split): TextMethod {
  return method({ sep: null, maxsplit: -1 }, (self: string, { sep, maxsplit }) =>
    apply(self, optionalText(sep, '`sep`'), integerArgument(maxsplit, '`maxsplit`')),
  );
}

function part(self: string, start: Value, end: Value): string {
  return String(slice(self, { lower: start, upper: end, step: null }));
}

/** `find` and its kin: where `sub` is within the bounds, counted from the start of the whole text, or -1. */
function searching(last: boolean, orFail: boolean): TextMethod {
  return method({ sub: required, start: null, end: null }, (self: string, { sub, start, end }) => {
    const wanted = textOf(sub, '`sub`');
    const within = part(self, start, end);
    const at = last ? within.lastIndexOf(wanted) : within.indexOf(wanted);
    if (at === -1 && orFail) throw failure(`\`${wanted}\` is not in the text`);
    if (at === -1) return -1;
    const before = textLength(part(self, null, start ?? 0));
    return before + textLength(within.slice(0, at));
  });
}

function affix(test: (text: string, affix: string) => boolean): TextMethod {
  return method({ affix: required, start: null, end: null }, (self: string, { affix: wanted, start, end }) => {
    const candidates = isList(wanted) ? [...wanted] : [wanted];
    return candidates.some((candidate) => test(part(self, start, end), textOf(candidate, 'what to look for')));
  });
}

function justified(left: (missing: number, width: number) => number): TextMethod {
  return method({ width: required, fillchar: ' ' }, (self: string, { width, fillchar }) => {
    const fill = textOf(fillchar, '`fillchar`');
    const wanted = integerArgument(width, '`width`');
    const missing = Math.max(0, wanted - textLength(self));
    const before = left(missing, wanted);
    return fill.repeat(before) + self + fill.repeat(missing - before);
  });
}

function matching(pattern: RegExp): TextMethod {
  return simple((text) => pattern.test(text));
}

function partitioned(self: string, sep: Value, last: boolean): Value {
  const separator = textOf(sep, '`sep`');
  if (separator === '') throw failure('an empty separator splits nothing');
  const at = last ? self.lastIndexOf(separator) : self.indexOf(separator);
  if (at === -1) return last ? Tuple.of('', '', self) : Tuple.of(self, '', '');
  return Tuple.of(self.slice(0, at), separator, self.slice(at + separator.length));
}

function replaced(self: string, from: string, to: string, most: number): string {
  if (most < 0) return self.replaceAll(from, () => to);
  let count = 0;
  return self.replaceAll(from, () => (count++ < most ? to : from));
}

function translated(self: string, table: Value): string {
  if (!isDict(table)) throw failure('`translate` wants a dict');
  const change = (character: string) => {
    const to = dictGet(table, character.codePointAt(0) ?? 0);
    if (to === undefined) return character;
    return to === null ? '' : typeof to === 'number' ? String.fromCodePoint(to) : textOf(to, 'a translation');
  };
  return [...self].map(change).join('');
}

function counted(self: string, sub: string): number {
  return sub === '' ? textLength(self) + 1 : self.split(sub).length - 1;
}

function expanded(self: string, size: number): string {
  let column = 0;
  let result = '';
  for (const character of self) {
    const text = character === '\t' ? ' '.repeat(size > 0 ? size - (column % size) : 0) : character;
    result += text;
    column = character === '\n' || character === '\r' ? 0 : column + text.length;
  }
  return result;
}

function zeroFilled(self: string, width: number): string {
  const [, sign = '', digits = ''] = /^([+-]?)([\s\S]*)$/.exec(self) ?? [];
  return sign + '0'.repeat(Math.max(0, width - textLength(self))) + digits;
}

/** https://docs.python.org/3/library/stdtypes.html#string-methods */
const methods: readonly (readonly [string, TextMethod])[] = [
  ['capitalize', simple(capitalized)],
  ['casefold', simple((text) => text.replaceAll('ß', 'ss').toLowerCase())],
  ['center', justified((missing, width) => Math.floor(missing / 2) + (missing & width & 1))],
  [
    'count',
    method({ sub: required, start: null, end: null }, (self: string, { sub, start, end }) =>
      counted(part(self, start, end), textOf(sub, '`sub`')),
    ),
  ],
  [
    'encode',
    method({ encoding: 'utf-8', errors: 'strict' }, (self: string, { encoding }) =>
      Bytes.encode(self, textOf(encoding, '`encoding`')),
    ),
  ],
  ['endswith', affix((text, wanted) => text.endsWith(wanted))],
  [
    'expandtabs',
    method({ tabsize: 8 }, (self: string, { tabsize }) => expanded(self, integerArgument(tabsize, '`tabsize`'))),
  ],
  ['find', searching(false, false)],
  ['index', searching(false, true)],
  ['isalnum', matching(/^[\p{L}\p{N}]+$/u)],
  ['isalpha', matching(/^\p{L}+$/u)],
  ['isascii', matching(/^[\0-\x7f]*$/)],
  ['isdecimal', matching(/^\p{Nd}+$/u)],
  ['isdigit', matching(/^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u)],
  ['isidentifier', matching(/^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u)],
  ['islower', simple((text) => /\p{Ll}/u.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text))],
  ['isnumeric', matching(/^\p{N}+$/u)],
  ['isprintable', simple((text) => !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(text))],
  ['isspace', matching(/^[\s\x85]+$/)],
  ['istitle', simple(isTitled)],
  ['isupper', simple((text) => /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text))],
  [
    'join',
    method({ iterable: required }, (self: string, { iterable }) =>
      [...iterate(iterable)].map((item) => textOf(item, 'an item to join')).join(self),
    ),
  ],
  ['ljust', justified(() => 0)],
  ['lower', simple((text) => text.toLowerCase())],
  ['lstrip', stripping('left')],
  ['partition', method({ sep: required }, (self: string, { sep }) => partitioned(self, sep, false))],
  [
    'removeprefix',
    method({ prefix: required }, (self: string, { prefix }) => {
      const text = textOf(prefix, '`prefix`');
      return self.startsWith(text) ? self.slice(text.length) : self;
    }),
  ],
  [
    'removesuffix',
    method({ suffix: required }, (self: string, { suffix }) => {
      const text = textOf(suffix, '`suffix`');
      return text !== '' && self.endsWith(text) ? self.slice(0, -text.length) : self;
    }),
  ],
  [
    'replace',
    method({ old: required, new: required, count: -1 }, (self: string, { old, new: to, count }) =>
      replaced(self, textOf(old, '`old`'), textOf(to, '`new`'), integerArgument(count, '`count`')),
    ),
  ],
  ['rfind', searching(true, false)],
  ['rindex', searching(true, true)],
  ['rjust', justified((missing) => missing)],
  ['rpartition', method({ sep: required }, (self: string, { sep }) => partitioned(self, sep, true))],
  ['rsplit', splitting(splitRight)],
  ['rstrip', stripping('right')],
  ['split', splitting(split)],
  ['splitlines', method({ keepends: false }, (self: string, { keepends }) => splitLines(self, truthy(keepends)))],
  ['startswith', affix((text, wanted) => text.startsWith(wanted))],
  ['strip', stripping('both')],
  ['swapcase', simple(swapped)],
  ['title', simple(titled)],
  ['translate', method({ table: required }, (self: string, { table }) => translated(self, table))],
  ['upper', simple((text) => text.toUpperCase())],
  [
    'zfill',
    method({ width: required }, (self: string, { width }) => zeroFilled(self, integerArgument(width, '`width`'))),
  ],
];

/** The methods of `str`; `access` is how `format` reaches into what it is given. */
export function strMethods(access: FieldAccess): Methods<string> {
  return new Map([
    ...methods,
    ['format', variadic((self: string, args, kwargs) => formatString(self, args, kwargs, access))],
    [
      'format_map',
      method({ mapping: required }, (self: string, { mapping }) => formatString(self, [], byName(mapping), access)),
    ],
  ]);
}

function byName(mapping: Value): Map<string, Value> {
  if (!isDict(mapping)) throw failure('`format_map` wants a dict');
  return new Map([...mapping].map(([key, value]) => [display(key), value]));
}
