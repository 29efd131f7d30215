/** YAML text as it grows, with what the layout rules need to know of the line so far. */
export class YamlOutput {
  #parts: string[] = [];
  column = 0;
  /** Whether the last thing written was white space, so that nothing has to be put between. */
  whitespace = true;
  /** Whether only indentation (and `-`, `?`, `:` that count as such) stands on the line so far. */
  indention = true;

  get text(): string {
    return this.#parts.join('');
  }

  write(text: string): void {
    this.#parts.push(text);
    this.column += [...text].length;
  }

  lineBreak(text = '\n'): void {
    this.#parts.push(text);
    this.column = 0;
  }

  /** A mark of YAML's own. */
  indicator(
    text: string,
    {
      needsSpace = false,
      isWhitespace = false,
      isIndention = false,
    }: { needsSpace?: boolean; isWhitespace?: boolean; isIndention?: boolean },
  ): void {
    if (needsSpace && !this.whitespace) this.write(' ');
    this.write(text);
    this.whitespace = isWhitespace;
    this.indention = this.indention && isIndention;
  }

  /** Starts a new line at this column, unless the line so far is nothing but the indentation up to it. */
  newline(indent: number): void {
    const fits = this.indention && (this.column < indent || (this.column === indent && this.whitespace));
    if (!fits) this.lineBreak();
    if (this.column < indent) this.write(' '.repeat(indent - this.column));
    this.whitespace = true;
    this.indention = true;
  }
}
