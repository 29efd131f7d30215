import type { Sources } from '../source/sources.ts';
import { type Pattern, type PatternProblem, type PatternTerm, parsePattern, parseTerm } from './pattern.ts';

/**
 * Reads `--limit`: a host pattern of which a part may be `@file`, a file with one part a line (empty lines and `#` comments are
 * passed over). Throws WrongInput when such a file cannot be read.
 */
export function readLimit(text: string, sources: Sources): Pattern {
  const { terms, problems } = parsePattern(text);
  const read: (PatternTerm | PatternProblem)[] = [...problems];
  for (const term of terms) {
    if (term.name.startsWith('@')) read.push(...linesOf(sources.read(term.name.slice(1))));
    else read.push(term);
  }
  return {
    text,
    terms: read.filter((part): part is PatternTerm => !('problem' in part)),
    problems: read.filter((part): part is PatternProblem => 'problem' in part),
  };
}

function linesOf(text: string): (PatternTerm | PatternProblem)[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => parseTerm(line));
}
