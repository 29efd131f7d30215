import type { Ask } from './key-ring.ts';

/** Asks one question after the other: two connections that want an answer must not both read the terminal. */
export function oneAtATime(ask: Ask): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (prompt) => {
    const answer = last.then(() => ask(prompt));
    last = answer.catch(() => {});
    return answer;
  };
}
