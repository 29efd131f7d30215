import { randomBytes } from 'node:crypto';
import type { Connection, EndReport } from '../connection/connection.ts';
import type { CommandResult } from '../modules/module.ts';
import type { BecomeOptions } from '../shell/become/become-line.ts';
import { commandLine } from '../shell/command-line.ts';
import { explainRefusal } from '../shell/refusal.ts';
import { type Refusal, StartDialogue } from '../shell/start-dialogue.ts';
import { Conversation } from './conversation.ts';
import type { Clock } from './run.ts';

/** As whom and how scripts of a task run on its host. */
export interface Privileges {
  readonly environment: Readonly<Record<string, string>>;
  readonly become: BecomeOptions | undefined;
  readonly password: string | undefined;
}

/** A script and what goes with it. */
export interface Script {
  readonly text: string;
  readonly stdin?: string | Uint8Array;
  readonly raw?: boolean;
  readonly confidential?: boolean;
}

/** What the running of scripts needs besides a connection. */
export interface ScriptRunner {
  readonly connection: Connection;
  readonly privileges: Privileges;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  onOutput?(stream: 'stdout' | 'stderr', text: string): void;
  onEnded?(report: EndReport): void;
}

/** A script could not be started: the password was wrong, the user is not allowed to become another, there is no terminal. */
export class ScriptRefused extends Error {
  readonly reason: Refusal;
  readonly help: string;

  constructor(reason: Refusal, become: BecomeOptions | undefined, printed: string) {
    const { message, help } = explainRefusal(reason, printed, become);
    super(message);
    this.name = 'ScriptRefused';
    this.reason = reason;
    this.help = help;
  }
}

/** Runs a script on a host and gives its own output only; throws {@link ScriptRefused} or the connection's errors. */
export async function runScript(script: Script, runner: ScriptRunner): Promise<CommandResult> {
  const token = randomBytes(9).toString('hex');
  const { privileges, clock } = runner;
  const input = Buffer.from(script.stdin ?? '');
  const line = commandLine({
    script: script.text,
    token,
    environment: privileges.environment,
    ...(privileges.become === undefined ? {} : { become: privileges.become }),
    raw: script.raw ?? false,
    confidential: script.confidential ?? false,
    stdinBytes: input.length,
  });
  const talk = new Conversation(
    line.opening && new StartDialogue(line.opening),
    {
      password: privileges.password,
      afterStart: Buffer.concat([Buffer.from(line.preamble), input]),
      mayAsk: line.opening?.prompt !== undefined,
    },
    runner.onOutput?.bind(runner),
  );
  const startedAt = clock.now();
  const began = clock.monotonic();
  const ended = await runner.connection.exec(line.command, {
    ...(talk.stdin === undefined ? {} : { stdin: talk.stdin }),
    pty: line.pty,
    signal: runner.signal,
    onOutput: (stream, chunk) => talk.hear(stream, chunk),
    ...(runner.onEnded === undefined ? {} : { onEnded: runner.onEnded.bind(runner) }),
  });
  talk.end(ended.code);
  if (talk.refused !== undefined) throw new ScriptRefused(talk.refused.reason, privileges.become, talk.refused.text);
  return {
    code: ended.code ?? -1,
    ...(ended.signal === null ? {} : { signal: ended.signal }),
    stdout: talk.text('stdout'),
    stderr: talk.text('stderr'),
    startedAt,
    durationMs: clock.monotonic() - began,
  };
}
