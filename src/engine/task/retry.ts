import type { Node } from '../../source/node.ts';
import type { Scope } from '../../vars/scope.ts';
import { invokeWhereSafeAgain } from '../action/repeat.ts';
import { conditionsOf, firstFalse } from '../conditions.ts';
import { numberKeyword } from '../keyword.ts';
import type { TaskAt } from '../task-at.ts';
import type { TaskResult } from '../task-result.ts';
import { judge, withResult } from './judge.ts';

/** Retries and seconds between them when a task with `until` says nothing else, as published for Ansible. */
const defaults = { retries: 3, delay: 5 };

/** Runs a task until its `until` holds, at most `retries` times after the first. */
export async function retry(at: TaskAt, scope: Scope): Promise<TaskResult> {
  const until = conditionsOf(at.task.keywords.get('until'));
  if (until.length === 0) return await judge(await invokeWhereSafeAgain(at, scope), at, scope);
  const { run } = at.play;
  const retries = Math.max(0, (await numberKeyword(at.task, 'retries', scope)) ?? defaults.retries);
  const delay = Math.max(0, (await numberKeyword(at.task, 'delay', scope)) ?? defaults.delay);
  for (let attempt = 1; ; attempt += 1) {
    const result = await judge(await invokeWhereSafeAgain(at, scope), at, scope);
    const counted = { ...result, values: new Map([...result.values, ['attempts', attempt]]) };
    if (result.status === 'unreachable' || (await isEnough(until, counted, at, scope))) return counted;
    if (attempt > retries || run.signal.aborted) return exhausted(counted, retries);
    run.emit({ kind: 'retry', step: at.step, host: at.host.name, attempt, left: retries + 1 - attempt, at: run.at() });
    await run.clock.sleep(delay * 1000, run.signal).catch(() => {});
  }
}

async function isEnough(until: readonly Node[], result: TaskResult, at: TaskAt, scope: Scope): Promise<boolean> {
  return (await firstFalse(until, withResult(at, scope, result.values))) === undefined;
}

function exhausted(result: TaskResult, retries: number): TaskResult {
  const values = new Map([...result.values, ['attempts', retries], ['failed', true]]) as TaskResult['values'];
  const message = result.details.message ?? `\`until\` did not hold after ${retries} retries`;
  // What `failed_when` says about the last try stands, although `register` holds a failure: as in the reference.
  if (result.values.get('failed_when_result') === false) return { ...result, values };
  return { ...result, status: 'failed', values, details: { ...result.details, message } };
}
