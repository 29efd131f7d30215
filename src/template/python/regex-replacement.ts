import { failure } from '../refuse.ts';

/** The parts of a match that a replacement can refer to. */
interface Expandable {
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
}

/** Makes the text that a match is replaced by. */
export type ExpandTemplate = (match: Expandable) => string;

const parts = /\\(?:g<([^>]*)>|(0[0-7]{0,2}|[0-3][0-7]{2})|([1-9]\d?)|([\s\S])|$)/g;
const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/**
 * Reads a replacement of Python's `re.sub`: `\1`, `\g<1>`, `\g<name>`, octal and control escapes. `groupNumber` knows the groups of the
 * pattern; a reference to any other is an error.
 */
export function parseReplacement(template: string, groupNumber: (name: string) => number | undefined): ExpandTemplate {
  if (!template.includes('\\')) return () => template;
  const pieces: (string | number)[] = [];
  let at = 0;
  for (const match of template.matchAll(parts)) {
    pieces.push(template.slice(at, match.index), readPart(match, groupNumber));
    at = match.index + match[0].length;
  }
  pieces.push(template.slice(at));
  return ({ text, groups }) => pieces.map((piece) => expandPiece(piece, text, groups)).join('');
}

function readPart(match: RegExpExecArray, groupNumber: (name: string) => number | undefined): string | number {
  const [whole, name, octal, digits, other = ''] = match;
  if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
  const reference = name ?? digits;
  if (reference !== undefined) {
    const number = groupNumber(reference);
    if (number === undefined)
      throw failure(`the pattern has no group \`${reference}\` for the replacement to refer to`);
    return number;
  }
  if (whole === '\\') throw failure('a replacement ends in the middle of an escape', 'write `\\\\` for a backslash');
  if (Object.hasOwn(controls, other)) return controls[other]!;
  if (/[a-zA-Z]/.test(other))
    throw failure(`\`${whole}\` in a replacement is not an escape that there is`, 'write `\\\\` for a backslash');
  return whole;
}

function expandPiece(piece: string | number, text: string, groups: readonly (string | undefined)[]): string {
  if (typeof piece === 'string') return piece;
  return piece === 0 ? text : (groups[piece - 1] ?? '');
}
