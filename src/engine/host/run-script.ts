import { randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Connection, EndReport } from '../../connection/connection.ts';
import type { CommandResult, ControllerFile } from '../../modules/module.ts';
import type { BecomeOptions } from '../../shell/become/become-line.ts';
import { type CommandLine, commandLine } from '../../shell/command-line.ts';
import { type Refusal, refusalText } from '../../shell/refusal.ts';
import { StartDialogue } from '../../shell/start-dialogue.ts';
import { defined } from '../../std/defined.ts';
import type { EngineClock } from '../run.ts';
import { Conversation, type Listeners, type Printed } from './conversation.ts';
import { type KeepOptions, KeptOutput } from './kept-output.ts';

/** Bytes of a file that are read at a time: a run may send it to hundreds of hosts at once. */
const pieceSize = 256 * 1024;

/** As whom and in which environment scripts of a task run on its host. */
export interface Privileges {
  readonly environment: Readonly<Record<string, string>>;
  readonly become: BecomeOptions | undefined;
  readonly password: string | undefined;
}

/** A script and what goes with it. */
export interface Script {
  readonly text: string;
  readonly stdin?: string | Uint8Array | ControllerFile | Readable;
  readonly raw?: boolean;
  readonly confidential?: boolean;
}

/** What the running of scripts needs besides a connection. */
export interface ScriptRunner {
  readonly connection: Connection;
  readonly privileges: Privileges;
  readonly clock: EngineClock;
  readonly signal: AbortSignal;
  /** Told how many milliseconds the script has waited for its turn on a connection. */
  readonly onWaited: (milliseconds: number) => void;
  /** How much of a stream is held in memory, and where the rest goes. */
  readonly keep: (stream: 'stdout' | 'stderr') => KeepOptions;
  /** Takes what the connection says of a script that was ended before its time. */
  readonly onEnded: (report: EndReport) => void;
  /** The ways to become another user that have asked for a terminal on this host; added to. */
  readonly becomeOnTerminal: Set<string>;
}

/** A script could not be started: the password was wrong, the user may not become another, there is no terminal. */
export class ScriptRefused extends Error {
  readonly reason: Refusal;
  readonly help: string;

  constructor(reason: Refusal, { message, help }: { readonly message: string; readonly help: string }) {
    super(message);
    this.name = 'ScriptRefused';
    this.reason = reason;
    this.help = help;
  }
}

/**
 * Runs a script on a host and gives its own output only; throws {@link ScriptRefused} or the connection's errors. What will not start without a
 * terminal (`requiretty`) is started again on one: nothing of the script has run by then.
 */
export async function runScript(script: Script, runner: ScriptRunner, listeners?: Listeners): Promise<CommandResult> {
  const { become } = runner.privileges;
  if (become === undefined) return await runOnce(script, runner, listeners);
  const method = `${become.method} ${become.exe ?? ''}`;
  const onTerminal = { ...runner, privileges: { ...runner.privileges, become: { ...become, pty: true } } };
  if (runner.becomeOnTerminal.has(method)) return await runOnce(script, onTerminal, listeners);
  try {
    return await runOnce(script, runner, listeners);
  } catch (error) {
    if (!(error instanceof ScriptRefused) || error.reason !== 'needs-terminal') throw error;
    runner.becomeOnTerminal.add(method);
    return await runOnce(script, onTerminal, listeners);
  }
}

async function runOnce(script: Script, runner: ScriptRunner, listeners: Listeners = {}): Promise<CommandResult> {
  const { privileges, clock, connection, signal } = runner;
  const input = inputOf(script);
  const line = lineOf(script, privileges, input.bytes);
  const kept = { stdout: new KeptOutput(runner.keep('stdout')), stderr: new KeptOutput(runner.keep('stderr')) };
  const talk = new Conversation(
    line.opening && new StartDialogue(line.opening),
    {
      password: privileges.password,
      preamble: line.preamble,
      stdin: input.stdin,
      mayAsk: line.opening?.prompt !== undefined,
    },
    { ...listeners, kept },
  );
  const startedAt = clock.now();
  const began = clock.monotonic();
  const exec = connection.exec(line.command, {
    ...(talk.stdin === undefined ? {} : { stdin: talk.stdin }),
    pty: line.pty,
    lifeline: line.lifeline,
    signal,
    onEnded: runner.onEnded,
    onWaited: runner.onWaited,
    onOutput: (stream, chunk) => talk.hear(stream, chunk),
  });
  const ended = await exec.catch(async (error: unknown) => {
    listeners.onUnfinished?.(await printed(kept));
    throw error;
  });
  talk.end(ended.code);
  const output = await printed(kept);
  if (talk.refused !== undefined) {
    const { reason, text } = talk.refused;
    throw new ScriptRefused(reason, refusalText(reason, privileges.become, text));
  }
  return {
    code: ended.code ?? -1,
    ...(ended.signal === null ? {} : { signal: ended.signal }),
    ...output,
    startedAt,
    durationMs: clock.monotonic() - began,
  };
}

/** What was printed, once all of it is written where it belongs. */
async function printed({ stdout, stderr }: Record<'stdout' | 'stderr', KeptOutput>): Promise<Printed> {
  await Promise.all([stdout.close(), stderr.close()]);
  const files = defined({ stdout: stdout.path, stderr: stderr.path });
  return { stdout: stdout.text, stderr: stderr.text, ...(Object.keys(files).length > 0 && { files }) };
}

function inputOf({ stdin = '' }: Script): { stdin: Buffer | Readable; bytes: number } {
  if (stdin instanceof Readable) return { stdin, bytes: Number.POSITIVE_INFINITY };
  if (typeof stdin === 'object' && 'file' in stdin) {
    return { stdin: createReadStream(stdin.file, { highWaterMark: pieceSize }), bytes: statSync(stdin.file).size };
  }
  const bytes = Buffer.from(stdin);
  return { stdin: bytes, bytes: bytes.length };
}

function lineOf(script: Script, privileges: Privileges, stdinBytes: number): CommandLine {
  return commandLine({
    script: script.text,
    token: randomBytes(9).toString('hex'),
    environment: privileges.environment,
    ...(privileges.become === undefined ? {} : { become: privileges.become }),
    raw: script.raw ?? false,
    confidential: script.confidential ?? false,
    stdinBytes,
  });
}
