import type { Ask } from '../auth/key-ring.ts';
import type { Target } from '../connection.ts';
import type { Question } from './askpass.ts';

/** Where the answers to what `ssh` asks come from. */
export interface AnswerSources {
  readonly target: Target;
  readonly ask: Ask | undefined;
  /** The process of the `ssh` that logs in to the target itself. */
  readonly master: () => number | undefined;
}

/** Whether there is anything that `ssh` could be told. */
export function canAnswer({ target, ask }: Pick<AnswerSources, 'target' | 'ask'>): boolean {
  if (target.batch === true) return false;
  return target.password !== undefined || target.passphrase !== undefined || ask !== undefined;
}

/**
 * Answers what `ssh` asks: its own question for a password once with the target's, any for a pass-phrase with the pass-phrase, others by the
 * user. A bastion's `ssh` never gets the target's password, and an unknown host key is never accepted.
 */
export class Answers {
  readonly #sources: AnswerSources;
  #passwordGiven = false;

  constructor(sources: AnswerSources) {
    this.#sources = sources;
  }

  /** Whether the password has been given. */
  get passwordGiven(): boolean {
    return this.#passwordGiven;
  }

  readonly answer = async ({ prompt, asker }: Question): Promise<string | undefined> => {
    const { target, ask, master } = this.#sources;
    if (/\(yes\/no/.test(prompt)) return 'no';
    if (/^(enter )?passphrase/i.test(prompt) && target.passphrase !== undefined) return target.passphrase;
    const isPassword = /password/i.test(prompt) && asker === master();
    if (isPassword && target.password !== undefined && !this.#passwordGiven) {
      this.#passwordGiven = true;
      return target.password;
    }
    return ask?.(prompt);
  };
}
