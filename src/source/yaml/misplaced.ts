import type { Node } from '../node.ts';
import type { Cursor } from './cursor.ts';
import { YamlProblem } from './problem.ts';
import { unclosed } from './quoted-scalar.ts';
import { restOfLine } from './value-text.ts';

/** Indicators that stand where they have no meaning. */
export const misplaced = {
  dash({ text, at, lineStart }: Cursor): YamlProblem {
    const isFirst = text.slice(lineStart, at).trim() === '';
    return new YamlProblem('an item of a list cannot begin here', {
      start: at,
      help: isFirst ? 'put a key before the list, such as `tasks:`, or remove the `-`' : 'put the `-` on the next line',
    });
  },

  afterList({ text, at }: Cursor): YamlProblem {
    return new YamlProblem('this line is no item of the list above', {
      start: at,
      end: at + restOfLine(text, at).length,
      help: 'begin it with `- `, or indent it to make it part of the item above',
    });
  },

  secondColon({ text, at }: Cursor, node: Node): YamlProblem {
    const value = restOfLine(text, node.span.start);
    const quote = value.includes('"') ? "'" : '"';
    return new YamlProblem('a second `: ` on one line makes this a mapping where a value is wanted', {
      start: at,
      help: `quote the value, if the colon belongs to it: \`${quote}${value}${quote}\``,
    });
  },
};

/** A line of a mapping without the `: ` that makes a key; where it has gone on to further lines, the last may have one. */
export function missingColon({ text, at, lineStart }: Cursor, start: number): YamlProblem {
  const line = restOfLine(text, start);
  const glued = /^(?<key>[\w.-]+):(?<value>\S.*)$/.exec(line)?.groups;
  const place = { start, end: start + Math.max(1, line.length) };
  if (glued !== undefined) {
    const help = `write \`${glued.key}: ${glued.value}\``;
    return new YamlProblem('a space is missing after the colon', { ...place, help });
  }
  const last = lineStart + text.slice(lineStart, at).search(/\S/);
  const isDeeper = /\S/.test(before(text, start)) || last - lineStart > before(text, start).length;
  if (lineStart > start && isDeeper) {
    return new YamlProblem('this key is indented deeper than the ones above it', {
      start: last,
      end: at + 1,
      help: 'indent it like its neighbours, or quote the value above if it goes on here',
    });
  }
  const help = 'put `: ` after the key, or indent the line if it belongs to the value above';
  return new YamlProblem('this line is not `key: value`', { ...place, help });
}

/** What stands before `at` on its line. */
function before(text: string, at: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1, at);
}

/** Text that follows a node where nothing may: on its line, or further in than the lines it should line up with. */
export function trailing(cursor: Cursor, node: Node, onNewLine: boolean): YamlProblem {
  const { text, at } = cursor;
  const { start, end } = node.span;
  const isBeside = text.slice(end, at).trim() === '';
  const quoted = isBeside && node.kind === 'scalar' && (text[start] === '"' || text[start] === "'");
  if (!onNewLine && quoted) return afterQuote(text, start, end);
  if (!onNewLine) return afterValue(text, at);
  if (cursor.isIndicator('-')) {
    return new YamlProblem('this `-` does not line up with a list above it', {
      start: at,
      help: 'indent it like its neighbours',
    });
  }
  return new YamlProblem('this line does not line up with the ones above it', {
    start: at,
    end: at + Math.max(1, restOfLine(text, at).length),
    help: 'indent it like its neighbours',
  });
}

function afterQuote(text: string, start: number, end: number): YamlProblem {
  // A quote that was left open runs on to the next one in the text, and what that one was to open then stands bare.
  if (/[\r\n]/.test(text.slice(start, end))) return unclosed(text, start);
  const rest = restOfLine(text, end);
  return new YamlProblem('text follows the quote that closes the value', {
    start: end,
    end: end + Math.max(1, rest.length),
    help: helpToQuote(text.slice(start, end), rest),
  });
}

function helpToQuote(quoted: string, rest: string): string {
  const quote = quoted.charAt(0);
  if (rest.includes(quote))
    return quote === "'" ? "write `''` for a quote within the value" : 'write `\\"` for a quote within the value';
  const whole = `${quoted.slice(0, -1)}${rest}${quote}`;
  return whole.length <= 80 ? `quote the whole value: \`${whole}\`` : 'quote the whole value';
}

function afterValue(text: string, at: number): YamlProblem {
  const rest = restOfLine(text, at);
  return new YamlProblem(`\`${rest}\` cannot follow the value before it`, {
    start: at,
    end: at + Math.max(1, rest.length),
    help: 'quote the whole value, or put this on a line of its own',
  });
}
