import type { Span } from '../source/span.ts';

/** UTF-16 offsets inside a template's text, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** One step of "while evaluating": the variable that was being worked out. */
export interface Origin {
  readonly name: string;
}

export type TemplateErrorKind = 'undefined' | 'syntax' | 'error';

/**
 * A template that cannot be evaluated. `place` is where inside `text`, the template's own text, and `span` where in the user's file,
 * each as far as it is known; `from` lists the variables on the way to it, outermost first. The fields are filled in while the error
 * travels outward, each by the first that knows.
 */
export class TemplateError extends Error {
  readonly kind: TemplateErrorKind;
  readonly help?: string;
  place?: Place;
  text?: string;
  span?: Span;
  from: readonly Origin[] = [];

  constructor(kind: TemplateErrorKind, message: string, rest: { help?: string; place?: Place; cause?: unknown } = {}) {
    super(message, rest.cause === undefined ? undefined : { cause: rest.cause });
    this.name = 'TemplateError';
    this.kind = kind;
    if (rest.help !== undefined) this.help = rest.help;
    if (rest.place !== undefined) this.place = rest.place;
  }

  /** The same error, seen from a text that was using the variable `name` when it happened. */
  via(name: string): TemplateError {
    const outer = new TemplateError(this.kind, this.message, {
      ...(this.help !== undefined && { help: this.help }),
      cause: this.cause,
    });
    if (this.place !== undefined) outer.place = this.place;
    if (this.text !== undefined) outer.text = this.text;
    if (this.span !== undefined) outer.span = this.span;
    outer.from = [{ name }, ...this.from];
    return outer;
  }

  /** Remembers where it happened, unless something further in has said so already. */
  at(place: Place): this {
    this.place ??= place;
    return this;
  }
}

/** A text that is not a template: `start` and `end` are offsets inside of it. */
export class TemplateSyntaxError extends TemplateError {
  readonly start: number;
  readonly end: number;
  /** Stable, in kebab case, for diagnostics. */
  readonly code: string;

  constructor(message: string, place: Place, rest: { help?: string; code?: string } = {}) {
    super('syntax', message, { ...rest, place });
    this.name = 'TemplateSyntaxError';
    this.start = place.start;
    this.end = place.end;
    this.code = rest.code ?? 'template-syntax';
  }
}
