import type { Value } from '../template/value.ts';

/** What `key=value` text holds, or what is wrong with it. `rest` is a template that stands among the pairs, for a mapping of others. */
export type FreeForm =
  | { readonly args: Readonly<Record<string, string>>; readonly rest?: string }
  | { readonly problem: string; readonly help: string };

/** The arguments that may stand as `key=value` among the words of a command; every other `=` is the command's own. */
const commandOptions = new Set([
  'chdir',
  'creates',
  'executable',
  'removes',
  'stdin',
  'stdin_add_newline',
  'strip_empty_ends',
]);

/** The argument that holds a whole command; its text is left exactly as it is written. */
const commandText = 'cmd';

/** A text in quotes, as an alternative of a pattern. */
const quoted = String.raw`"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'`;

/** What may stand between braces: dicts in it, and dicts in those, to a depth that nobody writes. */
function between(depth: number): string {
  const inner = depth === 0 ? '' : String.raw`|\{${between(depth - 1)}\}`;
  return `(?:[^{}"']|${quoted}${inner})*`;
}

/** A template, as alternatives of a pattern: to the braces that close it or, where a quote is not closed, to the next ones. */
const template = String.raw`\{\{${between(5)}\}\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}`;

const startsWithTemplate = new RegExp(`^(?:${template})`);

/** `key=value`; the key may have templates in it, as `set_fact: {{ name }}=x` has. */
const pair = new RegExp(String.raw`^((?:[A-Za-z_]|${template})(?:[\w.-]|${template})*)=([\s\S]*)$`);

/** Blanks divide words where they stand outside of quotes and templates. */
const word = new RegExp(String.raw`(?:${template}|${quoted}|\\[\s\S]|[^\s"'\\]|["'\\]\S*)+`, 'g');

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a task's arguments from text: `key=value` words with quotes, templates unbroken by the blanks in them. What is no such word
 * goes, as it is written, into the argument named `freeForm` when the module has one.
 */
export function parseFreeForm(text: string, freeForm?: string): FreeForm {
  const isOption = freeForm === commandText ? (key: string) => commandOptions.has(key) : () => true;
  const args: Record<string, string> = {};
  const rest: Token[] = [];
  for (const token of tokens(text)) {
    const pair = pairOf(token.text);
    if (pair !== undefined && isOption(pair[0])) args[pair[0]] = pair[1];
    else rest.push(token);
  }
  const [stray] = rest;
  if (stray === undefined) return { args };
  if (freeForm === undefined) {
    const whole = joined(text, rest).trim();
    if (startsWithTemplate.test(whole)) return { args, rest: whole };
    return {
      problem: `\`${stray.text}\` is no \`key=value\``,
      help: 'write the arguments as a mapping, or each as `key=value`',
    };
  }
  const written = Object.keys(args).length === 0 ? text : joined(text, rest);
  const whole = freeForm === commandText ? written : written.trim();
  return { args: { ...args, [freeForm]: whole.replaceAll('\\=', '=') } };
}

/** The pairs of a `key=value` text, in order; `undefined` when something in it is none. */
export function splitPairs(text: string): Map<Value, Value> | undefined {
  const pairs = tokens(text).map((token) => pairOf(token.text));
  return pairs.includes(undefined) ? undefined : new Map(pairs as [string, string][]);
}

/** The tokens with the blanks that stand around them in the text; where an option was taken out, one blank. */
function joined(text: string, parts: readonly Token[]): string {
  let result = '';
  let last: Token | undefined;
  for (const part of parts) {
    const between = last === undefined ? '' : text.slice(last.end, part.start);
    result += (/^\s*$/.test(between) ? between : ' ') + part.text;
    last = part;
  }
  const after = text.slice(last?.end ?? 0);
  return /^\s*$/.test(after) ? result + after : result;
}

function pairOf(token: string): [string, string] | undefined {
  const match = pair.exec(token);
  return match === null ? undefined : [match[1] ?? '', unquote(decodeEscapes(match[2] ?? ''))];
}

function unquote(value: string): string {
  const match = /^(["'])([\s\S]*)\1$/.exec(value);
  return match?.[2] ?? value;
}

const named: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** Python's escapes, which Ansible decodes in `key=value` text. */
function decodeEscapes(text: string): string {
  return text.replace(
    /\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\\'"abfnrtv]))/g,
    (whole, long, short, byte, octal, letter) => {
      if (letter !== undefined) return named[letter] ?? whole;
      const code = octal === undefined ? Number.parseInt(long ?? short ?? byte, 16) : Number.parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function tokens(text: string): Token[] {
  return [...text.matchAll(word)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The quote in a text that no other closes, as Ansible counts them: one behind a backslash is none, one in a comment is. */
export function openQuote(text: string): string | undefined {
  let open: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if ((character !== '"' && character !== "'") || text[index - 1] === '\\') continue;
    if (open === undefined) open = character;
    else if (open === character) open = undefined;
  }
  return open;
}
