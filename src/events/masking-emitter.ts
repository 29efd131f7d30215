import type { Event } from './event.ts';
import type { MaskingStream, Secrets } from './redact.ts';

type Emit = (event: Event) => void;
type Output = Extract<Event, { kind: 'output' }>;

/**
 * Masks every event before `emit` sees it, also secrets that a command's output splits over two `output` events: what may be the beginning
 * of one is held back until more output of the same stream, or the result of its task on its host, arrives.
 */
export function maskingEmitter(secrets: Secrets, emit: Emit): Emit {
  const outputs = new MaskedOutputs(secrets, emit);
  return (event) => {
    if (event.kind === 'output') outputs.take(event);
    else {
      outputs.before(event);
      emit(secrets.maskEvent(event));
    }
  };
}

/** The output streams of the commands that are running. */
class MaskedOutputs {
  readonly #secrets: Secrets;
  readonly #emit: Emit;
  readonly #open = new Map<string, { stream: MaskingStream; last: Output }>();

  constructor(secrets: Secrets, emit: Emit) {
    this.#secrets = secrets;
    this.#emit = emit;
  }

  take(event: Output): void {
    const key = `${keyOf(event)}\0${event.stream}`;
    const open = this.#open.get(key) ?? { stream: this.#secrets.stream(), last: event };
    this.#open.set(key, open);
    open.last = event;
    this.#give(event, open.stream.push(event.text));
  }

  /** Ends the streams that have nothing to come once this event was. */
  before(event: Event): void {
    if (event.kind === 'item-result' || event.kind === 'host-result' || event.kind === 'retry') {
      for (const stream of ['stdout', 'stderr']) this.#end(`${keyOf(event)}\0${stream}`);
    }
    if (event.kind === 'run-end') for (const key of [...this.#open.keys()]) this.#end(key);
  }

  #end(key: string): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    this.#open.delete(key);
    this.#give(open.last, open.stream.flush());
  }

  #give(event: Output, text: string): void {
    if (text === '') return;
    // The text is masked already: only the rest of the event is left to be seen to.
    const { step } = this.#secrets.maskEvent({ ...event, text: '' }) as Output;
    this.#emit({ ...event, step, text });
  }
}

function keyOf(event: { readonly step: { readonly id: string }; readonly host: string }): string {
  return `${event.step.id}\0${event.host}`;
}
