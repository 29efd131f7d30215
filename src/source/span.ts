/**
 * A stretch of a user's text: a file's path (or a name in angle brackets, such as `<extra-vars>`) and UTF-16 offsets, end exclusive.
 * Plain data, so that it may travel inside plans and events; line and column are worked out by {@link Sources} when printed.
 */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place as people read it: both `line` and `column` start at 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
