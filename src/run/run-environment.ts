import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Environment } from '../engine/run.ts';
import type { Event } from '../events/event.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import { type Diagnostic, Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { askOn } from './ask.ts';
import type { Connections } from './connections.ts';
import { connectionDefaults, engineSettings } from './engine-settings.ts';
import type { Passwords } from './passwords.ts';
import type { ReadRun } from './read-run.ts';
import type { Reports } from './reports.ts';
import type { RunContext } from './run-context.ts';
import type { RunTeller } from './run-teller.ts';

/** What a run is put together from. */
export interface RunParts {
  readonly read: ReadRun;
  readonly context: RunContext;
  readonly signal: AbortSignal;
  readonly passwords: Passwords;
  readonly connections: Connections;
  readonly reports: Reports;
  readonly teller: RunTeller;
}

/** The world as the engine sees it. */
export function runEnvironment(parts: RunParts): Environment {
  const { read, context, signal, passwords, connections, teller } = parts;
  const { inventory, variables, includes, secrets, selection, login, request } = read;
  const { settings } = request;
  const hide = (secret: string) => secrets.add(secret);
  for (const secret of [passwords.connection, passwords.become, login.password]) if (secret !== undefined) hide(secret);
  const password = passwords.connection ?? login.password;
  const defaults = connectionDefaults(settings, context.invocation.env, { ...login, ...(password && { password }) });
  return {
    inventory,
    variables,
    includes,
    signal,
    emit: teller.emit,
    hide,
    conceals: (text) => secrets.mask(text) !== text,
    sources: context.sources,
    connector: connections.connector,
    closeConnections: () => connections.close(),
    settings: engineSettings(settings, passwords, defaults),
    clock: systemClock,
    select: (pattern, span) => selection.select(pattern, span, (warning) => teller.emit(warningEvent(warning, parts))),
    refreshInventory: () => refresh(parts),
    random: Math.random,
    ask: (prompt, echo) => askAside(parts, prompt, echo),
    ...(settings.step && { confirm: (task: string) => confirm(parts, task) }),
  };
}

const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted()),
};

function warningEvent({ message, span, help }: Diagnostic, { context, teller }: RunParts): Event {
  return {
    kind: 'warning',
    message,
    ...(span && { location: context.sources.locate(span) }),
    ...(help !== undefined && { help }),
    at: teller.at(),
  };
}

async function refresh({ read, context, signal }: RunParts): Promise<void> {
  const diagnostics = new Diagnostics();
  const { inventory: into, request, extraVars } = read;
  const cwd = context.invocation.cwd();
  const options = { sources: context.sources, diagnostics, cwd, signal, into, extraVars: extraVars.vars };
  await readInventory(request.settings.inventory, options);
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
}

async function askAside({ context, reports }: RunParts, prompt: string, echo: boolean): Promise<string | undefined> {
  const ask = askOn(context.invocation);
  return ask && reports.aside(() => ask(prompt, { hidden: !echo }));
}

async function confirm(parts: RunParts, task: string): Promise<'yes' | 'no' | 'continue'> {
  const answer = (await askAside(parts, `Do \`${task}\`? (y)es, (n)o, (c)ontinue without asking: `, true)) ?? 'n';
  const letter = answer.trim().toLowerCase()[0] ?? 'n';
  return letter === 'c' ? 'continue' : letter === 'y' ? 'yes' : 'no';
}
