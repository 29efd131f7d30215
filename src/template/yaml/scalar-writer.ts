import type { YamlOutput } from './yaml-output.ts';

/** Where lines that are folded go on, and whether they may be folded at all. */
export interface Fold {
  readonly indent: number;
  readonly mayFold: boolean;
}

const escapes = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x85', '\\N'],
  ['\xa0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

/** Writes scalars in the three styles that dumping uses, folding long lines at single blanks as libyaml does. */
export class ScalarWriter {
  readonly #output: YamlOutput;
  readonly #width: number;

  constructor(output: YamlOutput, width: number) {
    this.#output = output;
    this.#width = width;
  }

  plain(text: string, { indent, mayFold, inFlow }: Fold & { readonly inFlow: boolean }): void {
    const output = this.#output;
    if (!output.whitespace && (text !== '' || inFlow)) output.write(' ');
    const characters = [...text];
    let afterSpace = false;
    characters.forEach((character, at) => {
      const isSpace = character === ' ';
      const folds = isSpace && mayFold && !afterSpace && output.column > this.#width && characters[at + 1] !== ' ';
      if (folds) output.newline(indent);
      else output.write(character);
      afterSpace = isSpace;
      if (!isSpace) output.indention = false;
    });
    output.whitespace = false;
    output.indention = false;
  }

  singleQuoted(text: string, { indent, mayFold }: Fold): void {
    const output = this.#output;
    output.indicator("'", { needsSpace: true });
    const characters = [...text];
    let [afterSpace, afterBreak] = [false, false];
    characters.forEach((character, at) => {
      const inside = at > 0 && at < characters.length - 1;
      if (character === ' ') {
        const folds = mayFold && !afterSpace && output.column > this.#width && inside && characters[at + 1] !== ' ';
        if (folds) output.newline(indent);
        else output.write(' ');
        afterSpace = true;
      } else if (/[\n\x85\u2028\u2029]/.test(character)) {
        if (!afterBreak && character === '\n') output.lineBreak();
        output.lineBreak(character);
        output.indention = true;
        afterBreak = true;
      } else {
        if (afterBreak) output.newline(indent);
        output.write(character === "'" ? "''" : character);
        output.indention = false;
        [afterSpace, afterBreak] = [false, false];
      }
    });
    if (afterBreak) output.newline(indent);
    output.indicator("'", {});
    output.whitespace = false;
    output.indention = false;
  }

  doubleQuoted(text: string, { indent, mayFold }: Fold): void {
    const output = this.#output;
    output.indicator('"', { needsSpace: true });
    const characters = [...text];
    let afterSpace = false;
    characters.forEach((character, at) => {
      const inside = at > 0 && at < characters.length - 1;
      const isSpace = character === ' ';
      if (isSpace && mayFold && !afterSpace && output.column > this.#width && inside) {
        output.newline(indent);
        if (characters[at + 1] === ' ') output.write('\\');
      } else output.write(escaped(character));
      afterSpace = isSpace;
    });
    output.indicator('"', {});
    output.whitespace = false;
    output.indention = false;
  }
}

function escaped(character: string): string {
  const known = escapes.get(character);
  if (known !== undefined) return known;
  if (/^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
