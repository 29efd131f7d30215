import { timingSafeEqual } from 'node:crypto';
import type { AuthContext, AuthenticationType, KeyboardAuthContext, Prompt, PublicKeyAuthContext } from 'ssh2';
import ssh2 from 'ssh2';

/** Who may log in and how; methods not listed in `methods` are refused. */
export interface LoginRules {
  readonly methods: readonly AuthenticationType[];
  /** Any user name is welcome when absent. */
  readonly user?: string;
  /** Public keys in authorized_keys form. */
  readonly authorizedKeys: readonly string[];
  readonly password?: string;
  /** Asked in one round of keyboard-interactive, and the answers that are right. */
  readonly prompts?: readonly (Prompt & { readonly answer: string })[];
  /** All of `methods` one after the other (OpenSSH's `AuthenticationMethods a,b`), not one of them. */
  readonly all?: boolean;
}

/** Decides on one connection's authentication requests; `refused` is called for each one that is turned down. */
export class Login {
  readonly #rules: LoginRules;
  readonly #refused: () => void;
  readonly #passed = new Set<AuthenticationType>();

  constructor(rules: LoginRules, refused: () => void) {
    this.#rules = rules;
    this.#refused = refused;
  }

  decide(context: AuthContext): void {
    const { methods, user } = this.#rules;
    if (!methods.includes(context.method) || (user !== undefined && user !== context.username)) this.#refuse(context);
    else if (context.method === 'publickey') this.#publicKey(context);
    else if (context.method === 'keyboard-interactive') this.#keyboard(context);
    else if (context.method === 'password') this.#settle(context, context.password === this.#rules.password);
    else this.#settle(context, context.method === 'none');
  }

  #publicKey(context: PublicKeyAuthContext): void {
    const known = this.#rules.authorizedKeys.map((line) => ssh2.utils.parseKey(line));
    const key = known.find(
      (candidate) => !(candidate instanceof Error) && same(candidate.getPublicSSH(), context.key.data),
    );
    if (key === undefined || key instanceof Error) this.#refuse(context);
    else if (context.signature === undefined || context.blob === undefined) context.accept();
    else this.#settle(context, key.verify(context.blob, context.signature, context.hashAlgo));
  }

  #keyboard(context: KeyboardAuthContext): void {
    const prompts = this.#rules.prompts ?? [];
    context.prompt(
      prompts.map(({ prompt, echo }) => ({ prompt, echo: echo ?? false })),
      (answers) =>
        this.#settle(
          context,
          prompts.every((prompt, at) => prompt.answer === answers[at]),
        ),
    );
  }

  #settle(context: AuthContext, good: boolean): void {
    if (!good) {
      this.#refuse(context);
      return;
    }
    this.#passed.add(context.method);
    const left = this.#rules.methods.filter((method) => !this.#passed.has(method));
    if (this.#rules.all && left.length > 0) context.reject([...left], true);
    else context.accept();
  }

  #refuse(context: AuthContext): void {
    this.#refused();
    context.reject(this.#rules.methods.filter((method) => method !== 'none'));
  }
}

function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
