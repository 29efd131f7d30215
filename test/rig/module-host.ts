import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Diff } from '../../src/events/outcome.ts';
import { asIfMade } from '../../src/modules/as-if-made.ts';
import { type ArgProblem, bindArgs } from '../../src/modules/bind-args.ts';
import { compileActions, isFailure } from '../../src/modules/compile-actions.ts';
import type {
  Action,
  CommandResult,
  ControllerFiles,
  Effect,
  FetchAction,
  HostView,
  Module,
  RenderOptions,
  Result,
} from '../../src/modules/module.ts';
import { commandLine } from '../../src/shell/command-line.ts';
import { Diagnostics, WrongInput } from '../../src/source/diagnostic.ts';
import type { MapNode } from '../../src/source/node.ts';
import { Sources } from '../../src/source/sources.ts';
import { readVarsFile } from '../../src/source/vars-file.ts';
import { bindValues } from '../../src/template/bind.ts';
import type { Context, World } from '../../src/template/context.ts';
import { evaluateBareExpression, evaluateExpression, renderTemplate } from '../../src/template/evaluate.ts';
import { settle } from '../../src/template/settle.ts';
import { Float, isDict, isList, type Value } from '../../src/template/value.ts';
import { launch } from './launch.ts';
import { type Shell, shells } from './shells.ts';

/** A value as plain data, for whole-result assertions. */
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** What a module made of a task, with what it cost. */
export interface Performed {
  readonly status: 'ok' | 'changed' | 'failed' | 'skipped';
  readonly result: { [key: string]: Plain };
  readonly message?: string;
  readonly because?: string;
  readonly diffs: readonly Diff[];
  readonly effects: readonly Effect[];
  readonly roundTrips: number;
}

/** How a {@link ModuleHost} differs from a plain one. `folder` is where its commands run and controller files are found. */
export interface ModuleHostOptions {
  readonly folder: string;
  readonly shell?: Shell;
  readonly variables?: Readonly<Record<string, Value>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly wantsDiff?: boolean;
  readonly check?: boolean;
  readonly verbosity?: number;
  /** The texts among the arguments that a host has said. */
  readonly hostTexts?: readonly string[];
  /** What a user at a terminal answers; `undefined` when there is none. */
  readonly answers?: readonly string[];
  /** What each attempt to reconnect gives. */
  readonly reconnects?: readonly (string | undefined)[];
}

/** What check mode makes of a verdict with actions. */
const checked = { decide: 'changed', skip: 'skipped', unchanged: 'ok' } as const;

/** This machine as a module's host: scripts run in a real shell, in a folder of the test; its clock moves only when somebody sleeps. */
export class ModuleHost implements HostView {
  readonly name = 'test';
  readonly signal = new AbortController().signal;
  readonly wantsDiff: boolean;
  readonly verbosity: number;
  readonly controller: ControllerFiles;
  /** What was asked at the terminal. */
  readonly asked: string[] = [];
  roundTrips = 0;
  readonly #options: ModuleHostOptions;
  readonly #variables: ReadonlyMap<string, Value>;
  readonly #answers: string[];
  readonly #reconnects: (string | undefined)[];
  #now = Date.UTC(2024, 10, 20, 12);

  constructor(options: ModuleHostOptions) {
    this.#options = options;
    this.wantsDiff = options.wantsDiff ?? false;
    this.verbosity = options.verbosity ?? 0;
    this.controller = controllerFiles(options.folder);
    this.#variables = new Map(Object.entries(options.variables ?? {}));
    this.#answers = [...(options.answers ?? [])];
    this.#reconnects = [...(options.reconnects ?? [])];
  }

  /** Lets a module decide about a task, and does what it wants unless this is check mode. */
  async perform(module: Module, given: Readonly<Record<string, Value>>): Promise<Performed> {
    const bound = bindArgs(module, new Map(Object.entries(given)));
    if ('problems' in bound) return this.#performed('failed', {}, { message: wordsOf(bound.problems) });
    if (this.#options.check === true && module.check === 'skip') return this.#performed('skipped', {});
    const judged = await module.decide(bound.args, this);
    const verdict = this.#options.check === true ? asIfMade(judged) : judged;
    if ('failed' in verdict) {
      return this.#performed('failed', { msg: verdict.message, ...verdict.result }, { message: verdict.message });
    }
    if ('skipped' in verdict) return this.#performed('skipped', verdict.result ?? {}, { because: verdict.because });
    const { diffs = [], effects = [], result = {} } = verdict;
    if (!verdict.change) return this.#performed('ok', result, { because: verdict.because, diffs, effects });
    if (this.#options.check === true) {
      return this.#performed(checked[verdict.check ?? 'decide'], result, { diffs, effects });
    }
    const outputs = await this.#act(verdict.actions);
    const failure = outputs.find((output, index) => isFailure(verdict.actions[index] as Action, output));
    if (failure !== undefined) {
      const message = failure.stderr.trim();
      return this.#performed('failed', { ...result, msg: message, rc: failure.code }, { message, diffs });
    }
    const finish = verdict.finish?.(outputs) ?? {};
    const status = finish.failed !== undefined ? 'failed' : finish.changed === false ? 'ok' : 'changed';
    const rest = { diffs, effects: [...effects, ...(finish.effects ?? [])] };
    const message = finish.failed === undefined ? {} : { message: finish.failed };
    return this.#performed(status, { ...result, ...finish.result }, { ...rest, ...message });
  }

  #performed(status: Performed['status'], result: Result, rest: Partial<Performed> = {}): Performed {
    const entries = Object.entries(result).map(([key, value]) => [key, plain(value)]);
    return {
      status,
      result: Object.fromEntries(entries),
      diffs: [],
      effects: [],
      roundTrips: this.roundTrips,
      ...rest,
    };
  }

  async #act(actions: readonly Action[]): Promise<CommandResult[]> {
    const outputs: CommandResult[] = [];
    for (const step of compileActions(actions, 'test0token')) {
      if (step.kind === 'fetch') outputs.push(this.#fetch(step));
      else {
        const input = step.stdin ?? '';
        const stdin = typeof input === 'object' && 'file' in input ? readFileSync(input.file) : input;
        outputs.push(...step.outputs(await this.#run(step.script, stdin, step.raw)));
      }
      if (outputs.some((output, index) => isFailure(actions[index] as Action, output))) break;
    }
    return outputs;
  }

  async probe(script: string, stdin: string | Uint8Array = ''): Promise<CommandResult> {
    return await this.#run(script, stdin);
  }

  async #run(script: string, stdin: string | Uint8Array, raw = false): Promise<CommandResult> {
    this.roundTrips += 1;
    const { folder, env } = this.#options;
    const shell = this.#options.shell ?? shells[0];
    const line = commandLine({ script, token: 'test1token', stdinBytes: stdin.length, raw });
    // What commandLine starts is /bin/sh; a test of another shell puts that in its place.
    const command =
      raw || shell === undefined
        ? line.command
        : line.command.replace(/^exec \/bin\/sh/, `exec ${shell.argv.join(' ')}`);
    const ended = await launch({ ...line, command }, { stdin, cwd: folder, ...(env === undefined ? {} : { env }) });
    if (ended.refusal !== undefined) throw new Error(`not started: ${ended.text}`);
    const { code, signal, stdout, stderr } = ended;
    const result = { code: code ?? -1, stdout, stderr, startedAt: this.#now, durationMs: 1.5 };
    return signal === null ? result : { ...result, signal: signal.replace(/^SIG/, '') };
  }

  #fetch({ path, to, sha1 }: FetchAction): CommandResult {
    this.roundTrips += 1;
    const content = readFileSync(resolve(this.#options.folder, path));
    const same = sha1 === undefined || createHash('sha1').update(content).digest('hex') === sha1;
    mkdirSync(dirname(to), { recursive: true });
    if (same) writeFileSync(to, content);
    return {
      code: same ? 0 : 1,
      stdout: '',
      stderr: same ? '' : 'not the same',
      startedAt: this.#now,
      durationMs: 1.5,
    };
  }

  async read(path: string): Promise<Buffer> {
    this.roundTrips += 1;
    return readFileSync(resolve(this.#options.folder, path));
  }

  variable(name: string): Value | undefined {
    return this.#variables.get(name);
  }

  isOwn(text: string): boolean {
    return this.#options.hostTexts?.includes(text) !== true;
  }

  async evaluateBare(expression: string): Promise<Value> {
    return await settle(() => evaluateBareExpression(expression, this.#context()));
  }

  async evaluate(expression: string): Promise<Value> {
    return await settle(() => evaluateExpression(expression, this.#context()));
  }

  async render(text: string, _file: string, { variables, ...options }: RenderOptions = {}): Promise<string> {
    return await settle(() => renderTemplate(text, options, this.#context(variables)));
  }

  #context(variables: ReadonlyMap<string, Value> = new Map()): Context {
    const all = new Map([...this.#variables, ...variables]);
    const places = (kind: string) => [join(this.#options.folder, kind), this.#options.folder];
    const world: World = {
      env: {},
      now: () => new Date(this.#now),
      random: () => 0.5,
      searchPath: places,
      read: (path) => readFileSync(path, 'utf8'),
      decrypt: (armoured) => armoured,
    };
    return { get: (name) => all.get(name), names: () => all.keys(), world };
  }

  now(): number {
    return this.#now;
  }

  async sleep(seconds: number): Promise<void> {
    this.#now += seconds * 1000;
    await delay(0);
  }

  async ask(prompt: string, echo: boolean): Promise<string | undefined> {
    this.asked.push(echo ? prompt : `${prompt} (hidden)`);
    return this.#answers.shift();
  }

  async reconnect(_connectTimeout: number): Promise<string | undefined> {
    this.roundTrips += 1;
    return this.#reconnects.shift();
  }
}

function controllerFiles(folder: string): ControllerFiles {
  const places = (kind: string, name: string) =>
    [join(folder, kind, name), join(folder, name)].map((path) => resolve(folder, path));
  const absolute = (kind: string, name: string) => (name.startsWith('/') ? [name] : places(kind, name));
  return {
    places: absolute,
    find: (kind, name) => absolute(kind, name).find((path) => existsSync(path)),
    read: (path) => readFileSync(path),
    readVars: (path) => readVars(path),
  };
}

function readVars(path: string): MapNode {
  const diagnostics = new Diagnostics();
  const vars = readVarsFile(path, { sources: new Sources(), diagnostics });
  if (vars === undefined) throw new WrongInput(diagnostics.all);
  return vars;
}

const wordsOf = (problems: readonly ArgProblem[]): string => problems.map(({ message }) => message).join('; ');

/** A value as plain data: floats as numbers, dicts as objects. */
export function plain(value: Value): Plain {
  if (value instanceof Float) return value.value;
  if (isList(value)) return value.map(plain);
  if (isDict(value)) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return String(value);
}

/** The variables that an effect of `include_vars` or `set_fact` sets, as plain data. */
export function plainFacts(facts: Parameters<typeof bindValues>[0]): { [key: string]: Plain } {
  return Object.fromEntries(
    [...bindValues(facts)].map(([name, binding]) => [name, 'value' in binding ? plain(binding.value) : null]),
  );
}
