import type { ConnectionError } from '../../connection/connection.ts';
import type { Outcome, Status } from '../../events/outcome.ts';
import { streams } from '../../modules/command-result.ts';
import type { CommandResult, Effect, Result } from '../../modules/module.ts';
import type { Step } from '../../plan/plan.ts';
import { type Dict, dict, type Value } from '../../template/value.ts';
import type { Layer } from '../../vars/precedence.ts';

/** What reports show of a result besides what `register` holds. */
export type Details = Pick<
  Outcome,
  'message' | 'help' | 'because' | 'command' | 'code' | 'signal' | 'stdout' | 'stderr' | 'diffs'
>;

/** Steps that an include brought, with the variables they are to see; `file` tells one include from another. */
export interface Included {
  readonly file: string;
  /** Whether the file has no tasks at all. */
  readonly isEmpty: boolean;
  readonly steps: readonly Step[];
  readonly vars: readonly Layer[];
}

/** What one try of a task, one item of its loop, or the loop as a whole gave. `values` is what `register` holds. */
export interface TaskResult {
  readonly status: Status;
  readonly values: Dict;
  readonly effects: readonly Effect[];
  readonly details: Details;
  /** The host whose facts the effects are, when it is not the task's own (`delegate_facts`). */
  readonly factsOf?: string;
  /** The module's arguments, which `register` holds of the items of a loop. */
  readonly args?: Dict;
  /** The names of the arguments in which all text is the user's own, and so are the variables that the effects make of them. */
  readonly safe?: ReadonlySet<string>;
  /** What the items of a loop notify. */
  readonly notifies?: readonly string[];
  /** What it included, in order. */
  readonly included?: readonly Included[];
  /** Set when the task could not even begin: of an item it is the result of the whole loop, and no other item follows. */
  readonly endsLoop?: true;
}

/** A failure that is told by a message alone. */
export function failure(
  message: string,
  rest: { help?: string; values?: Readonly<Record<string, Value>> } = {},
): TaskResult {
  return {
    status: 'failed',
    values: dict({ changed: false, msg: message, ...rest.values, failed: true }),
    effects: [],
    details: { message, ...(rest.help === undefined ? {} : { help: rest.help }) },
  };
}

/** A task that a condition, a tag or check mode kept from running. */
export function skipped(because: string, values: Readonly<Record<string, Value>> = {}): TaskResult {
  return {
    status: 'skipped',
    values: dict({ changed: false, skipped: true, skip_reason: because, ...values }),
    effects: [],
    details: { because },
  };
}

/** A task whose module itself says that there is nothing to do, or that check mode cannot do it; only a condition's skip has a reason. */
export function skippedByModule(because: string, values: Readonly<Record<string, Value>> = {}): TaskResult {
  return {
    status: 'skipped',
    values: dict({ changed: false, failed: false, ...values, skipped: true }),
    effects: [],
    details: { because },
  };
}

/** A host that could not be reached, or was lost in the middle. */
export function unreachableResult(message: string, help?: string): TaskResult {
  return {
    status: 'unreachable',
    values: dict({ changed: false, unreachable: true, msg: message }),
    effects: [],
    details: { message, ...(help === undefined ? {} : { help }) },
  };
}

/** The result of a task whose host was lost on the way. */
export function lost(error: ConnectionError): TaskResult {
  const message = error.mayHaveRun ? `${error.message}; the command may or may not have run` : error.message;
  return unreachableResult(message, error.help);
}

/** The result with what its command had printed when it was ended. */
export function withOutput(
  result: TaskResult,
  output: Pick<CommandResult, 'stdout' | 'stderr' | 'files'> | undefined,
): TaskResult {
  if (output === undefined || output.stdout + output.stderr === '') return result;
  const { stdout, stderr } = output;
  const values = dict({ ...Object.fromEntries(result.values), ...streams(stdout, stderr), ...filesOf([output]) });
  return { ...result, values, details: { ...result.details, stdout, stderr } };
}

/** What a result says of output that was too long for it: which files have all of it. */
export function filesOf(outputs: readonly Pick<CommandResult, 'files'>[]): Result {
  const { stdout, stderr } = Object.assign({}, ...outputs.map(({ files }) => files)) as NonNullable<
    CommandResult['files']
  >;
  const named = [stdout, stderr].filter((path) => path !== undefined);
  if (named.length === 0) return {};
  return {
    ...(stdout !== undefined && { stdout_file: stdout }),
    ...(stderr !== undefined && { stderr_file: stderr }),
    warnings: [`the output is longer than \`max_output\` and was cut; all of it is in ${named.join(' and ')}`],
  };
}
