/** A term such as `name key=value other="two words"`: what stands before the options, and the options. */
interface SplitTerm {
  readonly rest: string;
  readonly options: ReadonlyMap<string, string>;
}

const quoted = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const piece = new RegExp(String.raw`(?:(\w+)=(${quoted}|\S*))|${quoted}|\S+`, 'g');

/** Takes the `key=value` options out of a term; quotes keep blanks in a value, and a value may be empty. */
export function splitTerm(term: string): SplitTerm {
  const options = new Map<string, string>();
  const rest: string[] = [];
  for (const [whole, name, value = ''] of term.matchAll(piece)) {
    if (name === undefined) rest.push(whole);
    else options.set(name, value.replace(/^(["'])([\s\S]*)\1$/, '$2'));
  }
  return { rest: rest.join(' '), options };
}
