import type { Environment } from '../engine/run.ts';
import type { RunEvents } from '../engine/run-events.ts';
import type { UntimedEvent } from '../events/event.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import { type Diagnostic, Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { systemClock } from '../std/clock.ts';
import { askOn } from './ask.ts';
import type { Connections } from './connections.ts';
import { crowded } from './crowded.ts';
import { connectionDefaults, engineSettings } from './engine-settings.ts';
import type { ExecuteOptions } from './execute-options.ts';
import type { Passwords } from './passwords.ts';
import type { PreparedRun } from './prepare-run.ts';
import type { Reports } from './reports.ts';
import type { SharedInput } from './shared-input.ts';

/** What a run is put together from. */
export interface RunParts {
  readonly prepared: PreparedRun;
  readonly options: ExecuteOptions;
  readonly passwords: Passwords;
  readonly connections: Connections;
  readonly reports: Reports;
  readonly events: RunEvents;
  readonly factCache: Environment['factCache'];
  /** Absent when commands get no input. */
  readonly input: SharedInput | undefined;
}

/** Hosts that read the same input all read it at the same time. */
const everyHost = 10_000;

/** The world as the engine sees it. */
export function runEnvironment(parts: RunParts): Environment {
  const { prepared, options, passwords, connections, events, factCache, input } = parts;
  const { inventory, variables, includes, secrets, selection, login, request, context } = prepared;
  const { settings } = request;
  const hide = (secret: string) => secrets.add(secret);
  for (const secret of [passwords.connection, passwords.become, login.password]) if (secret !== undefined) hide(secret);
  const password = passwords.connection ?? login.password;
  const defaults = connectionDefaults(settings, context.io.env, { ...login, ...(password && { password }) });
  return {
    inventory,
    variables,
    includes,
    signal: options.signal,
    ...(options.ready && { ready: options.ready }),
    events,
    playbooks: request.playbooks,
    warnings: crowdWarning(prepared),
    ...(factCache && { factCache }),
    ...(input && { openInput: (host: string) => input.open(host) }),
    hide,
    conceals: (text) => secrets.mask(text) !== text,
    sources: context.sources,
    connector: connections.connector,
    closeConnections: () => connections.close(),
    connectionFigures: () => connections.figures(),
    settings: engineSettings(input ? { ...settings, forks: everyHost } : settings, passwords, defaults),
    clock: systemClock,
    select: (pattern, span) => selection.select(pattern, span, (warning) => events.emit(warningEvent(warning, parts))),
    refreshInventory: () => refresh(parts),
    random: Math.random,
    ask: (prompt, echo) => askAside(parts, prompt, echo),
    ...(settings.step && { confirm: (task: string) => confirm(parts, task) }),
  };
}

function warningEvent({ message, span, help }: Diagnostic, { prepared }: RunParts): UntimedEvent {
  return {
    kind: 'warning',
    message,
    ...(span && { location: prepared.context.sources.locate(span) }),
    ...(help !== undefined && { help }),
  };
}

function crowdWarning({ request, selection, inventory }: PreparedRun): Environment['warnings'] {
  const warning = crowded(request.settings, selection.within([...inventory.hosts.values()]).length);
  return warning === undefined ? [] : [warning];
}

async function refresh({ prepared, options: { signal } }: RunParts): Promise<void> {
  const diagnostics = new Diagnostics();
  const { inventory: into, request, extraVars, context } = prepared;
  const cwd = context.io.cwd();
  const { inventory, inventoryTemplates: programTemplates } = request.settings;
  const own = { sources: context.sources, diagnostics, cwd, signal, into, extraVars: extraVars.vars, programTemplates };
  await readInventory(inventory, own);
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
}

async function askAside({ prepared, reports }: RunParts, prompt: string, echo: boolean): Promise<string | undefined> {
  const ask = askOn(prepared.context.io);
  return ask && reports.aside(() => ask(prepared.secrets.mask(prompt), { hidden: !echo }));
}

async function confirm(parts: RunParts, task: string): Promise<'yes' | 'no' | 'continue'> {
  const answer = (await askAside(parts, `Do \`${task}\`? (y)es, (n)o, (c)ontinue without asking: `, true)) ?? 'n';
  const letter = answer.trim().toLowerCase()[0] ?? 'n';
  return letter === 'c' ? 'continue' : letter === 'y' ? 'yes' : 'no';
}
