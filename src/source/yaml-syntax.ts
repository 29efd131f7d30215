import { type Document, isScalar, Scalar, visit, type YAMLError } from 'yaml';
import type { Diagnostic } from './diagnostic.ts';
import type { YamlText } from './yaml-text.ts';

/** Reports the first thing that makes a document unreadable; what the library finds after it is mostly a consequence. */
export function reportSyntax(document: Document.Parsed, source: YamlText): void {
  const first = document.errors.reduce((earliest, error) => (error.pos[0] < earliest.pos[0] ? error : earliest));
  const template = unquotedTemplate(first, source);
  if (template !== undefined) {
    reportUnquotedTemplate(template, source);
    return;
  }
  const { code = 'yaml-syntax', message, at = first.pos[0], ...rest } = explain(first, document, source);
  source.diagnostics.error(code, message, { span: visibleSpan(at, source), ...rest });
}

/** Reports a value that begins with an unquoted `{{`, which YAML reads as a mapping within a mapping. */
export function reportUnquotedTemplate(start: number, { file, text, diagnostics }: YamlText): void {
  const value = restOfValue(text, start);
  const quote = value.includes('"') ? "'" : '"';
  diagnostics.error('yaml-syntax', 'a value that begins with `{{` must be quoted', {
    span: { file, start, end: start + value.length },
    help: `quote the whole value: \`${quote}${value}${quote}\``,
  });
}

interface Explanation extends Pick<Diagnostic, 'message' | 'label' | 'help'> {
  readonly code?: string;
  readonly at?: number;
}

function explain(error: YAMLError, document: Document.Parsed, { text }: YamlText): Explanation {
  const at = error.pos[0];
  const quoted = quotedBefore(document, at);
  const unclosed = quoted !== undefined && (error.code === 'MISSING_CHAR' || text.slice(...quoted).includes('\n'));
  if (unclosed) return unclosedQuote(text, quoted[0]);
  if (quoted !== undefined && error.code === 'UNEXPECTED_TOKEN') return afterQuote(text, quoted);
  if (error.code === 'BAD_SCALAR_START') return reserved(text[at] ?? '');
  if (error.code === 'MULTILINE_IMPLICIT_KEY') return missingColon(text, at);
  return explanations.get(error.code) ?? { message: `the YAML cannot be read here: ${lowerFirst(error.message)}` };
}

const explanations = new Map<string, Explanation>([
  [
    'TAB_AS_INDENT',
    { code: 'yaml-tab', message: 'a tab is used for indentation', label: 'a tab', help: 'indent with spaces' },
  ],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    {
      message: 'a second `: ` on one line makes this a mapping where a value is wanted',
      help: 'quote the value, if the colon belongs to it: `key: "this: that"`',
    },
  ],
  [
    'BAD_INDENT',
    {
      message: 'this line does not line up with the ones above it',
      help: 'indent it like its neighbours, or close the bracket above',
    },
  ],
  [
    'UNEXPECTED_TOKEN',
    {
      message: 'this cannot follow what stands before it',
      help: 'check the indentation, the quotes and the colons just before',
    },
  ],
  [
    'MISSING_CHAR',
    { message: 'something is missing before this place', help: 'close the bracket, or put `: ` after the key' },
  ],
  [
    'BAD_DQ_ESCAPE',
    {
      message: 'unknown escape in a double-quoted text',
      help: "write `\\\\` for a backslash, or use single quotes '...'",
    },
  ],
  ['MULTIPLE_ANCHORS', { message: 'a value has two anchors', help: 'keep one of them' }],
  ['MULTIPLE_TAGS', { message: 'a value has two tags', help: 'keep one of them' }],
  [
    'BLOCK_IN_FLOW',
    { message: 'a block cannot stand inside brackets', help: 'write the value on one line, or without brackets' },
  ],
]);

function unclosedQuote(text: string, at: number): Explanation {
  return {
    message: `the quote \`${text[at]}\` is not closed where it should be`,
    label: 'opened here',
    help: 'close it at the end of the value',
    at,
  };
}

function afterQuote(text: string, [start, end]: readonly [number, number]): Explanation {
  const quote = text[start]!;
  const whole = `${text.slice(start, end - 1)}${restOfValue(text, end)}${quote}`;
  return {
    message: 'text follows the quote that closes the value',
    help: whole.length <= 60 ? `quote the whole value: \`${whole}\`` : 'quote the whole value',
  };
}

function reserved(character: string): Explanation {
  return {
    message: `a value cannot begin with \`${character}\``,
    help: `quote the whole value: \`"${character}..."\``,
  };
}

function missingColon(text: string, at: number): Explanation {
  const line = restOfValue(text, at);
  const glued = /^([\w.-]+):(\S.*)$/.exec(line);
  if (glued === null)
    return {
      message: 'this line is neither `key: value` nor the end of the value above',
      help: 'put `: ` after the key',
    };
  return { message: 'a space is missing after the colon', help: `write \`${glued[1]}: ${glued[2]}\`` };
}

/** The quoted scalar that ends last before `at` with nothing but space between, as offsets. */
function quotedBefore(document: Document.Parsed, at: number): readonly [number, number] | undefined {
  let found: readonly [number, number] | undefined;
  visit(document, {
    Scalar(_key, node) {
      const quoted = isScalar(node) && (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE);
      const range = node.range;
      if (quoted && range && range[1] <= at && at <= range[2] + 1) found = [range[0], range[1]];
    },
  });
  return found;
}

/** Where an unquoted `{{` begins a value on the line of the error or is what the error points at. */
function unquotedTemplate(error: YAMLError, { text }: YamlText): number | undefined {
  const at = Math.min(error.pos[0], text.length);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const match = /^(?:[^'"#]*?(?::|-)[ \t]+|[ \t]*)(?=\{\{)/.exec(text.slice(lineStart, at + 2));
  return match === null ? undefined : lineStart + match[0].length;
}

function restOfValue(text: string, start: number): string {
  return /^[^\r\n]*?(?=[ \t]*(?:[\r\n]|$|[ \t]#))/.exec(text.slice(start, start + 500))?.[0] ?? '';
}

function visibleSpan(at: number, { file, text }: YamlText) {
  let start = Math.min(at, text.length);
  // An error at the end of the text is shown at its last character that people can see.
  while (start > 0 && start === text.trimEnd().length && /\s/.test(text.slice(start, start + 1) || ' ')) start -= 1;
  start = Math.min(start, Math.max(0, text.trimEnd().length - 1));
  return { file, start, end: Math.min(start + 1, text.length) };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
