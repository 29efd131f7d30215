import { type Pattern, type PatternProblem, type PatternTerm, parsePattern, parseTerm } from './pattern.ts';

/**
 * Reads `--limit`: a host pattern of which a part may be `@file`, a file with one part a line (empty lines and `#` comments are
 * passed over) that `read` reads.
 */
export function readLimit(text: string, read: (file: string) => string): Pattern {
  const { terms, problems } = parsePattern(text);
  const parts: (PatternTerm | PatternProblem)[] = [...problems];
  for (const term of terms) {
    if (term.name.startsWith('@')) parts.push(...linesOf(read(term.name.slice(1))));
    else parts.push(term);
  }
  return {
    text,
    terms: parts.filter((part): part is PatternTerm => !('problem' in part)),
    problems: parts.filter((part): part is PatternProblem => 'problem' in part),
  };
}

function linesOf(text: string): (PatternTerm | PatternProblem)[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => parseTerm(line));
}
