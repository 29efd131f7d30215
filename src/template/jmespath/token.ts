import { parseJson } from '../json/parse.ts';
import { failure } from '../refuse.ts';
import type { TemplateError } from '../template-error.ts';
import type { Value } from '../value.ts';

/** What a piece of a query is. Operators are a type of their own each, by their text. */
export interface QueryToken {
  readonly type: 'name' | 'quoted' | 'literal' | 'number' | 'end' | (string & {});
  readonly value: Value;
  readonly at: number;
}

const operators = [
  '[?',
  '[]',
  '||',
  '&&',
  '==',
  '!=',
  '<=',
  '>=',
  '.',
  '*',
  '@',
  '&',
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '|',
  '<',
  '>',
  '!',
];
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /-?\d+/y;
const quoted = /"(?:[^"\\]|\\.)*"/sy;
const raw = /'((?:[^'\\]|\\.)*)'/sy;
const literal = /`((?:[^`\\]|\\.)*)`/sy;
const blank = /[ \t\n\r]+/y;

/** Cuts a JMESPath query into tokens (https://jmespath.org/specification.html#grammar). */
export function tokenizeQuery(query: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(query);
    if (match === null) return undefined;
    at = pattern.lastIndex;
    return match;
  };
  while (at < query.length) {
    if (take(blank) !== undefined) continue;
    const start = at;
    const token = nextToken(take) ?? operatorAt(query, at);
    if (token === undefined) throw badQuery(query, at, `\`${query[at]}\` means nothing`);
    tokens.push({ ...token, at: start });
    if (at === start) at += String(token.type).length;
  }
  return [...tokens, { type: 'end', value: null, at: query.length }];
}

type Take = (pattern: RegExp) => RegExpExecArray | undefined;

function nextToken(take: Take): Omit<QueryToken, 'at'> | undefined {
  const word = take(name)?.[0];
  if (word !== undefined) return { type: 'name', value: word };
  const digits = take(number)?.[0];
  if (digits !== undefined) return { type: 'number', value: Number(digits) };
  const text = take(quoted)?.[0];
  if (text !== undefined) return { type: 'quoted', value: parseJson(text) };
  const rawText = take(raw)?.[1];
  if (rawText !== undefined) return { type: 'literal', value: rawText.replaceAll("\\'", "'") };
  const json = take(literal)?.[1];
  return json === undefined ? undefined : { type: 'literal', value: literalValue(json.replaceAll('\\`', '`')) };
}

/** JSON between backticks; a bare word there is a text, as older queries have it. */
function literalValue(written: string): Value {
  const text = written.trimStart();
  const isJson = /^(?:["[{]|-?\d|true$|false$|null$)/.test(text);
  return isJson ? parseJson(text) : text;
}

function operatorAt(query: string, at: number): Omit<QueryToken, 'at'> | undefined {
  const operator = operators.find((candidate) => query.startsWith(candidate, at));
  return operator === undefined ? undefined : { type: operator, value: operator };
}

/** The error of a text that is not a query. */
export function badQuery(query: string, at: number, message: string): TemplateError {
  return failure(`\`${query}\` is not a JMESPath query: ${message}, at character ${at + 1}`);
}
