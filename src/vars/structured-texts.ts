import type { Span } from '../source/span.ts';

/** The places of templates whose texts were taken for the lists and mappings that they show, each told once to whoever listens. */
export class StructuredTexts {
  readonly #told = new Set<string>();
  #listener: ((span: Span) => void) | undefined;

  listen(listener: (span: Span) => void): void {
    this.#listener = listener;
  }

  readonly note = (span: Span): void => {
    const place = `${span.file}:${span.start}`;
    if (this.#told.has(place) || this.#listener === undefined) return;
    this.#told.add(place);
    this.#listener(span);
  };
}
