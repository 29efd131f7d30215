import { globToRegExp } from '../std/glob.ts';
import { PythonRegex } from '../template/python/regex.ts';
import { TemplateError } from '../template/template-error.ts';
import { isAddress, splitPort } from './address.ts';

/** `[2]`, `[-1]`, `[1:3]` or `[1:]` after a pattern: which of the hosts it finds. `last` is included; without it, to the end. */
export type Subscript = { readonly index: number } | { readonly first: number; readonly last?: number };

/** One part of a host pattern. */
export interface PatternTerm {
  /** `add` hosts, `keep` only these (`&`), or `remove` these (`!`). */
  readonly mode: 'add' | 'keep' | 'remove';
  /** The part without its `&` or `!`, and without its subscript. */
  readonly text: string;
  /** The part without its `&` or `!`, to be found among the hosts before it is taken for a pattern. */
  readonly name: string;
  /** What a group's or host's name must match; `undefined` when it must be `text` itself. */
  readonly matches?: (name: string) => boolean;
  /** Whether hosts are matched by name even if a group was found: so for a regular expression and a glob. */
  readonly matchesHosts: boolean;
  readonly subscript?: Subscript;
  /** Where the part stands in the pattern's text: UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A part of a pattern that has no meaning. */
export interface PatternProblem {
  readonly problem: string;
  readonly start: number;
  readonly end: number;
}

/** A host pattern that was read, and its text. */
export interface Pattern {
  readonly text: string;
  readonly terms: readonly PatternTerm[];
  readonly problems: readonly PatternProblem[];
}

/**
 * Reads a host pattern: parts joined with `,` or `:`, each a name, a glob, `~regex`, `&part` or `!part`, with an optional subscript.
 * A text that is one address (`2001:db8::1`, `web[1:3]`) is one part, unless it has a comma.
 */
export function parsePattern(text: string): Pattern {
  const terms: PatternTerm[] = [];
  const problems: PatternProblem[] = [];
  for (const part of splitPattern(text)) {
    const term = parseTerm(part.text, part.start);
    if ('problem' in term) problems.push(term);
    else terms.push(term);
  }
  return { text, terms, problems };
}

interface Part {
  readonly text: string;
  readonly start: number;
}

function splitPattern(text: string): Part[] {
  if (text.includes(',')) return findParts(text, /[^,]+/g);
  if (isAddress(splitPort(text.trim()).name)) return findParts(text, /[\s\S]+/g);
  return findParts(text, /(?:[^\s:[\]]|\[[^\]]*\])+/g);
}

function findParts(text: string, part: RegExp): Part[] {
  return [...text.matchAll(part)]
    .map(({ 0: found, index }) => ({ text: found.trim(), start: index + found.length - found.trimStart().length }))
    .filter((found) => found.text !== '');
}

/** Reads one part; `name` in a limit file's line may hold anything, so this is also called for such a line as a whole. */
export function parseTerm(text: string, start = 0): PatternTerm | PatternProblem {
  const end = start + text.length;
  const mode = modes.get(text.charAt(0)) ?? 'add';
  const name = mode === 'add' ? text : text.slice(1);
  if (name === '') return { problem: `nothing follows \`${text}\``, start, end };
  if (name.startsWith('~')) {
    const matches = regExp(name.slice(1));
    if (typeof matches === 'function') return { mode, text: name, name, matches, matchesHosts: true, start, end };
    return { problem: `\`${name}\` is no regular expression: ${matches}`, start, end };
  }
  const { text: body, ...subscript } = splitSubscript(name);
  const matchesHosts = /[.?*[]/.test(body);
  const glob = /[?*[]/.test(body) ? { matches: globMatcher(body) } : {};
  return { mode, text: body, name, ...glob, matchesHosts, ...subscript, start, end };
}

const modes = new Map<string, PatternTerm['mode']>([
  ['&', 'keep'],
  ['!', 'remove'],
]);

function splitSubscript(name: string): { text: string; subscript?: Subscript } {
  const match = /^(?<text>.+)\[(?:(?<index>-?[0-9]+)|(?<first>[0-9]+)[:-](?<last>[0-9]*))\]$/.exec(name)?.groups;
  if (match?.text === undefined) return { text: name };
  if (match.index !== undefined) return { text: match.text, subscript: { index: Number(match.index) } };
  const last = match.last ? { last: Number(match.last) } : {};
  return { text: match.text, subscript: { first: Number(match.first), ...last } };
}

function globMatcher(glob: string): (name: string) => boolean {
  const pattern = globToRegExp(glob);
  return (name) => pattern.test(name);
}

/** What a regular expression in Python's spelling matches, anchored at the start only; or what is wrong with it. */
function regExp(source: string): ((name: string) => boolean) | string {
  try {
    const pattern = PythonRegex.compile(source);
    return (name) => pattern.match(name) !== undefined;
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
}
