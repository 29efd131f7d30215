import type { StepInfo } from '../../events/event.ts';
import type { Json, Outcome, Status } from '../../events/outcome.ts';
import { displayPath } from '../../source/display-path.ts';
import { duration } from '../duration.ts';
import { onOneLine, reason } from '../ending.ts';
import { type Detail, outcomeDetails } from './outcome-details.ts';
import type { Role } from './palette.ts';
import { readable, textLines } from './readable.ts';

/** A result as it is printed: a line of its own, and what stands indented under it. */
export interface ResultLine {
  readonly host: string;
  readonly status: Status;
  readonly head: string;
  readonly details: readonly string[];
}

/** What a result is of. `label` names the item of a loop; `task` is given when the heading above is not this task's. */
export interface ResultOf {
  readonly step: StepInfo;
  readonly host: string;
  readonly outcome: Outcome;
  readonly label?: string;
  readonly task?: string;
}

const words: Record<Status, string> = {
  ok: 'ok',
  changed: 'changed',
  skipped: 'skipping',
  failed: 'failed',
  unreachable: 'fatal',
};

/** The result of a task, or of one item of its loop, on one host. */
export function resultLine(of: ResultOf, detail: Detail): ResultLine {
  const { host, outcome } = of;
  const message = messageLines(of, detail);
  const inline = message.length === 1 ? ` => ${message[0]}` : message.length > 1 ? ' =>' : '';
  return {
    host,
    status: outcome.status,
    head: detail.paint(roleOf(outcome), `${title(of, detail.verbosity)}${inline}`),
    details: [...(message.length > 1 ? message : []), ...outcomeDetails(outcome, ownDetail(of, detail))],
  };
}

function title({ host, outcome, label, task }: ResultOf, verbosity: number): string {
  const { delegatedTo, status, ignored, rescued, durationMs } = outcome;
  const where = delegatedTo === undefined || delegatedTo === host ? host : `${host} -> ${delegatedTo}`;
  return [
    `${words[status]}: [${where}]${status === 'unreachable' ? ': UNREACHABLE!' : ''}`,
    label === undefined ? '' : ` (item=${onOneLine(label)})`,
    task === undefined ? '' : ` TASK [${task}]`,
    ignored ? ' (ignored)' : rescued ? ' (rescued)' : '',
    verbosity > 2 ? ` (${duration(durationMs)}${waited(outcome)})` : '',
  ].join('');
}

function waited({ queueMs }: Outcome): string {
  return queueMs === undefined ? '' : `, ${duration(queueMs)} of it waiting to run`;
}

/** What the line says after its arrow: one line of text goes beside it, more go below. */
function messageLines({ step, outcome }: ResultOf, { verbosity }: Detail): string[] {
  if (outcome.status === 'failed' || outcome.status === 'unreachable') return wrongLines(outcome);
  if (isDebug(step) && outcome.status !== 'skipped') return debugLines(outcome.result);
  const { include } = outcome.result;
  if (typeof include === 'string') return [`included ${displayPath(include)}`];
  return verbosity > 0 && outcome.because !== undefined ? textLines(outcome.because) : [];
}

function wrongLines(outcome: Outcome): string[] {
  const { message = '' } = outcome;
  return message.trim() === '' ? [reason(outcome)] : textLines(message.trimEnd().replace(/^\n+/, ''));
}

/** A message is shown as it is; anything else that `debug` shows, with its name. */
function debugLines(result: Outcome['result']): string[] {
  const shown = Object.entries(result).filter(([key]) => !['changed', 'failed'].includes(key) && !key.startsWith('_'));
  const [only] = shown;
  if (shown.length === 1 && only?.[0] === 'msg') return isText(only[1]) ? textLines(only[1]) : readable(only[1]);
  return readable(Object.fromEntries(shown));
}

/** The details of `debug` are its message. */
function ownDetail({ step, outcome }: ResultOf, detail: Detail): Detail {
  return isDebug(step) && outcome.status !== 'failed' ? { ...detail, verbosity: 0 } : detail;
}

function isDebug({ module }: StepInfo): boolean {
  return module.replace(/^ansible\.(builtin|legacy)\./, '') === 'debug';
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}

function roleOf({ status, ignored, rescued }: Outcome): Role {
  return ignored || rescued ? 'changed' : status;
}
