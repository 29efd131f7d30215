import { randomBytes } from 'node:crypto';
import { compileActions, isFailure, type ScriptBatch } from '../../modules/compile-actions.ts';
import type { Action, CommandResult } from '../../modules/module.ts';
import { fetchFile } from '../host/fetch-file.ts';
import type { TaskHost } from '../host/task-host.ts';

/** What actions gave: an output for each, or those up to the one that failed. */
export type ActionOutputs =
  | { readonly outputs: readonly CommandResult[] }
  | { readonly failed: CommandResult; readonly action: Action };

/** Carries out actions in order, in as few round trips as will do; the first that fails ends it. */
export async function runActions(actions: readonly Action[], host: TaskHost): Promise<ActionOutputs> {
  const outputs: CommandResult[] = [];
  for (const step of compileActions(actions, randomBytes(9).toString('hex'))) {
    const isScript = step.kind === 'script';
    const given = isScript ? await runBatch(step, host) : [await fetchFile(step, host)];
    const taken = isScript ? step.actions : [step];
    for (const [index, output] of given.entries()) {
      const action = taken[index];
      if (action === undefined) throw new Error('a script of actions gave more outputs than it has actions');
      if (isFailure(action, output)) return { failed: output, action };
      outputs.push(output);
    }
    if (given.length < taken.length) throw new Error('a script of actions ended early, and none of them failed');
  }
  return { outputs };
}

async function runBatch(batch: ScriptBatch, host: TaskHost): Promise<CommandResult[]> {
  const { script, stdin, raw } = batch;
  const whole = { text: script, raw, ...(stdin === undefined ? {} : { stdin }) };
  if (batch.actions.length === 1) return batch.outputs(await host.act(whole));
  // What marks the ends of several actions is nobody's output, and must all be there.
  return batch.outputs(await host.probe(script, whole.stdin));
}
