import { splitWords } from '../../shell/words.ts';
import { flag, number, text } from '../args.ts';
import type { Args } from '../module.ts';

/** What a task asks of a service that an init script starts. What is `undefined` stays as it is. */
export interface InitTask {
  readonly name: string;
  readonly state: string | undefined;
  readonly enabled: boolean | undefined;
  readonly pattern: string | undefined;
  readonly sleep: number | undefined;
  readonly runlevel: string;
  /** Further words for the init script. */
  readonly args: readonly string[];
}

/** The service that a task of `service` is about. Throws a `SplitError` for `arguments` with a quote that is not closed. */
export function initTask(args: Args): InitTask {
  return {
    name: text(args, 'name') ?? '',
    state: text(args, 'state'),
    enabled: flag(args, 'enabled'),
    pattern: text(args, 'pattern'),
    sleep: number(args, 'sleep'),
    runlevel: text(args, 'runlevel') ?? 'default',
    args: splitWords(text(args, 'arguments') ?? ''),
  };
}
