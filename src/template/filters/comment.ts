import { display } from '../display.ts';
import { integerArgument, textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

interface Style {
  readonly beginning: string;
  readonly decoration: string;
  readonly end: string;
}

const styles: Readonly<Record<string, Style>> = {
  plain: { beginning: '', decoration: '# ', end: '' },
  erlang: { beginning: '', decoration: '% ', end: '' },
  c: { beginning: '', decoration: '// ', end: '' },
  cblock: { beginning: '/*', decoration: ' * ', end: ' */' },
  xml: { beginning: '<!--', decoration: ' - ', end: '-->' },
};

const parameters = {
  style: 'plain',
  newline: '\n',
  beginning: null,
  prefix: null,
  prefix_count: 1,
  decoration: null,
  postfix: null,
  postfix_count: 1,
  end: null,
};

/** `text | comment(style)`: the text as a comment of a file, by a style's marks or by marks of one's own. */
export const commentFilter = filter(parameters, (value, args) => {
  const style = styles[textOf(args.style, '`style`')];
  if (style === undefined) throw failure(`\`style\` is one of \`${Object.keys(styles).join('`, `')}\``);
  const decoration = args.decoration === null ? style.decoration : display(args.decoration);
  const newline = display(args.newline);
  const edge = decoration.replace(/\s+$/, '');
  const repeated = (text: string, count: number) => Array.from({ length: count }, () => text);
  const lines = [
    ...notEmpty(args.beginning === null ? style.beginning : display(args.beginning)),
    // An empty prefix makes no line, an empty postfix does: as in the reference.
    ...repeated(
      args.prefix === null ? edge : display(args.prefix),
      integerArgument(args.prefix_count, '`prefix_count`'),
    ).filter((line) => line !== '' || args.prefix === null),
    ...decorated(textOf(value, 'the value of `comment`'), decoration),
    ...repeated(
      args.postfix === null ? edge : display(args.postfix),
      integerArgument(args.postfix_count, '`postfix_count`'),
    ),
    ...notEmpty(args.end === null ? style.end : display(args.end)),
  ];
  return lines.join(newline);
});

function notEmpty(text: string): string[] {
  return text === '' ? [] : [text];
}

/** Every line with the mark in front; an empty line among others keeps no blank at its end. */
function decorated(text: string, decoration: string): string[] {
  const lines = text.split('\n');
  return lines.map((line, index) =>
    line === '' && index < lines.length - 1 ? decoration.trimEnd() : decoration + line,
  );
}
