import { globToRegExp } from '../std/glob.ts';
import { isPadded } from '../std/number-range.ts';
import { PythonRegex } from '../template/python/regex.ts';
import { TemplateError } from '../template/template-error.ts';
import { isAddress, splitPort } from './address.ts';
import { expandRanges } from './ranges.ts';
import { unfold } from './unfold.ts';

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
  /**
   * The names of hosts that its brackets stand for. With a subscript as well it has two readings. `spare` ones only count where nothing
   * has the name before the brackets: `web[1:3]` is a subscript of `web`, as Ansible documents it.
   */
  readonly names?: { readonly hosts: readonly string[]; readonly spare: boolean };
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
 * A text that is one address (`2001:db8::1`, `web[1:3]`) is one part, unless it has a comma outside of brackets.
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
  const byCommas = findParts(text, /(?:[^,[\]]|\[[^\]]*\]|[[\]])+/g);
  if (byCommas.length > 1 || /,\s*$/.test(text)) return byCommas;
  const withoutSets = text.trim().replace(/\[[0-9,-]+\]/g, '0');
  if (isAddress(splitPort(withoutSets).name)) return findParts(text, /[\s\S]+/g);
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
  return { mode, name, ...readBrackets(name), start, end };
}

/** What a part's text means, apart from its mode: a name, a glob, names of hosts in a row, hosts by their index, or two of these. */
function readBrackets(name: string): Pick<PatternTerm, 'text' | 'matches' | 'matchesHosts' | 'subscript' | 'names'> {
  const set = unfold(name);
  if (set !== undefined && isNoIndex(name)) {
    // Sets of single digits are globs, too, which need not find a host for each.
    const glob = /\[[^\]]*\d\d/.test(name) ? {} : { matches: globMatcher(name) };
    return { text: name, ...glob, matchesHosts: true, names: { hosts: set, spare: false } };
  }
  const { text, ...subscript } = splitSubscript(name);
  const glob = /[?*[]/.test(text) ? { matches: globMatcher(text) } : {};
  const names = set === undefined ? inventoryRange(name) : { hosts: set, spare: false };
  return { text, ...glob, matchesHosts: /[.?*[]/.test(text), ...subscript, ...(names && { names }) };
}

/** Whether a set cannot be a subscript: it has a comma or something behind it, or its numbers are padded with zeros. */
function isNoIndex(name: string): boolean {
  const [, first = '', last = ''] = /\[(\d+)-(\d+)\]$/.exec(name) ?? [];
  return first === '' || isPadded(first) || isPadded(last);
}

/** `web[01:03]` or `web[03]`: names as an inventory writes them, for somebody who did not think of an index. */
function inventoryRange(name: string): PatternTerm['names'] {
  const [, head, first = '', last = first] = /^([^[\]*?]+)\[(\d+)(?::(\d+))?\]$/.exec(name) ?? [];
  if (head === undefined) return undefined;
  const hosts = expandRanges(`${head}[${first}:${last}]`);
  return 'problem' in hosts ? undefined : { hosts, spare: !isPadded(first) };
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
