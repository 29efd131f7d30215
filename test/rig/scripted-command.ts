import { Arrivals } from './arrivals.ts';
import type { Invocation } from './invocation.ts';

/** Which command lines a script answers: those that contain a text, or that match a pattern. */
export type CommandMatcher = string | RegExp;

/** A command as the test scripts it: every run of it waits for the test, or for the answer given by {@link ScriptedCommand.always}. */
export class ScriptedCommand {
  readonly matcher: CommandMatcher;
  readonly invocations = new Arrivals<Invocation>();
  #answer: ((invocation: Invocation) => void) | undefined;

  constructor(matcher: CommandMatcher) {
    this.matcher = matcher;
  }

  /** The next run that the test has not taken yet, as soon as the client starts it. */
  next(): Promise<Invocation> {
    return this.invocations.next();
  }

  /** How often it was run. */
  get runs(): number {
    return this.invocations.all.length;
  }

  /** Answers every run, from now on, without the test taking part. */
  always(answer: (invocation: Invocation) => void): this {
    this.#answer = answer;
    return this;
  }

  matches(command: string): boolean {
    return typeof this.matcher === 'string' ? command.includes(this.matcher) : this.matcher.test(command);
  }

  /** Called by the rig. */
  receive(invocation: Invocation): void {
    this.invocations.push(invocation);
    this.#answer?.(invocation);
  }
}
