/** Names that one pattern may stand for. */
export const namesAtMost = 100_000;

/** What is wrong with a range, and which part of the text it is (offsets, end exclusive). */
export interface RangeProblem {
  readonly problem: string;
  readonly help: string;
  readonly start: number;
  readonly end: number;
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The host names that `web[01:20]`, `db-[a:f]`, `rack[1:9:2]-node[1:4]` stand for, both ends included, the leftmost range slowest.
 * A text without brackets stands for itself.
 */
export function expandRanges(text: string): readonly string[] | RangeProblem {
  const pieces: (readonly string[])[] = [];
  let total = 1;
  for (const { 0: piece, index } of text.matchAll(/\[[^\]]*\]|[^[]+|\[/g)) {
    const expanded = piece.startsWith('[') ? expandRange(piece, index) : [piece];
    if ('problem' in expanded) return expanded;
    total *= expanded.length;
    if (total > namesAtMost) return tooMany(total, index, piece);
    pieces.push(expanded);
  }
  return pieces.reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)), ['']);
}

interface Bounds {
  readonly first: number;
  readonly last: number;
  readonly name: (value: number) => string;
}

function expandRange(piece: string, start: number): readonly string[] | RangeProblem {
  const wrong = (problem: string, help: string): RangeProblem => ({ problem, help, start, end: start + piece.length });
  if (!piece.endsWith(']')) return wrong('the bracket of this range is not closed', 'close it with `]`');
  const [first = '', last, step = '1', ...more] = piece.slice(1, -1).split(':');
  if (!last || more.length > 0) {
    return wrong(`\`${piece}\` is not a range`, 'write `[first:last]` or `[first:last:step]`, such as `[01:20]`');
  }
  if (!/^0*[1-9][0-9]*$/.test(step)) return wrong(`the step \`${step}\` is not a number above zero`, 'write `[1:9:2]`');
  const bounds = letterBounds(first, last) ?? numberBounds(first || '0', last);
  if ('problem' in bounds) return wrong(bounds.problem, bounds.help);
  if (bounds.first > bounds.last)
    return wrong(`the range \`${piece}\` ends before it begins`, `write \`[${last}:${first}]\``);
  const count = Math.floor((bounds.last - bounds.first) / Number(step)) + 1;
  if (count > namesAtMost) return tooMany(count, start, piece);
  return Array.from({ length: count }, (_, index) => bounds.name(bounds.first + index * Number(step)));
}

function letterBounds(first: string, last: string): Bounds | undefined {
  const [from, to] = [letterIndex(first), letterIndex(last)];
  return from < 0 || to < 0 ? undefined : { first: from, last: to, name: (index) => letters[index]! };
}

function letterIndex(text: string): number {
  return text.length === 1 ? letters.indexOf(text) : -1;
}

/** The ends of a range of numbers, or what is wrong with them. A leading zero asks for names of equal width. */
function numberBounds(first: string, last: string): Bounds | { problem: string; help: string } {
  const wrong = [first, last].find((end) => !/^[0-9]{1,15}$/.test(end));
  if (wrong !== undefined) {
    const help = 'give both ends as numbers, or both as single letters';
    return { problem: `\`${wrong}\` is neither a number nor a single letter`, help };
  }
  const padded = first.length > 1 && first.startsWith('0');
  if (padded && first.length !== last.length) {
    const width = Math.max(first.length, last.length);
    const help = `write \`[${first.padStart(width, '0')}:${last.padStart(width, '0')}]\``;
    return { problem: `\`${first}\` and \`${last}\` are not equally wide`, help };
  }
  const width = padded ? first.length : 0;
  return { first: Number(first), last: Number(last), name: (value) => String(value).padStart(width, '0') };
}

function tooMany(total: number, start: number, piece: string): RangeProblem {
  return {
    problem: `the range stands for ${total} hosts, and ${namesAtMost} is the most`,
    help: 'check the ends of the range',
    start,
    end: start + piece.length,
  };
}
