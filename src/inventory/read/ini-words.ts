/** A word of a line: its text without quotes and escapes, and where it stands in the line. */
export interface IniWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A quote of a line that is not closed, by its offset. */
export interface UnclosedQuote {
  readonly unclosedAt: number;
}

/**
 * Splits a host line into words as a POSIX shell does: quotes hold words together, a backslash takes the next character as it is, and
 * `#` begins a comment, even within a word. ` ;` begins one too.
 */
export function splitWords(line: string): readonly IniWord[] | UnclosedQuote {
  const words: IniWord[] = [];
  for (let at = skipSpace(line, 0); at < line.length; at = skipSpace(line, at)) {
    if (line[at] === '#' || line[at] === ';') break;
    const word = readWord(line, at);
    if ('unclosedAt' in word) return word;
    words.push(word);
    at = word.end;
  }
  return words;
}

function skipSpace(line: string, from: number): number {
  let at = from;
  while (at < line.length && /\s/.test(line[at]!)) at += 1;
  return at;
}

function readWord(line: string, start: number): IniWord | UnclosedQuote {
  let text = '';
  let at = start;
  while (at < line.length && !/[\s#]/.test(line[at]!)) {
    const piece = readPiece(line, at);
    if (piece === undefined) return { unclosedAt: at };
    text += piece.text;
    at = piece.end;
  }
  return { text, start, end: at };
}

/** One character, an escaped one, or a quoted stretch; `undefined` when its end is missing. */
function readPiece(line: string, at: number): { text: string; end: number } | undefined {
  switch (line[at]) {
    case "'": {
      const close = line.indexOf("'", at + 1);
      return close === -1 ? undefined : { text: line.slice(at + 1, close), end: close + 1 };
    }
    case '"':
      return readDoubleQuoted(line, at);
    case '\\':
      return at + 1 < line.length ? { text: line[at + 1]!, end: at + 2 } : undefined;
    default:
      return { text: line[at]!, end: at + 1 };
  }
}

/** Within double quotes a backslash escapes itself and the quote only. */
function readDoubleQuoted(line: string, open: number): { text: string; end: number } | undefined {
  const match = /"((?:[^"\\]|\\[\s\S])*)"/y;
  match.lastIndex = open;
  const inner = match.exec(line)?.[1];
  if (inner === undefined) return undefined;
  return { text: inner.replace(/\\(["\\])/g, '$1'), end: match.lastIndex };
}
