import type {
  Connection,
  Connector,
  EndReport,
  ExecOptions,
  ExecResult,
  Target,
} from '../../src/connection/connection.ts';
import { execute, type RunOutcome } from '../../src/engine/execute.ts';
import type { Environment, RunSettings } from '../../src/engine/run.ts';
import { RunEvents } from '../../src/engine/run-events.ts';
import type { Event } from '../../src/events/event.ts';
import { readInventory } from '../../src/inventory/read-inventory.ts';
import { selectHosts } from '../../src/inventory/select-hosts.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { Diagnostics } from '../../src/source/diagnostic.ts';
import { Sources } from '../../src/source/sources.ts';
import { Deferred } from '../../src/std/deferred.ts';
import { InventoryLayers } from '../../src/vars/inventory-layers.ts';
import { Variables } from '../../src/vars/variables.ts';
import { controllerWorld } from '../../src/vars/world.ts';

/** A command on its way: the test decides when and how it ends. */
export interface HeldCommand {
  readonly host: string;
  /** What the command line holds that tells it from others: the text between `<<` and `>>`. */
  readonly mark: string;
  end(result?: Partial<ExecResult>): void;
  fail(error: Error): void;
}

/** Connections whose commands the test ends one by one; it counts what is open. */
export class HeldConnector implements Connector {
  readonly opened: string[] = [];
  readonly closed: string[] = [];
  readonly running: HeldCommand[] = [];
  /** Of every command that was begun, in order. */
  readonly marks: string[] = [];
  readonly #waiting: { count: number; arrived: Deferred<void> }[] = [];
  /** What is told of commands that are ended before their time. */
  ending: EndReport = { sure: true, how: 'ended' };
  /** Hosts that refuse to be connected to, with the error. */
  readonly refusing = new Map<string, Error>();
  /** Hosts that never answer. */
  readonly silent = new Set<string>();

  async open({ host }: Target, signal?: AbortSignal): Promise<Connection> {
    if (this.silent.has(host)) {
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    }
    const refusal = this.refusing.get(host);
    if (refusal !== undefined) throw refusal;
    this.opened.push(host);
    return {
      exec: (command, options) => this.#exec(host, command, options),
      put: async () => {},
      get: async () => 0,
      alive: () => true,
      close: async () => void this.closed.push(host),
    };
  }

  /** Resolves when at least `count` commands run. */
  async untilRunning(count: number): Promise<readonly HeldCommand[]> {
    if (this.running.length < count) {
      const arrived = new Deferred<void>();
      this.#waiting.push({ count, arrived });
      await arrived.promise;
    }
    return this.running;
  }

  /** Lets every command end at once with this result, now and from here on. */
  endAll(result: Partial<ExecResult> = {}): void {
    this.#always = result;
    for (const command of [...this.running]) command.end(result);
  }

  /** How long each command is told to have waited for its turn. */
  queueMs = 0;

  #always: Partial<ExecResult> | undefined;

  #exec(host: string, command: string, options: ExecOptions = {}): Promise<ExecResult> {
    const marker = /RUNBOOK""-(\w+)/.exec(command)?.[1];
    const ended = new Deferred<ExecResult>();
    const leave = () => {
      this.running.splice(this.running.indexOf(held), 1);
      options.signal?.removeEventListener('abort', abort);
    };
    const held: HeldCommand = {
      host,
      mark: /<<(.*?)>>/s.exec(command)?.[1] ?? '',
      end: (result = {}) => {
        leave();
        if (marker !== undefined) {
          options.onOutput?.('stdout', Buffer.from(`RUNBOOK-${marker} 1\n`));
          options.onOutput?.('stderr', Buffer.from(`RUNBOOK-${marker}\n`));
        }
        if (result.stdout !== undefined) options.onOutput?.('stdout', result.stdout);
        ended.resolve({ code: 0, signal: null, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), ...result });
      },
      fail: (error) => {
        leave();
        ended.reject(error);
      },
    };
    const abort = () => {
      options.onEnded?.(this.ending);
      held.fail(options.signal?.reason);
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    options.onWaited?.(this.queueMs);
    this.running.push(held);
    this.marks.push(held.mark);
    if (this.#always !== undefined) held.end(this.#always);
    for (const { count, arrived } of this.#waiting) if (this.running.length >= count) arrived.resolve();
    return ended.promise;
  }
}

/** A run of a playbook's text on hosts that a {@link HeldConnector} stands for. */
export interface TextRun {
  readonly connector: HeldConnector;
  readonly events: Event[];
  readonly outcome: Promise<RunOutcome>;
  readonly stop: AbortController;
}

/**
 * Plays a playbook's text on `hosts` (as a list with commas); the run is on its way when this resolves. `env` is the environment that its
 * templates see.
 */
export async function playText(
  hosts: string,
  text: string,
  settings: Partial<RunSettings> = {},
  { env = {}, ask = async () => undefined }: { env?: NodeJS.ProcessEnv; ask?: Environment['ask'] } = {},
): Promise<TextRun> {
  const sources = new Sources();
  const diagnostics = new Diagnostics();
  sources.add('<playbook>', text);
  const inventory = await readInventory([`${hosts},`], { sources, diagnostics, cwd: '/' });
  const extraVars = { name: 'extra vars', vars: new Map() } as const;
  const world = (place: Parameters<typeof controllerWorld>[1]) => controllerWorld(sources, place, env);
  const { plan, includes } = makePlan(['<playbook>'], {
    sources,
    diagnostics,
    tags: { only: [], skip: [] },
    gathering: 'implicit',
    extraVars,
    rolesPath: [],
    collectionsPath: [],
    cwd: '/',
    world,
  });
  if (diagnostics.failed) throw new Error(diagnostics.all.map(({ message }) => message).join('\n'));
  const noFiles = { group: () => new Map(), host: () => new Map() };
  const connector = new HeldConnector();
  const stop = new AbortController();
  const events: Event[] = [];
  const all: RunSettings = { ...defaults, ...settings };
  const environment: Environment = {
    inventory,
    includes,
    sources,
    connector,
    settings: all,
    variables: new Variables({
      inventory,
      inventoryLayers: new InventoryLayers(inventory, noFiles),
      extraVars,
      run: { ...all, ansibleVersion: '2.16.0', limit: undefined, tags: [], skipTags: [], inventorySources: [] },
      folder: '/',
      world,
    }),
    closeConnections: async () => {},
    clock: sleepersClock(),
    signal: stop.signal,
    events: new RunEvents(
      (event) => events.push(event),
      stop.signal,
      () => 0,
    ),
    playbooks: ['<playbook>'],
    connectionFigures: () => ({}),
    warnings: [],
    hide: () => {},
    conceals: () => false,
    select: (pattern) => selectHosts(inventory, pattern).map(({ name }) => name),
    refreshInventory: async () => {},
    random: () => 0,
    ask,
  };
  return { connector, events, stop, outcome: execute(plan, environment) };
}

/** A clock that moves when somebody sleeps, and only then. */
function sleepersClock(): Environment['clock'] {
  let time = 0;
  return {
    now: () => time,
    monotonic: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
  };
}

const defaults: RunSettings = {
  forks: 50,
  check: false,
  diff: false,
  verbosity: 0,
  strategy: 'linear',
  connect: 'upfront',
  connectWindow: 50,
  reconnectAttempts: 3,
  connection: { controller: { env: {}, home: '/root', user: 'me' } } as unknown as RunSettings['connection'],
  become: { become: false, user: undefined, method: undefined, password: undefined },
  forceHandlers: false,
  maxOutput: 10_000_000,
  live: false,
  onFailure: 'abort',
  taskTimeout: undefined,
  startAtTask: undefined,
};
