/** How a template is cut into tokens. The defaults are Ansible's: `trimBlocks` on, everything else as Jinja has it. */
export interface LexerOptions {
  readonly blockStart: string;
  readonly blockEnd: string;
  readonly variableStart: string;
  readonly variableEnd: string;
  readonly commentStart: string;
  readonly commentEnd: string;
  /** What makes a line a statement (`% for x in y`) when only blanks stand before it; empty for nothing. */
  readonly lineStatementPrefix: string;
  /** What makes the rest of a line a comment; empty for nothing. */
  readonly lineCommentPrefix: string;
  /** The first newline after a block is removed. */
  readonly trimBlocks: boolean;
  /** Blanks before a block are removed back to the start of its line. */
  readonly lstripBlocks: boolean;
  /** What a line break of the text is written as. */
  readonly newlineSequence: string;
  /** Backslashes in the texts of `{{ }}` stand for themselves: YAML has read its own escapes already, so that `\1` is a group of a pattern. */
  readonly plainBackslashes: boolean;
}

export const defaultLexerOptions: LexerOptions = {
  blockStart: '{%',
  blockEnd: '%}',
  variableStart: '{{',
  variableEnd: '}}',
  commentStart: '{#',
  commentEnd: '#}',
  lineStatementPrefix: '',
  lineCommentPrefix: '',
  trimBlocks: true,
  lstripBlocks: false,
  newlineSequence: '\n',
  plainBackslashes: false,
};
