import { TemplateSyntaxError } from '../template-error.ts';

const simple: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

const escapes = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|([\s\S]))/g;

/**
 * What a quoted literal stands for, by Python's escapes (https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences);
 * an escape that Python does not know keeps its backslash. `offset` is where the text between the quotes starts.
 */
export function unescapeString(body: string, offset: number): string {
  if (!body.includes('\\')) return body;
  return body.replace(escapes, (whole, octal, hex, short, long, other, at: number) => {
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    const digits = hex ?? short ?? long;
    if (digits === undefined) return simple[other] ?? whole;
    const wanted = hex !== undefined ? 2 : short !== undefined ? 4 : 8;
    const code = Number.parseInt(digits, 16);
    if (digits.length !== wanted || code > 0x10ffff) throw truncated(whole, offset + at);
    return String.fromCodePoint(code);
  });
}

/** What a quoted literal stands for where backslashes are plain: all of it, except that a quote can still be escaped. */
export function plainString(body: string, quote: string): string {
  return body.replace(/\\([\s\S])/g, (whole, escaped) => (escaped === quote ? quote : whole));
}

function truncated(escaped: string, start: number): TemplateSyntaxError {
  const message = `the escape \`${escaped}\` is cut short or names no character`;
  return new TemplateSyntaxError(message, { start, end: start + escaped.length });
}
