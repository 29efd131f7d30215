import { statSync } from 'node:fs';
import { inlineText } from '../shell/inline-text.ts';
import { quote } from '../shell/quote.ts';
import { operand, writeFileScript } from '../shell/write-file.ts';
import type {
  Action,
  CommandResult,
  ControllerFile,
  FetchAction,
  HostAction,
  RunAction,
  WriteAction,
} from './module.ts';

/** One command on the host that carries out several actions: one round trip. */
export interface ScriptBatch {
  readonly kind: 'script';
  readonly script: string;
  readonly stdin?: string | Uint8Array | ControllerFile;
  /** Hand the script to the login shell as it is. */
  readonly raw: boolean;
  readonly actions: readonly HostAction[];
  /** What each action gave, from what the whole script gave. There are fewer than `actions` when one of them failed: the last. */
  outputs(result: CommandResult): CommandResult[];
}

/** Actions in the order in which the engine carries them out. */
export type Step = ScriptBatch | FetchAction;

/** One argument holds 128 KiB, and quoting takes its share. */
const longestBatch = 90_000;

interface Part {
  readonly action: HostAction;
  readonly script: string;
  readonly stdin?: ScriptBatch['stdin'];
}

/**
 * Puts actions into as few scripts as will do. A script has room for one that has standard input; what is raw gets one to itself.
 * `token` is random text that no output contains.
 */
export function compileActions(actions: readonly Action[], token: string): Step[] {
  const steps: Step[] = [];
  let parts: Part[] = [];
  const flush = (): void => {
    if (parts.length > 0) steps.push(batch(parts, token));
    parts = [];
  };
  for (const [index, action] of actions.entries()) {
    if (action.kind === 'fetch') {
      flush();
      steps.push(action);
      continue;
    }
    const part = partOf(action, `${token}-${index}`);
    const length = parts.reduce((sum, { script }) => sum + script.length, part.script.length);
    if ([...parts, part].some(isRaw) || (part.stdin !== undefined && parts.some(hasInput)) || length > longestBatch)
      flush();
    parts.push(part);
  }
  flush();
  return steps;
}

/** Whether an output ends the task as a failure. */
export function isFailure(action: Action, { code, signal }: CommandResult): boolean {
  if (action.kind !== 'run' || action.tolerate === undefined) return code !== 0 || signal !== undefined;
  return action.tolerate !== 'any' && (signal !== undefined || (code !== 0 && !action.tolerate.includes(code)));
}

function partOf(action: HostAction, token: string): Part {
  if (action.kind === 'write') return { action, ...writePart(action, token) };
  const { script, stdin } = action;
  return { action, script, ...(stdin === undefined ? {} : { stdin }) };
}

const hasInput = ({ stdin }: Part): boolean => stdin !== undefined;

const isRaw = ({ action }: Part): boolean => action.kind === 'run' && action.raw === true;

function writePart(action: WriteAction, token: string): Omit<Part, 'action'> {
  const { content, kind: _, sha1, ...rest } = action;
  if ('hostFile' in content) {
    return { script: writeFileScript({ ...rest, source: `cat ${quote(operand(content.hostFile))}` }, token) };
  }
  const inline = content instanceof Uint8Array ? inlineText(content) : undefined;
  if (inline !== undefined) return { script: writeFileScript({ ...rest, source: inline }, token) };
  const size = content instanceof Uint8Array ? content.length : statSync(content.file).size;
  const sent = sha1 === undefined ? {} : { sha1 };
  return { script: writeFileScript({ ...rest, source: 'cat', size, ...sent }, token), stdin: content };
}

function batch(parts: readonly Part[], token: string): ScriptBatch {
  const [first] = parts;
  const actions = parts.map(({ action }) => action);
  const common = { kind: 'script', actions } as const;
  const input = parts.find(hasInput)?.stdin;
  const stdin = input === undefined ? {} : { stdin: input };
  if (first !== undefined && parts.length === 1) {
    return { ...common, script: first.script, raw: isRaw(first), ...stdin, outputs: (result) => [result] };
  }
  const script = parts.map((part) => framed(part, token)).join('\n');
  return { ...common, script, raw: false, ...stdin, outputs: (result) => split(result, token) };
}

/** Runs an action by itself, then marks the end of its output on both streams, and goes on unless it failed. */
function framed({ action, script, stdin }: Part, token: string): string {
  const mark = `RUNBOOK""-${token}`;
  const goOn = action.kind === 'run' ? tolerance(action) : '0';
  const stop = goOn === '*' ? '' : `\ncase $c in ${goOn}) ;; *) exit $c ;; esac`;
  const from = stdin === undefined ? ' </dev/null' : '';
  return `(\n${script}\n)${from}\nc=$?; echo ${mark} $c; echo ${mark} >&2${stop}`;
}

function tolerance({ tolerate = [] }: RunAction): string {
  return tolerate === 'any' ? '*' : [0, ...tolerate].join('|');
}

function split(result: CommandResult, token: string): CommandResult[] {
  const end = `RUNBOOK-${token}`;
  // On a terminal both streams are one, and what ends standard error stands behind what ends standard output.
  const stdout = result.stdout.split(new RegExp(`${end} (\\d+)\\n(?:${end}\\n)?`));
  const stderr = result.stderr.split(`${end}\n`);
  const outputs: CommandResult[] = [];
  const { startedAt, durationMs } = result;
  for (let at = 0; at + 1 < stdout.length; at += 2) {
    outputs.push({
      code: Number(stdout[at + 1]),
      stdout: stdout[at] ?? '',
      stderr: stderr[at / 2] ?? '',
      startedAt,
      durationMs,
    });
  }
  const finished = outputs.at(-1);
  const cutShort = result.signal !== undefined || (result.code !== 0 && finished?.code !== result.code);
  if (cutShort) outputs.push({ ...result, stdout: stdout.at(-1) ?? '', stderr: stderr.at(-1) ?? '' });
  return outputs;
}
