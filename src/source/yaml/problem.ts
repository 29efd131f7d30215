import type { Diagnostic } from '../diagnostic.ts';

/** The thing that makes a YAML text unreadable; thrown within the reader, which reports it as a diagnostic. */
export class YamlProblem extends Error {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly rest: Pick<Diagnostic, 'label' | 'help'>;

  constructor(message: string, place: { start: number; end?: number; code?: string; label?: string; help?: string }) {
    super(message);
    const { start, end = start + 1, code = 'yaml-syntax', ...rest } = place;
    this.code = code;
    this.start = start;
    this.end = end;
    this.rest = rest;
  }
}
