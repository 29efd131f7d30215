import type { Value } from './value.ts';

/** Thrown out of an evaluation that has to wait: {@link settle} awaits it and evaluates again. Never an error for a user. */
export class Pending {
  readonly promise: Promise<unknown>;

  constructor(promise: Promise<unknown>) {
    this.promise = promise;
  }
}

type Answer = { readonly value: Value[] } | { readonly error: unknown };

/** The answers of lookups that had to be waited for, kept while one task (or one expression) is worked out. */
export class Session {
  readonly #answers = new Map<string, Answer>();

  /** The answer to `key`; throws {@link Pending} when it has yet to arrive, and what went wrong when it did. */
  answer(key: string, start: () => Promise<Value[]>): Value[] {
    const known = this.#answers.get(key);
    if (known === undefined) throw new Pending(this.#ask(key, start));
    if ('error' in known) throw known.error;
    return known.value;
  }

  async #ask(key: string, start: () => Promise<Value[]>): Promise<void> {
    try {
      this.#answers.set(key, { value: await start() });
    } catch (error) {
      this.#answers.set(key, { error });
    }
  }
}

let current: Session | undefined;

/** Whether there is a session to wait in; without one, what can be worked out at once has to be. */
export function canWait(): boolean {
  return current !== undefined;
}

/** What a lookup that cannot answer at once calls; `key` tells its question from others. Only works inside of {@link settle}. */
export function awaited(key: string, start: () => Promise<Value[]>): Value[] {
  if (current === undefined) throw new Error(`the lookup ${key} has to wait, and nothing here can`);
  return current.answer(key, start);
}

/**
 * Runs an evaluation, waits for the lookups that it turns out to need, and runs it again until none is missing. `evaluate` must be
 * free of effects that matter twice. Lookups with the same arguments are asked once in a session.
 */
export async function settle<T>(evaluate: () => T, session = new Session()): Promise<T> {
  while (true) {
    const attempt = attemptIn(session, evaluate);
    if (!(attempt instanceof Pending)) return attempt.result;
    await attempt.promise;
  }
}

function attemptIn<T>(session: Session, evaluate: () => T): { readonly result: T } | Pending {
  const outer = current;
  current = session;
  try {
    return { result: evaluate() };
  } catch (error) {
    if (error instanceof Pending) return error;
    throw error;
  } finally {
    current = outer;
  }
}
