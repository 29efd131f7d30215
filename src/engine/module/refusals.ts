import { TransferError } from '../../connection/connection.ts';
import type { ArgProblem } from '../../modules/bind-args.ts';
import type { Module } from '../../modules/module.ts';
import { AnswerTooLong } from '../host/answer-too-long.ts';
import { ScriptRefused } from '../host/run-script.ts';
import { failure, skippedByModule, type TaskResult } from '../task/task-result.ts';

/** The failure of a task whose arguments its module does not take. */
export function badArguments(problems: readonly ArgProblem[], module: Module): TaskResult {
  const help = problems.find((problem) => problem.help !== undefined)?.help;
  const message = problems.map((problem) => problem.message).join('; ');
  return failure(message, { help: help ?? `see \`runbook doc ${module.name}\`` });
}

/** The failure of a task that a host has reached and whose module is known elsewhere only. */
export function notImplemented(name: string): TaskResult {
  return failure(`module \`${name}\` is not built into runbook`, {
    help: 'use another module, or leave the host out with `when`; `runbook doc` lists the modules there are',
  });
}

/** The skip of a task in check mode whose module has to act to know anything. */
export function cannotCheck(module: Module): TaskResult {
  return skippedByModule(`${module.name} cannot tell what it would do`, { msg: 'skipped, running in check mode' });
}

/** What a host that can be reached will not do is a failure of the task; throws every other error again. */
export function refusedByHost(error: unknown): TaskResult {
  if (error instanceof ScriptRefused || error instanceof AnswerTooLong)
    return failure(error.message, { help: error.help });
  if (error instanceof TransferError) return failure(error.message);
  throw error;
}
