import type { Span } from './span.ts';

/** UTF-16 offsets within a scalar's value, end exclusive. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * The place of a part of a scalar, whose value is `text`, in the user's file: exact when the scalar is written on one line, without
 * quotes or with quotes and no escapes; else the place of the whole scalar.
 */
export function partSpan(span: Span, text: string, { start, end }: Part): Span {
  const quotes = span.end - span.start - text.length;
  if ((quotes !== 0 && quotes !== 2) || text.includes('\n')) return span;
  const offset = span.start + quotes / 2;
  return { file: span.file, start: offset + start, end: offset + Math.max(end, start + 1) };
}
