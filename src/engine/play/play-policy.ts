import { type FailureStrategy, failureStrategies, failureStrategy } from '../../plan/failure-strategy.ts';
import type { PlannedPlay } from '../../plan/plan.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import { isDict, isList, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { boolKeyword, keyword, numberKeyword, textKeyword } from '../keyword.ts';
import type { PlayPolicy, Run } from '../run.ts';
import type { BatchSize } from './batches.ts';

/** A play's settings as they are when it starts. Throws a `TemplateError` for a value that none can be. */
export async function playPolicy(play: PlannedPlay, scope: Scope, run: Run): Promise<PlayPolicy> {
  const onFailure = await keyword(play, 'on_failure', scope);
  const strategy = strategyName((await textKeyword(play, 'strategy', scope)) ?? run.settings.strategy);
  return {
    maxFailPercentage: await numberKeyword(play, 'max_fail_percentage', scope),
    forceHandlers: (await boolKeyword(play, 'force_handlers', scope)) ?? run.settings.forceHandlers,
    onFailure: onFailure === undefined ? run.settings.onFailure : strategyOf(onFailure),
    strategy: strategy === 'debug' ? 'linear' : strategy,
    debugs: strategy === 'debug',
  };
}

function strategyName(text: string): PlayPolicy['strategy'] | 'debug' {
  const name = text.replace(/^ansible\.builtin\./, '');
  if (name === 'linear' || name === 'free' || name === 'host_pinned' || name === 'debug') return name;
  throw new TemplateError('error', `there is no strategy \`${text}\``, {
    help: 'use `linear`, `free`, `host_pinned` or `debug`',
  });
}

/** Reads `on_failure`, a text or a mapping of `abort_after` to a number. Throws a `TemplateError` for anything else. */
function strategyOf(value: Value): FailureStrategy {
  const text = isDict(value)
    ? [...value].map(([name, count]) => `${display(name)}: ${display(count)}`).join(', ')
    : display(value);
  const strategy = failureStrategy(text);
  if (strategy !== undefined) return strategy;
  throw new TemplateError('error', `\`on_failure\` cannot be \`${text}\``, { help: `use ${failureStrategies}` });
}

/** The batch sizes of `serial`: a number, a share such as `40%`, or a list of them; none for one batch of all. */
export async function serialOf(play: PlannedPlay, scope: Scope): Promise<BatchSize[]> {
  const node = play.keywords.get('serial');
  if (node === undefined) return [];
  const value = await settle(() => evaluateNode(node, scope));
  return (isList(value) ? value : [value]).map((size) => batchSize(display(size)));
}

function batchSize(text: string): BatchSize {
  const share = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text)?.[1];
  if (share !== undefined) return `${Number(share)}%`;
  if (/^\s*-?\d+\s*$/.test(text)) return Number(text);
  throw new TemplateError('error', `\`serial\` cannot be \`${text}\``, {
    help: 'use a number of hosts, a share such as `30%`, or a list of them',
  });
}
