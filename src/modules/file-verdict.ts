import type { Diff } from '../events/outcome.ts';
import { Fields, look, lookFunctions } from '../shell/look.ts';
import { quote } from '../shell/quote.ts';
import { display } from '../template/display.ts';
import { dict, type Value } from '../template/value.ts';
import { fileResult } from './file-result.ts';
import type { Result, Verdict } from './module.ts';

/** What is to be done about one path, in the words of Ansible's diffs and in commands. */
export interface FileChange {
  /** Under `path` or `dest` in the result. */
  readonly key: 'path' | 'dest';
  readonly path: string;
  readonly before: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
  /** Nothing is to be done when there are none. */
  readonly commands: readonly string[];
  /** What the result tells of the path as it is now. */
  readonly now: Result;
  readonly because: string;
  /** What the result tells besides. */
  readonly rest?: Result;
}

/** The verdict about a path: the commands, and a look at what they have left. */
export function fileVerdict(change: FileChange): Verdict {
  const { key, path, before, after, commands, rest = {} } = change;
  const diff = dict({ before: dict({ path, ...before }), after: dict({ path, ...after }) });
  const told: Result = { [key]: path, ...rest, diff };
  if (commands.length === 0) return { change: false, because: change.because, result: { ...told, ...change.now } };
  return {
    change: true,
    result: { ...change.now, ...told },
    diffs: [attributeDiff(path, before, after)],
    actions: [{ kind: 'run', script: chain([...commands, `${lookFunctions}${look(quote(path))}`]) }],
    finish: ([output]) => ({ result: fileResult(new Fields(output?.stdout ?? '').look()) }),
  };
}

/** One script of several commands that ends with the first that fails. */
export function chain(commands: readonly string[]): string {
  return commands
    .map((command, index) => (index === commands.length - 1 ? command : `${command} || exit 1`))
    .join('\n');
}

/** A change of attributes as reports show it. */
export function attributeDiff(
  path: string,
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): Diff {
  const lines = (values: Readonly<Record<string, Value>>): string =>
    Object.entries(values)
      .map(([name, value]) => `${name}: ${display(value)}\n`)
      .join('');
  return { path, before: lines(before), after: lines(after) };
}
