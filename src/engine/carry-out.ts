import type { Action, Args, CommandResult, Finish, Module, Result, Verdict } from '../modules/module.ts';
import { display } from '../template/display.ts';
import { dict, type Value } from '../template/value.ts';
import { act } from './act.ts';
import { ScriptRefused } from './run-script.ts';
import type { TaskHost } from './task-host.ts';
import { type Details, failure, skipped, type TaskResult } from './task-result.ts';

/** Asks a module what is to be done on a host, and does it; in check mode it stops at the module's word. */
export async function carryOut(
  module: Module,
  args: Args,
  at: { host: TaskHost; check: boolean },
): Promise<TaskResult> {
  try {
    const verdict = await module.decide(args, at.host);
    if ('failed' in verdict) return failed(verdict);
    if ('skipped' in verdict) return skipped(verdict.because, verdict.result);
    if (!verdict.change) return unchanged(verdict);
    if (at.check) return wouldChange(verdict, module);
    return await change(verdict, at.host);
  } catch (error) {
    if (error instanceof ScriptRefused) return failure(error.message, { help: error.help });
    throw error;
  }
}

function failed(verdict: Extract<Verdict, { failed: true }>): TaskResult {
  const { message, help, result } = verdict;
  return failure(message, {
    ...(help === undefined ? {} : { help }),
    ...(result === undefined ? {} : { values: result }),
  });
}

function unchanged({ because, result, effects = [], diffs = [] }: Extract<Verdict, { change: false }>): TaskResult {
  return { status: 'ok', values: dict({ changed: false, ...result }), effects, details: { because, diffs } };
}

type Change = Extract<Verdict, { change: true }>;

function wouldChange(verdict: Change, module: Module): TaskResult {
  if (verdict.check === 'skip') {
    return skipped(`${module.name} cannot tell what it would do`, { msg: 'skipped, running in check mode' });
  }
  const { result, effects = [], diffs = [], because } = verdict;
  return {
    status: 'changed',
    values: dict({ changed: true, ...result }),
    effects,
    details: { diffs, ...(because === undefined ? {} : { because }) },
  };
}

async function change(verdict: Change, host: TaskHost): Promise<TaskResult> {
  const done = await act(verdict.actions, host);
  if ('failed' in done) return actionFailed(done.failed, done.action, verdict);
  const finish = verdict.finish?.(done.outputs) ?? {};
  return finished(finish, verdict);
}

function finished(finish: Finish, verdict: Change): TaskResult {
  const changed = finish.changed ?? true;
  const result: Result = { changed, ...verdict.result, ...finish.result };
  const effects = [...(verdict.effects ?? []), ...(finish.effects ?? [])];
  const details: Details = { ...shown(result), ...(verdict.diffs === undefined ? {} : { diffs: verdict.diffs }) };
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

function actionFailed(output: CommandResult, action: Action, verdict: Change): TaskResult {
  const message = output.stderr.trim() || output.stdout.trim() || `exit code ${output.code}`;
  const values = dict({
    ...verdict.result,
    changed: false,
    failed: true,
    msg: message,
    rc: output.code,
    stdout: output.stdout,
    stderr: output.stderr,
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
