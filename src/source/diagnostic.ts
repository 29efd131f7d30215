import type { Span } from './span.ts';

/** A second place that explains a {@link Diagnostic}, such as "first defined here". */
export interface Related {
  readonly span: Span;
  readonly label: string;
}

/**
 * What is wrong with a user's text, where, and what to type instead. A value that is collected, never thrown on its own.
 * `code` is stable, in kebab case, and has a paragraph in `docs/errors.md`. `message` is lower case, with the user's word in
 * backticks and no full stop; `help` is the next thing to type.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly span?: Span;
  readonly label?: string;
  readonly help?: string;
  readonly related?: readonly Related[];
}

/** Collects diagnostics while a text is read, so that all of them are reported at once. */
export class Diagnostics {
  readonly all: Diagnostic[] = [];
  readonly #known = new Set<string>();

  error(code: string, message: string, rest: Omit<Diagnostic, 'severity' | 'code' | 'message'> = {}): void {
    this.add({ severity: 'error', code, message, ...rest });
  }

  warn(code: string, message: string, rest: Omit<Diagnostic, 'severity' | 'code' | 'message'> = {}): void {
    this.add({ severity: 'warning', code, message, ...rest });
  }

  /** Adds one, unless the same complaint about the same place is there already. */
  add(diagnostic: Diagnostic): void {
    const { code, message, span } = diagnostic;
    const key = JSON.stringify([code, message, span?.file, span?.start]);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.all.push(diagnostic);
  }

  /**
   * What `read` gives; the complaints of a {@link WrongInput} that it throws are collected, and the answer is then `undefined`. Those that
   * have no place of their own get that of the text that asked for what is read.
   */
  collect<T>(read: () => T, askedAt?: Span): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WrongInput)) throw error;
      for (const diagnostic of error.diagnostics)
        this.add(askedAt === undefined ? diagnostic : { span: askedAt, ...diagnostic });
      return undefined;
    }
  }

  get failed(): boolean {
    return this.all.some((diagnostic) => diagnostic.severity === 'error');
  }
}

/** Carries diagnostics out of a place that cannot return them, to be printed with exit code 3 (wrong input). */
export class WrongInput extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    diagnostics: readonly Diagnostic[],
    message = diagnostics.map((diagnostic) => diagnostic.message).join('; '),
  ) {
    super(message);
    this.name = 'WrongInput';
    this.diagnostics = diagnostics;
  }
}
