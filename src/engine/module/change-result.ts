import type { Action, CommandResult, Finish, Result, Verdict } from '../../modules/module.ts';
import { display } from '../../template/display.ts';
import { dict, type Value } from '../../template/value.ts';
import { type Details, filesOf, type TaskResult } from '../task/task-result.ts';

/** A module's word that something is to be done. */
export type Change = Extract<Verdict, { change: true }>;

/**
 * The result of a change that was carried out; `finish` is what the module makes of its `outputs`.
 */
export function finished(finish: Finish, verdict: Change, outputs: readonly CommandResult[]): TaskResult {
  const signal = outputs.at(-1)?.signal;
  const changed = finish.changed ?? true;
  const result: Result = { changed, ...verdict.result, ...finish.result, ...filesOf(outputs) };
  const effects = [...(verdict.effects ?? []), ...(finish.effects ?? [])];
  const ended = signal === undefined ? {} : { signal };
  const details: Details = {
    ...shown(result),
    ...ended,
    ...(verdict.diffs === undefined ? {} : { diffs: verdict.diffs }),
  };
  if (finish.failed !== undefined) {
    const values = dict({ msg: finish.failed, ...result, failed: true });
    return { status: 'failed', values, effects, details: { message: finish.failed, ...details } };
  }
  return { status: changed ? 'changed' : 'ok', values: dict(result), effects, details };
}

/** What reports show of a result that came from a command. */
function shown(result: Result): Details {
  const text = (value: Value | undefined) => (value === undefined || value === null ? undefined : display(value));
  const { cmd, rc, stdout, stderr } = result;
  return {
    ...(cmd === undefined ? {} : { command: Array.isArray(cmd) ? cmd.map(display).join(' ') : display(cmd) }),
    ...(typeof rc === 'number' ? { code: rc } : {}),
    ...(text(stdout) === undefined ? {} : { stdout: text(stdout) as string }),
    ...(text(stderr) === undefined ? {} : { stderr: text(stderr) as string }),
  };
}

/** The result of a change of which an action failed. */
export function actionFailed(output: CommandResult, action: Action, verdict: Change): TaskResult {
  const message = output.stderr.trim() || output.stdout.trim() || `exit code ${output.code}`;
  const values = dict({
    ...verdict.result,
    changed: false,
    failed: true,
    msg: message,
    rc: output.code,
    stdout: output.stdout,
    stderr: output.stderr,
    ...filesOf([output]),
  });
  const command = action.kind === 'run' ? (action.shown ?? action.script) : `${action.kind} ${action.path}`;
  return {
    status: 'failed',
    values,
    effects: [],
    details: {
      message,
      command,
      code: output.code,
      ...(output.signal === undefined ? {} : { signal: output.signal }),
      stdout: output.stdout,
      stderr: output.stderr,
    },
  };
}
