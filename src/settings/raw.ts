import type { Span } from '../source/span.ts';

/** Where a setting's value came from, strongest first; `option` is a program that uses this one as a library. */
export type OriginKind = 'option' | 'flag' | 'environment' | 'file' | 'default';

/** A setting's texts as they were given, before anything is made of them. */
export interface Raw {
  readonly origin: Exclude<OriginKind, 'default'>;
  /** The option, flag, variable or key that gave them, as the user wrote it. */
  readonly name: string;
  readonly texts: readonly string[];
  readonly span: Span;
  /** The variable belongs to another program, so a value that we cannot take is a warning only. */
  readonly foreign?: true;
}
