import type { Event } from '../events/event.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { didYouMean } from '../source/suggest.ts';

const topics = ['ssh', 'pool', 'engine'] as const;

/** A part of the program that can be watched: ssh2's own log, connections as they are opened, the events of the engine. */
export type DebugTopic = (typeof topics)[number];

/** The topics of `RUNBOOK_DEBUG`, which are words with commas between them. A word that is none is an error. */
export function readDebugTopics(text: string | undefined, diagnostics: Diagnostics): ReadonlySet<DebugTopic> {
  const found = new Set<DebugTopic>();
  for (const word of (text ?? '').split(',').map((part) => part.trim())) {
    const topic = topics.find((known) => known === word);
    if (topic !== undefined) found.add(topic);
    else if (word !== '') {
      const help = didYouMean(word, topics, `name some of \`${topics.join(',')}\``);
      diagnostics.error('bad-setting', `\`RUNBOOK_DEBUG\` has no topic \`${word}\``, help);
    }
  }
  return found;
}

/** Lines about what happens inside, with the milliseconds since the log began: ` 12.3ms pool web1: opening`. */
export class DebugLog {
  readonly #topics: ReadonlySet<DebugTopic>;
  readonly #write: (line: string) => void;
  readonly #began = performance.now();

  /** `write` masks secrets. */
  constructor(topics: ReadonlySet<DebugTopic>, write: (line: string) => void) {
    this.#topics = topics;
    this.#write = write;
  }

  /** Writes lines of a topic; `undefined` when nobody wants to see them. */
  of(topic: DebugTopic): ((line: string) => void) | undefined {
    if (!this.#topics.has(topic)) return undefined;
    return (line) => this.#write(`${(performance.now() - this.#began).toFixed(1).padStart(8)}ms ${topic} ${line}\n`);
  }
}

/** An event in a line: what happened, to whom, and how it went. */
export function eventLine(event: Event): string {
  const host = 'host' in event ? [event.host] : [];
  const step = 'step' in event ? [JSON.stringify(event.step.name)] : [];
  const status = 'outcome' in event ? [event.outcome.status] : [];
  return [event.kind, ...host, ...step, ...status].join(' ');
}
