import type { Event } from './event.ts';
import { mapEventText } from './map-event-text.ts';
import { NeedleIndex } from './needle-index.ts';
import { secretForms } from './secret-forms.ts';

/** What is printed in place of a secret. */
export const MASK = '********';

/**
 * From this length on (in UTF-16 units) a secret is masked wherever it occurs. A shorter one occurs in too many innocent words: it is
 * masked only where it is a whole line or a whole value.
 */
export const MINIMUM_LENGTH = 4;

/**
 * The texts that no report may show. Each is masked in the forms of {@link secretForms}; where several overlap, all of them go under one
 * mask. White space around a secret is not part of it, and an empty one is ignored.
 */
export class Secrets {
  readonly #needles = new NeedleIndex();
  readonly #values = new Set<string>();
  #short = 0;

  /** How many secrets are shorter than {@link MINIMUM_LENGTH}, and so are masked only where they stand alone. */
  get short(): number {
    return this.#short;
  }

  add(text: string): void {
    const secret = text.trim();
    if (secret === '' || this.#values.has(secret)) return;
    this.#values.add(secret);
    if (secret.length < MINIMUM_LENGTH) this.#addShort(secret);
    else this.#addLong(secret);
  }

  /** The text with every secret masked; the same string when there is none in it. */
  mask(text: string): string {
    if (this.#values.size === 0 || text === '') return text;
    const stream = this.stream();
    return stream.push(text) + stream.flush();
  }

  /** Masks a text that arrives in chunks. */
  stream(): MaskingStream {
    return new MaskingStream(this.#needles);
  }

  /**
   * The event with secrets masked in all that came from hosts, modules and templates. Names of hosts, places and modules stay, since
   * reports join events by them. Of an `output` event only this chunk is seen: see `maskingEmitter` for secrets split over two.
   */
  maskEvent(event: Event): Event {
    if (this.#values.size === 0) return event;
    return mapEventText(event, {
      text: (text) => this.mask(text),
      number: (value) => (this.#values.has(String(value)) ? MASK : value),
    });
  }

  #addLong(secret: string): void {
    for (const text of secretForms(secret)) {
      if (text.length >= MINIMUM_LENGTH) this.#needles.add({ text, edge: 0 });
    }
  }

  #addShort(secret: string): void {
    this.#short += 1;
    for (const end of ['\n', '\r']) this.#needles.add({ text: `\n${secret}${end}`, edge: 1 });
  }
}

/**
 * Masks a text that arrives in chunks, as if it had come in one. It holds back only what may be the beginning of a secret (less than the
 * longest one) until more arrives or it is flushed.
 */
export class MaskingStream {
  readonly #needles: NeedleIndex;
  /** What was not given out yet. A text begins as a line does, so that a short secret that is all of it is found. */
  #held = '\n';
  /** How much of `#held` is not text. */
  #added = 1;
  /** Up to where `#held` is covered by a mask that was given out already; negative when none reaches it. */
  #masked = -1;

  constructor(needles: NeedleIndex) {
    this.#needles = needles;
  }

  /** Takes a chunk, and gives what can be shown by now. */
  push(chunk: string): string {
    this.#held += chunk;
    return this.#release(this.#needles.openFrom(this.#held));
  }

  /** Gives what was held back: the text has ended, and another may follow. */
  flush(): string {
    this.#held += '\n';
    const rest = this.#release(this.#held.length).slice(0, -1);
    [this.#held, this.#added, this.#masked] = ['\n', 1, -1];
    return rest;
  }

  /** Gives out all that lies before `end`. A mask that reaches beyond is given out now, and what is left of it not at all. */
  #release(end: number): string {
    let shown = '';
    let at = this.#masked > 0 ? this.#masked : this.#added;
    for (let index = 0; index < end; index++) {
      const needle = this.#needles.at(this.#held, index);
      if (needle === undefined) continue;
      const start = index + needle.edge;
      const touches = start <= this.#masked;
      if (!touches) shown += this.#held.slice(at, start) + MASK;
      this.#masked = Math.max(this.#masked, index + needle.text.length - needle.edge);
      at = this.#masked;
    }
    shown += this.#held.slice(at, end);
    this.#forget(end);
    return shown;
  }

  #forget(end: number): void {
    this.#held = this.#held.slice(end);
    this.#added = Math.max(0, this.#added - end);
    this.#masked = Math.max(-1, this.#masked - end);
  }
}
