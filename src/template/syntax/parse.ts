import type { Place } from '../template-error.ts';
import type { Expression, PluginUse, TemplateNode } from './ast.ts';
import type { LexerOptions } from './delimiters.ts';
import { ExpressionLexer } from './expression-lexer.ts';
import { ExpressionParser } from './expression-parser.ts';
import { tokenize } from './lexer.ts';
import { leftOver, TemplateParser } from './template-parser.ts';
import type { Token } from './token.ts';
import { TokenStream } from './token-stream.ts';

/** Parses a template whose line breaks are `\n`. Throws {@link TemplateSyntaxError} for any text that is not one. */
export function parseTemplate(text: string, options: LexerOptions): TemplateNode {
  const parser = new TemplateParser(new TokenStream(tokenize(text, options)));
  return { body: parser.template(), uses: parser.uses };
}

/** An expression with what it uses. */
export interface ParsedExpression {
  readonly expression: Expression;
  readonly uses: readonly PluginUse[];
  readonly hasCalls: boolean;
}

/** Parses a text that is one expression without braces. Throws {@link TemplateSyntaxError}. */
export function parseExpression(text: string, { plainBackslashes = false } = {}): ParsedExpression {
  const tokens: Token[] = [];
  new ExpressionLexer(text, 0, { closing: '', plainBackslashes }, (token) => tokens.push(token)).run('');
  tokens.push({ type: 'end', text: '', value: null, start: text.length, end: text.length });
  const stream = new TokenStream(tokens);
  const parser = new ExpressionParser(stream);
  const expression = parser.expressionOrTuple();
  if (!stream.is('end')) throw leftOver(stream.current);
  return { expression, uses: parser.uses, hasCalls: parser.hasCalls };
}

/** Line breaks as the lexer wants them; the length changes only for a text that was written with carriage returns. */
export function normalizeNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** A place in a text with normalized line breaks, as a place in the text as it was written. */
export function writtenPlace(text: string, { start, end }: Place): Place {
  return { start: writtenOffset(text, start), end: writtenOffset(text, end) };
}

function writtenOffset(text: string, offset: number): number {
  let written = offset;
  for (let at = text.indexOf('\r\n'); at !== -1 && at < written; at = text.indexOf('\r\n', at + 2)) written += 1;
  return written;
}
