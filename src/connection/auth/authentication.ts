import type { AnyAuthMethod, AuthenticationType, AuthHandlerMiddleware, ParsedKey } from 'ssh2';
import { ConnectionError, type Target } from '../connection.ts';
import type { Candidate, Candidates } from './candidates.ts';
import { authenticationProblem } from './explain.ts';
import type { Ask, KeyRing } from './key-ring.ts';
import { keyboardInteractive } from './keyboard.ts';

/** One thing to try: what it is to the server, what it is to the user, and how it is made when its turn comes. */
interface Attempt {
  readonly method: AuthenticationType;
  readonly shown: string;
  make(): Promise<AnyAuthMethod | undefined>;
}

/** Does something during which the time for connecting stands still, because the user may be asked. */
export type Unhurried = <T>(work: () => Promise<T>) => Promise<T>;

/** What a login needs besides a target and its keys. */
export interface LoginTools {
  readonly ring: KeyRing;
  readonly ask: Ask | undefined;
  readonly unhurried: Unhurried;
  /** Ends the login from here. */
  readonly giveUp: () => void;
}

const usualOrder = ['publickey', 'password', 'keyboard-interactive'];

/**
 * One login's way through the methods of authentication: no probe of what is allowed, methods that the server has ruled out skipped,
 * several in a row where it wants several, and a password sent once.
 */
export class Authentication {
  /** Why the login was given up, when it was not the server's refusal. */
  failure: ConnectionError | undefined;
  readonly #target: Target;
  readonly #candidates: Candidates;
  readonly #ring: KeyRing;
  readonly #ask: Ask | undefined;
  readonly #unhurried: Unhurried;
  readonly #passed = new Set<string>();
  readonly #tried: string[] = [];
  readonly #giveUp: () => void;
  #queue: Attempt[];
  #last: Attempt | undefined;
  #key: ParsedKey | undefined;
  #passwordSent = false;
  #locked: ConnectionError | undefined;
  #allowed: readonly string[] = [];

  constructor(target: Target, candidates: Candidates, { ring, ask, unhurried, giveUp }: LoginTools) {
    this.#target = target;
    this.#candidates = candidates;
    this.#ring = ring;
    this.#ask = target.batch ? undefined : ask;
    this.#unhurried = unhurried;
    this.#giveUp = giveUp;
    this.#queue = this.#attempts();
  }

  /** For ssh2, which calls it with nothing at first and then with what each attempt came to. */
  readonly handler: AuthHandlerMiddleware = (left: AuthenticationType[] | null, partial, next) => {
    this.#next(left, partial).then(
      (method) => next(method ?? (false as never)),
      (error: unknown) => {
        this.failure = error instanceof ConnectionError ? error : undefined;
        next(false as never);
      },
    );
  };

  /** Whether a key is to sign at once: it was named, or a server has taken it before, so a question whether it would do is not worth its time. */
  signsAtOnce(key: ParsedKey): boolean {
    return this.#target.identitiesNamed === true || this.#ring.wasAccepted(this.#target.user, key);
  }

  /** To be called when the server has let us in. */
  succeeded(): void {
    if (this.#key !== undefined) this.#ring.accept(this.#target.user, this.#key);
  }

  /** Why all of it was of no use. */
  problem(): ConnectionError {
    return (
      this.failure ??
      authenticationProblem(this.#target, {
        tried: this.#tried,
        allowed: this.#allowed,
        notes: this.#candidates.notes,
        unusable: this.#candidates.unusable,
        beyondUs: this.#candidates.beyondUs,
        passwordRefused: this.#passwordSent,
        locked: this.#locked,
      })
    );
  }

  async #next(left: readonly string[] | null, partial: boolean): Promise<AnyAuthMethod | undefined> {
    if (left !== null) this.#outcome(left, partial);
    for (let attempt = this.#queue.shift(); attempt !== undefined; attempt = this.#queue.shift()) {
      if (left !== null && !left.includes(attempt.method)) continue;
      if (this.#passwordSent && attempt.method !== 'publickey') continue;
      const method = await attempt.make();
      if (method === undefined) continue;
      this.#last = attempt;
      this.#tried.push(attempt.shown);
      return method;
    }
    if (left !== null) return undefined;
    return { type: 'none', username: this.#target.user };
  }

  #outcome(left: readonly string[], partial: boolean): void {
    this.#allowed = left;
    if (partial && this.#last !== undefined) {
      this.#passed.add(this.#last.method);
      this.#passwordSent = false;
      this.#queue = this.#attempts();
    } else if (this.#last?.method === 'password') {
      // A server that does not take passwords at all has not looked at this one.
      this.#passwordSent = left.includes('password');
    }
    this.#key = undefined;
  }

  #attempts(): Attempt[] {
    const order = this.#target.preferredAuthentications ?? usualOrder;
    return order.filter((method) => !this.#passed.has(method)).flatMap((method) => this.#attemptsBy(method));
  }

  #attemptsBy(method: string): Attempt[] {
    const { user, password } = this.#target;
    switch (method) {
      case 'publickey':
        return this.#candidates.list.map((candidate) => this.#byKey(candidate));
      case 'password':
        if (password === undefined) return [];
        return [{ method, shown: 'password', make: async () => ({ type: 'password', username: user, password }) }];
      case 'keyboard-interactive':
        if (password === undefined && this.#ask === undefined) return [];
        return [{ method, shown: method, make: async () => this.#keyboard() }];
      default:
        return [];
    }
  }

  #byKey(candidate: Candidate): Attempt {
    const { user: username, passphrase, batch = false } = this.#target;
    const method = 'publickey';
    if (candidate.kind === 'agent') {
      const { agent } = candidate;
      const count = agent.keys.length;
      const shown = `${count} key${count === 1 ? '' : 's'} of the agent`;
      return { method, shown, make: async () => ({ type: 'agent', username, agent }) };
    }
    const open = () =>
      candidate.kind === 'file'
        ? this.#ring.open(candidate.path, { passphrase, batch })
        : this.#ring.parse(candidate.text, { passphrase, batch });
    return {
      method,
      shown: candidate.kind === 'file' ? candidate.path : 'ansible_ssh_private_key',
      make: async () => {
        this.#key = await this.#unlocked(open);
        return this.#key && { type: 'publickey', username, key: this.#key };
      },
    };
  }

  /** A key that stays shut is no reason to give up while there are others; it is what is reported when none of them does. */
  async #unlocked(open: () => Promise<ParsedKey | undefined>): Promise<ParsedKey | undefined> {
    try {
      return await this.#unhurried(open);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      this.#locked ??= error;
      return undefined;
    }
  }

  #keyboard(): AnyAuthMethod {
    const ask = this.#ask;
    return keyboardInteractive({
      user: this.#target.user,
      password: this.#target.password,
      ask: ask && ((prompt) => this.#unhurried(() => ask(prompt))),
      passwordSent: () => {
        this.#passwordSent = true;
      },
      unanswerable: (question) => {
        this.failure = new ConnectionError(
          'auth',
          `the server asks \`${question}\` and there is no terminal to ask on`,
          {
            help: 'run this on a terminal, or log in with a key',
          },
        );
        this.#giveUp();
      },
    });
  }
}
