import { Writable } from 'node:stream';
import { type Connection, ConnectionError, type EndReport, TransferError } from '../../connection/connection.ts';
import type { CommandResult, ControllerFiles, HostView, RenderOptions } from '../../modules/module.ts';
import { quote } from '../../shell/quote.ts';
import { bindValues } from '../../template/bind.ts';
import { evaluateBareExpression, evaluateExpression, renderTemplate } from '../../template/evaluate.ts';
import { settle } from '../../template/settle.ts';
import type { Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { TaskContext } from '../task/task-context.ts';
import { AnswerTooLong } from './answer-too-long.ts';
import type { Listeners, Printed } from './conversation.ts';
import type { KeepOptions } from './kept-output.ts';
import { type Privileges, runScript, type Script } from './run-script.ts';

/** What a {@link TaskHost} is made of. */
export interface TaskHostParts {
  readonly ctx: TaskContext;
  readonly scope: Scope;
  readonly privileges: Privileges;
  readonly controller: ControllerFiles;
  /** The task has `no_log`: its scripts stay out of the host's list of processes. */
  readonly confidential: boolean;
  readonly wantsDiff: boolean;
  /** The texts among the task's arguments that are the user's own. */
  readonly ownTexts: ReadonlySet<Value>;
  readonly signal: AbortSignal;
  /** Takes what a connection says of a command that was ended before its time. */
  readonly onEnded: (report: EndReport) => void;
  /** Takes what a command of the task has printed that was ended before its time, or lost. */
  readonly onUnfinished: (output: Printed) => void;
  /** The ways to become another user that have asked for a terminal on this host; added to. */
  readonly becomeOnTerminal: Set<string>;
  /** Gives the connection, opening it when it is first wanted. */
  connect(): Promise<Connection>;
  /** Ends the connection and opens another. */
  reconnect(connectTimeout: number): Promise<void>;
}

/** A host as a task's module sees it, and the way in which the engine then acts on it. */
export class TaskHost implements HostView {
  readonly #parts: TaskHostParts;

  constructor(parts: TaskHostParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.ctx.host.name;
  }

  get controller(): ControllerFiles {
    return this.#parts.controller;
  }

  get wantsDiff(): boolean {
    return this.#parts.wantsDiff;
  }

  get verbosity(): number {
    return this.#parts.ctx.run.settings.verbosity;
  }

  get signal(): AbortSignal {
    return this.#parts.signal;
  }

  get connection(): Promise<Connection> {
    return this.#parts.connect();
  }

  now(): number {
    return this.#parts.ctx.run.clock.now();
  }

  async sleep(seconds: number): Promise<void> {
    await this.#parts.ctx.run.clock.sleep(seconds * 1000, this.signal);
  }

  async ask(prompt: string, echo: boolean): Promise<string | undefined> {
    return await this.#parts.ctx.run.ask(prompt, echo);
  }

  async reconnect(connectTimeout: number): Promise<string | undefined> {
    try {
      await this.#parts.reconnect(connectTimeout);
      await this.run({ text: ':' });
      return undefined;
    } catch (error) {
      if (error instanceof ConnectionError) return error.message;
      throw error;
    }
  }

  async probe(script: string, stdin?: Script['stdin']): Promise<CommandResult> {
    const result = await this.run(stdin === undefined ? { text: script } : { text: script, stdin });
    if (result.files !== undefined) throw new AnswerTooLong();
    return result;
  }

  /** Runs a script that is the task itself: what it prints is told while it runs, and kept if it is ended before its time. */
  async act(script: Script): Promise<CommandResult> {
    const { ctx, confidential, onUnfinished } = this.#parts;
    const live = ctx.run.settings.live && !confidential;
    const onOutput = (stream: 'stdout' | 'stderr', text: string) =>
      ctx.run.emit({ kind: 'output', step: ctx.step, host: ctx.host.name, stream, text });
    const stdin = script.stdin ?? ctx.run.openInput?.(ctx.host.name);
    const input = stdin === undefined ? {} : { stdin };
    return await this.run({ ...script, ...input }, { onUnfinished, ...(live && { onOutput }) });
  }

  /** Runs a script as the task's user, in its environment. */
  async run(script: Script, listeners: Listeners = {}): Promise<CommandResult> {
    const { privileges, ctx, signal, onEnded, becomeOnTerminal } = this.#parts;
    const connection = await this.#parts.connect();
    const confidential = this.#isConfidential(script);
    return await runScript(
      { ...script, confidential },
      {
        connection,
        privileges,
        clock: ctx.run.clock,
        signal,
        onEnded,
        keep: (stream) => this.#keep(stream),
        onWaited: (milliseconds) => {
          ctx.cost.queueMs += milliseconds;
        },
        becomeOnTerminal,
      },
      listeners,
    );
  }

  #keep(stream: string): KeepOptions {
    const { ctx, confidential } = this.#parts;
    const openFile = () => ctx.run.outputs.file(ctx.host.name, stream);
    return { limit: ctx.run.settings.maxOutput, openFile: confidential ? undefined : openFile };
  }

  #isConfidential({ text }: Script): boolean {
    const { confidential, privileges, ctx } = this.#parts;
    const values = Object.values(privileges.environment);
    return confidential || [text, ...values].some((part) => ctx.run.conceals(part));
  }

  async read(path: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk);
        done();
      },
    });
    await this.readInto(path, sink);
    return Buffer.concat(chunks);
  }

  /** Reads a file of the host into a stream, which is not ended: by the fast way, or as the user that the task has become. */
  async readInto(path: string, sink: Writable, options: { readonly hash?: boolean } = {}): Promise<void> {
    if (this.#parts.privileges.become === undefined) {
      await (await this.#parts.connect()).get(path, sink, { ...options, signal: this.signal });
      return;
    }
    const { code, stderr } = await this.run({ text: `cat < ${quote(path)}` }, { sink });
    if (code !== 0) throw new TransferError(path, `cannot read \`${path}\`: ${stderr.trim()}`);
  }

  variable(name: string): Value | undefined {
    return this.#parts.scope.get(name);
  }

  isOwn(text: string): boolean {
    return this.#parts.ownTexts.has(text);
  }

  async evaluate(expression: string): Promise<Value> {
    this.#requireOwn(expression);
    return await settle(() => evaluateExpression(expression, this.#parts.scope));
  }

  async evaluateBare(expression: string): Promise<Value> {
    this.#requireOwn(expression);
    return await settle(() => evaluateBareExpression(expression, this.#parts.scope));
  }

  #requireOwn(expression: string): void {
    if (!this.isOwn(expression)) throw new Error(`\`${expression}\` is no text of the user, and is not evaluated`);
  }

  async render(text: string, file: string, { variables, ...options }: RenderOptions = {}): Promise<string> {
    const scope = this.#scopeWith(variables);
    const { sources } = this.#parts.ctx.run;
    // Messages show the line of the file that they are about.
    if (sources.text(file) === undefined) sources.add(file, text);
    return await settle(() => renderTemplate(text, options, scope, file));
  }

  #scopeWith(variables: ReadonlyMap<string, Value> | undefined): Scope {
    const { scope } = this.#parts;
    return variables === undefined ? scope : scope.over({ name: 'task vars', vars: bindValues(new Map(variables)) });
  }
}
